"""Cases: rows ↔ values."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from services.intake.domain.acceptance import Acceptance, Paper
from services.intake.domain.case import Case, State
from services.intake.tables import applicant, case, document
from shared.rules.identifiers import parse
from shared.rules.regulation import Channel
from shared.runtime.act import Act

_PERSONAL = tuple(applicant.c.keys())


async def next_serial(act: Act) -> int:
    return await act.house.serials["intake.receipt_serial"].next(act.db)


async def insert(act: Act, new: Acceptance) -> None:
    person, accepted = new.applicant, new.case
    await act.write(applicant, {name: getattr(person, name) for name in _PERSONAL})
    await act.write(
        case,
        {
            "id": accepted.id,
            "number": accepted.number,
            "applicant": person.id,
            "regulation": accepted.regulation,
            "edition": accepted.edition,
            "channel": accepted.channel,
            "centre": accepted.centre,
            "window": new.window,
            "office": accepted.office,
            "state": accepted.state,
            "awaits": accepted.awaits,
            "accepted_by": new.accepted_by,
            "accepted_by_name": new.accepted_by_name,
            "accepted_at": accepted.accepted_at,
            "due_at": accepted.due_at,
            "version": accepted.version,
        },
    )
    papers = (_paper(accepted.id, n, paper) for n, paper in enumerate(new.documents, start=1))
    await act.write(document, *papers)


def _paper(case_id: UUID, n: int, paper: Paper) -> dict[str, Any]:
    return {
        "case": case_id, "n": n, "name": paper.name, "copies": paper.copies,
        "sheets": paper.sheets, "original": paper.original,
    }  # fmt: skip


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
            outcome=changed.outcome,
            version=changed.version,
            **more,
        )
    )


def _case(row: Row[Any]) -> Case:
    return Case(
        id=row.id,
        receipt=parse(row.number),
        regulation=row.regulation,
        edition=row.edition,
        channel=Channel(row.channel),
        centre=row.centre,
        office=row.office,
        state=State(row.state),
        awaits=row.awaits,
        accepted_at=row.accepted_at,
        due_at=row.due_at,
        version=row.version,
        shelf=row.shelf,
        outcome=row.outcome,
    )


def handed_out(at: datetime, by: UUID) -> dict[str, object]:
    return {"handed_out_at": at, "handed_out_by": by}
