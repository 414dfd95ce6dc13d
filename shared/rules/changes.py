"""Moved rest days and unusual hours, from data as it lies in `shared/regulations/calendar`.

    - year: 2024
      moved:        # a rest day is given up, a working day becomes one
        - {rest: 2024-05-08, worked: 2024-05-04, source: "…"}
      hours:        # single days with other hours
        - {day: 2024-12-31, opens: "09:00", closes: "16:00", lunch: null,
           why: {ru: "…", kk: "…", en: "…"}, source: "…"}

Times are quoted, because YAML reads 16:00 as a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from typing import Any

from pydantic import TypeAdapter

from shared.rules.calendar import DayChange, Hours
from shared.rules.explanation import Words
from shared.rules.regulation import Fact, Text


class Said(Fact):
    ru: Text
    kk: Text
    en: Text


class Moved(Fact):
    rest: date
    worked: date
    source: Text


class OtherHours(Fact):
    day: date
    opens: time
    closes: time
    lunch: tuple[time, time] | None = None
    why: Said
    source: Text


class YearOfChanges(Fact):
    year: int
    moved: tuple[Moved, ...]
    hours: tuple[OtherHours, ...]


_YEARS = TypeAdapter(tuple[YearOfChanges, ...])


def changes_from(data: Iterable[Mapping[str, Any]]) -> dict[date, DayChange]:
    """The changes of all years by day, ready for a calendar."""
    years = _YEARS.validate_python(tuple(data))
    return {change.day: change for year in years for change in _changes_of(year)}


def _changes_of(year: YearOfChanges) -> Iterator[DayChange]:
    for moved in year.moved:
        yield DayChange(
            moved.rest, working=False, hours=None, why=_given(moved), instead_of=moved.worked
        )
        yield DayChange(
            moved.worked, working=True, hours=None, why=_worked(moved), instead_of=moved.rest
        )
    for other in year.hours:
        hours = Hours(other.opens, other.closes, other.lunch)
        why = Words(other.why.ru, other.why.kk, other.why.en)
        yield DayChange(other.day, working=None, hours=hours, why=why)


def _given(moved: Moved) -> Words:
    worked = f"{moved.worked:%d.%m.%Y}"
    return Words(
        ru=f"день отдыха перенесён с {worked}",
        kk=f"демалыс күні {worked} күнінен ауыстырылды",
        en=f"the day of rest was moved from {worked}",
    )


def _worked(moved: Moved) -> Words:
    rest = f"{moved.rest:%d.%m.%Y}"
    return Words(
        ru=f"день отдыха перенесён на {rest}",
        kk=f"демалыс күні {rest} күніне ауыстырылды",
        en=f"the day of rest was moved to {rest}",
    )
