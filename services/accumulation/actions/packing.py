"""Packets are opened, filled and sealed under their register."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Sequence as Serials

from services.accumulation.actions import steps, telling
from services.accumulation.actions.steps import Moved
from services.accumulation.domain import hands
from services.accumulation.domain import item as item_rules
from services.accumulation.domain import packet as rules
from services.accumulation.domain import register as registers
from services.accumulation.domain.item import Item, Movement
from services.accumulation.domain.packet import Packet, UnknownPacket
from services.accumulation.domain.refusals import NotInPacket, UnknownItem
from services.accumulation.store import items, packets
from services.accumulation.tables import packet_serial, register_serial
from shared.contracts import PacketSealed
from shared.rules.identifiers import Code, Kind
from shared.runtime.act import Act
from shared.runtime.versions import must_match


async def open_packet(
    act: Act, destination: str, codes: Sequence[Code], origin: str | None = None
) -> Packet:
    """A new packet, with what is put into it at once."""
    act.house.sites.get(destination, field="destination")
    pieces = await _pieces(act, codes)
    home = origin or (pieces[0].place if pieces else act.person.home(*hands.USUAL.values()))
    by = steps.acting(act, steps.roles_of(act, pieces, Movement.PACK, home), home)
    number = await _number(act, Kind.PACKET, home, packet_serial)
    packet = rules.open_packet(number, home, destination, by, act.now)
    packed = [_packed(act, packet, piece) for piece in pieces]
    await packets.insert(act.db, packet)
    if packed:
        await items.save(act.db, packed)
    await act.note("packet-opened", packet.number)
    return packet


async def add(act: Act, number: str, codes: Sequence[Code], version: str | None) -> Packet:
    packet = await load(act, number, lock=True)
    must_match(version, packet.version)
    changed = rules.changed(packet)
    pieces = await _pieces(act, codes)
    packed = [_packed(act, packet, piece) for piece in pieces]
    await items.save(act.db, packed)
    await packets.save(act.db, changed, act.now)
    await act.note("packet-filled", packet.number)
    return changed


async def remove(act: Act, number: str, code: Code, version: str | None) -> Packet:
    packet = await load(act, number, lock=True)
    must_match(version, packet.version)
    changed = rules.changed(packet)
    piece = await items.by_code(act.db, str(code), lock=True)
    if piece is None:
        raise NotInPacket(code=str(code))
    taken_out = item_rules.take_out(piece, packet.number, act.now)
    steps.acting(act, {steps.role_of(act, piece, Movement.PACK, packet.origin)}, packet.origin)
    await items.save(act.db, [taken_out])
    await packets.save(act.db, changed, act.now)
    await act.note("packet-taken-out-of", packet.number)
    return changed


async def seal(act: Act, number: str, version: str | None) -> Packet:
    """Draw up the register and close the packet: one act, so that neither is without the other."""
    packet = await load(act, number, lock=True)
    must_match(version, packet.version)
    pieces = await items.in_packet(act.db, number, lock=True)
    by = steps.acting(act, steps.roles_of(act, pieces, Movement.SEAL, packet.origin), packet.origin)
    # A refusal uses up no number of a register.
    rules.must_be_sealable(packet, pieces)
    register = await _number(act, Kind.REGISTER, packet.origin, register_serial)
    sealed = rules.seal(packet, pieces, register, by, act.now)
    moved = [
        steps.take(act, item_rules.seal(piece, by, act.now), Movement.SEAL) for piece in pieces
    ]
    await packets.draw(act.db, registers.draw(register, number, pieces, by, act.now))
    await packets.save(act.db, sealed, act.now)
    await items.save(act.db, [one.item for one in moved])
    await act.note("packet-sealed", number)
    await _tell_sealed(act, sealed, moved)
    return sealed


async def _tell_sealed(act: Act, packet: Packet, moved: Sequence[Moved]) -> None:
    facts = telling.facts_of(packet, [one.item for one in moved])
    await act.tell(
        PacketSealed(at=act.now, register_number=packet.register or "", **facts),
        *(telling.file_moved(act, packet, one, "pack") for one in moved if one.taken),
    )


async def load(act: Act, number: str, *, lock: bool = False) -> Packet:
    """A packet from or to the person's own site; to everybody else it does not exist."""
    packet = await packets.by_number(act.db, number, lock=lock)
    if packet is None or not act.person.belongs_to(packet.origin, packet.destination):
        raise UnknownPacket(packet=number)
    return packet


async def _pieces(act: Act, codes: Sequence[Code]) -> list[Item]:
    wanted = list(dict.fromkeys(map(str, codes)))
    if not wanted:
        return []
    found = await items.by_codes(act.db, wanted, lock=True)
    for code in wanted:
        if code not in found or not act.person.belongs_to(found[code].place):
            raise UnknownItem(code=code)
    return [found[code] for code in wanted]


def _packed(act: Act, packet: Packet, piece: Item) -> Item:
    if piece.place != packet.origin:
        raise UnknownItem(code=piece.code)
    steps.acting(act, {steps.role_of(act, piece, Movement.PACK, packet.origin)}, packet.origin)
    rules.must_belong(packet, piece, act.house.sites.get(piece.destination))
    return item_rules.pack(piece, packet.number, act.now)


async def _number(act: Act, kind: Kind, site: str, serials: Serials) -> str:
    serial = await packets.next_serial(act.db, serials)
    return str(Code(kind, act.now.year % 100, act.house.sites.get(site).number, serial))
