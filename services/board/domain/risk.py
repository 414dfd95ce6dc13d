"""When a step is at risk: two working hours of the site that has to take it are left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from services.board.domain.summary import Summary
from shared.rules.calendar import Calendar
from shared.rules.regulation import Doing, Role

AT_RISK_BEFORE = timedelta(hours=2)


def horizon(calendar: Calendar, now: datetime) -> datetime:
    """What is due at this site up to here is at risk.

    One moment for each site instead of a calculation for each case: the timer asks the database
    for everything that is due before it.
    """
    return calendar.add_working_time(now, AT_RISK_BEFORE)


@dataclass(frozen=True, slots=True)
class DueStep:
    """A step that somebody has to take, as a warning names it."""

    case: UUID
    number: str
    doing: Doing
    role: Role
    due: datetime


def due_step(summary: Summary) -> DueStep | None:
    """What the case awaits, if it is known whose step it is and when it is due."""
    if summary.number is None or summary.stands is None or summary.awaits is None:
        return None
    standing = summary.stands.value
    if standing.role is None or standing.due_at is None:
        return None
    doing = Doing(summary.awaits.split(":", 1)[1])
    return DueStep(summary.case, summary.number, doing, standing.role, standing.due_at)
