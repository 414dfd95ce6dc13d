"""Adding up the terms of a route, each unit for itself, and comparing with care.

Minutes and hours are of one kind and are added; they are never added to days. Where kinds of days
meet, only what must be true is used: a working day takes at least one calendar day, seven calendar
days hold at least four working ones (two rest days, and a holiday), nobody works seven days in a
row, a month has 28 to 31 days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from shared.rules.counting import Countable
from shared.rules.regulation import Action, Term, Unit

Amounts = Counter[Unit]

MINUTES_IN_HOUR: Final = 60
# A day of work is never shorter in any schedule of the acts.
MINUTES_IN_WORKING_DAY: Final = 7 * MINUTES_IN_HOUR
SHORT_MONTH, LONG_MONTH = 28, 31
REST_OF_A_WEEK: Final = 3
MOST_WORKED_IN_A_ROW: Final = 6

# A bare "day" is counted by nobody's kind of days, but it is a day.
DAYS: Final = (Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.OTHER)
WITHIN_A_DAY: Final = (Unit.MINUTE, Unit.HOUR)

_NAMES: Final = {
    Unit.MINUTE: "minute",
    Unit.HOUR: "hour",
    Unit.WORKING_DAY: "working day",
    Unit.CALENDAR_DAY: "calendar day",
    Unit.MONTH: "month",
    Unit.OTHER: "bare day",
}


def amounts(actions: Iterable[Action]) -> Amounts:
    """What the actions take, unit by unit; rounds a day and uncounted terms take nothing."""
    total: Amounts = Counter()
    for action in actions:
        term = action.term
        if term is not None and term.value and term.unit is not Unit.TIMES_PER_DAY:
            total[term.unit] += term.value
    return total


def minutes(total: Amounts) -> int:
    return total[Unit.MINUTE] + total[Unit.HOUR] * MINUTES_IN_HOUR


def least_working_days(total: Amounts) -> int:
    other = total[Unit.CALENDAR_DAY] + total[Unit.OTHER] + total[Unit.MONTH] * SHORT_MONTH
    weeks, rest = divmod(other, 7)
    return total[Unit.WORKING_DAY] + weeks * (7 - REST_OF_A_WEEK) + max(rest - REST_OF_A_WEEK, 0)


def least_calendar_days(total: Amounts) -> int:
    days = sum(total[unit] for unit in DAYS) + total[Unit.MONTH] * SHORT_MONTH
    working = total[Unit.WORKING_DAY]
    # Everybody rests at least on Sundays; beside other days, the rest may fall into those.
    return days + (max(working - 1, 0) // MOST_WORKED_IN_A_ROW if days == working else 0)


def exceed(total: Amounts, value: int, unit: Unit) -> bool:
    """Whether the actions take longer than a term, however kindly the days are counted."""
    if unit in WITHIN_A_DAY:
        allowed = value * (MINUTES_IN_HOUR if unit is Unit.HOUR else 1)
        days = least_working_days(total)
        return minutes(total) > allowed or days * MINUTES_IN_WORKING_DAY > allowed
    if unit is Unit.WORKING_DAY:
        return least_working_days(total) > value
    if unit is Unit.MONTH:
        return least_calendar_days(total) > value * LONG_MONTH
    return least_calendar_days(total) > value


def fill(total: Amounts, value: int, unit: Unit) -> bool:
    """Whether whole days alone take all of a term of days."""
    if unit is Unit.WORKING_DAY:
        return least_working_days(total) == value
    return unit is Unit.CALENDAR_DAY and least_calendar_days(total) == value


def kinds_of_days(total: Amounts) -> list[Unit]:
    return [unit for unit in DAYS if total[unit]]


def say(total: Amounts) -> str:
    """9 working days + 2 hours + 30 minutes: the largest unit first."""
    order = (Unit.MONTH, *DAYS, Unit.HOUR, Unit.MINUTE)
    return " + ".join(counted(total[unit], unit) for unit in order if total[unit])


def counted(value: int, unit: Unit) -> str:
    if unit is Unit.TIMES_PER_DAY:
        return {1: "once a day", 2: "twice a day"}.get(value, f"{value} times a day")
    return f"{value} {_NAMES[unit]}{'' if value == 1 else 's'}"


def say_term(term: Countable | Term) -> str:
    if term.value is None or term.unit is None:
        return term.text if isinstance(term, Term) else "a term without a number"
    return counted(term.value, term.unit)
