"""Packets and their registers: rows ↔ values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Sequence, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.accumulation.domain.hands import Hand
from services.accumulation.domain.packet import Packet, State
from services.accumulation.domain.register import Register
from services.accumulation.tables import item, packet

_SAVE = text("""
    WITH handed AS (
        INSERT INTO accumulation.custody
            (code, packet, from_holder, from_person, from_name, to_holder, to_person, to_name,
             site, at, scan)
        SELECT old.number, old.number, old.holder, old.holder_person, old.holder_name,
               CAST(:holder AS text), CAST(:person AS uuid), CAST(:name AS text),
               CAST(:site AS text), CAST(:at AS timestamptz), CAST(:scan AS uuid)
        FROM accumulation.packet old
        WHERE old.number = :number
          AND (old.holder, old.holder_person)
              IS DISTINCT FROM (CAST(:holder AS text), CAST(:person AS uuid))
    )
    UPDATE accumulation.packet
    SET state = :state, holder = :holder, holder_person = :person, holder_name = :name,
        register = :register, sealed_at = :sealed_at, dispatched_at = :dispatched_at,
        arrived_at = :arrived_at, reconciled_at = :reconciled_at, version = :version
    WHERE number = :number
""")

_DRAW = text("""
    WITH drawn AS (
        INSERT INTO accumulation.register (number, packet, drawn_at, drawn_by, drawn_by_name)
        VALUES (:number, :packet, :drawn_at, :by, :by_name)
    )
    INSERT INTO accumulation.register_line (register, n, code, "case", documents, sheets)
    SELECT :number, line.* FROM unnest(
        CAST(:ns AS smallint[]), CAST(:codes AS text[]), CAST(:cases AS text[]),
        CAST(:documents AS smallint[]), CAST(:sheets AS integer[])) AS line
""")

_TICK = text("""
    WITH ticked AS (
        UPDATE accumulation.register_line SET reconciled_at = :at, reconciled_by = :by
        WHERE register = :register AND code = :code AND reconciled_at IS NULL
        RETURNING code
    )
    SELECT (SELECT count(*) FROM ticked) AS ticked,
           (SELECT count(*) FROM accumulation.register_line
            WHERE register = :register AND reconciled_at IS NULL) AS stood_open
""")


@dataclass(frozen=True, slots=True)
class Ticked:
    """Whether the line was there to be ticked, and how many are still open."""

    found: bool
    left: int


async def next_serial(db: AsyncConnection, of: Sequence) -> int:
    serial = await db.scalar(select(of.next_value()))
    return int(serial or 0) % 1_000_000


async def by_number(db: AsyncConnection, number: str, *, lock: bool = False) -> Packet | None:
    return await _one(db, packet.c.number == number, lock=lock)


async def holding(db: AsyncConnection, code: str) -> Packet | None:
    """The packet of an item, locked. Packets are locked before their pieces, everywhere."""
    of_item = select(item.c.packet).where(item.c.code == code).scalar_subquery()
    return await _one(db, packet.c.number == of_item, lock=True)


async def _one(db: AsyncConnection, where: Any, *, lock: bool) -> Packet | None:
    query = select(packet).where(where)
    row = (await db.execute(query.with_for_update() if lock else query)).first()
    return to_packet(row) if row else None


async def insert(db: AsyncConnection, new: Packet) -> None:
    row = {
        "number": new.number,
        "origin": new.origin,
        "destination": new.destination,
        "state": new.state.value,
        "holder": new.holder.role,
        "holder_person": new.holder.account,
        "holder_name": new.holder.name,
        "opened_at": new.opened_at,
        "version": new.version,
    }
    await db.execute(packet.insert(), row)


async def save(
    db: AsyncConnection, changed: Packet, at: datetime, scan: UUID | None = None
) -> None:
    await db.execute(
        _SAVE,
        {
            "number": changed.number,
            "state": changed.state.value,
            "holder": changed.holder.role,
            "person": changed.holder.account,
            "name": changed.holder.name,
            "register": changed.register,
            "sealed_at": changed.sealed_at,
            "dispatched_at": changed.dispatched_at,
            "arrived_at": changed.arrived_at,
            "reconciled_at": changed.reconciled_at,
            "version": changed.version,
            "site": changed.place,
            "at": at,
            "scan": scan,
        },
    )


async def draw(db: AsyncConnection, register: Register) -> None:
    await db.execute(
        _DRAW,
        {
            "number": register.number,
            "packet": register.packet,
            "drawn_at": register.drawn_at,
            "by": register.drawn_by.account,
            "by_name": register.drawn_by.name,
            "ns": [line.n for line in register.lines],
            "codes": [line.code for line in register.lines],
            "cases": [line.case for line in register.lines],
            "documents": [line.documents for line in register.lines],
            "sheets": [line.sheets for line in register.lines],
        },
    )


async def tick(
    db: AsyncConnection, register: str, code: str, by: UUID | None, at: datetime
) -> Ticked:
    """Tick a line of the register; the count sees the lines as they stood before."""
    row = (await db.execute(_TICK, {"register": register, "code": code, "by": by, "at": at})).one()
    return Ticked(row.ticked == 1, row.stood_open - row.ticked)


def to_packet(row: Row[Any]) -> Packet:
    return Packet(
        number=row.number,
        origin=row.origin,
        destination=row.destination,
        state=State(row.state),
        holder=Hand(row.holder, row.holder_person, row.holder_name),
        opened_at=row.opened_at,
        version=row.version,
        register=row.register,
        sealed_at=row.sealed_at,
        dispatched_at=row.dispatched_at,
        arrived_at=row.arrived_at,
        reconciled_at=row.reconciled_at,
    )
