"""Where papers are, and who holds them now or held them at a moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, or_, select, tuple_

from services.accumulation.domain.item import Item
from services.accumulation.domain.refusals import UnknownItem
from services.accumulation.store import items as store
from services.accumulation.tables import custody, item
from shared.runtime.act import Act


async def items(
    act: Act,
    *,
    state: str | None,
    destination: str | None,
    behind: tuple[datetime, str] | None,
    limit: int,
) -> list[Item]:
    """Papers from or to the person's sites, those that have not moved for longest first."""
    mine = act.person.organisations
    query = store.select_items().where(or_(item.c.origin.in_(mine), item.c.destination.in_(mine)))
    if state is not None:
        query = query.where(item.c.state == state)
    if destination is not None:
        query = query.where(item.c.destination == destination)
    if behind is not None:
        query = query.where(tuple_(item.c.since, item.c.code) > tuple_(*behind))
    rows = await act.db.execute(query.order_by(item.c.since, item.c.code).limit(limit))
    return [store.to_item(row) for row in rows]


async def one(act: Act, code: str) -> Item:
    found = await store.by_code(act.db, code)
    if found is None or not act.person.belongs_to(found.origin, found.destination):
        raise UnknownItem(code=code)
    return found


async def chain(act: Act, code: str) -> list[Row[Any]]:
    """Every hand that the paper went through, the first one first."""
    query = select(custody).where(custody.c.code == code).order_by(custody.c.at, custody.c.id)
    return list((await act.db.execute(query)).all())
