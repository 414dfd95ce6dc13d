"""What a keyboard makes of a scan, and what is read out of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.accumulation.domain.item import State as ItemState
from services.accumulation.domain.packet import State as PacketState
from services.accumulation.domain.scan import (
    KINDS,
    Intent,
    must_fit,
    next_for_item,
    next_for_packet,
    read,
    read_as,
)
from shared.rules.broken import RuleBroken
from shared.rules.identifiers import Code, Kind
from tests.accumulation.builders import a_packet, an_item

# Keys of a scanner under the Russian and the Kazakh layout, as those layouts print them.
RUSSIAN = str.maketrans("RFDPLBSIO", "КАВЗДИЫШЩ")
KAZAKH = str.maketrans("RFDPLBSIO1234567890", 'КАВЗДИЫШЩ"ӘІҢҒ,.ҮҰҚ')
LATIN: dict[int, int] = {}

codes = some.builds(
    Code,
    some.sampled_from(Kind),
    some.integers(0, 99),
    some.integers(0, 9999),
    some.integers(0, 999_999),
)
layouts = some.sampled_from([LATIN, RUSSIAN, KAZAKH])
cases = some.sampled_from([str.upper, str.lower])
strays = some.sampled_from(["", " ", "]C0", "\x02", "#", "*", "~"])
endings = some.sampled_from(["", "\r\n", "\t", " ", "\x03", "#"])


@given(codes, layouts, cases, strays, endings)
def test_a_code_is_read_under_any_layout_and_among_strays(code, layout, case, before, behind):
    typed = before + case(str(code).translate(layout)) + behind

    assert read(typed) == code


@given(codes, codes.filter(lambda code: code.kind is not Kind.RECEIPT), layouts)
def test_two_codes_that_ran_together_are_never_taken_for_one(first, second, layout):
    typed = f"{first}{second}".translate(layout)

    if first == second:
        assert read(typed) == first
        return
    with pytest.raises(RuleBroken) as refusal:
        read(typed)

    assert refusal.value.code == "two-codes"


@given(some.text(max_size=60))
def test_whatever_is_typed_is_a_code_or_a_refusal(typed: str):
    try:
        found = str(read(typed))
    except RuleBroken as refusal:
        found = refusal.code

    assert found in ("wrong-code", "wrong-check-digit", "two-codes") or len(found) == 14


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("P2601010000010", "wrong-check-digit"),
        ("F2601010000016", "wrong-check-digit"),
        ("P26010100000161", "wrong-code"),
        ("X2601010000016", "wrong-code"),
        ("", "wrong-code"),
    ],
)
def test_what_is_not_a_code_of_ours_is_refused(typed: str, code: str):
    with pytest.raises(RuleBroken) as refusal:
        read(typed)

    assert refusal.value.code == code


def test_a_code_of_another_kind_is_refused():
    with pytest.raises(RuleBroken) as refusal:
        read_as("F2601010000018", Kind.PACKET)

    assert refusal.value.code == "wrong-kind"


@pytest.mark.parametrize("intent", Intent)
@pytest.mark.parametrize("kind", Kind)
def test_an_intent_goes_with_the_kinds_it_makes_sense_for(intent: Intent, kind: Kind):
    try:
        must_fit(Code(kind, 26, 101, 1), intent)
        fits = True
    except RuleBroken:
        fits = False

    assert fits == (kind in KINDS[intent])


@pytest.mark.parametrize(
    ("state", "intent"),
    [(PacketState.SEALED, Intent.DISPATCH), (PacketState.WITH_COURIER, Intent.ARRIVE)],
)
def test_without_an_intent_a_packet_goes_on(state: PacketState, intent: Intent):
    assert next_for_packet(a_packet(state=state)) is intent


@pytest.mark.parametrize(
    ("state", "intent"),
    [
        (ItemState.ANNOUNCED, Intent.COLLECT),
        (ItemState.ARRIVED, Intent.RECONCILE),
        (ItemState.DELIVERED, Intent.SHELVE),
    ],
)
def test_without_an_intent_a_result_goes_on(state: ItemState, intent: Intent):
    assert next_for_item(an_item(kind=Kind.RESULT, state=state)) is intent


def test_where_no_scan_is_possible_the_refusal_lists_what_is():
    with pytest.raises(RuleBroken) as refusal:
        next_for_item(an_item(state=ItemState.PACKED))

    assert refusal.value.code == "nothing-to-scan"
    assert refusal.value.details["possible"] == "take-out, seal"
