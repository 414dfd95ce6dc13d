"""One regulation as a page of text: what a clerk looks up, with the place in the act."""

from __future__ import annotations

from collections.abc import Iterator

from shared.rules.derived import derived_route
from shared.rules.regulation import AlternativeRoute, Channel, Regulation, Route, Term
from shared.runtime.catalogue import Catalogue


def page_of(catalogue: Catalogue, regulation: Regulation) -> str:
    sections = (
        _head(catalogue, regulation),
        _channels(regulation),
        _terms(regulation),
        _routes(regulation),
        _lists(regulation),
        _anomalies(regulation),
    )
    return "\n\n".join("\n".join(section) for section in map(tuple, sections) if section)


def _head(catalogue: Catalogue, regulation: Regulation) -> Iterator[str]:
    act = catalogue.acts[regulation.act]
    yield f"{regulation.key}  {regulation.title}"
    yield f"{act.kind} {act.issuer}, {act.date}, № {act.number}: {act.title}"
    editions = ", ".join(str(each.since) for each in catalogue.editions[regulation.key])
    yield f"editions: {editions}"
    if act.repealed:
        yield f"repealed: {act.repealed.date} by № {act.repealed.number} ({act.repealed.cite})"
    for change in act.changes_of(regulation.ordinal):
        yield f"changed: {change.date} by № {change.number} ({change.cite})"


def _channels(regulation: Regulation) -> Iterator[str]:
    yield "channels"
    for offered in regulation.channels:
        yield f"  {offered.code} ({offered.cite}): {_way_in_words(regulation, offered.code)}"


def _way_in_words(regulation: Regulation, channel: Channel) -> str:
    stated = [route.source for route in regulation.routes if route.channel is channel]
    if stated:
        return "; ".join(stated)
    derived = derived_route(regulation, channel)
    return f"no route in the act; {derived.source}" if derived else "no route in the act"


def _terms(regulation: Regulation) -> Iterator[str]:
    if regulation.terms:
        yield "terms of the whole service"
    for term in regulation.terms:
        said = f"{term.value} {term.unit}" if term.value is not None else term.source
        yield f"  {term.channel}: {said} ({term.cite})"


def _routes(regulation: Regulation) -> Iterator[str]:
    derived = (derived_route(regulation, offered.code) for offered in regulation.channels)
    for route in (*regulation.routes, *filter(None, derived), *regulation.alternative_routes):
        yield from _route(route)


def _route(route: Route) -> Iterator[str]:
    when = f", {route.when}" if isinstance(route, AlternativeRoute) else ""
    yield f"route {route.channel}{when} ({route.source})"
    for action in route.actions:
        does = "+".join(action.does)
        yield f"  {action.n:>2} {action.role}  {_in_words(action.term)}  [{does}]  {action.action}"


def _in_words(term: Term | None) -> str:
    return term.text if term else "no term"


def _lists(regulation: Regulation) -> Iterator[str]:
    documents, grounds = regulation.documents, regulation.refusal_grounds
    yield f"documents ({documents.source or 'not stated'})"
    for document in documents.items:
        condition = f" — {document.condition}" if document.condition else ""
        yield f"  {document.channel}: {document.name}{condition} ({document.cite})"
    yield f"grounds of refusal ({grounds.source or 'not stated'})"
    yield from (f"  {ground.text} ({ground.cite})" for ground in grounds.items)


def _anomalies(regulation: Regulation) -> Iterator[str]:
    yield f"anomalies ({len(regulation.anomalies)})"
    yield from (f"  {anomaly.what} ({anomaly.cite})" for anomaly in regulation.anomalies)
