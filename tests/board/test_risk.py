"""When a step is at risk, and what a warning names."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.board.actions.news import news_of
from services.board.domain.risk import AT_RISK_BEFORE, due_step, horizon
from services.board.domain.summary import summary_of
from shared.rules.calendar import office_calendar
from shared.rules.regulation import Doing, Role
from tests.board.builders import CASE, NUMBER, accepted, minute, registered, taken

ALMATY = ZoneInfo("Asia/Almaty")
OFFICE = office_calendar()


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ALMATY)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (local(2026, 3, 2, 10), local(2026, 3, 2, 12)),
        # Lunch from 13 to 14.
        (local(2026, 3, 2, 12), local(2026, 3, 2, 15)),
        # Friday, an hour before closing: the other hour is Monday's.
        (local(2026, 3, 13, 17), local(2026, 3, 16, 10)),
    ],
)
def test_at_risk_reaches_two_working_hours_ahead(now, until):
    assert horizon(OFFICE, now) == until


@given(
    now=st.integers(0, 1_000_000).map(lambda n: local(2025, 1, 1) + timedelta(minutes=n)),
)
def test_between_now_and_the_horizon_lie_two_working_hours(now):
    assert OFFICE.working_time_between(now, horizon(OFFICE, now)) == AT_RISK_BEFORE
    assert horizon(OFFICE, now) - now >= timedelta(hours=2)


def test_a_warning_names_the_awaited_step_and_whose_it_is():
    known = summary_of(CASE, [news_of(registered(minute(6), taken()))])

    step = due_step(known)

    assert (step.number, step.doing, step.role, step.due) == (
        NUMBER, Doing.FORWARD, Role.OFFICE_CLERK, minute(60),
    )  # fmt: skip


def test_a_case_that_awaits_nothing_is_not_warned_about():
    assert due_step(summary_of(CASE, [news_of(accepted())])) is None
