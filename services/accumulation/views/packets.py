"""Packets with what they hold, and their registers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, or_, select, tuple_

from services.accumulation.domain.item import Item
from services.accumulation.domain.packet import Packet
from services.accumulation.store import items as item_store
from services.accumulation.store.packets import to_packet
from services.accumulation.tables import item, packet, register, register_line
from shared.rules.broken import Missing
from shared.runtime.act import Act


class NoRegister(Missing):
    """Packet {packet} has no register yet: it is drawn up when the packet is sealed."""

    code = "no-register"
    ru = "У пакета {packet} ещё нет реестра: он составляется при запечатывании."
    kk = "{packet} пакетінің тізілімі әлі жоқ: ол мөрлеген кезде жасалады."


async def packets(
    act: Act,
    *,
    state: str | None,
    destination: str | None,
    behind: tuple[datetime, str] | None,
    limit: int,
) -> list[tuple[Packet, int]]:
    """Packets from or to the person's sites with their number of pieces, the latest first."""
    pieces = (
        select(func.count())
        .select_from(item)
        .where(item.c.packet == packet.c.number)
        .scalar_subquery()
    )
    mine = act.person.organisations
    query = select(packet, pieces.label("pieces")).where(
        or_(packet.c.origin.in_(mine), packet.c.destination.in_(mine))
    )
    if state is not None:
        query = query.where(packet.c.state == state)
    if destination is not None:
        query = query.where(packet.c.destination == destination)
    if behind is not None:
        query = query.where(tuple_(packet.c.opened_at, packet.c.number) < tuple_(*behind))
    latest = packet.c.opened_at.desc(), packet.c.number.desc()
    rows = await act.db.execute(query.order_by(*latest).limit(limit))
    return [(to_packet(row), row.pieces) for row in rows]


async def contents(act: Act, found: Packet) -> list[Item]:
    return await item_store.in_packet(act.db, found.number)


async def register_of(act: Act, found: Packet) -> tuple[Row[Any], list[Row[Any]]]:
    """The register as it was drawn up, each line with whether it was compared."""
    if found.register is None:
        raise NoRegister(packet=found.number)
    of_packet = select(register).where(register.c.number == found.register)
    head = (await act.db.execute(of_packet)).one()
    lines = await act.db.execute(
        select(register_line)
        .where(register_line.c.register == found.register)
        .order_by(register_line.c.n)
    )
    return head, list(lines.all())
