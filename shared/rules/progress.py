"""How a case gets on: which steps a movement takes, what it awaits then, and until when."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from shared.rules.calendar import Calendar
from shared.rules.places import Place, place_of
from shared.rules.regulation import Doing
from shared.rules.route import Step, Way
from shared.rules.terms import Due, due

Calendars = Mapping[Place, Calendar]


@dataclass(frozen=True, slots=True)
class Standing:
    """Before which step a case stands, and when that is due."""

    step: Step
    due: Due


@dataclass(frozen=True, slots=True)
class Progress:
    """Steps taken, whether late; where the case stands now (`None`: at its end)."""

    taken: tuple[Step, ...]
    late: bool
    now: Standing | None


def advance(
    way: Way,
    awaited: Step,
    doings: Collection[Doing],
    at: datetime,
    due_at: datetime | None,
    calendars: Calendars,
) -> Progress:
    """Take the awaited step and those that belong to the same movement."""
    taken = way.movement(awaited, doings)
    late = due_at is not None and at > due_at
    following = way.after(taken[-1])
    if following is None:
        return Progress(taken, late, None)
    if following.is_of_the_same_action(awaited):
        # The rest of the same action: its clock began with the action.
        return Progress(taken, late, Standing(following, Due(due_at, (), None)))
    return Progress(taken, late, Standing(following, due_of(following, at, calendars)))


def due_of(step: Step, since: datetime, calendars: Calendars) -> Due:
    return due(step.term, since, calendars[place_of(step.role)])


def foresee(
    way: Way, since: datetime, calendars: Calendars
) -> tuple[tuple[Step, datetime | None], ...]:
    """If every action takes all of its term: when each step is due at the latest.

    The acts often leave the whole term to a standard; what is printed on the receipt is then
    derived from the route, step by step on the calendar of the site that works.
    """
    foreseen: list[tuple[Step, datetime | None]] = []
    moment, latest = since, None
    for step in way.steps:
        if not foreseen or not step.is_of_the_same_action(foreseen[-1][0]):
            latest = due_of(step, moment, calendars).at
            moment = latest or moment
        foreseen.append((step, latest))
    return tuple(foreseen)


def ready_by(way: Way, since: datetime, calendars: Calendars) -> datetime | None:
    """When the result lies at the window: the latest due time before the hand-out."""
    before = [at for step, at in foresee(way, since, calendars) if step.doing is not Doing.HAND_OUT]
    return max((at for at in before if at is not None), default=None)
