"""Whose movement it is by the act, and which steps of the route it takes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from services.accumulation.domain.hands import Hand, role_for
from services.accumulation.domain.item import Item, Movement, doings_of
from shared.contracts.event import Taken
from shared.rules.broken import Missing
from shared.rules.regulation import Role
from shared.runtime import progress
from shared.runtime.act import Act
from shared.runtime.identity.person import NotYourRole
from shared.runtime.progress import Whereabouts


@dataclass(frozen=True, slots=True)
class Moved:
    """A paper after its movement, and the steps that were taken by it."""

    item: Item
    taken: tuple[Taken, ...]


def role_of(act: Act, item: Item, movement: Movement, site: str) -> Role:
    """The role that the act names for moving this paper, or else the usual one of the site."""
    awaited = progress.awaited(act.house, _whereabouts(item))
    kind = act.house.sites.get(site).kind
    return role_for(awaited, doings_of(item, movement), kind)


def roles_of(act: Act, pieces: Iterable[Item], movement: Movement, site: str) -> set[Role]:
    """A packet is a mixed bag: it may be moved by the usual role and by any that an act names."""
    usual = role_for(None, (), act.house.sites.get(site).kind)
    return {usual} | {role_of(act, piece, movement, site) for piece in pieces}


def acting(act: Act, roles: Collection[str], site: str) -> Hand:
    """The hand of the person who acts: in one of these roles at this site, or not at all."""
    person = act.person
    if not person.belongs_to(site):
        raise Missing
    role = next((role for role in sorted(roles) if person.has(role, site)), None)
    # The acts sometimes name nobody in particular: then any of the site's people may.
    if role is None and Role.OTHER in roles:
        role = Role.OTHER
    if role is None:
        raise NotYourRole(role=" / ".join(sorted(roles)))
    return Hand(str(role), person.account, person.name)


def take(act: Act, moved: Item, movement: Movement) -> Moved:
    """Take the steps that the act gives to this movement; it may well name none."""
    gone = progress.move_if_awaited(
        act.house, _whereabouts(moved), doings_of(moved, movement), act.now
    )
    return Moved(replace(moved, awaits=gone.awaits, due_at=gone.due_at), gone.taken)


def _whereabouts(item: Item) -> Whereabouts:
    case = item.case
    return Whereabouts(
        case.regulation,
        case.edition,
        case.channel,
        case.centre,
        case.office,
        item.awaits,
        item.due_at,
    )
