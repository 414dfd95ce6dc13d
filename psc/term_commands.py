"""`psc term explain`: when a term ends and why, for one term or for the whole way of a case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Final
from zoneinfo import ZoneInfo

import typer

from shared.rules.broken import RuleBroken
from shared.rules.calendar import Calendar
from shared.rules.codes import Channel, Unit
from shared.rules.counting import count_of
from shared.rules.derived import derived_route
from shared.rules.drawing.words import DOINGS, ROLES, counted, route_in_words, term_in_words
from shared.rules.explanation import Words
from shared.rules.places import Place, place_of
from shared.rules.progress import ready_by
from shared.rules.regulation import Action, Regulation, Route, Term, WholeTerm
from shared.rules.route import way_of
from shared.rules.terms import Due, due, whole_term_due
from shared.runtime.catalogue import load
from shared.runtime.schedules import OFFICE_SCHEDULE, PSC_SCHEDULE, calendar_of
from shared.runtime.settings import load as load_settings

app = typer.Typer(no_args_is_help=True, help="Terms: when they end, and why.")


class Site(StrEnum):
    OFFICE = "office"
    PSC = "psc"


class Language(StrEnum):
    RU = "ru"
    KK = "kk"
    EN = "en"


COUNTRY: Final = ZoneInfo("Asia/Almaty")
DUE: Final = Words("срок истекает", "мерзімі бітеді", "due")
SINCE: Final = Words("с", "басталуы", "since")
NO_DATE: Final = Words("без даты", "күні жоқ", "no date")
NO_TERM: Final = Words("без срока", "мерзімсіз", "no term")
WHOLE: Final = Words("Срок услуги", "Қызмет мерзімі", "Term of the service")
READY: Final = Words("Готово к выдаче", "Беруге дайын", "Ready to be handed out")
FROM_ROUTE: Final = Words(
    "Срок услуги акт не называет: дата выведена из маршрута.",
    "Акт қызмет мерзімін атамайды: күн бағыттан шығарылған.",
    "The act states no term of the service: the date is derived from the route.",
)


@app.callback()
def terms() -> None:
    """Terms are counted by rules that can be asked for their reasons."""


@app.command()
def explain(
    term: Annotated[str | None, typer.Argument(help='Like "8 working_day" or "30 minute".')] = None,
    since: Annotated[str | None, typer.Option(help="Like 2026-03-19T17:50; now.")] = None,
    site: Annotated[Site, typer.Option(help="On whose calendar.")] = Site.OFFICE,
    lang: Annotated[Language, typer.Option(help="In which language.")] = Language.RU,
    regulation: Annotated[str | None, typer.Option(help="The whole way of its cases.")] = None,
    channel: Annotated[Channel | None, typer.Option(help="The regulation's channel.")] = None,
) -> None:
    """When a term ends and why: each rule, and each day that was skipped."""
    if (term is None) == (regulation is None):
        raise typer.BadParameter("either a term or --regulation is expected")
    begin = _moment(since)
    if term is not None:
        told = explained_term(_term(term), begin, calendars()[site], lang)
    else:
        found = _regulation(regulation or "")
        told = explained_way(found, _route(found, channel), begin, lang)
    for line in told:
        print(line)


def explained_term(
    term: Term, since: dt.datetime, calendar: Calendar, language: str
) -> Iterator[str]:
    yield f"{term_in_words(term, language)}, {SINCE.say(language)} {_at(since)} ({calendar.name})"
    yield from _told(due(term, since, calendar), language)


def explained_way(
    regulation: Regulation, route: Route, since: dt.datetime, language: str
) -> Iterator[str]:
    """Every action of a route, each begun when the one before it is due at the latest."""
    sites = _sites(route.channel)
    yield f"{regulation.key}  {regulation.title}"
    yield f"{route_in_words(route, language)}, {route.source}, {SINCE.say(language)} {_at(since)}"
    moment = since
    for action in route.actions:
        calendar = sites[place_of(action.role)]
        ends = due(action.term, moment, calendar, cite=f"{route.source}, № {action.n}")
        yield ""
        yield _headed(action, calendar, language)
        yield from _told(ends, language)
        moment = ends.at or moment
    yield from _as_a_whole(regulation, route, since, sites, language)


def _as_a_whole(
    regulation: Regulation,
    route: Route,
    since: dt.datetime,
    sites: Mapping[Place, Calendar],
    language: str,
) -> Iterator[str]:
    ready = ready_by(way_of(route), since, sites)
    yield ""
    yield f"{READY.say(language)}: {_at(ready) if ready else NO_DATE.say(language)}"
    stated = [t for t in regulation.terms if t.channel in {route.channel, "any"} and count_of(t)]
    if not stated:
        yield FROM_ROUTE.say(language)
    for term in stated:
        yield from _whole(term, since, sites[Place.ACCEPTING], language)


def _whole(term: WholeTerm, since: dt.datetime, calendar: Calendar, language: str) -> Iterator[str]:
    excludes = term.excludes_acceptance_and_issue_day
    scope = f" ({term.scope})" if term.scope else ""
    value = counted(term.value or 0, term.unit or Unit.OTHER, language)
    yield f"{WHOLE.say(language)}: {value}{scope}"
    yield from _told(whole_term_due(term, since, calendar, excludes, cite=term.cite), language)


def _headed(action: Action, calendar: Calendar, language: str) -> str:
    role = ROLES[action.role].say(language)
    does = ", ".join(DOINGS[doing].say(language) for doing in action.does)
    term = term_in_words(action.term, language) or NO_TERM.say(language)
    return f"{action.n}. {role} ({calendar.name}): {does} — {term}"


def _told(ends: Due, language: str) -> Iterator[str]:
    at = _at(ends.at) if ends.at else NO_DATE.say(language)
    cite = f" [{ends.cite}]" if ends.cite else ""
    yield f"   {DUE.say(language)}: {at}{cite}"
    for reason in ends.why:
        yield f"   – {reason.say(language)}"


def calendars() -> dict[Site, Calendar]:
    """The ordinary hours of an office and of a centre; a deployment's sites may have others."""
    return {
        Site.OFFICE: calendar_of(Site.OFFICE, OFFICE_SCHEDULE),
        Site.PSC: calendar_of(Site.PSC, PSC_SCHEDULE),
    }


def _sites(channel: Channel) -> dict[Place, Calendar]:
    known = calendars()
    accepting = Site.PSC if channel is Channel.PSC else Site.OFFICE
    return {Place.ACCEPTING: known[accepting], Place.DECIDING: known[Site.OFFICE]}


def _at(moment: dt.datetime) -> str:
    return f"{moment.astimezone(COUNTRY):%d.%m.%Y %H:%M}"


def _moment(since: str | None) -> dt.datetime:
    """A moment without a zone is one of the country's own clocks."""
    try:
        moment = dt.datetime.fromisoformat(since) if since else dt.datetime.now(COUNTRY)
    except ValueError:
        raise typer.BadParameter(f"{since}: a moment like 2026-03-19T17:50 is expected") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=COUNTRY)


def _term(text: str) -> Term:
    value, _, unit = text.strip().partition(" ")
    known = {each.value: each for each in Unit if each is not Unit.OTHER}
    if not value.isdecimal() or unit.strip() not in known:
        units = ", ".join(known)
        raise typer.BadParameter(f"{text}: a number and one of {units} is expected")
    return Term(value=int(value), unit=known[unit.strip()], text=text)


def _regulation(key: str) -> Regulation:
    try:
        return load(load_settings().regulations).get(key)
    except RuleBroken as broken:
        raise typer.BadParameter(str(broken)) from None


def _route(regulation: Regulation, channel: Channel | None) -> Route:
    """The channel's route, or the derived one; without a channel the act's first route."""
    wanted = channel or regulation.routes[0].channel
    route = regulation.route(wanted) or derived_route(regulation, wanted)
    if route is None:
        offered = ", ".join(each.code for each in regulation.channels)
        raise typer.BadParameter(f"{regulation.key} has no route for {wanted}, only {offered}")
    return route


if __name__ == "__main__":
    app()
