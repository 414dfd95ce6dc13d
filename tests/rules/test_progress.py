"""How a case gets on along its route."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.rules.calendar import office_calendar, psc_calendar
from shared.rules.places import Place
from shared.rules.progress import Standing, advance, due_of, foresee, ready_by
from shared.rules.regulation import Doing, Role, Term, Unit
from shared.rules.route import OutOfOrder, Step, Way

CALENDARS = {Place.ACCEPTING: psc_calendar(), Place.DECIDING: office_calendar()}
# Monday, 16 March 2026, 10:00 in Almaty: Nauryz is near.
MONDAY = datetime(2026, 3, 16, 5, 0, tzinfo=UTC)


def a_step(n: int, doing: Doing, role: Role = Role.OFFICE_CLERK, minutes: int = 30) -> Step:
    return Step(n, doing, role, Term(value=minutes, unit=Unit.MINUTE, text=f"{minutes} минут"))


ACCEPT = a_step(1, Doing.ACCEPT, Role.PSC_INSPECTOR)
RECEIVE, REGISTER = a_step(2, Doing.RECEIVE), a_step(2, Doing.REGISTER)
SIGN = a_step(3, Doing.SIGN, Role.OFFICE_HEAD)
HAND_OUT = a_step(4, Doing.HAND_OUT, Role.PSC_INSPECTOR)
WAY = Way((ACCEPT, RECEIVE, REGISTER, SIGN, HAND_OUT))


def test_taking_the_awaited_step_moves_the_case_on():
    gone = advance(WAY, ACCEPT, {Doing.ACCEPT}, MONDAY, None, CALENDARS)

    assert gone.taken == (ACCEPT,)
    assert gone.now is not None
    assert gone.now.step is RECEIVE


def test_another_step_than_the_awaited_is_refused():
    with pytest.raises(OutOfOrder) as refused:
        advance(WAY, RECEIVE, {Doing.SIGN}, MONDAY, None, CALENDARS)

    assert refused.value.details["awaited"] == Doing.RECEIVE


def test_one_movement_takes_what_its_action_holds_together():
    gone = advance(WAY, RECEIVE, {Doing.RECEIVE, Doing.REGISTER}, MONDAY, None, CALENDARS)

    assert gone.taken == (RECEIVE, REGISTER)


def test_a_movement_never_reaches_into_the_next_action():
    gone = advance(WAY, REGISTER, {Doing.REGISTER, Doing.SIGN}, MONDAY, None, CALENDARS)

    assert gone.taken == (REGISTER,)


def test_the_rest_of_an_action_keeps_the_due_time_of_its_beginning():
    due = MONDAY + timedelta(minutes=20)

    gone = advance(WAY, RECEIVE, {Doing.RECEIVE}, MONDAY, due, CALENDARS)

    assert gone.now == Standing(REGISTER, gone.now.due)
    assert gone.now.due.at == due


def test_a_step_taken_after_its_time_is_late():
    gone = advance(WAY, SIGN, {Doing.SIGN}, MONDAY, MONDAY - timedelta(minutes=1), CALENDARS)

    assert gone.late


def test_at_the_end_of_the_way_nothing_is_awaited():
    gone = advance(WAY, HAND_OUT, {Doing.HAND_OUT}, MONDAY, None, CALENDARS)

    assert gone.now is None


def test_an_office_step_waits_for_the_office_to_open():
    saturday = datetime(2026, 3, 14, 6, 0, tzinfo=UTC)

    at_office = due_of(SIGN, saturday, CALENDARS)
    at_centre = due_of(HAND_OUT, saturday, CALENDARS)

    assert at_centre.at == saturday + timedelta(minutes=30)
    assert at_office.at is not None
    assert at_office.at.astimezone(UTC) == datetime(2026, 3, 16, 4, 30, tzinfo=UTC)


@given(st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 1)), st.integers(0, 5000))  # noqa: DTZ001
def test_who_comes_later_is_never_promised_an_earlier_day(moment: datetime, minutes: int):
    since = moment.replace(tzinfo=UTC)

    early = ready_by(WAY, since, CALENDARS)
    late = ready_by(WAY, since + timedelta(minutes=minutes), CALENDARS)

    assert early is not None
    assert late is not None
    assert early <= late


@given(st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 1)))  # noqa: DTZ001
def test_due_times_along_the_way_never_go_back(moment: datetime):
    foreseen = [at for _, at in foresee(WAY, moment.replace(tzinfo=UTC), CALENDARS) if at]

    assert foreseen == sorted(foreseen)
