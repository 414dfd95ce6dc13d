"""How the units of a term are counted on a calendar, and what each count has to tell.

terms.py puts these together; nothing here knows what a term is for.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Final, Protocol

from shared.rules.calendar import ONE_DAY, Calendar
from shared.rules.explanation import Reason
from shared.rules.regulation import Unit

ONE_MINUTE: Final = timedelta(minutes=1)
ONE_HOUR: Final = timedelta(hours=1)

IN_WORKING_TIME: Final = {Unit.MINUTE, Unit.HOUR, Unit.TIMES_PER_DAY}

RULES: Final = {
    Unit.MINUTE: "minutes-in-working-time",
    Unit.HOUR: "hours-in-working-time",
    Unit.TIMES_PER_DAY: "rounds-per-day",
    Unit.WORKING_DAY: "working-days",
    Unit.CALENDAR_DAY: "calendar-days",
    Unit.MONTH: "months",
}


class Countable(Protocol):
    """Whatever states a term: `Term`, `WholeTerm`, `Within`, `Extension`."""

    @property
    def value(self) -> int | None: ...
    @property
    def unit(self) -> Unit | None: ...


def count_of(term: Countable | None) -> tuple[Unit, int] | None:
    if term is None or term.unit not in RULES or term.value is None:
        return None
    least = 1 if term.unit is Unit.TIMES_PER_DAY else 0
    return (term.unit, term.value) if term.value >= least else None


def last_day_of(unit: Unit, value: int, first: date, calendar: Calendar) -> date:
    if unit is Unit.WORKING_DAY:
        return calendar.add_working_days(first, value)
    if unit is Unit.CALENDAR_DAY:
        return first + ONE_DAY * value
    years, month = divmod(first.month - 1 + value, 12)
    year = first.year + years
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


def end_of(last: date, calendar: Calendar) -> datetime:
    return calendar.closing(calendar.working_day_from(last))


def span_of(unit: Unit, value: int, calendar: Calendar) -> timedelta:
    """Rounds are held to the longest gap between them when they are spread evenly over the
    longest working day of the week: a gap that shrank on a short day could end before itself."""
    if unit is Unit.TIMES_PER_DAY:
        return calendar.full_day // ONE_MINUTE // value * ONE_MINUTE
    return value * (ONE_MINUTE if unit is Unit.MINUTE else ONE_HOUR)


def counted_as(unit: Unit, value: int, calendar: Calendar) -> Reason:
    if unit is Unit.TIMES_PER_DAY:
        value = span_of(unit, value, calendar) // ONE_MINUTE
    return Reason(RULES[unit], value=value)


def late_opening(since: datetime, begin: datetime, calendar: Calendar) -> tuple[Reason, ...]:
    if since == begin or begin != calendar.intervals(begin.date())[0][0]:
        return ()
    return (Reason("counted-from-opening", begin.date()),)


def days_counted(
    unit: Unit, first: date, last: date, calendar: Calendar, told: date | None = None
) -> tuple[Reason, ...]:
    """Working days skip every day off; other days skip only those that the end rolls over.
    Days up to `told` are explained already."""
    end = calendar.working_day_from(last)
    begin = first if unit is Unit.WORKING_DAY else last
    if told is not None:
        begin = max(begin, told + ONE_DAY)
    rolled = (Reason("rolled-to-working-day", end),) if end != last else ()
    return (*skipped(begin, end, calendar), *rolled, *_other_hours(end, calendar))


def skipped(first: date, last: date, calendar: Calendar) -> list[Reason]:
    """The days off from `first` to `last`."""
    reasons = []
    for n in range((last - first).days + 1):
        closed = calendar.day(day := first + ONE_DAY * n).closed
        if closed is not None:
            reasons.append(Reason(f"skipped-{closed.cause}", day, closed.name))
    return reasons


def interruptions(start: datetime, end: datetime, calendar: Calendar) -> list[Reason]:
    """Lunches and unusual hours that a term in working time met."""
    reasons: list[Reason] = []
    for n in range((end.date() - start.date()).days + 1):
        day = start.date() + ONE_DAY * n
        reasons += _other_hours(day, calendar)
        if any(start < over and begins < end for begins, over in calendar.day(day).breaks):
            reasons.append(Reason("skipped-lunch", day))
    return reasons


def _other_hours(day: date, calendar: Calendar) -> tuple[Reason, ...]:
    name = calendar.day(day).other_hours
    return (Reason("shortened-day", day, name),) if name else ()
