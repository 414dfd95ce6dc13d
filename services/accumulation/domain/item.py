"""A paper on its way: a case's folder to the office, a result back to the centre."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from services.accumulation.domain.hands import Hand
from services.accumulation.domain.refusals import (
    CollectedAlready,
    NotArrived,
    NotCollected,
    NotInPacket,
    NotReconciled,
    OutOfStep,
    PackedAlready,
    ReconciledAlready,
    ShelfNeeded,
    ShelvedAlready,
)
from shared.rules.broken import Conflict
from shared.rules.identifiers import Kind
from shared.rules.regulation import Channel, Doing


class State(StrEnum):
    """`collected`: with those who pack, from the window or from the signing desk."""

    ANNOUNCED = "announced"
    COLLECTED = "collected"
    PACKED = "packed"
    SEALED = "sealed"
    TRAVELLING = "travelling"
    ARRIVED = "arrived"
    DELIVERED = "delivered"
    SHELVED = "shelved"
    HANDED_OUT = "handed_out"


class Movement(StrEnum):
    COLLECT = "collect"
    PACK = "pack"
    TAKE_OUT = "take-out"
    SEAL = "seal"
    DISPATCH = "dispatch"
    ARRIVE = "arrive"
    RECONCILE = "reconcile"
    SHELVE = "shelve"
    HAND_OUT = "hand-out"


MOVEMENTS: dict[Movement, tuple[State, State]] = {
    Movement.COLLECT: (State.ANNOUNCED, State.COLLECTED),
    Movement.PACK: (State.COLLECTED, State.PACKED),
    Movement.TAKE_OUT: (State.PACKED, State.COLLECTED),
    Movement.SEAL: (State.PACKED, State.SEALED),
    Movement.DISPATCH: (State.SEALED, State.TRAVELLING),
    Movement.ARRIVE: (State.TRAVELLING, State.ARRIVED),
    Movement.RECONCILE: (State.ARRIVED, State.DELIVERED),
    Movement.SHELVE: (State.DELIVERED, State.SHELVED),
    Movement.HAND_OUT: (State.SHELVED, State.HANDED_OUT),
}

# The same, by state.
MOVES: dict[State, frozenset[State]] = {
    state: frozenset(to for since, to in MOVEMENTS.values() if since is state) for state in State
}

# What is said to a movement that comes too soon, and to one that was made already.
_REFUSED: dict[Movement, tuple[type[Conflict], type[Conflict]]] = {
    Movement.COLLECT: (OutOfStep, CollectedAlready),
    Movement.PACK: (NotCollected, PackedAlready),
    Movement.TAKE_OUT: (NotInPacket, NotInPacket),
    Movement.RECONCILE: (NotArrived, ReconciledAlready),
    Movement.SHELVE: (NotReconciled, ShelvedAlready),
}

# Steps of the act's table that a movement takes, if the act names them.
_DOINGS: dict[Movement, frozenset[Doing]] = {
    Movement.COLLECT: frozenset({Doing.COLLECT}),
    Movement.PACK: frozenset({Doing.PACK}),
    Movement.SEAL: frozenset({Doing.PACK}),
    Movement.DISPATCH: frozenset({Doing.DISPATCH}),
    Movement.ARRIVE: frozenset({Doing.RECEIVE}),
    Movement.RECONCILE: frozenset({Doing.RECEIVE}),
    # The acts write one or the other where the centre takes a result in.
    Movement.SHELVE: frozenset({Doing.RECEIVE, Doing.SHELVE}),
}
_RETURNS = frozenset({Doing.RETURN})


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What of a case never changes, and decides its way."""

    id: UUID
    number: str
    regulation: str
    edition: date
    channel: Channel
    centre: str
    office: str

    @property
    def travels(self) -> bool:
        """Papers taken at the office itself have nowhere to go."""
        return self.channel in (Channel.PSC, Channel.AKIM)


@dataclass(frozen=True, slots=True)
class Item:
    code: str
    kind: Kind
    case: CaseFacts
    origin: str
    destination: str
    documents: int
    # The office does not say how many sheets a result has.
    sheets: int | None
    state: State
    # The site where it lies, or the last one where it lay.
    place: str
    holder: Hand
    # The packet that it is in, or by which it came.
    packet: str | None
    shelf: str | None
    awaits: str | None
    due_at: datetime | None
    since: datetime

    @property
    def is_result(self) -> bool:
        return self.kind is Kind.RESULT


def doings_of(item: Item, movement: Movement) -> frozenset[Doing]:
    if movement is Movement.DISPATCH and item.is_result:
        return _RETURNS
    return _DOINGS.get(movement, frozenset())


def movements_from(item: Item) -> list[Movement]:
    """A folder's way ends at the office; only a result goes on to a shelf."""
    return [
        movement
        for movement, (since, _) in MOVEMENTS.items()
        if since is item.state and (item.is_result or movement is not Movement.SHELVE)
    ]


def collect(item: Item, by: Hand, at: datetime) -> Item:
    return replace(_moved(item, Movement.COLLECT, at), holder=by)


def pack(item: Item, packet: str, at: datetime) -> Item:
    return replace(_moved(item, Movement.PACK, at), packet=packet)


def take_out(item: Item, packet: str, at: datetime) -> Item:
    if item.packet != packet:
        raise NotInPacket(code=item.code, packet=packet)
    return replace(_moved(item, Movement.TAKE_OUT, at), packet=None)


def seal(item: Item, by: Hand, at: datetime) -> Item:
    """Whoever seals answers for what is inside."""
    return replace(_moved(item, Movement.SEAL, at), holder=by)


def dispatch(item: Item, courier: Hand, at: datetime) -> Item:
    return replace(_moved(item, Movement.DISPATCH, at), holder=courier)


def arrive(item: Item, by: Hand, at: datetime) -> Item:
    return replace(_moved(item, Movement.ARRIVE, at), holder=by, place=item.destination)


def reconcile(item: Item, by: Hand, at: datetime) -> Item:
    return replace(_moved(item, Movement.RECONCILE, at), holder=by)


def shelve(item: Item, shelf: str | None, to: Hand, at: datetime) -> Item:
    """The shelf is the window's: the result is in the inspector's hands from now on."""
    moved = _moved(item, Movement.SHELVE, at)
    if not item.is_result:
        raise OutOfStep(code=item.code, state=item.state)
    if not shelf:
        raise ShelfNeeded(code=item.code, field="shelf")
    return replace(moved, holder=to, shelf=shelf)


def hand_out(item: Item, to: Hand, at: datetime) -> Item:
    return replace(_moved(item, Movement.HAND_OUT, at), holder=to)


def _moved(item: Item, movement: Movement, at: datetime) -> Item:
    since, to = MOVEMENTS[movement]
    if item.state is not since:
        raise _refusal(item, movement, since)
    return replace(item, state=to, since=at)


def _refusal(item: Item, movement: Movement, since: State) -> Conflict:
    order = list(State)
    early, late = _REFUSED.get(movement, (OutOfStep, OutOfStep))
    refused = early if order.index(item.state) < order.index(since) else late
    return refused(code=item.code, state=item.state, packet=item.packet or "—")
