"""Verdicts and roles: what is said to whoever scans, and whose movement it is."""

from __future__ import annotations

import pytest

from services.accumulation.domain import verdict
from services.accumulation.domain.hands import role_for
from services.accumulation.domain.packet import WrongSite
from services.accumulation.domain.scan import Intent, NothingToScan
from shared.rules.regulation import Doing, Role
from shared.rules.route import Step
from tests.accumulation.builders import ASite

DETAILS = {"register": "L1", "left": 2, "packet": "P1", "shelf": "A-1"}


@pytest.mark.parametrize("code", verdict._MADE)
def test_a_movement_is_confirmed_in_three_languages(code: str):
    made = verdict.made(code, Intent.ARRIVE, "P1", "reconcile", site=ASite(), **DETAILS)

    assert made.accepted
    assert set(made.words) == {"ru", "kk", "en"}
    assert len(set(made.words.values())) == 3
    assert not any("{" in words for words in made.words.values())


def test_a_refusal_is_a_verdict_with_its_own_words():
    broken = WrongSite(packet="P1", site="office-ili", site_ru="Илийский", site_kk="Іле")

    refused = verdict.refused(broken, Intent.ARRIVE, "P1")

    assert (refused.accepted, refused.code) == (False, "wrong-site")
    assert "Илийский" in refused.words["ru"]
    assert "Іле" in refused.words["kk"]


def test_a_refusal_tells_what_is_possible_instead():
    refused = verdict.refused(NothingToScan(code="F1", possible="take-out, seal"), None, "F1")

    assert refused.next == ("take-out", "seal")


@pytest.mark.parametrize(
    ("awaited", "kind", "role"),
    [
        (Step(2, Doing.COLLECT, Role.PSC_INSPECTOR, None), "psc", Role.PSC_INSPECTOR),
        (Step(3, Doing.REGISTER, Role.OFFICE_CLERK, None), "psc", Role.PSC_ACCUMULATION_INSPECTOR),
        (None, "office", Role.OFFICE_CLERK),
        (None, "akim", Role.AKIM_CLERK),
    ],
)
def test_the_act_names_who_moves_a_paper_or_else_custom_does(awaited, kind: str, role: Role):
    assert role_for(awaited, {Doing.COLLECT}, kind) is role
