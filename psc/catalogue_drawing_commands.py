"""`psc catalogue lint|draw|bpmn`: what is wrong in the acts, and what their routes look like."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Annotated

import orjson
import typer

from shared.rules.bpmn import bpmn as as_bpmn
from shared.rules.broken import RuleBroken
from shared.rules.codes import Channel
from shared.rules.drawing import picture, routes_to_draw
from shared.rules.lint import RULES, Finding, Library
from shared.rules.lint import lint as faults_of
from shared.rules.regulation import Regulation, Route
from shared.runtime.catalogue import Catalogue, load
from shared.runtime.settings import load as load_settings

Painter = Callable[[Regulation, Iterable[Route], str], str]

Key = Annotated[str, typer.Argument(help="A regulation, like almaty-2012-349/07.")]
OneOrAll = Annotated[str | None, typer.Argument(help="A regulation; without it: all.")]
Json = Annotated[bool, typer.Option("--json", help="JSON lines, one finding a line.")]
Rules = Annotated[list[str] | None, typer.Option("--rule", help="Only findings of this rule.")]
OneChannel = Annotated[Channel | None, typer.Option(help="Only the routes of this channel.")]
Variants = Annotated[bool, typer.Option(help="Refusals, duplicates and other ways as well.")]
Language = Annotated[str | None, typer.Option("--lang", help="ru, kk or en; the act's own.")]
Out = Annotated[Path | None, typer.Option(help="Write into this file.")]
Bpmn = Annotated[bool, typer.Option("--bpmn", help="BPMN 2.0 XML instead of SVG.")]


def register(app: typer.Typer) -> None:
    """Put the commands beside the others of `psc catalogue`."""
    app.command()(lint)
    app.command()(draw)
    app.command()(bpmn)


def lint(key: OneOrAll = None, rule: Rules = None, *, json: Json = False) -> None:
    """What contradicts itself or is forgotten in the acts: regulation, rule, words and cite."""
    catalogue = _catalogue()
    _must_know(rule or ())
    read = [_named(catalogue, key)] if key else list(catalogue.regulations)
    library = _library(catalogue, read)
    found = [
        finding
        for regulation in read
        for finding in faults_of(regulation, library)
        if not rule or finding.rule in rule
    ]
    tell = _tell_as_json if json else _tell
    tell(found, catalogue)


def draw(
    key: Key,
    channel: OneChannel = None,
    lang: Language = None,
    out: Out = None,
    *,
    variants: Variants = False,
    bpmn: Bpmn = False,
) -> None:
    """The routes of a regulation as lanes (SVG): a lane a role, a box an action."""
    _paint(as_bpmn if bpmn else picture, key, channel, lang, out, variants=variants)


def bpmn(
    key: Key,
    channel: OneChannel = None,
    lang: Language = None,
    out: Out = None,
    *,
    variants: Variants = False,
) -> None:
    """The routes of a regulation as BPMN 2.0 XML: a pool and a process for each."""
    _paint(as_bpmn, key, channel, lang, out, variants=variants)


def _paint(
    painter: Painter, key: str, channel: Channel | None, lang: str | None, out: Path | None,
    *, variants: bool,
) -> None:  # fmt: skip
    regulation = _named(_catalogue(), key)
    routes = routes_to_draw(regulation, channel, variants=variants)
    if not routes:
        offered = ", ".join(each.code for each in regulation.channels)
        raise typer.BadParameter(f"{key} has no route for {channel}; it offers {offered}")
    text = painter(regulation, routes, _language(lang, regulation))
    if out is None:
        print(text, end="")
    else:
        out.write_text(text, "utf-8")


def _tell(found: list[Finding], catalogue: Catalogue) -> None:
    for key, findings in groupby(found, key=lambda finding: finding.regulation):
        print(f"{key}  {catalogue.get(key).title}")
        for finding in findings:
            print(f"  {finding.rule}: {finding.what} ({finding.cite})")
        print()
    regulations = len({finding.regulation for finding in found})
    print(f"findings: {len(found)}, regulations: {regulations}, rules tried: {len(RULES)}")


def _tell_as_json(found: list[Finding], _catalogue: Catalogue) -> None:
    for finding in found:
        print(orjson.dumps(asdict(finding)).decode())


def _catalogue() -> Catalogue:
    return load(load_settings().regulations)


def _library(catalogue: Catalogue, regulations: Iterable[Regulation]) -> Library:
    named = {(each.act, of.file) for each in regulations for of in each.directories}
    return Library(catalogue.regulations, {place: catalogue.entries(*place) for place in named})


def _named(catalogue: Catalogue, key: str) -> Regulation:
    try:
        return catalogue.get(key)
    except RuleBroken as broken:
        raise typer.BadParameter(str(broken)) from None


def _must_know(rules: Iterable[str]) -> None:
    known = {rule.code for rule in RULES}
    for rule in rules:
        if rule not in known:
            raise typer.BadParameter(f"{rule}: docs/lint-rules.md lists the rules")


def _language(lang: str | None, regulation: Regulation) -> str:
    if lang not in {None, "ru", "kk", "en"}:
        raise typer.BadParameter(f"{lang}: ru, kk or en is expected")
    return lang or regulation.lang
