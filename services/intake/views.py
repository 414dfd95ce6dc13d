"""Questions to intake: read only."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, tuple_

from services.intake.domain.case import Case, State
from services.intake.tables import applicant, case, document
from shared.rules.regulation import Doing
from shared.rules.route import Step
from shared.runtime.act import Act


async def cases(
    act: Act, *, state: str | None, behind: tuple[datetime, UUID] | None, limit: int
) -> list[Row[Any]]:
    """The cases of the person's centres, the latest first."""
    query = (
        select(case, applicant.c.last_name, applicant.c.first_name, applicant.c.middle_name)
        .join(applicant, applicant.c.id == case.c.applicant)
        .where(case.c.centre.in_(act.person.organisations))
    )
    if state is not None:
        query = query.where(case.c.state == state)
    if behind is not None:
        query = query.where(tuple_(case.c.accepted_at, case.c.id) < tuple_(*behind))
    query = query.order_by(case.c.accepted_at.desc(), case.c.id.desc()).limit(limit)
    return list((await act.db.execute(query)).all())


async def whole(act: Act, found: Case) -> tuple[Row[Any], Row[Any], list[Row[Any]]]:
    """The row of a case, its applicant and its documents."""
    row = (await act.db.execute(select(case).where(case.c.id == found.id))).one()
    person = (await act.db.execute(select(applicant).where(applicant.c.id == row.applicant))).one()
    papers = await act.db.execute(
        select(document).where(document.c.case == found.id).order_by(document.c.n)
    )
    return row, person, list(papers.all())


async def waiting(act: Act) -> list[tuple[Row[Any], Step]]:
    """What waits for this person at the window: results to hand out, each with its step."""
    query = (
        select(case)
        .where(case.c.centre.in_(act.person.organisations), case.c.state == State.READY)
        .order_by(case.c.due_at, case.c.id)
        .limit(200)
    )
    found = []
    for row in (await act.db.execute(query)).all():
        way = act.house.catalogue.way(row.regulation, row.channel, edition=row.edition)
        step = next(s for s in reversed(way.steps) if s.doing is Doing.HAND_OUT)
        if act.person.has(step.role, row.centre):
            found.append((row, step))
    return found
