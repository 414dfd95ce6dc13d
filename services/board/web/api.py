"""The board's API for those who work on cases."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query

from services.board import views
from services.board.domain.audience import Audience, audience
from services.board.domain.summary import State, Summary
from services.board.views import Wanted
from services.board.web import models, shapes
from shared.rules.identifiers import Kind, parse_as
from shared.runtime.act import Act
from shared.runtime.web.listing import (
    Cursor,
    Limit,
    Page,
    decode_cursor,
    encode_cursor,
    moment,
)
from shared.runtime.web.routers import api_router
from shared.runtime.web.who import TheAct

router = api_router("board")

Site = Annotated[str | None, Query(max_length=80, description="Code of a site.")]


@router.get("/cases")
async def list_cases(
    act: TheAct,
    limit: Limit = 50,
    cursor: Cursor = None,
    state: State | None = None,
    overdue: Annotated[bool | None, Query(description="Past the due time of its step.")] = None,
    centre: Site = None,
    office: Site = None,
) -> Page[models.CaseOut]:
    """Cases that your organisations have a part in, the latest accepted first."""
    wanted = Wanted(state, overdue, centre, office)
    behind = decode_cursor(cursor, moment, UUID)
    found = await views.cases(act.db, _audience(act), wanted, act.now, behind, limit + 1)
    items = [shapes.case_out(each, act.now) for each in found[:limit]]
    return Page(items=items, next=cursor_behind(found, limit))


@router.get("/cases/{number}/timeline")
async def read_timeline(act: TheAct, number: str) -> models.TimelineOut:
    """All that happened to a case, in words of three languages."""
    code = str(parse_as(Kind.RECEIPT, number))
    known = await views.visible(act.db, _audience(act), code)
    lines = await views.lines(act.db, known.case)
    return models.TimelineOut(
        case=shapes.case_out(known, act.now),
        items=[shapes.entry_out(line, known) for line in lines],
    )


@router.get("/figures")
async def read_figures(act: TheAct) -> models.Figures:
    """How many cases your sites have, by state; how many of them are overdue or were late."""
    rows = await views.figures(act.db, _audience(act), act.now)
    return models.Figures(at=act.now, items=[models.Figure.model_validate(row) for row in rows])


def cursor_behind(found: list[Summary], limit: int) -> str | None:
    """The place behind the last of a page, if one more was found than it holds."""
    last = found[limit - 1] if len(found) > limit else None
    if last is None or last.accepted is None:
        return None
    return encode_cursor(last.accepted.at.isoformat(), str(last.case))


def _audience(act: Act) -> Audience:
    return audience(act.person.roles)
