"""A sealed part opens with the key, for the subject that it was sealed for, and not otherwise."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from shared.runtime.sealing import Seal, new_key

PERSON = {"iin": "860713300122", "name": "Әсел Сейітқали"}
texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.dictionaries(texts, texts), texts)
def test_what_is_sealed_opens_again(value: dict[str, str], subject: str) -> None:
    seal = Seal(new_key())

    assert seal.open(seal.close(value, subject), subject) == value


def test_moved_to_another_subject_it_does_not_open() -> None:
    seal = Seal(new_key())
    sealed = seal.close(PERSON, "case 1")

    with pytest.raises(InvalidTag):
        seal.open(sealed, "case 2")


def test_another_key_does_not_open_it() -> None:
    sealed = Seal(new_key()).close(PERSON, "case 1")

    with pytest.raises(InvalidTag):
        Seal(new_key()).open(sealed, "case 1")


def test_one_changed_letter_keeps_it_shut() -> None:
    seal = Seal(new_key())
    sealed = seal.close(PERSON, "case 1")
    changed = ("A" if sealed[40] != "A" else "B").join((sealed[:40], sealed[41:]))

    with pytest.raises(InvalidTag):
        seal.open(changed, "case 1")


def test_the_same_person_sealed_twice_looks_different() -> None:
    seal = Seal(new_key())

    assert seal.close(PERSON, "case 1") != seal.close(PERSON, "case 1")
