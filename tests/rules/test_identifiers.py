"""Numbers that are printed, scanned and spoken."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shared.rules.identifiers import (
    Code,
    Kind,
    WrongCheckDigit,
    WrongCode,
    WrongKind,
    parse,
    parse_as,
)

codes = st.builds(
    Code,
    st.sampled_from(Kind),
    st.integers(0, 99),
    st.integers(0, 9999),
    st.integers(0, 999_999),
)


@given(codes)
def test_what_is_printed_is_read_back(code: Code):
    assert parse(str(code)) == code


@given(codes, st.integers(1, 13), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(code: Code, place: int, shift: int):
    text = str(code)
    wrong = text[:place] + str((int(text[place]) + shift) % 10) + text[place + 1 :]

    with pytest.raises(WrongCheckDigit):
        parse(wrong)


@given(codes, st.sampled_from(Kind))
def test_another_letter_on_the_same_digits_is_noticed(code: Code, letter: Kind):
    assume(letter is not code.kind)

    # The letter is two digits of the check: one pair in a hundred may still agree on the digit,
    # and is then a code of another kind, never of the one that was asked for.
    with pytest.raises((WrongCheckDigit, WrongKind)):
        parse_as(code.kind, f"{letter}{str(code)[1:]}")


def test_dashes_spaces_and_small_letters_do_not_matter():
    code = Code(Kind.PACKET, 26, 101, 37)
    text = str(code)

    read = parse(f" {text[0].lower()}{text[1:3]}-{text[3:7]} {text[7:13]}-{text[13]}")

    assert read == code


@pytest.mark.parametrize("text", ["", "R", "X2601010000011", "R260101000001", "R26010100000١١"])
def test_what_is_not_a_code_is_refused_in_words(text: str):
    with pytest.raises(WrongCode) as refused:
        parse(text)

    assert "тринадцать цифр" in refused.value.say("ru")


def test_a_receipt_its_file_and_its_result_share_their_digits():
    receipt = Code(Kind.RECEIPT, 26, 101, 1)

    file, result = receipt.of_kind(Kind.FILE), receipt.of_kind(Kind.RESULT)

    assert str(file)[1:13] == str(result)[1:13] == str(receipt)[1:13]
    assert len({str(receipt), str(file), str(result)}) == 3
