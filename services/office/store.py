"""Files: rows ↔ values. A step is one locked look and one statement that keeps all of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Table, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.office.domain.desk import Desk
from services.office.domain.file import File, State
from services.office.tables import file
from shared.contracts import CaseAccepted, Taken
from shared.rules.regulation import Channel, Role
from shared.runtime.database import run
from shared.runtime.identity.person import Person


@dataclass(frozen=True, slots=True)
class Log:
    """Steps taken in one movement, for the log: by whom (nobody, if a message tells of them)."""

    taken: Sequence[Taken]
    at: datetime
    due_at: datetime | None
    person: UUID | None = None
    name: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Journal:
    """One book: incoming or outgoing papers of an organisation in a year."""

    organisation: str
    kind: str
    year: int


# The first ten values of the statements below are the same: the case and the log of its steps.
_LOG = """
    INSERT INTO office.step ("case", at, due_at, person, name, note, n, doing, role, late)
    SELECT $1::uuid, $2::timestamptz, $3::timestamptz, $4::uuid, $5::text, $6::text,
           n, doing, role, late
    FROM unnest($7::smallint[], $8::text[], $9::text[], $10::boolean[]) WITH ORDINALITY
         AS taken (n, doing, role, late, place)
    ORDER BY place
"""

_EXPECT = (
    """
    WITH expected AS (
        INSERT INTO office.file
            ("case", accepted_at, state, awaits, due_at, desk, desk_role, number, regulation,
             edition, channel, centre, office, reception, documents, sheets, ready_by, arrived_at,
             version)
        VALUES ($1, $2, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
                $26, 1)
    ), person AS (
        INSERT INTO office.applicant ("case", iin, name, language) VALUES ($1, $27, $28, $29)
    )
"""  # noqa: S608 - our own text alone; every value is bound
    + _LOG
)

_SAVE = (
    """
    WITH changed AS (
        UPDATE office.file
        SET state = $11, awaits = $12, due_at = $13, desk = $14, desk_role = $15,
            desk_person = $16, arrived_at = coalesce(arrived_at, $17), incoming = $18,
            outgoing = $19, outcome = $20, executor = $21, executor_name = $22, draft = $23,
            drafter = $24, version = $25
        WHERE "case" = $1
    )
"""  # noqa: S608 - our own text alone; every value is bound
    + _LOG
)

# The page's row is locked until the end: a journal has no gaps, so its writers queue for a number.
_ENTER = """
    WITH page AS (
        INSERT INTO office.journal_page AS p (organisation, kind, year, last)
        VALUES ($1, $2, $3, 1)
        ON CONFLICT (organisation, kind, year) DO UPDATE SET last = p.last + 1
        RETURNING organisation, kind, year, last
    )
    INSERT INTO office.journal (organisation, kind, year, serial, "case", "by", by_name, at)
    SELECT organisation, kind, year, last, $4::uuid, $5::uuid, $6::text, $7::timestamptz FROM page
    RETURNING serial
"""


async def by_number(db: AsyncConnection, number: str, *, lock: bool = False) -> File | None:
    return await _one(db, file.c.number == number, lock=lock)


async def by_case(db: AsyncConnection, case: UUID, *, lock: bool = False) -> File | None:
    return await _one(db, file.c.case == case, lock=lock)


async def _one(db: AsyncConnection, where: Any, *, lock: bool) -> File | None:
    query = select(file).where(where)
    row = (await db.execute(query.with_for_update() if lock else query)).first()
    return file_of(row) if row else None


async def expect(
    db: AsyncConnection,
    new: File,
    event: CaseAccepted,
    person: dict[str, Any],
    desk: Desk | None,
    reception: str | None,
) -> None:
    arrived_at = event.at if new.state is State.ARRIVED else None
    await run(
        db, _EXPECT,
        *_log(new.case, Log(event.taken, event.at, None)), *_standing(new, desk),
        new.number, new.regulation, event.edition, new.channel, new.centre, new.office, reception,
        event.documents, event.sheets, event.due, arrived_at,
        person["iin"], person["name"], person["language"],
    )  # fmt: skip


async def save(
    db: AsyncConnection,
    changed: File,
    desk: Desk | None,
    log: Log,
    *,
    arrived_at: datetime | None = None,
) -> None:
    """Keep what became of the file, and log the steps: one statement."""
    await run(
        db, _SAVE,
        *_log(changed.case, log), *_standing(changed, desk), desk.person if desk else None,
        arrived_at, changed.incoming, changed.outgoing, changed.outcome, changed.executor,
        changed.executor_name, changed.draft, changed.drafter, changed.version,
    )  # fmt: skip


async def enter_journal(
    db: AsyncConnection, journal: Journal, case: UUID, by: Person, at: datetime
) -> int:
    """The next number of a journal, with its entry."""
    where = journal.organisation, journal.kind, journal.year
    (entered,) = await run(db, _ENTER, *where, case, by.account, by.name, at)
    serial: int = entered["serial"]
    return serial


async def keep(db: AsyncConnection, table: Table, row: dict[str, object]) -> None:
    await db.execute(insert(table), row)


def _standing(kept: File, desk: Desk | None) -> tuple[object, ...]:
    where = (desk.site, desk.role) if desk else (None, None)
    return (kept.state, kept.awaits, kept.due_at, *where)


def _log(case: UUID, log: Log) -> tuple[object, ...]:
    return (
        case, log.at, log.due_at, log.person, log.name, log.note,
        [step.n for step in log.taken], [step.doing for step in log.taken],
        [step.role for step in log.taken], [step.late for step in log.taken],
    )  # fmt: skip


def desk_of(row: Row[Any]) -> Desk:
    """Where a file waits, of a row that waits."""
    return Desk(row.desk, Role(row.desk_role), row.desk_person)


def file_of(row: Row[Any]) -> File:
    return File(
        case=row.case,
        number=row.number,
        regulation=row.regulation,
        edition=row.edition,
        channel=Channel(row.channel),
        centre=row.centre,
        office=row.office,
        state=State(row.state),
        awaits=row.awaits,
        due_at=row.due_at,
        version=row.version,
        incoming=row.incoming,
        outgoing=row.outgoing,
        outcome=row.outcome,
        executor=row.executor,
        executor_name=row.executor_name,
        draft=row.draft,
        drafter=row.drafter,
    )
