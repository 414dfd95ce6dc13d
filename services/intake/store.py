"""Cases: rows ↔ values."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from services.intake.domain.acceptance import Acceptance
from services.intake.domain.case import Case, State
from services.intake.tables import applicant, case
from shared.rules.identifiers import parse
from shared.rules.regulation import Channel

# The window's hot path: a case with its applicant and papers is one round trip.
_ACCEPT = text("""
    WITH person AS (
        INSERT INTO intake.applicant
            (id, iin, last_name, first_name, middle_name, phone, address, language)
        VALUES (:applicant, :iin, :last_name, :first_name, :middle_name, :phone, :address, :language)
    ), accepted AS (
        INSERT INTO intake.case
            (id, number, applicant, regulation, edition, channel, centre, "window", office, state,
             awaits, accepted_by, accepted_by_name, accepted_at, due_at, version)
        VALUES (:id, :number, :applicant, :regulation, :edition, :channel, :centre, :window,
                :office, 'accepted', :awaits, :by, :by_name, :accepted_at, :due_at, 1)
    )
    INSERT INTO intake.document ("case", n, name, copies, sheets, original)
    SELECT :id, n, name, copies, sheets, original
    FROM unnest(CAST(:names AS text[]), CAST(:copies AS smallint[]), CAST(:sheets AS smallint[]),
                CAST(:originals AS text[])) WITH ORDINALITY
         AS papers (name, copies, sheets, original, n)
""")


async def next_serial(db: AsyncConnection) -> int:
    serial = await db.scalar(text("SELECT nextval('intake.receipt_serial')"))
    return int(serial or 0)


async def insert(db: AsyncConnection, new: Acceptance, edition: date) -> None:
    case_, person, papers = new.case, new.applicant, new.documents
    await db.execute(
        _ACCEPT,
        {
            "applicant": person.id,
            "iin": person.iin,
            "last_name": person.last_name,
            "first_name": person.first_name,
            "middle_name": person.middle_name,
            "phone": person.phone,
            "address": person.address,
            "language": person.language,
            "id": case_.id,
            "number": case_.number,
            "regulation": case_.regulation,
            "edition": edition,
            "channel": case_.channel.value,
            "centre": case_.centre,
            "window": new.window,
            "office": case_.office,
            "awaits": case_.awaits,
            "by": new.accepted_by,
            "by_name": new.accepted_by_name,
            "accepted_at": case_.accepted_at,
            "due_at": case_.due_at,
            "names": [paper.name for paper in papers],
            "copies": [paper.copies for paper in papers],
            "sheets": [paper.sheets for paper in papers],
            "originals": [paper.original for paper in papers],
        },
    )


async def by_number(db: AsyncConnection, number: str, *, lock: bool = False) -> Case | None:
    return await _one(db, case.c.number == number, lock=lock)


async def by_id(db: AsyncConnection, id_: UUID, *, lock: bool = False) -> Case | None:
    return await _one(db, case.c.id == id_, lock=lock)


async def _one(db: AsyncConnection, where: Any, *, lock: bool) -> Case | None:
    query = select(case).where(where)
    row = (await db.execute(query.with_for_update() if lock else query)).first()
    return _case(row) if row else None


async def applicant_iin(db: AsyncConnection, case_id: UUID) -> str:
    query = select(applicant.c.iin).join(case, case.c.applicant == applicant.c.id)
    iin: str = (await db.execute(query.where(case.c.id == case_id))).scalar_one()
    return iin


async def save(db: AsyncConnection, changed: Case, **more: object) -> None:
    await db.execute(
        update(case)
        .where(case.c.id == changed.id)
        .values(
            state=changed.state,
            awaits=changed.awaits,
            shelf=changed.shelf,
            version=changed.version,
            **more,
        )
    )


def _case(row: Row[Any]) -> Case:
    return Case(
        id=row.id,
        receipt=parse(row.number),
        regulation=row.regulation,
        channel=Channel(row.channel),
        centre=row.centre,
        office=row.office,
        state=State(row.state),
        awaits=row.awaits,
        accepted_at=row.accepted_at,
        due_at=row.due_at,
        version=row.version,
        shelf=row.shelf,
    )


def handed_out(at: datetime, by: UUID) -> dict[str, object]:
    return {"handed_out_at": at, "handed_out_by": by}
