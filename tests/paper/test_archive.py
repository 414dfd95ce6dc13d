"""A case as one file: it verifies as it was made, and with one changed byte it does not."""

from __future__ import annotations

import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import orjson
import pytest
import typer
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from psc.paper_commands import register
from shared.rules.broken import RuleBroken
from shared.runtime.paper.archive import (
    DIGEST,
    MANIFEST,
    SIGNATURE,
    ArchiveChanged,
    Contents,
    UnreadableArchive,
    _laid_out,
    make,
    verify_archive,
)
from shared.runtime.paper.certificates import Trust, UntrustedCertificate
from shared.runtime.paper.signing import sign
from tests.paper.builders import HEAD, NOW, House, a_house, a_notification, a_signature, root_file

CASE = {"number": "R2601010001233", "regulation": "almaty-2012-349/07"}
CUSTODY = ({"at": "2026-11-20T10:04:00+05:00", "from": "window 1", "to": "accumulation"},)


@pytest.fixture
def house() -> House:
    return a_house()


def small_contents() -> Contents:
    papers = {"a.txt": b"one", "ә.txt": b"two"}
    return Contents(CASE, NOW, papers, {"application.p7s": b"signature"}, CUSTODY)


async def a_whole_case(house: House) -> bytes:
    signed = await sign(a_notification(), a_signature(), house.signer)
    contents = replace(small_contents(), papers={"notification.pdf": signed.content})
    return await make(contents, house.signer)


def entries_of(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def zipped(entries: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


async def test_an_archive_verifies_and_says_what_it_is_about(house: House) -> None:
    verified = await verify_archive(await a_whole_case(house), house.trust, NOW)

    assert verified.case == CASE
    assert verified.entries == (
        "custody.json", "papers/notification.pdf", "signatures/application.p7s",
    )  # fmt: skip
    assert verified.signed is not None
    assert (verified.signed.faults, verified.signed.signer.name) == ((), HEAD.name)
    (found,) = verified.papers["papers/notification.pdf"]
    assert found.unchanged
    assert found.untrusted is None


async def test_the_same_case_is_the_same_file() -> None:
    assert await make(small_contents()) == await make(small_contents())


async def test_any_unzip_reads_an_archive() -> None:
    entries = entries_of(await make(small_contents()))

    assert list(entries)[:2] == [MANIFEST, DIGEST]
    assert entries["papers/ә.txt"] == b"two"
    assert orjson.loads(entries["custody.json"]) == list(CUSTODY)


ARCHIVE: list[bytes] = []


@settings(max_examples=300, deadline=None)
@given(at=st.floats(0, 1, exclude_max=True), other=st.integers(1, 255))
async def test_one_changed_byte_anywhere_is_noticed(at: float, other: int) -> None:
    if not ARCHIVE:
        ARCHIVE.append(await make(small_contents(), a_house().signer))
    archive = bytearray(ARCHIVE[0])
    archive[int(at * len(archive))] ^= other

    with pytest.raises((UnreadableArchive, ArchiveChanged)):
        await verify_archive(bytes(archive), Trust(()), NOW)


async def test_every_single_byte_of_the_frame_is_watched() -> None:
    whole = await make(Contents(CASE, NOW, {"a.txt": b"one"}))
    unnoticed = []

    for at in range(len(whole)):
        archive = bytearray(whole)
        archive[at] ^= 0x20
        try:
            await verify_archive(bytes(archive), Trust(()), NOW)
        except RuleBroken:
            continue
        unnoticed.append(at)

    assert unnoticed == []


@pytest.mark.parametrize("more", [b" ", b"PK"])
async def test_bytes_behind_the_end_are_noticed(more: bytes) -> None:
    with pytest.raises(RuleBroken):
        await verify_archive(await make(small_contents()) + more, Trust(()), NOW)


async def test_a_paper_that_was_taken_out_or_put_in_is_noticed() -> None:
    entries = entries_of(await make(small_contents()))
    fewer = {name: content for name, content in entries.items() if name != "papers/a.txt"}
    more = entries | {"papers/b.txt": b"three"}

    for other in (fewer, more):
        with pytest.raises((ArchiveChanged, UnreadableArchive)):
            await verify_archive(zipped(other), Trust(()), NOW)


async def test_whoever_makes_the_manifest_anew_cannot_sign_it(house: House) -> None:
    forged = await make(replace(small_contents(), papers={"a.txt": b"forged"}))
    old = entries_of(await make(small_contents(), house.signer))[SIGNATURE]

    entries = entries_of(forged)
    sealed = {name: entries[name] for name in (MANIFEST, DIGEST)} | {SIGNATURE: old} | entries
    verified = await verify_archive(_laid_out(sealed), house.trust, NOW)

    assert verified.signed is not None
    assert verified.signed.signature is not None


async def test_without_certificates_to_trust_the_doubt_is_said(house: House) -> None:
    verified = await verify_archive(await a_whole_case(house), Trust(()), NOW)

    assert verified.signed is not None
    assert isinstance(verified.signed.chain, UntrustedCertificate)


@pytest.mark.parametrize("junk", [b"", b"PK\x05\x06" + bytes(18), b"no zip"])
async def test_what_is_no_archive_is_refused(junk: bytes) -> None:
    with pytest.raises(UnreadableArchive):
        await verify_archive(junk, Trust(()), NOW)


@pytest.fixture
def command() -> typer.Typer:
    app = typer.Typer()
    register(app)
    return app


async def test_the_command_accepts_an_archive_without_a_running_system(
    house: House, command: typer.Typer, tmp_path: Path
) -> None:
    archive = await a_whole_case(house)

    verdict = verified_by(command, archive, root_file(house, tmp_path).parent)

    assert verdict.exit_code == 0, verdict.output
    assert f"signed by {HEAD.name}." in verdict.output
    assert "papers/notification.pdf: 1 signature(s)" in verdict.output
    assert "unchanged since" in verdict.output


async def test_the_command_refuses_what_was_changed(
    house: House, command: typer.Typer, tmp_path: Path
) -> None:
    archive = bytearray(await a_whole_case(house))
    archive[len(archive) // 2] ^= 1

    verdict = verified_by(command, bytes(archive), tmp_path)

    assert verdict.exit_code == 1
    assert "archive-" in verdict.output


def verified_by(command: typer.Typer, archive: bytes, trust: Path) -> Result:
    """In a thread: the command has an event loop of its own."""
    file = trust / "case.zip"
    file.write_bytes(archive)
    arguments = ["archive", "verify", str(file), "--trust", str(trust)]
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(CliRunner().invoke, command, arguments).result()


def test_the_command_prints_a_sample_of_every_form(command: typer.Typer, tmp_path: Path) -> None:
    listed = CliRunner().invoke(command, ["paper", "forms"])
    printed = CliRunner().invoke(
        command, ["paper", "sample", "receipt", "--to", str(tmp_path / "receipt.pdf")]
    )

    assert "receipt" in listed.output
    assert printed.exit_code == 0, printed.output
    assert (tmp_path / "receipt.pdf").read_bytes().startswith(b"%PDF-1.7")
