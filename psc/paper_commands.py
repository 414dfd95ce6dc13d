"""`psc paper`, `psc archive`: show a form, check a case's archive without a running system."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from shared.runtime.paper.archive import Verified

archive_app = typer.Typer(no_args_is_help=True, help="A case as one file.")
paper_app = typer.Typer(no_args_is_help=True, help="What the house prints.")

Trusted = Annotated[
    Path | None, typer.Option(help="Folder of certificates (PEM) that signatures may lead to.")
]


def register(app: typer.Typer) -> None:
    app.add_typer(archive_app, name="archive")
    app.add_typer(paper_app, name="paper")


@archive_app.command("verify")
def verify_file(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)], trust: Trusted = None
) -> None:
    """Say whether the archive is as it was made, and who signed what; exit with 1 if it is not.

    Needs nothing but the file: no database, no network.
    """
    from shared.rules.broken import RuleBroken
    from shared.runtime.paper.archive import verify_archive
    from shared.runtime.paper.certificates import Trust
    from shared.runtime.paper.keys import certificates_in

    trusted = Trust(tuple(certificates_in(trust)))
    try:
        verified = asyncio.run(verify_archive(file.read_bytes(), trusted, datetime.now(UTC)))
    except RuleBroken as refused:
        print(f"{file}: {refused.code}: {refused.say('en')}")
        raise typer.Exit(1) from None
    for line in report(verified):
        print(line)
    raise typer.Exit(0 if sound(verified) else 1)


@paper_app.command("forms")
def list_forms() -> None:
    """Every form with what it is."""
    from shared.runtime.paper.forms import FORMS

    for name, form in FORMS.items():
        print(f"{name:18} {(form.__doc__ or '').strip().splitlines()[0]}")


@paper_app.command("sample")
def print_sample(
    form: Annotated[str, typer.Argument(help="As `psc paper forms` lists them.")],
    to: Annotated[Path, typer.Option(help="Where to write the PDF.")],
    language: Annotated[Literal["ru", "kk", "both"], typer.Option()] = "both",
) -> None:
    """A form with its sample data, as PDF."""
    from shared.runtime.paper.forms import FORMS
    from shared.runtime.paper.printing import print_form
    from shared.runtime.paper.samples import sample

    if form not in FORMS:
        raise typer.BadParameter(f"{form}: one of {', '.join(FORMS)} is expected")
    to.write_bytes(asyncio.run(print_form(form, sample(form), language)))


def sound(verified: Verified) -> bool:
    """Nothing that was signed has changed. Whom to trust is for the reader to say."""
    signed = verified.signed is None or verified.signed.signature is None
    found = [signature for of_paper in verified.papers.values() for signature in of_paper]
    return signed and all(signature.unchanged for signature in found)


def report(verified: Verified) -> Iterator[str]:
    yield f"as it was made at {verified.made_at}: {len(verified.entries)} entries"
    if verified.signed:
        faults = [fault.say("en") for fault in verified.signed.faults]
        yield f"signed by {verified.signed.signer.name}. {' '.join(faults)}".rstrip()
    for name, signatures in verified.papers.items():
        yield f"{name}: {len(signatures)} signature(s)"
        for found in signatures:
            state = "unchanged since" if found.unchanged else "CHANGED since"
            doubt = f" {found.untrusted.say('en')}" if found.untrusted else ""
            yield f"  {found.signer.name}, {found.at:%Y-%m-%d %H:%M}: {state}.{doubt}"
