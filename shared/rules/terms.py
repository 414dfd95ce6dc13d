"""When a term ends, and why: counted step by step on the calendar of the site that works.

What comes outside a site's working time is taken as come at its next opening; every term is
counted from there. Minutes, hours and rounds a day run in working time only. Days do not count
the day of the beginning and end when the site closes. A term of calendar days or months that
would end on a day off ends on the next working day. Units are never turned into one another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from shared.rules.broken import Conflict, Invalid
from shared.rules.calendar import ONE_DAY, Calendar
from shared.rules.counting import (
    IN_WORKING_TIME,
    Countable,
    count_of,
    counted_as,
    days_counted,
    end_of,
    interruptions,
    last_day_of,
    late_opening,
    skipped,
    span_of,
)
from shared.rules.explanation import Reason
from shared.rules.regulation import Unit


class AlreadyStopped(Conflict):
    """The clock of this term is stopped already."""

    code = "clock-already-stopped"
    ru = "Течение срока уже приостановлено."
    kk = "Мерзімнің өтуі тоқтатылып қойған."


class NotStopped(Conflict):
    """The clock of this term is not stopped."""

    code = "clock-not-stopped"
    ru = "Течение срока не приостановлено."
    kk = "Мерзімнің өтуі тоқтатылмаған."


class ResumedTooEarly(Invalid):
    """A clock cannot be resumed before it was stopped."""

    code = "clock-resumed-too-early"
    ru = "Срок нельзя возобновить раньше, чем он был приостановлен."
    kk = "Мерзімді тоқтатылғанынан бұрын қайта бастауға болмайды."


class ExtensionKind(StrEnum):
    ADDS = "adds-to-term"
    PROLONGS = "prolongs-step"
    REPLACES = "replaces-step-term"


_EXTENDED: Final = {
    ExtensionKind.ADDS: "extended",
    ExtensionKind.PROLONGS: "step-prolonged",
    ExtensionKind.REPLACES: "term-replaced",
}


@dataclass(frozen=True, slots=True)
class Due:
    """A date that explains itself; no date where the act states no countable term.

    `last_day` is where the count ended before a day off rolled it on: a prolonged or stopped
    term goes on from there, not from the day it was rolled to.
    """

    at: datetime | None
    why: tuple[Reason, ...]
    cite: str | None
    since: datetime | None = None
    last_day: date | None = None


def due(
    term: Countable | None,
    since: datetime,
    calendar: Calendar,
    *,
    exclude_first_day: bool = False,
    cite: str | None = None,
) -> Due:
    """When a term that runs since a moment ends.

    `exclude_first_day` is for an act that puts the day of acceptance outside the term. Days are
    counted without it anyhow, so it only shifts terms of minutes and hours to the next working day.
    """
    counted = count_of(term)
    if counted is None:
        return Due(None, (Reason("no-countable-term"),), cite, since)
    count = _in_time if counted[0] in IN_WORKING_TIME else _in_days
    here = calendar.local(since)
    return replace(count(*counted, here, calendar, exclude_first_day=exclude_first_day), cite=cite)


def whole_term_due(
    term: Countable | None,
    accepted_at: datetime,
    calendar: Calendar,
    excludes_acceptance_and_issue_day: bool,
    *,
    cite: str | None = None,
) -> Due:
    """When the result of the whole service is to be handed out.

    Where the act puts both days outside the term, the day of issue is the working day behind it.
    A term of minutes or hours is shorter than a day: nothing can be outside it.
    """
    counted = count_of(term)
    if counted is None or counted[0] in IN_WORKING_TIME or not excludes_acceptance_and_issue_day:
        return due(term, accepted_at, calendar, cite=cite)
    served = due(term, accepted_at, calendar, exclude_first_day=True, cite=cite)
    issue = _push_days(served, Unit.WORKING_DAY, 1, calendar, ())
    return replace(issue, why=(*issue.why, Reason("issue-day-excluded", issue.last_day)))


def extend(
    old: Due,
    term: Countable | None,
    calendar: Calendar,
    kind: ExtensionKind,
    *,
    cite: str | None = None,
) -> Due:
    """A later date for a term that was extended in one of the three ways that acts know.

    What is added goes on from the old date; what replaces a term runs since the same beginning.
    """
    reason = Reason(_EXTENDED[kind], calendar.local(old.at).date() if old.at else None)
    if kind is ExtensionKind.REPLACES:
        return _replaced(old, term, calendar, reason, cite)
    counted = count_of(term)
    if counted is None:
        return replace(old, why=(*old.why, Reason("no-countable-term")))
    unit, value = counted
    why = (reason, counted_as(unit, value, calendar))
    if unit in IN_WORKING_TIME:
        pushed = _push_time(old, span_of(unit, value, calendar), calendar, why)
    else:
        pushed = _push_days(old, unit, value, calendar, why)
    return replace(pushed, cite=cite or old.cite)


@dataclass(frozen=True, slots=True)
class Clock:
    """A running term that can stop: what remains of it when it stops remains when it resumes."""

    due: Due
    unit: Unit
    calendar: Calendar
    stopped_at: datetime | None = None


def stop(clock: Clock, at: datetime) -> Clock:
    if clock.stopped_at is not None:
        raise AlreadyStopped
    return replace(clock, stopped_at=at)


def resume(clock: Clock, at: datetime) -> Clock:
    if clock.stopped_at is None:
        raise NotStopped
    if at < clock.stopped_at:
        raise ResumedTooEarly
    return replace(clock, due=_resumed(clock, clock.stopped_at, at), stopped_at=None)


def _in_time(
    unit: Unit, value: int, since: datetime, calendar: Calendar, *, exclude_first_day: bool
) -> Due:
    begin = calendar.next_working_moment(since)
    start = calendar.closing(begin.date()) if exclude_first_day else since
    span = span_of(unit, value, calendar)
    at = calendar.add_working_time(start, span)
    why = (
        *late_opening(since, begin, calendar),
        *([Reason("acceptance-day-excluded", begin.date())] if exclude_first_day else []),
        counted_as(unit, value, calendar),
        *skipped(since.date(), at.date(), calendar),
        *interruptions(start, at, calendar),
    )
    return Due(at, why, None, since)


def _in_days(
    unit: Unit, value: int, since: datetime, calendar: Calendar, *, exclude_first_day: bool
) -> Due:
    begin = calendar.next_working_moment(since)
    first = begin.date()
    last = last_day_of(unit, value, first, calendar)
    why = (
        *late_opening(since, begin, calendar),
        Reason("acceptance-day-excluded" if exclude_first_day else "counted-from-next-day", first),
        counted_as(unit, value, calendar),
        *skipped(since.date(), first, calendar),
        *days_counted(unit, first, last, calendar),
    )
    return Due(end_of(last, calendar), why, None, since, last)


def _push_time(old: Due, span: timedelta, calendar: Calendar, why: tuple[Reason, ...]) -> Due:
    if old.at is None:
        return old
    start = calendar.local(old.at)
    at = calendar.add_working_time(start, span)
    passed = (
        *skipped(start.date() + ONE_DAY, at.date(), calendar),
        *interruptions(start, at, calendar),
    )
    return replace(old, at=at, why=(*old.why, *why, *passed), last_day=None)


def _push_days(
    old: Due, unit: Unit, value: int, calendar: Calendar, why: tuple[Reason, ...]
) -> Due:
    if old.at is None:
        return old
    known = calendar.local(old.at).date()
    start = known if unit is Unit.WORKING_DAY else old.last_day or known
    last = last_day_of(unit, value, start, calendar)
    passed = days_counted(unit, start, last, calendar, told=known)
    return replace(old, at=end_of(last, calendar), why=(*old.why, *why, *passed), last_day=last)


def _replaced(
    old: Due, term: Countable | None, calendar: Calendar, reason: Reason, cite: str | None
) -> Due:
    if old.since is None:
        message = "a term can be replaced only where its beginning is known"
        raise ValueError(message)
    new = due(term, old.since, calendar, cite=cite or old.cite)
    return replace(new, why=(reason, *new.why))


def _resumed(clock: Clock, stopped: datetime, resumed: datetime) -> Due:
    """What was overdue when the clock stopped stays so; a stop that took no time is no stop."""
    old, calendar = clock.due, clock.calendar
    if old.at is None or stopped >= old.at:
        return old
    why = (
        Reason("stopped", calendar.local(stopped).date()),
        Reason("resumed", calendar.local(resumed).date()),
    )
    if clock.unit in IN_WORKING_TIME:
        new = _push_time(old, calendar.working_time_between(stopped, resumed), calendar, why)
    else:
        new = _push_days(old, *_days_lost(clock.unit, stopped, resumed, calendar), calendar, why)
    return old if (new.at, new.last_day) == (old.at, old.last_day) else new


def _days_lost(
    unit: Unit, stopped: datetime, resumed: datetime, calendar: Calendar
) -> tuple[Unit, int]:
    """What remains of a term of months is a number of calendar days."""
    if unit is Unit.WORKING_DAY:
        first, last = (calendar.next_working_moment(each).date() for each in (stopped, resumed))
        return Unit.WORKING_DAY, calendar.working_days_between(first, last)
    lost = calendar.local(resumed).date() - calendar.local(stopped).date()
    return Unit.CALENDAR_DAY, lost.days
