"""What the board knows of a case does not depend on the order in which it heard."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.board.actions.news import news_of
from services.board.domain.summary import (
    TOLD_BY,
    Acceptance,
    News,
    Standing,
    State,
    Summary,
    hear,
    standing,
    summary_of,
)
from shared.contracts import (
    EVENTS,
    CaseDecided,
    CaseHandedOut,
    PacketReconciled,
    PacketSealed,
    ResultIssued,
    ResultShelved,
    StepTaken,
)
from shared.rules.regulation import Doing, Role
from tests.board.builders import (
    CASE,
    MORNING,
    NUMBER,
    accepted,
    minute,
    of_case,
    of_packet,
    registered,
    taken,
    whole_way,
)

moments = st.sampled_from([minute(n) for n in range(3)])
dues = st.none() | moments
standings = st.builds(
    standing,
    st.none() | st.integers(1, 3),
    st.sampled_from(Doing),
    st.sampled_from([Role.OFFICE_CLERK, Role.OFFICE_HEAD]),
    dues,
)
acceptances = st.builds(
    Acceptance,
    st.just("almaty-2012-349/07"),
    st.just("psc"),
    st.sampled_from(["psc-talgar", "psc-ili"]),
    st.sampled_from(["office-talgar", "office-ili"]),
    dues,
)
# Few moments, so that many things happen at one and the order of coming could decide.
any_news = st.builds(
    News,
    at=moments,
    number=st.sampled_from([None, NUMBER]),
    acceptance=st.none() | acceptances,
    standing=st.none() | standings,
    state=st.none() | st.sampled_from(State),
    outcome=st.sampled_from([None, "approve", "refuse"]),
    late=st.booleans(),
)
stories = st.lists(any_news, min_size=1, max_size=8)


def heard(*events: object) -> Summary:
    return summary_of(CASE, [news_of(event) for event in events])


@given(story=stories, data=st.data())
def test_any_order_of_a_case_s_news_gives_the_same_summary(story, data):
    shuffled = data.draw(st.permutations(story))

    known = summary_of(CASE, shuffled)

    assert known == summary_of(CASE, story)


@given(story=stories, data=st.data())
def test_what_is_heard_twice_changes_nothing(story, data):
    known = summary_of(CASE, story)
    again = data.draw(st.lists(st.sampled_from(story)))

    assert reduce(hear, again, known) == known


@given(data=st.data())
def test_any_order_of_a_whole_way_with_repetitions_ends_handed_out(data):
    way = whole_way()
    again = data.draw(st.lists(st.sampled_from(way), max_size=5))
    shuffled = data.draw(st.permutations(way + again))

    known = heard(*shuffled)

    assert known == heard(*way)
    assert known.state.value is State.HANDED_OUT


def test_a_whole_way_tells_all_that_is_asked_of_a_summary():
    known = heard(*whole_way())

    assert known.number == NUMBER
    assert known.accepted.value.ready_by == minute(10_000)
    assert known.accepted.at == MORNING
    assert known.decided.value == "approve"
    assert known.handed_out_at == known.updated_at == minute(13)
    assert known.awaits is None


def test_an_event_before_the_acceptance_makes_the_summary_with_what_is_known():
    known = heard(registered(minute(6), taken()))

    assert known.number == NUMBER
    assert known.state.value is State.REGISTERED
    assert known.awaits == "4:forward"
    assert known.accepted is None
    assert known.site is None


def test_the_acceptance_that_comes_late_does_not_turn_the_state_back():
    known = heard(registered(minute(6), taken()), accepted())

    assert known.state.value is State.REGISTERED
    assert known.site == "office-talgar"


def test_a_packet_reconciled_at_its_last_piece_does_not_turn_a_registered_case_back():
    before = registered(minute(6), taken())

    known = heard(before, of_packet(PacketReconciled, minute(20)))

    assert known.state.value is State.REGISTERED
    assert known.updated_at == minute(20)


def test_of_two_things_told_by_one_act_the_further_one_holds():
    issued = of_case(
        ResultIssued, minute(10), outcome="approve", outgoing="O", result="D", site="office-talgar"
    )
    decided = of_case(CaseDecided, minute(10), outcome="approve")

    assert heard(issued, decided).state.value is State.ISSUED


def test_a_step_tells_the_state_by_what_it_does():
    drafted = of_case(StepTaken, minute(9), taken(Doing.DRAFT))

    assert heard(drafted).state.value is State.IN_WORK


def test_what_is_packed_behind_the_decision_is_the_result():
    sealed = of_packet(PacketSealed, minute(11), register_number="L2")

    known = heard(of_case(CaseDecided, minute(10), outcome="refuse"), sealed)

    assert known.state.value is State.PACKED
    assert known.on_the_way_back


def test_a_step_taken_late_stays_known():
    known = heard(registered(minute(6), taken(late=True)), accepted())

    assert known.late


@pytest.mark.parametrize(("at", "overdue"), [(minute(60), False), (minute(61), True)])
def test_a_step_is_overdue_behind_its_due_time_and_not_at_it(at, overdue):
    known = heard(registered(minute(6), taken(next_due=minute(60))))

    assert known.is_overdue(at) is overdue


def test_a_hand_out_waits_for_the_applicant_and_is_never_overdue():
    shelved = of_case(
        ResultShelved,
        minute(12),
        taken(Doing.SHELVE, next_n=11, next_doing=Doing.HAND_OUT, next_due=minute(42)),
        result="D1",
        shelf="A-1",
    )

    known = heard(shelved)

    assert known.awaits == "11:hand-out"
    assert known.due_at is None
    assert not known.is_overdue(minute(9_999))


def test_a_step_that_the_act_forgot_to_take_is_not_overdue_when_the_result_is_ready():
    known = heard(of_case(CaseDecided, minute(10), taken(Doing.SIGN), outcome="refuse"))
    ready = hear(known, news_of(of_case(ResultShelved, minute(12), result="D1", shelf="A")))

    assert known.is_overdue(minute(999))
    assert not ready.is_overdue(minute(999))


@pytest.mark.parametrize(
    ("event", "late"),
    [
        (None, True),
        (of_case(ResultShelved, minute(20_000), result="D1", shelf="A"), False),
        (of_case(CaseHandedOut, minute(20_000), result="D1"), False),
    ],
)
def test_the_applicant_waits_too_long_only_while_nothing_is_at_the_window(event, late):
    known = heard(*filter(None, (accepted(due=minute(10_000)), event)))

    assert known.is_late_for_applicant(minute(30_000)) is late


def test_every_event_that_tells_a_state_exists():
    assert set(TOLD_BY) <= set(EVENTS)


def test_a_summary_with_nothing_told_is_neither_ready_nor_late():
    known = Summary(CASE, MORNING)

    assert not known.is_ready()
    assert not known.is_late_for_applicant(minute(99))
    assert known == replace(known)
    assert standing(None, None, None, None) == Standing(None, None, None)
