"""When a site works."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from shared.rules.calendar import (
    Calendar,
    Hours,
    WrongHours,
    WrongWeek,
    office_calendar,
    psc_calendar,
)

ALMATY = ZoneInfo("Asia/Almaty")


def at(*parts: int) -> datetime:
    year, month, day, *clock = parts
    hour, minute = clock or (0, 0)
    return datetime(year, month, day, hour, minute, tzinfo=ALMATY)


def test_a_saturday_is_worked_at_a_psc_and_not_at_an_office() -> None:
    saturday = date(2026, 1, 17)

    works = (psc_calendar().works_on(saturday), office_calendar().works_on(saturday))

    assert works == (True, False)


def test_a_sunday_is_worked_nowhere() -> None:
    sunday = date(2026, 1, 18)

    works = (psc_calendar().works_on(sunday), office_calendar().works_on(sunday))

    assert works == (False, False)


def test_an_office_day_is_cut_by_lunch() -> None:
    calendar = office_calendar()

    intervals = calendar.intervals(date(2026, 1, 15))

    assert intervals == (
        (at(2026, 1, 15, 9, 0), at(2026, 1, 15, 13, 0)),
        (at(2026, 1, 15, 14, 0), at(2026, 1, 15, 18, 0)),
    )


def test_a_psc_day_is_not_cut() -> None:
    calendar = psc_calendar()

    intervals = calendar.intervals(date(2026, 1, 15))

    assert intervals == ((at(2026, 1, 15, 9, 0), at(2026, 1, 15, 19, 0)),)


@pytest.mark.parametrize(
    ("clock", "inside"),
    [
        ((8, 59), False),
        ((9, 0), True),
        ((13, 0), True),
        ((13, 1), False),
        ((14, 0), True),
        ((18, 0), True),
        ((18, 1), False),
    ],
)
def test_opening_and_closing_are_inside_working_time(
    clock: tuple[int, int], *, inside: bool
) -> None:
    moment = at(2026, 1, 15, *clock)

    answer = office_calendar().is_working_time(moment)

    assert answer is inside


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(2026, 1, 15, 10, 30), at(2026, 1, 15, 10, 30)),
        (at(2026, 1, 15, 7, 0), at(2026, 1, 15, 9, 0)),
        (at(2026, 1, 15, 13, 30), at(2026, 1, 15, 14, 0)),
        (at(2026, 1, 16, 18, 0), at(2026, 1, 16, 18, 0)),
        (at(2026, 1, 16, 18, 1), at(2026, 1, 19, 9, 0)),
        (at(2026, 3, 20, 18, 1), at(2026, 3, 26, 9, 0)),
    ],
)
def test_the_next_working_moment_is_now_or_the_next_opening(
    moment: datetime, expected: datetime
) -> None:
    calendar = office_calendar()

    answer = calendar.next_working_moment(moment)

    assert answer == expected


def test_almaty_moved_its_clocks_in_the_night_to_the_first_of_march_2024() -> None:
    calendar = psc_calendar()

    offsets = [
        calendar.intervals(date(2024, month, day))[0][0].utcoffset()
        for month, day in ((2, 29), (3, 1))
    ]

    assert offsets == [timedelta(hours=6), timedelta(hours=5)]


def test_a_moment_is_read_on_the_wall_clock_of_the_site() -> None:
    half_past_noon = datetime(2024, 2, 1, 12, 30, tzinfo=ZoneInfo("Asia/Qyzylorda"))

    inside = office_calendar().is_working_time(half_past_noon)

    assert not inside  # it is half past one in Almaty


def test_working_time_between_two_moments_leaves_out_nights_lunches_and_days_off() -> None:
    friday, monday = at(2026, 1, 16, 12, 0), at(2026, 1, 19, 15, 0)

    worked = office_calendar().working_time_between(friday, monday)

    assert worked == timedelta(hours=1 + 4 + 4 + 1)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    naive = datetime(2026, 1, 15, 12, 0)  # noqa: DTZ001

    with pytest.raises(ValueError, match="time zone"):
        office_calendar().is_working_time(naive)


@pytest.mark.parametrize(
    ("opens", "closes", "lunch"),
    [
        (time(18), time(9), None),
        (time(9), time(18), (time(8), time(9))),
        (time(9), time(18), (time(14), time(13))),
        (time(9), time(18), (time(17), time(18))),
    ],
)
def test_hours_out_of_order_are_refused(
    opens: time, closes: time, lunch: tuple[time, time] | None
) -> None:
    with pytest.raises(WrongHours):
        Hours(opens, closes, lunch)


@pytest.mark.parametrize("days", [6, 7, 8])
def test_a_week_needs_seven_days_and_a_worked_one(days: int) -> None:
    week = (None,) * 7 if days == 7 else (Hours(time(9), time(18)),) * days

    with pytest.raises(WrongWeek):
        Calendar("nowhere", "Asia/Almaty", week)
