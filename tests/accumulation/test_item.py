"""A paper on its way: which movement is possible when, and what the others are answered."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from services.accumulation.domain import item as rules
from services.accumulation.domain.hands import Hand
from services.accumulation.domain.item import MOVEMENTS, Item, Movement, State
from shared.rules.broken import Conflict, RuleBroken
from shared.rules.identifiers import Kind
from shared.rules.regulation import Doing
from tests.accumulation.builders import CLERK, COURIER, INSPECTOR, LATER, OFFICE, an_item

WINDOW = Hand("psc_inspector")
PACKET = "P2601010000016"

MAKE: dict[Movement, Callable[[Item], Item]] = {
    Movement.COLLECT: lambda item: rules.collect(item, INSPECTOR, LATER),
    Movement.PACK: lambda item: rules.pack(item, PACKET, LATER),
    Movement.TAKE_OUT: lambda item: rules.take_out(item, PACKET, LATER),
    Movement.SEAL: lambda item: rules.seal(item, INSPECTOR, LATER),
    Movement.DISPATCH: lambda item: rules.dispatch(item, COURIER, LATER),
    Movement.ARRIVE: lambda item: rules.arrive(item, CLERK, LATER),
    Movement.RECONCILE: lambda item: rules.reconcile(item, CLERK, LATER),
    Movement.SHELVE: lambda item: rules.shelve(item, "A-1", WINDOW, LATER),
    Movement.HAND_OUT: lambda item: rules.hand_out(item, Hand("applicant"), LATER),
}


@pytest.mark.parametrize("movement", Movement)
@pytest.mark.parametrize("state", State)
def test_a_movement_is_made_from_its_own_state_alone(movement: Movement, state: State):
    item = an_item(kind=Kind.RESULT, state=state, packet=PACKET)
    since, to = MOVEMENTS[movement]

    try:
        moved: Item | None = MAKE[movement](item)
    except Conflict:
        moved = None

    assert (moved is not None) == (state is since)
    assert moved is None or (moved.state, moved.since) == (to, LATER)


def test_a_refused_movement_says_what_was_done_already():
    shelved = an_item(kind=Kind.RESULT, state=State.SHELVED)

    with pytest.raises(RuleBroken) as refusal:
        rules.shelve(shelved, "A-1", WINDOW, LATER)

    assert refusal.value.code == "shelved-already"
    assert shelved.code in refusal.value.say("kk")


def test_a_piece_that_was_packed_names_its_packet():
    packed = an_item(state=State.PACKED, packet=PACKET)

    with pytest.raises(RuleBroken) as refusal:
        rules.pack(packed, "P2601010000024", LATER)

    assert refusal.value.code == "packed-already"
    assert PACKET in refusal.value.say("ru")


def test_a_piece_is_not_taken_out_of_another_packet():
    packed = an_item(state=State.PACKED, packet=PACKET)

    with pytest.raises(RuleBroken) as refusal:
        rules.take_out(packed, "P2601010000024", LATER)

    assert refusal.value.code == "not-in-packet"


def test_a_folder_is_never_shelved():
    delivered = an_item(state=State.DELIVERED)

    with pytest.raises(RuleBroken):
        rules.shelve(delivered, "A-1", WINDOW, LATER)

    assert rules.movements_from(delivered) == []


def test_a_result_is_not_shelved_without_saying_where():
    delivered = an_item(kind=Kind.RESULT, state=State.DELIVERED)

    with pytest.raises(RuleBroken) as refusal:
        rules.shelve(delivered, None, WINDOW, LATER)

    assert refusal.value.code == "shelf-needed"


def test_a_paper_lies_at_its_destination_when_its_packet_arrived():
    travelling = an_item(state=State.TRAVELLING, holder=COURIER)

    arrived = rules.arrive(travelling, CLERK, LATER)

    assert (arrived.place, arrived.holder) == (OFFICE, CLERK)


def test_a_courier_takes_one_step_with_a_folder_and_another_with_a_result():
    folder, result = an_item(), an_item(kind=Kind.RESULT)

    doings = [rules.doings_of(item, Movement.DISPATCH) for item in (folder, result)]

    assert doings == [{Doing.DISPATCH}, {Doing.RETURN}]
