"""A packet: opened and filled, sealed under its register, carried, taken over, reconciled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from services.accumulation.domain.hands import Hand, NamedSite
from services.accumulation.domain.item import Item, Movement
from shared.rules.broken import Conflict, Invalid, Missing


class State(StrEnum):
    OPEN = "open"
    SEALED = "sealed"
    WITH_COURIER = "with_courier"
    ARRIVED = "arrived"
    RECONCILED = "reconciled"


MOVEMENTS: dict[Movement, tuple[State, State]] = {
    Movement.SEAL: (State.OPEN, State.SEALED),
    Movement.DISPATCH: (State.SEALED, State.WITH_COURIER),
    Movement.ARRIVE: (State.WITH_COURIER, State.ARRIVED),
    Movement.RECONCILE: (State.ARRIVED, State.RECONCILED),
}

# The same, by state.
MOVES: dict[State, frozenset[State]] = {
    state: frozenset(to for since, to in MOVEMENTS.values() if since is state) for state in State
}


class UnknownPacket(Missing):
    """There is no packet {packet} here."""

    code = "unknown-packet"
    ru = "Здесь нет пакета {packet}."
    kk = "Мұнда {packet} пакеті жоқ."


class SameSite(Invalid):
    """A packet goes to another site than it comes from."""

    code = "same-site"
    ru = "Пакет отправляют в другую организацию, а не в свою."
    kk = "Пакет өз ұйымына емес, басқа ұйымға жіберіледі."


class WrongDestination(Conflict):
    """{code} belongs to {site_ru} ({site}): put it into a packet for there."""

    code = "wrong-destination"
    ru = "{code} следует в «{site_ru}» ({site}): положите в пакет туда."
    kk = "{code} «{site_kk}» ({site}) ұйымына тиесілі: сонда баратын пакетке салыңыз."


class WrongSite(Conflict):
    """Packet {packet} is not for here: its place is {site_ru} ({site})."""

    code = "wrong-site"
    ru = "Пакету {packet} место не здесь, а в «{site_ru}» ({site})."
    kk = "{packet} пакетінің орны мұнда емес, «{site_kk}» ({site}) ұйымында."


class PacketEmpty(Conflict):
    """Packet {packet} is empty: an empty packet is not sealed."""

    code = "packet-empty"
    ru = "Пакет {packet} пуст: пустой пакет не запечатывают."
    kk = "{packet} пакеті бос: бос пакет мөрленбейді."


class PacketSealed(Conflict):
    """Packet {packet} is sealed: nothing is put in or taken out any more."""

    code = "packet-sealed"
    ru = "Пакет {packet} запечатан: в него ничего не кладут и не вынимают."
    kk = "{packet} пакеті мөрленген: оған ештеңе салынбайды және алынбайды."


class PacketNotSealed(Conflict):
    """Packet {packet} has no register yet: seal it before it is handed over."""

    code = "packet-not-sealed"
    ru = "У пакета {packet} ещё нет реестра: запечатайте его до передачи."
    kk = "{packet} пакетінің тізілімі әлі жоқ: тапсырар алдында мөрлеңіз."


class DispatchedAlready(Conflict):
    """Packet {packet} was handed to a courier already."""

    code = "dispatched-already"
    ru = "Пакет {packet} уже передан курьеру."
    kk = "{packet} пакеті курьерге беріліп қойған."


class NotDispatched(Conflict):
    """No courier holds packet {packet}: it cannot have arrived."""

    code = "not-dispatched"
    ru = "Пакет {packet} не передан курьеру: он не мог прибыть."
    kk = "{packet} пакеті курьерге берілмеген: ол келуі мүмкін емес."


class ArrivedAlready(Conflict):
    """Packet {packet} was taken over already."""

    code = "arrived-already"
    ru = "Пакет {packet} уже принят."
    kk = "{packet} пакеті қабылданып қойған."


class PacketReconciled(Conflict):
    """Packet {packet} was reconciled already."""

    code = "packet-reconciled-already"
    ru = "Пакет {packet} уже сверен."
    kk = "{packet} пакеті салыстырылып қойған."


# What is said to a movement that comes too soon, and to one that was made already.
_REFUSED: dict[Movement, tuple[type[Conflict], type[Conflict]]] = {
    Movement.SEAL: (PacketSealed, PacketSealed),
    Movement.DISPATCH: (PacketNotSealed, DispatchedAlready),
    Movement.ARRIVE: (NotDispatched, ArrivedAlready),
    Movement.RECONCILE: (NotDispatched, PacketReconciled),
}


@dataclass(frozen=True, slots=True)
class Packet:
    number: str
    origin: str
    destination: str
    state: State
    holder: Hand
    opened_at: datetime
    version: int = 1
    register: str | None = None
    sealed_at: datetime | None = None
    dispatched_at: datetime | None = None
    arrived_at: datetime | None = None
    reconciled_at: datetime | None = None

    @property
    def place(self) -> str:
        """Where it was last handed over."""
        return self.destination if self.arrived_at else self.origin


def movements_from(state: State) -> list[Movement]:
    return [movement for movement, (since, _) in MOVEMENTS.items() if since is state]


def open_packet(number: str, origin: str, destination: str, by: Hand, at: datetime) -> Packet:
    if origin == destination:
        raise SameSite(field="destination")
    return Packet(number, origin, destination, State.OPEN, by, at)


def must_be_open(packet: Packet) -> None:
    if packet.state is not State.OPEN:
        raise PacketSealed(packet=packet.number)


def must_belong(packet: Packet, item: Item, belongs_to: NamedSite) -> None:
    """A folder in the wrong packet travels to people who know nothing of it."""
    if item.destination != packet.destination:
        raise WrongDestination(code=item.code, field="contents", **_named(belongs_to))


def changed(packet: Packet) -> Packet:
    """Something was put in or taken out."""
    must_be_open(packet)
    return replace(packet, version=packet.version + 1)


def must_be_sealable(packet: Packet, pieces: Sequence[Item]) -> None:
    must_be_open(packet)
    if not pieces:
        raise PacketEmpty(packet=packet.number)


def seal(packet: Packet, pieces: Sequence[Item], register: str, by: Hand, at: datetime) -> Packet:
    """The register is drawn up in the same act: there is none without a seal, and no seal
    without one."""
    must_be_sealable(packet, pieces)
    return replace(_moved(packet, Movement.SEAL), register=register, holder=by, sealed_at=at)


def dispatch(packet: Packet, place: str, origin: NamedSite, courier: Hand, at: datetime) -> Packet:
    dispatched = _moved(packet, Movement.DISPATCH)
    if place != packet.origin:
        raise WrongSite(packet=packet.number, field="place", **_named(origin))
    return replace(dispatched, holder=courier, dispatched_at=at)


def must_be_for(packet: Packet, place: str, destination: NamedSite) -> None:
    if place != packet.destination:
        raise WrongSite(packet=packet.number, field="place", **_named(destination))


def arrive(packet: Packet, by: Hand, at: datetime) -> Packet:
    return replace(_moved(packet, Movement.ARRIVE), holder=by, arrived_at=at)


def reconcile(packet: Packet, left: int, at: datetime) -> Packet:
    """A packet is reconciled with its last piece, and not before."""
    reconciled = _moved(packet, Movement.RECONCILE)
    return packet if left else replace(reconciled, reconciled_at=at)


def _moved(packet: Packet, movement: Movement) -> Packet:
    since, to = MOVEMENTS[movement]
    if packet.state is not since:
        order = list(State)
        early, late = _REFUSED[movement]
        is_early = order.index(packet.state) < order.index(since)
        raise (early if is_early else late)(packet=packet.number)
    return replace(packet, state=to, version=packet.version + 1)


def _named(site: NamedSite) -> dict[str, object]:
    return {"site": site.code, "site_ru": site.name_ru, "site_kk": site.name_kk}
