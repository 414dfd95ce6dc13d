"""What an event means to the board."""

from __future__ import annotations

from uuid import UUID

import orjson
import pytest

from services.board.actions.news import cases_of, happening_of, news_of
from services.board.consumers import HANDLERS, SAYS
from services.board.domain.entry import entries
from shared.contracts import (
    EVENTS,
    CaseOverdue,
    CaseResolved,
    PacketArrived,
    PacketDispatched,
    ResultIssued,
)
from shared.rules.regulation import Doing, Role
from tests.board.builders import CASE, accepted, minute, of_case, of_packet, taken, whole_way

OTHER = UUID("00000000-0000-0000-0000-00000000000b")


def test_the_board_hears_every_event_of_the_contracts_but_its_own():
    assert set(HANDLERS) == set(EVENTS.values()) - set(SAYS)


def test_the_applicant_does_not_reach_the_board_even_sealed():
    facts = happening_of(accepted(applicant="sealed-secret")).facts

    assert "applicant" not in orjson.loads(facts)
    assert "sealed-secret" not in facts


def test_what_else_an_event_says_is_kept():
    issued = of_case(
        ResultIssued, minute(10), outcome="approve", outgoing="O", result="D", site="office-talgar"
    )

    facts = orjson.loads(happening_of(issued).facts)

    assert facts == {"outcome": "approve", "outgoing": "O", "result": "D", "site": "office-talgar"}


def test_a_packet_makes_one_line_for_each_of_its_cases():
    arrived = of_packet(PacketArrived, minute(4), cases=(CASE, OTHER, CASE))

    lines = entries(happening_of(arrived), cases_of(arrived))

    assert [line.case for line in lines] == [CASE, OTHER]
    assert len({line.id for line in lines}) == 2


def test_a_movement_of_two_steps_makes_two_lines_in_their_order():
    resolved = of_case(CaseResolved, minute(8), taken(Doing.RESOLVE), taken(Doing.ALLOT))

    lines = entries(happening_of(resolved), cases_of(resolved))

    assert [(line.place, line.step.doing) for line in lines] == [
        (0, Doing.RESOLVE),
        (1, Doing.ALLOT),
    ]


def test_the_same_happening_is_the_same_line_whoever_tells_it_again():
    event = of_packet(PacketArrived, minute(4))
    copy = PacketArrived.model_validate(event.model_dump(mode="json"))

    assert entries(happening_of(copy), (CASE,)) == entries(happening_of(event), (CASE,))


def test_different_happenings_are_different_lines():
    ids = [
        line.id for event in whole_way() for line in entries(happening_of(event), cases_of(event))
    ]

    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("kind", "site"), [(PacketDispatched, "psc-talgar"), (PacketArrived, "office-talgar")]
)
def test_a_packet_leaves_its_origin_and_arrives_at_its_destination(kind, site):
    assert happening_of(of_packet(kind, minute(4))).site == site


def test_a_warning_is_a_line_without_a_step_since_none_was_taken():
    overdue = of_case(
        CaseOverdue, minute(70), doing=Doing.FORWARD, role=Role.OFFICE_CLERK, due=minute(60)
    )

    [line] = entries(happening_of(overdue), cases_of(overdue))

    assert line.step is None
    assert orjson.loads(happening_of(overdue).facts)["doing"] == "forward"


def test_a_packet_says_nothing_of_what_a_case_awaits():
    assert news_of(of_packet(PacketArrived, minute(4))).standing is None
