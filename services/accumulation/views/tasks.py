"""What waits for a person: papers to collect, pack and shelve, packets to move."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on

from services.accumulation.domain import packet as packets
from services.accumulation.domain.hands import role_for
from services.accumulation.domain.item import Item, Movement, State, doings_of, movements_from
from services.accumulation.domain.packet import Packet
from services.accumulation.store import items as item_store
from services.accumulation.store.packets import to_packet
from services.accumulation.tables import case, item, packet
from shared.rules.regulation import Role
from shared.runtime import progress
from shared.runtime.act import Act
from shared.runtime.progress import Whereabouts

_MOST = 500
# Papers that wait for somebody by themselves, not as part of a packet.
_LOOSE = (State.ANNOUNCED, State.COLLECTED, State.DELIVERED)
_DUE_FIRST = item.c.due_at.asc().nulls_last(), item.c.code


@dataclass(frozen=True, slots=True)
class Waiting:
    about: str
    movement: Movement
    # The step of the act's table, where the act names the movement.
    step: str | None
    role: str
    site: str
    due_at: datetime | None


async def waiting(act: Act) -> list[Waiting]:
    """The most urgent first; what the act gives no term to comes last."""
    found = [*await _loose(act), *await _packets(act)]
    return sorted(found, key=lambda one: (one.due_at is None, one.due_at or act.now, one.about))


async def _loose(act: Act) -> Iterator[Waiting]:
    query = (
        item_store.select_items()
        .where(item.c.place.in_(act.person.organisations), item.c.state.in_(_LOOSE))
        .order_by(*_DUE_FIRST)
        .limit(_MOST)
    )
    pieces = [item_store.to_item(row) for row in await act.db.execute(query)]
    return (
        task
        for piece in pieces
        for movement in movements_from(piece)
        if (task := _task_of(act, piece, movement)) is not None
    )


def _task_of(act: Act, piece: Item, movement: Movement) -> Waiting | None:
    whereabouts = _whereabouts(piece)
    awaited = progress.awaited(act.house, whereabouts)
    doings = doings_of(piece, movement)
    role = role_for(awaited, doings, act.house.sites.get(piece.place).kind)
    if not act.person.has(role, piece.place):
        return None
    step = awaited.name if awaited and awaited.doing in doings else None
    return Waiting(piece.code, movement, step, role, piece.place, piece.due_at)


async def _packets(act: Act) -> Iterator[Waiting]:
    mine = act.person.organisations
    query = (
        select(packet, func.min(item.c.due_at).label("due_at"))
        .outerjoin(item, (item.c.packet == packet.c.number) & (item.c.state != State.DELIVERED))
        .where(
            packet.c.state != packets.State.RECONCILED,
            or_(packet.c.origin.in_(mine), packet.c.destination.in_(mine)),
        )
        .group_by(packet.c.number)
        .order_by(func.min(item.c.due_at).asc().nulls_last(), packet.c.number)
        .limit(_MOST)
    )
    rows = (await act.db.execute(query)).all()
    named = await _pieces(act, [row.number for row in rows])
    return (
        task
        for row in rows
        for task in _tasks_of(act, to_packet(row), named[row.number], row.due_at)
    )


async def _pieces(act: Act, numbers: list[str]) -> dict[str, list[Item]]:
    """One piece of each kind of case in a packet: that is enough to know whom the acts name."""
    found: dict[str, list[Item]] = defaultdict(list)
    if not numbers:
        return found
    alike = item.c.packet, item.c.kind, case.c.regulation, case.c.channel, item.c.awaits
    query = (
        item_store.select_items()
        .where(item.c.packet.in_(numbers))
        .ext(distinct_on(*alike))
        .order_by(*alike)
    )
    for row in await act.db.execute(query):
        found[row.packet].append(item_store.to_item(row))
    return found


def _tasks_of(
    act: Act, found: Packet, pieces: list[Item], due_at: datetime | None
) -> Iterator[Waiting]:
    for movement in packets.movements_from(found.state):
        site = found.origin
        if movement in (Movement.ARRIVE, Movement.RECONCILE):
            site = found.destination
        roles = _roles(act, found, pieces, movement, site)
        role = next((role for role, at in roles if act.person.has(role, at)), None)
        # An empty packet is not sealed: there is nothing to do with it yet.
        if role is not None and (pieces or movement is not Movement.SEAL):
            yield Waiting(found.number, movement, None, role, site, due_at)


def _roles(
    act: Act, found: Packet, pieces: Iterable[Item], movement: Movement, site: str
) -> list[tuple[str, str]]:
    """Pairs of a role and the site at which it counts."""
    kind = act.house.sites.get(site).kind
    roles: list[tuple[str, str]] = [(role_for(None, (), kind), site)]
    if movement is Movement.DISPATCH:
        roles += [(Role.COURIER, found.origin), (Role.COURIER, found.destination)]
        return [*roles, (found.holder.role, site)]
    for piece in pieces:
        awaited = progress.awaited(act.house, _whereabouts(piece))
        roles.append((role_for(awaited, doings_of(piece, movement), kind), site))
    return roles


def _whereabouts(piece: Item) -> Whereabouts:
    facts = piece.case
    return Whereabouts(
        facts.regulation,
        facts.edition,
        facts.channel,
        facts.centre,
        facts.office,
        piece.awaits,
        piece.due_at,
    )
