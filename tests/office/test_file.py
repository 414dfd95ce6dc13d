"""The states of a file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.office.domain.file import CALLS, MOVES, State, WrongState, state_after
from tests.office.builders import a_file

ORDER = list(State)


@given(st.sampled_from(State), st.sampled_from(State))
def test_a_file_goes_only_where_the_table_says(now: State, to: State):
    file = a_file(state=now)

    if to is now or to in MOVES[now]:
        assert state_after(file, to) is to
    else:
        with pytest.raises(WrongState):
            state_after(file, to)


def test_a_file_never_goes_back():
    for state, reachable in MOVES.items():
        assert all(ORDER.index(to) > ORDER.index(state) for to in reachable)


def test_every_state_has_its_row_and_all_but_the_last_lead_on():
    assert set(MOVES) == set(State)
    assert [state for state, to in MOVES.items() if not to] == [State.CLOSED]


def test_no_two_calls_are_for_the_same_doing():
    meant = [doings[0] for doings in CALLS.values()]

    assert len(set(meant)) == len(CALLS)
