"""Where a role works: at the site that accepted the case, or at the one that decides it."""

from __future__ import annotations

from enum import StrEnum

from shared.rules.regulation import Role


class Place(StrEnum):
    ACCEPTING = "accepting"
    DECIDING = "deciding"


_ACCEPTING = frozenset(
    {
        Role.APPLICANT,
        Role.PSC_INSPECTOR,
        Role.PSC_ACCUMULATION_INSPECTOR,
        # The courier is the centre's, and keeps its hours.
        Role.COURIER,
        Role.AKIM,
        Role.AKIM_CLERK,
        Role.AKIM_EXECUTOR,
        Role.CENTER_CLERK,
        Role.CENTER_HEAD,
        Role.CENTER_EXECUTOR,
    }
)


def place_of(role: Role) -> Place:
    return Place.ACCEPTING if role in _ACCEPTING else Place.DECIDING
