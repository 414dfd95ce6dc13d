"""Timelines and summaries: rows ↔ values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, bindparam, func, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import DateTime, Text

from services.board.domain.entry import Entry, Happening
from services.board.domain.summary import AT_THE_END, Acceptance, Standing, State, Summary, Told
from services.board.tables import case_summary
from shared.rules.regulation import Role

# One statement for all the cases of a packet: their lines are written, and their summaries are
# made where there are none and locked, in the order of their ids, so that two packets with cases
# in common wait for each other and never both.
_WRITE = text("""
    WITH lines AS (
        INSERT INTO board.timeline
            (id, "case", number, at, type, place, n, doing, role, late, site, packet, facts)
        SELECT id, "case", :number, :at, :type, place, n, doing, role, late, :site, :packet,
               CAST(:facts AS jsonb)
        FROM unnest(CAST(:ids AS uuid[]), CAST(:cases AS uuid[]), CAST(:places AS smallint[]),
                    CAST(:ns AS smallint[]), CAST(:doings AS text[]), CAST(:roles AS text[]),
                    CAST(:lates AS boolean[]))
             AS line (id, "case", place, n, doing, role, late)
        ON CONFLICT (id) DO NOTHING
    )
    INSERT INTO board.case_summary ("case", late, updated_at)
    SELECT "case", false, :at
    FROM (SELECT DISTINCT unnest(CAST(:cases AS uuid[])) AS "case") AS told
    ORDER BY "case"
    ON CONFLICT ("case") DO UPDATE SET "case" = excluded."case"
    RETURNING *
""").columns(*case_summary.c)

_LINES = text("""
    INSERT INTO board.timeline
        (id, "case", number, at, type, place, n, doing, role, late, site, packet, facts)
    VALUES (:id, :case, :number, :at, :type, :place, :n, :doing, :role, :late, :site, :packet,
            CAST(:facts AS jsonb))
    ON CONFLICT (id) DO NOTHING
""")


async def write(db: AsyncConnection, happening: Happening, lines: Sequence[Entry]) -> list[Summary]:
    """Add the lines, and give the summaries of their cases, locked."""
    rows = await db.execute(_WRITE, _arrays(lines) | _common(happening))
    return [summary(row) for row in rows]


async def write_lines(
    db: AsyncConnection, told: Sequence[tuple[Happening, Sequence[Entry]]]
) -> None:
    """Lines of many happenings, whose summaries are held already."""
    rows = [_common(happening) | _line(entry) for happening, lines in told for entry in lines]
    if rows:
        await db.execute(_LINES, rows)


async def save(db: AsyncConnection, changed: Sequence[Summary]) -> None:
    """What was told of these cases; what was told *by* the board of them stays."""
    if changed:
        statement = update(case_summary).where(case_summary.c.case == bindparam("of_case"))
        await db.execute(statement, [_columns(each) for each in changed])


async def overdue_untold(db: AsyncConnection, now: datetime, most: int) -> list[Summary]:
    """Past their due time and not yet told so; another timer's share is left to it."""
    table = case_summary.c
    query = (
        select(case_summary)
        .where(
            table.due_at < now,
            table.overdue_told.is_distinct_from(table.awaits),
            *still_going(),
        )
        .order_by(table.due_at)
    )
    return await _take(db, query, most)


async def at_risk_untold(
    db: AsyncConnection, now: datetime, horizons: dict[str, datetime], most: int
) -> list[Summary]:
    """Due between now and the horizon of the site that has to take the step."""
    table = case_summary.c
    here = func.unnest(
        bindparam("sites", list(horizons), ARRAY(Text)),
        bindparam("until", list(horizons.values()), ARRAY(DateTime(timezone=True))),
    ).table_valued("site", "until")
    here = here.render_derived(name="horizon")
    query = (
        select(case_summary)
        .join(here, table.site == here.c.site)
        .where(
            table.due_at.between(now, here.c.until),
            table.at_risk_told.is_distinct_from(table.awaits),
            *still_going(),
        )
        .order_by(table.due_at)
    )
    return await _take(db, query, most)


def still_going() -> tuple[ColumnElement[bool], ...]:
    """An act may forget a step that is behind a case which is at its end: that is not late."""
    return tuple(case_summary.c.state.is_distinct_from(state) for state in sorted(AT_THE_END))


async def _take(db: AsyncConnection, query: Any, most: int) -> list[Summary]:
    locked = query.limit(most).with_for_update(skip_locked=True, of=case_summary)
    return [summary(row) for row in await db.execute(locked)]


async def note_told(db: AsyncConnection, column: str, cases: Sequence[UUID]) -> None:
    if cases:
        table = case_summary.c
        told = update(case_summary).where(table.case.in_(cases)).values({column: table.awaits})
        await db.execute(told)


async def by_number(db: AsyncConnection, number: str) -> Summary | None:
    query = select(case_summary).where(case_summary.c.number == number)
    row = (await db.execute(query)).first()
    return summary(row) if row else None


def summary(row: Row[Any]) -> Summary:
    return Summary(
        case=row.case,
        updated_at=row.updated_at,
        number=row.number,
        accepted=_acceptance(row),
        stands=_standing(row),
        state=Told(row.state_at, State(row.state)) if row.state else None,
        decided=Told(row.decided_at, row.outcome) if row.decided_at else None,
        handed_out_at=row.handed_out_at,
        late=row.late,
    )


def _acceptance(row: Row[Any]) -> Told[Acceptance] | None:
    if row.accepted_at is None:
        return None
    facts = Acceptance(row.regulation, row.channel, row.centre, row.office, row.ready_by)
    return Told(row.accepted_at, facts)


def _standing(row: Row[Any]) -> Told[Standing] | None:
    if row.stands_since is None:
        return None
    role = Role(row.awaits_role) if row.awaits_role else None
    return Told(row.stands_since, Standing(row.awaits, role, row.due_at))


def _columns(known: Summary) -> dict[str, object]:
    return {
        "of_case": known.case,
        "updated_at": known.updated_at,
        "number": known.number,
        **_accepted_columns(known.accepted),
        **_standing_columns(known.stands),
        "site": known.site,
        "state": known.state.value if known.state else None,
        "state_at": known.state.at if known.state else None,
        "outcome": known.decided.value if known.decided else None,
        "decided_at": known.decided.at if known.decided else None,
        "handed_out_at": known.handed_out_at,
        "late": known.late,
    }


def _accepted_columns(told: Told[Acceptance] | None) -> dict[str, object]:
    facts = told.value if told else None
    names = ("regulation", "channel", "centre", "office", "ready_by")
    return {name: getattr(facts, name, None) for name in names} | {
        "accepted_at": told.at if told else None
    }


def _standing_columns(told: Told[Standing] | None) -> dict[str, object]:
    standing = told.value if told else Standing(None, None, None)
    return {
        "stands_since": told.at if told else None,
        "awaits": standing.awaits,
        "awaits_role": standing.role,
        "due_at": standing.due_at,
    }


def _arrays(lines: Sequence[Entry]) -> dict[str, Any]:
    rows = [_line(entry) for entry in lines]
    columns = ("id", "case", "place", "n", "doing", "role", "late")
    return {f"{name}s": [row[name] for row in rows] for name in columns}


def _line(entry: Entry) -> dict[str, Any]:
    step = entry.step
    return {
        "id": entry.id,
        "case": entry.case,
        "place": entry.place,
        "n": step.n if step else None,
        "doing": step.doing.value if step else None,
        "role": step.role.value if step else None,
        "late": step.late if step else False,
    }


def _common(happening: Happening) -> dict[str, Any]:
    return {
        "at": happening.at,
        "type": happening.type,
        "number": happening.number,
        "site": happening.site,
        "packet": happening.packet,
        "facts": happening.facts,
    }
