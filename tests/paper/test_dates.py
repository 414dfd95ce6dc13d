"""Dates in words, in the time of the country."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.runtime.paper.dates import in_words


def test_a_day_is_written_as_people_write_it() -> None:
    assert in_words(date(2026, 12, 7)) == {
        "ru": "7 декабря 2026 г.",
        "kk": "2026 жылғы 7 желтоқсан",
        "both": "07.12.2026",
    }


@pytest.mark.parametrize(
    ("moment", "hour"),
    [
        (datetime(2024, 2, 29, 4, 0, tzinfo=UTC), "10:00"),  # the country was at UTC+6
        (datetime(2024, 3, 1, 4, 0, tzinfo=UTC), "09:00"),  # and is at UTC+5 since
    ],
)
def test_a_moment_is_printed_in_the_time_of_its_day(moment: datetime, hour: str) -> None:
    assert in_words(moment)["both"].endswith(hour)


@given(st.dates())
def test_two_days_are_never_written_alike(day: date) -> None:
    other = date.fromordinal(max(1, day.toordinal() - 1))

    assert (in_words(day) == in_words(other)) == (day == other)
