"""No sequence of movements, legal or not, loses a paper or puts it in two hands."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.accumulation.domain import item as items
from services.accumulation.domain import packet as packets
from services.accumulation.domain.hands import Hand
from services.accumulation.domain.item import Item
from services.accumulation.domain.item import State as ItemState
from services.accumulation.domain.packet import Packet
from services.accumulation.domain.packet import State as PacketState
from shared.rules.broken import RuleBroken
from shared.rules.identifiers import Kind
from tests.accumulation.builders import (
    CLERK,
    COURIER,
    INSPECTOR,
    LATER,
    OFFICE,
    OTHER_OFFICE,
    PSC,
    ASite,
    a_code,
    a_packet,
    an_item,
)

FOLLOWS = {
    PacketState.OPEN: {ItemState.PACKED},
    PacketState.SEALED: {ItemState.SEALED},
    PacketState.WITH_COURIER: {ItemState.TRAVELLING},
    PacketState.ARRIVED: {ItemState.ARRIVED, ItemState.DELIVERED, ItemState.SHELVED},
    PacketState.RECONCILED: {ItemState.DELIVERED, ItemState.SHELVED},
}
# Few papers and packets, so that many movements meet the same ones; one belongs elsewhere.
PAPERS = (
    (1, Kind.FILE, OFFICE),
    (2, Kind.RESULT, OFFICE),
    (3, Kind.FILE, OFFICE),
    (4, Kind.FILE, OTHER_OFFICE),
)
CODES = [a_code(kind, serial) for serial, kind, _ in PAPERS]
NUMBERS = [a_code(Kind.PACKET, serial) for serial in (1, 2)]

codes = some.sampled_from(CODES)
numbers = some.sampled_from(NUMBERS)
# Mostly people are where they should be.
places = some.sampled_from([None, None, None, PSC, OFFICE, OTHER_OFFICE])


class Way(RuleBasedStateMachine):
    """Several people move several papers; whatever is refused must leave all as it was."""

    def __init__(self) -> None:
        super().__init__()
        self.items: dict[str, Item] = {}
        self.packets: dict[str, Packet] = {}
        self.registers: dict[str, frozenset[str]] = {}
        self.ticked: dict[str, set[str]] = {}
        self.taken_over: dict[str, str] = {}

    @initialize(already=some.integers(0, 6))
    def begin(self, already: int) -> None:
        for (serial, kind, to), code in zip(PAPERS, CODES, strict=True):
            self.items[code] = an_item(
                serial=serial, kind=kind, destination=to, state=ItemState.ANNOUNCED
            )
        for number in NUMBERS:
            self.packets[number] = a_packet(number=number, destination=OFFICE)
        for step in range(already):
            self.go_on(NUMBERS[0], CODES[step % 2])

    @rule(code=codes)
    def collect(self, code: str) -> None:
        self._try(lambda: self._save(items.collect(self.items[code], INSPECTOR, LATER)))

    @rule(number=numbers, code=codes)
    def put(self, number: str, code: str) -> None:
        def make() -> None:
            packet = packets.changed(self.packets[number])
            packets.must_belong(packet, self.items[code], ASite(self.items[code].destination))
            self._save(items.pack(self.items[code], number, LATER))
            self.packets[number] = packet

        self._try(make)

    @rule(number=numbers, code=codes)
    def take_out(self, number: str, code: str) -> None:
        def make() -> None:
            packet = packets.changed(self.packets[number])
            self._save(items.take_out(self.items[code], number, LATER))
            self.packets[number] = packet

        self._try(make)

    @rule(number=numbers)
    def seal(self, number: str) -> None:
        def make() -> None:
            pieces = self._in(number)
            register = a_code(Kind.REGISTER, len(self.registers) + 1)
            sealed = packets.seal(self.packets[number], pieces, register, INSPECTOR, LATER)
            self._save(*(items.seal(piece, INSPECTOR, LATER) for piece in pieces))
            self.packets[number] = sealed
            self.registers[number] = frozenset(piece.code for piece in pieces)
            self.ticked[number] = set()

        self._try(make)

    @rule(number=numbers, place=places)
    def dispatch(self, number: str, place: str | None) -> None:
        def make() -> None:
            packet = self.packets[number]
            gone = packets.dispatch(packet, place or PSC, ASite(PSC), COURIER, LATER)
            self._save(*(items.dispatch(one, COURIER, LATER) for one in self._in(number)))
            self.packets[number] = gone

        self._try(make)

    @rule(number=numbers, place=places)
    def arrive(self, number: str, place: str | None) -> None:
        def make() -> None:
            packet = self.packets[number]
            packets.must_be_for(packet, place or OFFICE, ASite(packet.destination))
            come = packets.arrive(packet, CLERK, LATER)
            self._save(*(items.arrive(one, CLERK, LATER) for one in self._in(number)))
            self.packets[number] = come
            self.taken_over[number] = place or OFFICE

        self._try(make)

    @rule(code=codes)
    def reconcile(self, code: str) -> None:
        def make() -> None:
            done = items.reconcile(self.items[code], CLERK, LATER)
            number = done.packet or ""
            left = self.registers[number] - self.ticked[number] - {code}
            packet = packets.reconcile(self.packets[number], len(left), LATER)
            self._save(done)
            self.ticked[number].add(code)
            self.packets[number] = packet

        self._try(make)

    @rule(code=codes, shelf=some.sampled_from(["A-1", None]))
    def shelve(self, code: str, shelf: str | None) -> None:
        window = Hand("psc_inspector")
        self._try(lambda: self._save(items.shelve(self.items[code], shelf, window, LATER)))

    @rule(number=numbers, code=codes)
    def go_on(self, number: str, code: str) -> None:
        """Honest people do what comes next: by chance alone few packets would get far."""
        state = self.packets[number].state
        if state is PacketState.OPEN and self.items[code].packet == number:
            self.seal(number)
        elif state is PacketState.OPEN:
            self.collect(code)
            self.put(number, code)
        elif state is PacketState.SEALED:
            self.dispatch(number, None)
        elif state is PacketState.WITH_COURIER:
            self.arrive(number, None)
        else:
            self.reconcile(code)

    @invariant()
    def papers_share_the_fate_of_their_packet(self) -> None:
        for item in self.items.values():
            if item.packet is not None:
                assert item.state in FOLLOWS[self.packets[item.packet].state]

    @invariant()
    def what_is_sealed_is_in_the_hands_that_hold_the_packet(self) -> None:
        for number, packet in self.packets.items():
            for piece in self._in(number):
                if packet.state in (PacketState.SEALED, PacketState.WITH_COURIER):
                    assert piece.holder == packet.holder

    @invariant()
    def a_register_says_what_is_inside(self) -> None:
        for number, lines in self.registers.items():
            assert lines == {piece.code for piece in self._in(number)}

    @invariant()
    def no_packet_goes_without_a_register(self) -> None:
        for number, packet in self.packets.items():
            assert (packet.state is PacketState.OPEN) == (packet.register is None)
            assert (packet.register is None) == (number not in self.registers)

    @invariant()
    def a_packet_is_reconciled_exactly_when_every_line_is(self) -> None:
        for number, packet in self.packets.items():
            whole = number in self.registers and self.ticked[number] == self.registers[number]
            assert (packet.state is PacketState.RECONCILED) == whole

    @invariant()
    def a_packet_is_taken_over_only_where_it_belongs(self) -> None:
        for number, place in self.taken_over.items():
            assert place == self.packets[number].destination

    @invariant()
    def papers_lie_only_where_they_come_from_or_belong(self) -> None:
        for item in self.items.values():
            come = item.state in FOLLOWS[PacketState.ARRIVED]
            assert item.place == (item.destination if come else item.origin)

    def _in(self, number: str) -> list[Item]:
        return [item for item in self.items.values() if item.packet == number]

    def _save(self, *moved: Item) -> None:
        self.items |= {item.code: item for item in moved}

    def _try(self, make: Callable[[], None]) -> None:
        """As a transaction does: all of it, or nothing."""
        before = dict(self.items), dict(self.packets)
        try:
            make()
        except RuleBroken:
            self.items, self.packets = before


class TestWay(Way.TestCase):
    settings = settings(max_examples=100, stateful_step_count=50, deadline=None)
