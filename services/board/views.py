"""Questions to the board: read only. The board holds nothing about a person, so a look at it is
not a look at personal data, and leaves no note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, func, or_, select, true, tuple_, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from services.board import store
from services.board.domain.audience import Audience
from services.board.domain.summary import State, Summary
from services.board.tables import case_summary, timeline
from shared.rules.broken import Missing

_CASE = case_summary.c


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to."""

    state: State | None = None
    overdue: bool | None = None
    centre: str | None = None
    office: str | None = None


async def known(db: AsyncConnection, number: str) -> Summary:
    """A case for everybody who has its number."""
    found = await store.by_number(db, number)
    if found is None:
        raise Missing(field="number")
    return found


async def visible(db: AsyncConnection, audience: Audience, number: str) -> Summary:
    """A case for those who may see it; to everybody else it does not exist."""
    found = await known(db, number)
    sites = (found.accepted.value.centre, found.accepted.value.office) if found.accepted else ()
    if not audience.sees(*sites):
        raise Missing(field="number")
    return found


async def lines(db: AsyncConnection, case: UUID) -> list[Row[Any]]:
    """The timeline, as it happened. What happened at one moment stands in the act's order."""
    column = timeline.c
    query = (
        select(timeline)
        .where(column.case == case)
        .order_by(column.at, column.n.nulls_last(), column.place, column.type, column.id)
    )
    return list((await db.execute(query)).all())


async def cases(
    db: AsyncConnection,
    audience: Audience,
    wanted: Wanted,
    now: datetime,
    behind: tuple[datetime, UUID] | None,
    limit: int,
) -> list[Summary]:
    """The latest accepted first. A case is listed when its acceptance was heard of."""
    query = (
        select(case_summary)
        .where(_CASE.accepted_at.is_not(None), _seen(audience), *_narrowed(wanted, now))
        .order_by(_CASE.accepted_at.desc(), _CASE.case.desc())
        .limit(limit)
    )
    if behind is not None:
        query = query.where(tuple_(_CASE.accepted_at, _CASE.case) < tuple_(*behind))
    return [store.summary(row) for row in await db.execute(query)]


async def figures(db: AsyncConnection, audience: Audience, now: datetime) -> list[Row[Any]]:
    """How many cases a site has a part in, by state; a case counts at its centre and its office."""
    each = union_all(
        _at_site(_CASE.centre, audience, now),
        _at_site(_CASE.office, audience, now).where(_CASE.office.is_distinct_from(_CASE.centre)),
    ).subquery()
    column = each.c
    query = (
        select(
            column.site,
            column.state,
            func.count().label("cases"),
            func.count().filter(column.overdue).label("overdue"),
            func.count().filter(column.late).label("late"),
        )
        .group_by(column.site, column.state)
        .order_by(column.site, column.state)
    )
    return list((await db.execute(query)).all())


def _at_site(site: ColumnElement[Any], audience: Audience, now: datetime) -> Select[Any]:
    overdue = func.coalesce(_overdue(now), False)
    query = select(site.label("site"), _CASE.state, overdue.label("overdue"), _CASE.late).where(
        site.is_not(None), _CASE.state.is_not(None)
    )
    return query if audience.everything else query.where(site.in_(audience.organisations))


def _seen(audience: Audience) -> ColumnElement[bool]:
    if audience.everything:
        return true()
    own = audience.organisations
    return or_(_CASE.centre.in_(own), _CASE.office.in_(own))


def _narrowed(wanted: Wanted, now: datetime) -> list[ColumnElement[bool]]:
    conditions = []
    if wanted.state is not None:
        conditions.append(_CASE.state == wanted.state)
    if wanted.overdue is not None:
        overdue = func.coalesce(_overdue(now), False)
        conditions.append(overdue.is_(wanted.overdue))
    if wanted.centre is not None:
        conditions.append(_CASE.centre == wanted.centre)
    if wanted.office is not None:
        conditions.append(_CASE.office == wanted.office)
    return conditions


def _overdue(now: datetime) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = _CASE.due_at < now
    for still in store.still_going():
        condition = condition & still
    return condition
