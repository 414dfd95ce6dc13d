"""What is decided, on which ground, and by whom."""

from __future__ import annotations

import pytest

from services.office.domain.decision import (
    Ground,
    GroundMissing,
    GroundNotWanted,
    NothingDrafted,
    OwnDraft,
    UnknownGround,
    check_signer,
    ground_of,
)
from shared.rules.regulation import Statement
from tests.office.builders import EXECUTOR, SOMEBODY, a_file

INCOME = Statement(text="доход выше установленного", cite="п. 16, 1)")
FALSE_PAPERS = Statement(text="недостоверные сведения", cite="п. 16, 2)")
GROUNDS = (INCOME, FALSE_PAPERS)


def test_an_approval_has_no_ground():
    assert ground_of("approve", None, GROUNDS) is None

    with pytest.raises(GroundNotWanted):
        ground_of("approve", 1, GROUNDS)


@pytest.mark.parametrize("nothing", [None, ""])
def test_a_refusal_names_its_ground(nothing: str | None):
    with pytest.raises(GroundMissing):
        ground_of("refuse", nothing, ())


@pytest.mark.parametrize("asked", [2, "недостоверные сведения"])
def test_the_ground_is_the_acts_own_with_its_place(asked: int | str):
    assert ground_of("refuse", asked, GROUNDS) == Ground(FALSE_PAPERS.text, FALSE_PAPERS.cite)


@pytest.mark.parametrize("asked", [0, 3, "мне так кажется"])
def test_another_ground_than_the_acts_own_is_refused(asked: int | str):
    with pytest.raises(UnknownGround):
        ground_of("refuse", asked, GROUNDS)


def test_where_the_act_lists_no_grounds_words_will_do():
    assert ground_of("refuse", "доход выше", ()) == Ground("доход выше", None)

    with pytest.raises(UnknownGround):
        ground_of("refuse", 1, ())


def test_nobody_signs_their_own_draft():
    file = a_file(outcome="approve", drafter=EXECUTOR)

    check_signer(file, SOMEBODY)

    with pytest.raises(OwnDraft):
        check_signer(file, EXECUTOR)


def test_without_a_draft_there_is_nothing_to_sign():
    with pytest.raises(NothingDrafted):
        check_signer(a_file(), SOMEBODY)
