"""Items: rows ↔ values. A holder changes in one statement with the line of custody that says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, Text, any_, bindparam, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from services.accumulation.domain.hands import Hand
from services.accumulation.domain.item import CaseFacts, Item, State
from services.accumulation.tables import case, item
from shared.rules.identifiers import Kind
from shared.rules.regulation import Channel

_KNOW = text("""
    INSERT INTO accumulation."case" (id, number, regulation, edition, channel, centre, office)
    VALUES (:id, :number, :regulation, :edition, :channel, :centre, :office)
""")

_ANNOUNCE = text("""
    WITH announced AS (
        INSERT INTO accumulation.item
            (code, kind, "case", origin, destination, documents, sheets, state, place, holder,
             awaits, due_at, since)
        VALUES (:code, :kind, :case, :origin, :destination, :documents, :sheets, :state, :origin,
                :holder, :awaits, :due_at, :since)
    )
    INSERT INTO accumulation.custody (code, from_holder, to_holder, site, at)
    VALUES (:code, :giver, :holder, :origin, :since)
""")

# All parts of a statement see the rows as they were before it: `old` is who held until now.
_SAVE = text("""
    WITH new AS (
        SELECT * FROM unnest(
            CAST(:codes AS text[]), CAST(:states AS text[]), CAST(:places AS text[]),
            CAST(:holders AS text[]), CAST(:persons AS uuid[]), CAST(:names AS text[]),
            CAST(:packets AS text[]), CAST(:shelves AS text[]), CAST(:awaits AS text[]),
            CAST(:dues AS timestamptz[]), CAST(:sinces AS timestamptz[]))
        AS new (code, state, place, holder, person, name, packet, shelf, awaits, due_at, since)
    ), handed AS (
        INSERT INTO accumulation.custody
            (code, packet, from_holder, from_person, from_name, to_holder, to_person, to_name,
             site, at, scan)
        SELECT new.code, new.packet, old.holder, old.holder_person, old.holder_name,
               new.holder, new.person, new.name, new.place, new.since, CAST(:scan AS uuid)
        FROM new JOIN accumulation.item old ON old.code = new.code
        WHERE (old.holder, old.holder_person) IS DISTINCT FROM (new.holder, new.person)
        ORDER BY new.code
    )
    UPDATE accumulation.item i
    SET state = new.state, place = new.place, holder = new.holder, holder_person = new.person,
        holder_name = new.name, packet = new.packet, shelf = new.shelf, awaits = new.awaits,
        due_at = new.due_at, since = new.since
    FROM new WHERE i.code = new.code
""")


async def know(db: AsyncConnection, facts: CaseFacts) -> None:
    await db.execute(
        _KNOW,
        {
            "id": facts.id,
            "number": facts.number,
            "regulation": facts.regulation,
            "edition": facts.edition,
            "channel": facts.channel.value,
            "centre": facts.centre,
            "office": facts.office,
        },
    )


async def case_of(db: AsyncConnection, id_: UUID) -> CaseFacts | None:
    row = (await db.execute(select(case).where(case.c.id == id_))).first()
    return _facts(row) if row else None


async def announce(db: AsyncConnection, new: Item, giver: str) -> None:
    """A paper comes into being, and from whose hands."""
    await db.execute(
        _ANNOUNCE,
        {
            "code": new.code,
            "kind": new.kind.value,
            "case": new.case.id,
            "origin": new.origin,
            "destination": new.destination,
            "documents": new.documents,
            "sheets": new.sheets,
            "state": new.state.value,
            "holder": new.holder.role,
            "giver": giver,
            "awaits": new.awaits,
            "due_at": new.due_at,
            "since": new.since,
        },
    )


async def by_code(db: AsyncConnection, code: str, *, lock: bool = False) -> Item | None:
    found = await by_codes(db, [code], lock=lock)
    return found.get(code)


async def by_codes(
    db: AsyncConnection, codes: Sequence[str], *, lock: bool = False
) -> dict[str, Item]:
    # An array is one parameter: the statement stays the same however many there are.
    wanted = bindparam("codes", list(codes), type_=ARRAY(Text))
    rows = await db.execute(_query(lock).where(item.c.code == any_(wanted)))
    return {row.code: to_item(row) for row in rows}


async def in_packet(db: AsyncConnection, number: str, *, lock: bool = False) -> list[Item]:
    rows = await db.execute(_query(lock).where(item.c.packet == number))
    return [to_item(row) for row in rows]


def _query(lock: bool) -> Select[Any]:
    """Locked in the order of the codes: two that want the same papers queue, not deadlock."""
    query = select_items().order_by(item.c.code)
    return query.with_for_update(of=item) if lock else query


def select_items() -> Select[Any]:
    return select(
        item,
        case.c.number,
        case.c.regulation,
        case.c.edition,
        case.c.channel,
        case.c.centre,
        case.c.office,
    ).join(case, case.c.id == item.c.case)


async def save(db: AsyncConnection, changed: Sequence[Item], scan: UUID | None = None) -> None:
    """As many as there are, in one statement."""
    await db.execute(
        _SAVE,
        {
            "codes": [i.code for i in changed],
            "states": [i.state.value for i in changed],
            "places": [i.place for i in changed],
            "holders": [i.holder.role for i in changed],
            "persons": [i.holder.account for i in changed],
            "names": [i.holder.name for i in changed],
            "packets": [i.packet for i in changed],
            "shelves": [i.shelf for i in changed],
            "awaits": [i.awaits for i in changed],
            "dues": [i.due_at for i in changed],
            "sinces": [i.since for i in changed],
            "scan": scan,
        },
    )


def to_item(row: Row[Any]) -> Item:
    return Item(
        code=row.code,
        kind=Kind(row.kind),
        case=CaseFacts(
            row.case,
            row.number,
            row.regulation,
            row.edition,
            Channel(row.channel),
            row.centre,
            row.office,
        ),
        origin=row.origin,
        destination=row.destination,
        documents=row.documents,
        sheets=row.sheets,
        state=State(row.state),
        place=row.place,
        holder=Hand(row.holder, row.holder_person, row.holder_name),
        packet=row.packet,
        shelf=row.shelf,
        awaits=row.awaits,
        due_at=row.due_at,
        since=row.since,
    )


def _facts(row: Row[Any]) -> CaseFacts:
    return CaseFacts(
        row.id,
        row.number,
        row.regulation,
        row.edition,
        Channel(row.channel),
        row.centre,
        row.office,
    )
