"""Before whom a file lies, and what may be done with it there."""

from __future__ import annotations

import pytest

from services.office.domain.desk import (
    Desk,
    call_for,
    delivered_to,
    desk_of,
    executing_role,
    further,
    reception,
    settle,
    turn,
)
from services.office.domain.file import Call, File, FileNotArrived, State
from shared.rules.regulation import Doing, Role
from shared.rules.route import OutOfOrder, Way
from tests.office.builders import CHILD_ALLOWANCE, EXECUTOR, a_file, a_way


def a_turn(call: Call, awaits: str, way: Way = CHILD_ALLOWANCE, **facts: object):
    return turn(a_file(awaits=awaits, **facts), way, call)


def taken(call: Call, awaits: str, way: Way) -> list[Doing]:
    return [step.doing for step in a_turn(call, awaits, way).taken]


def desk(file: File, way: Way = CHILD_ALLOWANCE) -> Desk | None:
    return desk_of(file, way, way.named(file.awaits) if file.awaits else None)


def test_a_call_takes_the_step_that_it_is_for():
    assert taken(Call.REGISTER, "3:register", CHILD_ALLOWANCE) == [Doing.REGISTER]


def test_what_one_hand_does_in_one_action_is_one_call():
    way = a_way("1 office_clerk accept register forward", "2 office_head resolve allot")

    assert taken(Call.REGISTER, "1:register", way) == [Doing.REGISTER, Doing.FORWARD]
    assert taken(Call.RESOLUTION, "2:resolve", way) == [Doing.RESOLVE, Doing.ALLOT]


def test_a_signature_records_as_well_where_the_act_has_both_in_one_action():
    way = a_way("1 office_executor draft", "2 office_head sign record", "3 office_clerk hand-out")

    assert taken(Call.SIGNATURE, "2:sign", way) == [Doing.SIGN, Doing.RECORD]


def test_findings_and_a_draft_stay_two_calls_in_one_action():
    way = a_way("1 office_executor examine draft", "2 office_head sign")

    assert taken(Call.EXAMINATION, "1:examine", way) == [Doing.EXAMINE]
    assert taken(Call.DRAFT, "1:draft", way) == [Doing.DRAFT]


def test_what_comes_from_hand_to_hand_is_received_with_what_follows():
    way = a_way(
        "6 precinct_commission review", "7 office_executor receive draft", "8 office_head sign"
    )

    assert taken(Call.DRAFT, "7:receive", way) == [Doing.RECEIVE, Doing.DRAFT]


def test_an_akim_receives_what_he_only_sends_on():
    way = a_way(
        "4 precinct_commission review", "5 akim receive dispatch", "6 office_head receive sign"
    )

    assert taken(Call.RECEIVE, "5:receive", way) == [Doing.RECEIVE]


def test_another_step_than_the_awaited_is_refused():
    with pytest.raises(OutOfOrder) as refused:
        a_turn(Call.SIGNATURE, "5:resolve")

    assert refused.value.details == {"awaited": Doing.RESOLVE, "asked": Doing.SIGN}


def test_what_a_call_only_takes_along_is_not_what_it_is_for():
    with pytest.raises(OutOfOrder):
        a_turn(Call.REGISTER, "4:forward")


def test_nothing_is_done_with_a_file_on_its_way():
    with pytest.raises(FileNotArrived):
        a_turn(Call.REGISTER, "2:collect", state=State.EXPECTED)


def test_a_file_that_an_akim_sent_on_is_on_its_way_again():
    way = a_way("5 akim receive dispatch", "6 office_head receive sign")

    with pytest.raises(FileNotArrived):
        a_turn(Call.SIGNATURE, "6:receive", way)


def test_a_result_that_left_takes_no_more_steps():
    with pytest.raises(OutOfOrder):
        a_turn(Call.RECORD, "9:return", state=State.ISSUED)


def test_a_closed_file_takes_no_more_steps():
    with pytest.raises(OutOfOrder):
        turn(a_file(awaits=None, state=State.CLOSED), CHILD_ALLOWANCE, Call.FORWARD)


def test_the_last_signature_decides():
    way = a_way("1 other draft sign", "2 information_system sign", "3 office_clerk record")

    assert not a_turn(Call.SIGNATURE, "1:sign", way).decides
    assert a_turn(Call.SIGNATURE, "2:sign", way).decides


def test_the_last_step_of_the_office_issues_the_result():
    assert not a_turn(Call.SIGNATURE, "8:sign").issues
    assert a_turn(Call.RECORD, "9:record", state=State.DECIDED).issues


def test_where_nothing_follows_the_signature_it_issues_the_result():
    way = a_way("1 office_executor draft", "2 office_head sign", "3 office_executor return")

    signed = a_turn(Call.SIGNATURE, "2:sign", way)

    assert signed.issues
    assert signed.decides
    assert signed.state is State.ISSUED


def test_registration_makes_a_file_registered_and_a_second_one_changes_nothing():
    assert a_turn(Call.REGISTER, "3:register", state=State.ARRIVED).state is State.REGISTERED
    assert a_turn(Call.REGISTER, "3:register", state=State.REGISTERED).state is State.REGISTERED


def test_a_file_waits_for_a_role_at_the_office():
    assert desk(a_file(awaits="5:resolve")) == Desk("office", Role.OFFICE_HEAD, None)


def test_what_an_akim_does_waits_at_the_accepting_site():
    way = a_way("1 akim_clerk accept register", "2 akim resolve", "3 office_head sign")

    assert desk(a_file(awaits="2:resolve"), way) == Desk("psc", Role.AKIM, None)


def test_after_the_resolution_a_file_waits_for_its_executor_alone():
    file = a_file(awaits="6:examine", executor=EXECUTOR)

    assert desk(file) == Desk("office", Role.OFFICE_EXECUTOR, EXECUTOR)


def test_another_role_than_the_executors_is_not_bound_to_the_executor():
    way = a_way("1 office_head resolve allot", "2 office_executor examine", "3 office_clerk draft")
    file = a_file(awaits="3:draft", executor=EXECUTOR)

    assert desk(file, way) == Desk("office", Role.OFFICE_CLERK, None)


def test_after_the_decision_any_hand_of_the_role_will_do():
    way = a_way("1 office_head resolve allot", "2 office_executor draft", "3 office_head sign",
                "4 office_executor record")  # fmt: skip
    file = a_file(awaits="4:record", executor=EXECUTOR, state=State.DECIDED)

    assert desk(file, way) == Desk("office", Role.OFFICE_EXECUTOR, None)


@pytest.mark.parametrize("state", [State.EXPECTED, State.ISSUED, State.RETURNED, State.CLOSED])
def test_outside_the_office_a_file_waits_for_nobody_here(state: State):
    assert desk(a_file(awaits="3:register", state=state)) is None


def test_the_executor_works_in_the_role_that_examines_after_the_allotment():
    way = a_way("1 office_executor register", "2 working_body_head resolve allot",
                "3 working_body_executor examine")  # fmt: skip

    assert executing_role(way) is Role.WORKING_BODY_EXECUTOR
    assert executing_role(CHILD_ALLOWANCE) is Role.OFFICE_EXECUTOR


def test_a_delivered_file_awaits_what_follows_the_packets_reception():
    collected = CHILD_ALLOWANCE.named("2:collect")

    assert delivered_to(CHILD_ALLOWANCE, collected) is CHILD_ALLOWANCE.named("3:register")


def test_where_the_act_forgets_the_reception_the_office_just_begins():
    way = a_way("1 psc_inspector accept", "2 psc_inspector dispatch", "3 office_clerk register")

    assert delivered_to(way, way.named("2:dispatch")) is way.named("3:register")


def test_what_nobody_can_do_before_the_signature_is_passed_over():
    way = a_way("7 other draft hand-out", "8 information_system sign", "9 other hand-out")

    assert settle(way, way.named("7:hand-out")) is way.named("8:sign")
    assert settle(way, way.named("9:hand-out")) is way.named("9:hand-out")


def test_the_applicant_is_told_by_the_office_only_before_the_signature():
    way = a_way("3 office_executor examine inform draft", "4 office_head sign",
                "5 office_clerk inform hand-out")  # fmt: skip

    assert call_for(way, way.named("3:inform")) is Call.NOTICE
    with pytest.raises(OutOfOrder):
        a_turn(Call.NOTICE, "5:inform", way, state=State.ISSUED)


def test_late_news_never_lead_a_file_back():
    assert further(CHILD_ALLOWANCE, "11:hand-out", "10:shelve")
    assert further(CHILD_ALLOWANCE, None, "11:hand-out")
    assert not further(CHILD_ALLOWANCE, "10:shelve", "11:hand-out")


def test_a_centre_does_not_see_the_offices_files_but_an_akim_does():
    akims = a_way("1 akim_clerk accept register", "2 office_head sign")

    assert reception(CHILD_ALLOWANCE, "psc") is None
    assert reception(akims, "akim") == "akim"
