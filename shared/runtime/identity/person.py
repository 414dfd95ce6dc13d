"""A person at work: an account with roles in organisations."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from shared.rules.broken import Forbidden, Missing


class NotYourRole(Forbidden):
    """This is done by {role}; your role is another."""

    code = "not-your-role"
    ru = "Это делает {role}; у вас другая роль."
    kk = "Мұны {role} орындайды; сіздің рөліңіз басқа."


@dataclass(frozen=True, slots=True)
class Person:
    account: UUID
    login: str
    name: str
    language: str
    # Pairs of an organisation's code and a role's code.
    roles: frozenset[tuple[str, str]]

    @property
    def organisations(self) -> frozenset[str]:
        return frozenset(organisation for organisation, _ in self.roles)

    def belongs_to(self, *organisations: str) -> bool:
        return not self.organisations.isdisjoint(organisations)

    def has(self, role: str, organisation: str) -> bool:
        return (organisation, role) in self.roles

    def home(self, *roles: str) -> str:
        """The organisation in which this person has one of the roles."""
        for organisation, role in sorted(self.roles):
            if role in roles:
                return organisation
        raise NotYourRole(role=" / ".join(roles))

    def must_be(self, role: str, organisation: str) -> None:
        """Refuse: a stranger learns nothing, a colleague learns whose step it is."""
        if not self.belongs_to(organisation):
            raise Missing
        # The acts sometimes name nobody in particular: then any of the organisation's people may.
        if role != "other" and not self.has(role, organisation):
            raise NotYourRole(role=role)
