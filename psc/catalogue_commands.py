"""`psc catalogue`: list, show, export, check, diff; what draws and lints registers itself here."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import orjson
import typer

from psc import catalogue_drawing_commands
from psc.catalogue_page import page_of
from shared.rules.broken import RuleBroken
from shared.rules.difference import differences
from shared.rules.regulation import Regulation
from shared.runtime.catalogue import Catalogue, load
from shared.runtime.regulation_files import check_file, read_regulation
from shared.runtime.settings import load as load_settings

app = typer.Typer(no_args_is_help=True, help="The regulations: what the acts say, as data.")

Key = Annotated[str, typer.Argument(help="A regulation, like almaty-2012-349/07.")]
OneOrFile = Annotated[str, typer.Argument(help="KEY, KEY@EDITION, or a regulation's file.")]


def the_catalogue() -> Catalogue:
    """What ships and what the deployment adds (PSC_REGULATIONS)."""
    return load(load_settings().regulations)


@app.command("list")
def list_all() -> None:
    """Every regulation with its edition, its service and its routes."""
    catalogue = the_catalogue()
    for regulation in catalogue.regulations:
        routes = " ".join(route.channel for route in regulation.routes)
        edition = catalogue.edition(regulation.key)
        print(f"{regulation.key}  {edition}  {regulation.service}  [{routes}]  {regulation.title}")


@app.command()
def show(
    key: Key,
    edition: Annotated[str | None, typer.Option(help="The day of an earlier edition.")] = None,
) -> None:
    """One regulation on a page: terms, routes, documents, grounds, and what is wrong in it."""
    catalogue = the_catalogue()
    print(page_of(catalogue, _named(catalogue, f"{key}@{edition}" if edition else key)))


@app.command()
def export(
    keys: Annotated[list[str] | None, typer.Argument(help="Only these regulations.")] = None,
) -> None:
    """The catalogue as JSON lines, one regulation a line."""
    catalogue = the_catalogue()
    for key in keys or ():
        _named(catalogue, key)
    for regulation in catalogue.exported():
        if not keys or regulation["key"] in keys:
            print(orjson.dumps(regulation).decode())


@app.command()
def check(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files; without any: all.")] = None,
) -> None:
    """Say what is wrong in files of the catalogue: file, line, field and what was expected."""
    if not paths:
        catalogue = the_catalogue()
        print(f"{len(catalogue.regulations)} regulations of {len(catalogue.acts)} acts hold.")
        return
    faults = [fault for path in paths for fault in check_file(path)]
    for fault in faults:
        print(fault)
    if faults:
        raise typer.Exit(1)
    print(f"{len(paths)} files hold.")


@app.command()
def diff(first: OneOrFile, second: OneOrFile) -> None:
    """The difference of two regulations or editions, field by field in words."""
    catalogue = the_catalogue()
    found = differences(_named(catalogue, first), _named(catalogue, second))
    for difference in found:
        print(difference)
    print(f"{len(found)} differences." if found else "No difference.")


def _named(catalogue: Catalogue, name: str) -> Regulation:
    if (path := Path(name)).is_file():
        return _from_file(path)
    key, _, day = name.partition("@")
    try:
        return catalogue.get(key, dt.date.fromisoformat(day) if day else None)
    except RuleBroken as broken:
        raise typer.BadParameter(str(broken)) from None
    except ValueError:
        raise typer.BadParameter(f"{day}: a day like 2012-11-05 is expected") from None


def _from_file(path: Path) -> Regulation:
    regulation, faults = read_regulation(path)
    if regulation is None:
        raise typer.BadParameter("\n".join(map(str, faults)))
    return regulation


catalogue_drawing_commands.register(app)

if __name__ == "__main__":
    app()
