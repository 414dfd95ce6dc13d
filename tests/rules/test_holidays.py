"""What holidays, decrees and single days do to the week of a site."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml  # type: ignore[import-untyped,unused-ignore]
from holidays.countries.kazakhstan import Kazakhstan
from pydantic import ValidationError

from shared.rules.calendar import (
    Calendar,
    DayChange,
    office_calendar,
    psc_calendar,
)
from shared.rules.changes import changes_from
from shared.rules.explanation import Words
from shared.rules.holidays import kazakhstan_holidays

ALMATY = ZoneInfo("Asia/Almaty")
DATA = Path(__file__).parents[2] / "shared/regulations/calendar/kazakhstan.yaml"
DECREES = changes_from(yaml.safe_load(DATA.read_text(encoding="utf-8")))


def at(*parts: int) -> datetime:
    year, month, day, *clock = parts
    hour, minute = clock or (0, 0)
    return datetime(year, month, day, hour, minute, tzinfo=ALMATY)


def days_off(calendar: Calendar, first: date, last: date) -> list[int]:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day.day for day in days if not calendar.works_on(day)]


def a_change(**facts: Any) -> DayChange:
    words = Words("учения", "жаттығу", "a drill")
    return DayChange(**{"working": None, "hours": None, "why": words, **facts})


def test_nauryz_of_2026_gives_an_office_two_days_and_a_psc_one() -> None:
    week = (date(2026, 3, 20), date(2026, 3, 27))

    off = (days_off(office_calendar(), *week), days_off(psc_calendar(), *week))

    assert off == ([21, 22, 23, 24, 25], [21, 22, 23, 24])


def test_a_holiday_that_fell_on_a_day_off_gives_its_name_to_the_day_given_for_it() -> None:
    closed = office_calendar().day(date(2026, 3, 25)).closed

    assert closed is not None
    assert closed.cause == "holiday-moved"
    assert closed.name == Words("Наурыз мейрамы", "Наурыз мейрамы", "Nowruz Holiday")


def test_christmas_on_a_sunday_gives_no_monday() -> None:
    monday = date(2024, 1, 8)

    works = office_calendar().works_on(monday)

    assert works


def test_two_feasts_on_one_day_are_both_named() -> None:
    nauryz_and_kurban_ait = date(2032, 3, 22)

    name = kazakhstan_holidays(2032)[nauryz_and_kurban_ait].name

    assert name.ru == "Наурыз мейрамы, Курбан-айт (дата расчётная)"


@pytest.mark.parametrize("year", range(2006, 2061))
def test_every_holiday_has_a_russian_name(year: int) -> None:
    kazakh_letters = set("әғқңөұүһі")

    names = [holiday.name.ru for holiday in kazakhstan_holidays(year).values()]

    assert not [name for name in names if kazakh_letters & set(name.lower())]


@pytest.mark.parametrize("year", range(2011, 2027))
def test_a_five_day_week_with_the_decrees_is_the_one_the_public_package_knows(year: int) -> None:
    package = Kazakhstan(years=range(year, year + 2))
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]

    calendar = office_calendar(changes=DECREES)

    assert [day for day in days if calendar.works_on(day)] == [
        day for day in days if package.is_working_day(day)
    ]


def test_a_saturday_given_up_by_decree_is_worked_like_the_day_it_was_moved_to() -> None:
    calendar = office_calendar(changes=DECREES)

    off, worked = calendar.day(date(2024, 5, 8)), calendar.day(date(2024, 5, 4))

    assert off.closed is not None
    assert off.closed.cause == "day-off-moved"
    assert worked.intervals[-1][1] == at(2024, 5, 4, 18, 0)


def test_a_saturday_given_up_by_decree_leaves_a_six_day_week_as_it_is() -> None:
    calendar = psc_calendar(changes=DECREES)

    works = [calendar.works_on(date(2024, 5, day)) for day in (4, 8)]

    assert works == [True, True]


def test_a_sunday_given_up_by_decree_moves_every_week() -> None:
    calendars = (psc_calendar(changes=DECREES), office_calendar(changes=DECREES))

    works = [[calendar.works_on(date(2025, 1, day)) for day in (3, 5)] for calendar in calendars]

    assert works == [[False, True], [False, True]]


def test_a_day_given_for_a_holiday_can_be_moved_on_by_decree() -> None:
    calendars = (psc_calendar(changes=DECREES), office_calendar(changes=DECREES))

    works = [[calendar.works_on(date(2020, 5, day)) for day in (8, 11)] for calendar in calendars]

    assert works == [[True, True], [False, True]]  # 9 May was a Saturday


def test_a_day_with_other_hours_closes_earlier() -> None:
    data = {
        "year": 2026,
        "moved": [],
        "hours": [
            {
                "day": "2026-12-31",
                "opens": "09:00",
                "closes": "16:00",
                "lunch": ["13:00", "14:00"],
                "why": {"ru": "канун", "kk": "қарсаңы", "en": "the eve"},
                "source": "an order of the office",
            }
        ],
    }
    calendar = office_calendar(changes=changes_from([data]))

    closing = calendar.closing(date(2026, 12, 31))

    assert closing == at(2026, 12, 31, 16, 0)


def test_a_single_day_can_be_closed_or_worked() -> None:
    thursday, sunday = date(2026, 1, 15), date(2026, 1, 18)
    changes = {
        thursday: a_change(day=thursday, working=False),
        sunday: a_change(day=sunday, working=True),
    }

    calendar = psc_calendar(changes=changes)

    assert [calendar.works_on(day) for day in (thursday, sunday)] == [False, True]


def test_a_holiday_is_not_given_on_a_day_that_is_closed_anyhow() -> None:
    tuesday = date(2026, 3, 24)
    changes = {tuesday: a_change(day=tuesday, working=False)}

    off = days_off(psc_calendar(changes=changes), date(2026, 3, 23), date(2026, 3, 26))

    assert off == [23, 24, 25]


def test_changes_of_a_wrong_shape_are_refused() -> None:
    data = [{"year": 2026, "moved": [{"rest": "2026-01-05"}], "hours": []}]

    with pytest.raises(ValidationError):
        changes_from(data)
