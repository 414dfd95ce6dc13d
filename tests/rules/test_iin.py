"""The personal number."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shared.rules.iin import WrongIin, check_digit, parse_iin

elevens = st.text("0123456789", min_size=11, max_size=11)


@given(elevens)
def test_a_number_with_its_check_digit_is_read(eleven: str):
    digit = check_digit(eleven)
    assume(digit is not None)

    assert parse_iin(f"{eleven}{digit}") == f"{eleven}{digit}"


def first_remainder(eleven: str) -> int:
    return sum(int(digit) * weight for weight, digit in enumerate(eleven, start=1)) % 11


@given(elevens, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(eleven: str, place: int, shift: int):
    # The eleventh digit weighs nothing, and the second weights stand in where the first have no
    # digit: there the number itself cannot notice. Everywhere else it must.
    wrong = eleven[:place] + str((int(eleven[place]) + shift) % 10) + eleven[place + 1 :]
    assume(first_remainder(eleven) != 10)
    assume(first_remainder(wrong) != 10)

    with pytest.raises(WrongIin):
        parse_iin(f"{wrong}{check_digit(eleven)}")


@pytest.mark.parametrize("text", ["", "1", "86071330012", "8607133001234", "8607I3300123"])
def test_what_is_not_twelve_digits_is_refused(text: str):
    with pytest.raises(WrongIin):
        parse_iin(text)


def test_spaces_are_forgiven():
    assert parse_iin("860713 300123") == "860713300123"
