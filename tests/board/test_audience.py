"""Who may see which case."""

from __future__ import annotations

import pytest

from services.board.domain.audience import audience

SITES = ("psc-talgar", "office-talgar")


@pytest.mark.parametrize(
    ("roles", "sees"),
    [
        ({("psc-talgar", "psc_inspector")}, True),
        ({("office-talgar", "office_head")}, True),
        ({("office-ili", "office_head")}, False),
        ({("psc-talgar", "courier")}, False),
        ({("psc-talgar", "courier"), ("psc-talgar", "psc_inspector")}, True),
        ({("psc-elsewhere", "operator")}, True),
        (set(), False),
    ],
)
def test_a_case_is_seen_at_its_centre_and_its_office_but_not_by_couriers(roles, sees):
    assert audience(roles).sees(*SITES) is sees


@pytest.mark.parametrize(("role", "sees"), [("office_head", False), ("operator", True)])
def test_a_case_whose_sites_are_not_known_yet_is_seen_by_operators_alone(role, sees):
    assert audience({("office-talgar", role)}).sees() is sees
