"""A packet: what goes into it, when it is sealed, and where it may arrive."""

from __future__ import annotations

import pytest

from services.accumulation.domain import packet as rules
from services.accumulation.domain import register as registers
from services.accumulation.domain.packet import State
from shared.rules.broken import RuleBroken
from tests.accumulation.builders import (
    CLERK,
    COURIER,
    INSPECTOR,
    LATER,
    OFFICE,
    OTHER_OFFICE,
    PSC,
    ASite,
    a_packet,
    an_item,
)

REGISTER = "L2601010000015"


def test_a_packet_does_not_go_to_where_it_comes_from():
    with pytest.raises(RuleBroken) as refusal:
        rules.open_packet("P2601010000016", PSC, PSC, INSPECTOR, LATER)

    assert (refusal.value.code, refusal.value.field) == ("same-site", "destination")


def test_a_folder_in_the_wrong_packet_is_told_where_it_belongs():
    packet = a_packet(destination=OFFICE)
    astray = an_item(destination=OTHER_OFFICE)

    with pytest.raises(RuleBroken) as refusal:
        rules.must_belong(packet, astray, ASite(OTHER_OFFICE))

    assert refusal.value.code == "wrong-destination"
    assert "Отдел office-ili" in refusal.value.say("ru")
    assert "office-ili бөлімі" in refusal.value.say("kk")


def test_an_empty_packet_is_not_sealed():
    with pytest.raises(RuleBroken) as refusal:
        rules.seal(a_packet(), [], REGISTER, INSPECTOR, LATER)

    assert refusal.value.code == "packet-empty"


def test_a_sealed_packet_has_its_register():
    sealed = rules.seal(a_packet(), [an_item()], REGISTER, INSPECTOR, LATER)

    assert (sealed.state, sealed.register, sealed.sealed_at) == (State.SEALED, REGISTER, LATER)
    assert sealed.version == 2


@pytest.mark.parametrize("state", [state for state in State if state is not State.OPEN])
def test_a_packet_that_was_sealed_takes_nothing_more(state: State):
    with pytest.raises(RuleBroken) as refusal:
        rules.changed(a_packet(state=state))

    assert refusal.value.code == "packet-sealed"


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (State.OPEN, "packet-not-sealed"),
        (State.WITH_COURIER, "dispatched-already"),
        (State.RECONCILED, "dispatched-already"),
    ],
)
def test_a_packet_is_dispatched_once_and_only_under_its_register(state: State, code: str):
    with pytest.raises(RuleBroken) as refusal:
        rules.dispatch(a_packet(state=state), PSC, ASite(PSC), COURIER, LATER)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (State.OPEN, "not-dispatched"),
        (State.SEALED, "not-dispatched"),
        (State.ARRIVED, "arrived-already"),
        (State.RECONCILED, "arrived-already"),
    ],
)
def test_a_packet_arrives_once_and_only_from_a_courier(state: State, code: str):
    with pytest.raises(RuleBroken) as refusal:
        rules.arrive(a_packet(state=state), CLERK, LATER)

    assert refusal.value.code == code


def test_a_packet_at_the_wrong_site_is_told_its_right_one():
    with pytest.raises(RuleBroken) as refusal:
        rules.must_be_for(a_packet(), OTHER_OFFICE, ASite(OFFICE))

    assert refusal.value.code == "wrong-site"
    assert OFFICE in refusal.value.say("en")


@pytest.mark.parametrize(("left", "state"), [(1, State.ARRIVED), (0, State.RECONCILED)])
def test_a_packet_is_reconciled_with_its_last_piece(left: int, state: State):
    reconciled = rules.reconcile(a_packet(state=State.ARRIVED), left, LATER)

    assert reconciled.state is state


def test_a_register_has_one_line_a_piece_in_the_order_of_the_codes():
    pieces = [an_item(serial=serial, sheets=serial) for serial in (3, 1, 2)]

    register = registers.draw(REGISTER, "P2601010000016", pieces, INSPECTOR, LATER)

    assert [(line.n, line.sheets) for line in register.lines] == [(1, 1), (2, 2), (3, 3)]
    assert [line.code for line in register.lines] == sorted(piece.code for piece in pieces)
