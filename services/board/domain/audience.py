"""Who may see which case: the people of its centre and of its office, and operators all.

A courier carries packets, not cases: what a courier's organisation does is not for couriers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shared.rules.regulation import Role

OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Audience:
    everything: bool
    organisations: frozenset[str]

    def sees(self, *sites: str) -> bool:
        """A case is seen at any of its sites; one whose sites are not known yet, by nobody else
        than those who see everything."""
        return self.everything or not self.organisations.isdisjoint(sites)


def audience(roles: Iterable[tuple[str, str]]) -> Audience:
    """Of pairs of an organisation's code and a role's."""
    pairs = list(roles)
    return Audience(
        everything=any(role == OPERATOR for _, role in pairs),
        organisations=frozenset(org for org, role in pairs if role != Role.COURIER),
    )
