"""Folders and results: collect them, find them, see whose hands they are in."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from pydantic import AwareDatetime

from services.accumulation.actions import collecting
from services.accumulation.domain.scan import read_as
from services.accumulation.views import papers as views
from services.accumulation.web import models
from services.accumulation.web.shapes import item_out, leg_out
from shared.rules.identifiers import Kind
from shared.runtime.web.listing import Cursor, Limit, Page, decode_cursor, encode_cursor, moment
from shared.runtime.web.routers import api_router
from shared.runtime.web.who import TheAct

router = api_router("papers")

At = Annotated[AwareDatetime | None, Query(description="A moment; now if it is left out.")]


@router.post("/collections")
async def collect_folders(act: TheAct, body: models.CollectionIn) -> models.CollectionOut:
    """Take folders from the window: a whole round in one call, all of them or none.

    Each folder is from now on in your hands, and waits to be packed for its destination.
    """
    codes = [read_as(code, Kind.FILE) for code in body.codes]
    collected = await collecting.collect(act, codes)
    return models.CollectionOut(collected=[item_out(item) for item in collected])


@router.get("/items")
async def list_items(
    act: TheAct,
    limit: Limit = 50,
    cursor: Cursor = None,
    state: models.ItemState | None = None,
    destination: str | None = None,
) -> Page[models.ItemOut]:
    """Papers from or to your site; those that have not moved for longest come first."""
    behind = decode_cursor(cursor, moment, str)
    found = await views.items(
        act, state=state, destination=destination, behind=behind, limit=limit + 1
    )
    last = found[limit - 1] if len(found) > limit else None
    more = encode_cursor(last.since.isoformat(), last.code) if last else None
    await act.note("items-listed", f"{len(found[:limit])} items")
    return Page(items=[item_out(item) for item in found[:limit]], next=more)


@router.get("/items/{code}")
async def read_item(act: TheAct, code: str) -> models.ItemOut:
    """One folder or result."""
    found = await views.one(act, str(read_as(code, Kind.FILE, Kind.RESULT)))
    await act.note("item-read", found.code)
    return item_out(found)


@router.get("/items/{code}/custody")
async def read_custody(act: TheAct, code: str, at: At = None) -> models.CustodyOut:
    """Whose hands a paper went through, and who held it at a moment."""
    found = await views.one(act, str(read_as(code, Kind.FILE, Kind.RESULT)))
    legs = await views.chain(act, found.code)
    moment = at or act.now
    then = [leg for leg in legs if leg.at <= moment]
    await act.note("custody-read", found.code)
    return models.CustodyOut(
        code=found.code,
        at=moment,
        held_by=leg_out(then[-1]) if then else None,
        legs=[leg_out(leg) for leg in legs],
    )
