"""A site's hours as they lie in the database ↔ the calendar that the rules count on."""

from __future__ import annotations

from datetime import date, time
from functools import lru_cache
from typing import Any

from shared.rules.calendar import Calendar, DayChange, Hours
from shared.runtime.catalogue import day_changes

PSC_SCHEDULE: dict[str, Any] = {
    "timezone": "Asia/Almaty",
    "week": dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat"), "09:00-19:00"),
    "lunch": None,
}
OFFICE_SCHEDULE: dict[str, Any] = {
    "timezone": "Asia/Almaty",
    "week": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "09:00-18:00"),
    "lunch": "13:00-14:00",
}
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def calendar_of(name: str, schedule: dict[str, Any]) -> Calendar:
    lunch = _span(schedule["lunch"]) if schedule["lunch"] else None
    week = tuple(_hours(schedule["week"].get(day), lunch) for day in _DAYS)
    return Calendar(name=name, timezone=schedule["timezone"], week=week, changes=country_changes())


@lru_cache(maxsize=1)
def country_changes() -> dict[date, DayChange]:
    """Moved and shortened days of the whole country."""
    return day_changes()


def _hours(span: str | None, lunch: tuple[time, time] | None) -> Hours | None:
    if span is None:
        return None
    opens, closes = _span(span)
    return Hours(opens, closes, lunch)


def _span(text: str) -> tuple[time, time]:
    start, end = text.split("-")
    return time.fromisoformat(start), time.fromisoformat(end)
