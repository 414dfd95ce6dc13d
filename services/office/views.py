"""Questions to the office: read only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Table, and_, or_, select, tuple_

from services.office import store
from services.office.domain.desk import Desk
from services.office.domain.file import File, State
from services.office.tables import (
    applicant,
    draft,
    file,
    journal,
    opinion,
    resolution,
    signature,
    step,
)
from shared.rules.broken import Missing
from shared.rules.regulation import Role
from shared.runtime.act import Act


@dataclass(frozen=True)
class Whole:
    """All that is known of a file."""

    row: Row[Any]
    resolutions: list[Row[Any]]
    opinions: list[Row[Any]]
    drafts: list[Row[Any]]
    signatures: list[Row[Any]]
    steps: list[Row[Any]]


async def files(
    act: Act,
    *,
    state: State | None,
    executor: UUID | None,
    behind: tuple[datetime, UUID] | None,
    limit: int,
) -> list[Row[Any]]:
    """The files of the person's organisations, the latest accepted first."""
    query = _with_applicant().where(_seen_by(act))
    if state is not None:
        query = query.where(file.c.state == state.value)
    if executor is not None:
        query = query.where(file.c.executor == executor)
    if behind is not None:
        query = query.where(tuple_(file.c.accepted_at, file.c.case) < tuple_(*behind))
    query = query.order_by(file.c.accepted_at.desc(), file.c.case.desc()).limit(limit)
    return list((await act.db.execute(query)).all())


async def whole(act: Act, found: File) -> Whole:
    query = _with_applicant().where(file.c.case == found.case)
    row = (await act.db.execute(query)).one()
    return Whole(
        row=row,
        resolutions=await _of(act, resolution, found),
        opinions=await _of(act, opinion, found),
        drafts=await _of(act, draft, found),
        signatures=await _of(act, signature, found),
        steps=await _of(act, step, found),
    )


async def waiting(act: Act, limit: int) -> list[tuple[File, Desk]]:
    """What lies before this person, the most urgent first."""
    query = (
        select(file)
        .where(_before(act), or_(file.c.desk_person.is_(None), _is_me(act)))
        .order_by(file.c.due_at.asc().nulls_last(), file.c.case)
        .limit(limit)
    )
    rows = (await act.db.execute(query)).all()
    return [(store.file_of(row), store.desk_of(row)) for row in rows]


async def entries(
    act: Act, *, organisation: str | None, kind: str, behind: tuple[int, int] | None, limit: int
) -> list[Row[Any]]:
    """A journal of one organisation, the newest entry first."""
    query = (
        select(journal, file.c.number, file.c.regulation, file.c.channel, applicant.c.name)
        .join(file, file.c.case == journal.c.case)
        .join(applicant, applicant.c.case == journal.c.case)
        .where(journal.c.organisation == _own(act, organisation), journal.c.kind == kind)
    )
    if behind is not None:
        query = query.where(tuple_(journal.c.year, journal.c.serial) < tuple_(*behind))
    query = query.order_by(journal.c.year.desc(), journal.c.serial.desc()).limit(limit)
    return list((await act.db.execute(query)).all())


def _own(act: Act, organisation: str | None) -> str:
    own = sorted(act.person.organisations)
    if not own or (organisation is not None and organisation not in own):
        raise Missing(field="organisation")
    return organisation or own[0]


def _with_applicant() -> Any:
    return select(file, applicant.c.iin, applicant.c.name, applicant.c.language).join(
        applicant, applicant.c.case == file.c.case
    )


def _seen_by(act: Act) -> ColumnElement[bool]:
    own = act.person.organisations
    return or_(file.c.office.in_(own), file.c.reception.in_(own))


def _before(act: Act) -> ColumnElement[bool]:
    """The awaited step is of one of this person's roles, or of anybody at their site."""
    own = and_(file.c.desk.in_(act.person.organisations), file.c.desk_role == Role.OTHER.value)
    return or_(tuple_(file.c.desk, file.c.desk_role).in_(sorted(act.person.roles)), own)


def _is_me(act: Act) -> ColumnElement[bool]:
    return file.c.desk_person == act.person.account


async def _of(act: Act, table: Table, found: File) -> list[Row[Any]]:
    query = select(table).where(table.c.case == found.case).order_by(table.c.at, table.c.id)
    return list((await act.db.execute(query)).all())
