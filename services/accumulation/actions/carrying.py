"""Packets change hands: to the courier, from the courier, and are compared with their register."""

from __future__ import annotations

from services.accumulation.actions import steps, telling
from services.accumulation.actions.steps import Moved
from services.accumulation.domain import item as item_rules
from services.accumulation.domain import packet as rules
from services.accumulation.domain import scan as scan_rules
from services.accumulation.domain.hands import BadgeNeeded, Hand, NotACourier
from services.accumulation.domain.item import Item, Movement
from services.accumulation.domain.packet import Packet, State, UnknownPacket
from services.accumulation.domain.refusals import Unexpected
from services.accumulation.domain.scan import Intent, Scan
from services.accumulation.domain.verdict import Verdict, made
from services.accumulation.store import items, packets, scans
from shared.contracts import FileDelivered, PacketArrived, PacketDispatched, PacketReconciled
from shared.contracts.event import CaseEvent
from shared.rules.identifiers import Code, Kind
from shared.rules.regulation import Role
from shared.runtime.act import Act


async def dispatch(act: Act, scan: Scan, code: Code) -> Verdict:
    """The packet goes into the courier's hands, with all that is in it."""
    packet = await at_hand(act, str(code), lock=True)
    courier = await _courier(act, packet, scan.badge)
    origin = act.house.sites.get(packet.origin)
    gone = rules.dispatch(packet, scan.place, origin, courier, act.now)
    pieces = await items.in_packet(act.db, packet.number, lock=True)
    moved = [
        steps.take(act, item_rules.dispatch(piece, courier, act.now), Movement.DISPATCH)
        for piece in pieces
    ]
    await packets.save(act.db, gone, act.now, scan.id)
    await items.save(act.db, [one.item for one in moved], scan.id)
    await act.tell(
        PacketDispatched(at=act.now, **telling.facts_of(gone, pieces)),
        *(
            telling.file_moved(act, gone, one, "return" if one.item.is_result else "dispatch")
            for one in moved
            if one.taken
        ),
    )
    site = act.house.sites.get(gone.destination)
    return made("dispatched", Intent.DISPATCH, gone.number, "arrive", site=site)


async def _courier(act: Act, packet: Packet, badge: str | None) -> Hand:
    """A courier scans, and confirms by that; or the packer scans, and the courier's badge."""
    sites = (packet.origin, packet.destination)
    person = act.person
    if badge is None:
        if any(person.has(Role.COURIER, site) for site in sites):
            return Hand(Role.COURIER, person.account, person.name)
        steps.acting(act, {packet.holder.role, *_usual(act, packet.origin)}, packet.origin)
        raise BadgeNeeded(field="badge")
    code = scan_rules.read_as(badge, Kind.BADGE)
    worn = await scans.badge_of(act.db, str(code))
    if worn is None or worn.organisation not in sites:
        raise NotACourier(badge=str(code), field="badge")
    if worn.holder.account != person.account:
        steps.acting(act, {packet.holder.role, *_usual(act, packet.origin)}, packet.origin)
    return worn.holder


def _usual(act: Act, site: str) -> set[Role]:
    return steps.roles_of(act, (), Movement.DISPATCH, site)


async def arrive(act: Act, scan: Scan, code: Code) -> Verdict:
    """The packet is taken over at its destination; nobody has looked into it yet."""
    packet = await at_hand(act, str(code), lock=True)
    destination = act.house.sites.get(packet.destination)
    rules.must_be_for(packet, scan.place, destination)
    pieces = await items.in_packet(act.db, packet.number, lock=True)
    by = steps.acting(
        act, steps.roles_of(act, pieces, Movement.ARRIVE, packet.destination), packet.destination
    )
    come = rules.arrive(packet, by, act.now)
    arrived = [item_rules.arrive(piece, by, act.now) for piece in pieces]
    await packets.save(act.db, come, act.now, scan.id)
    await items.save(act.db, arrived, scan.id)
    await act.tell(PacketArrived(at=act.now, **telling.facts_of(come, pieces)))
    return made(
        "arrived", Intent.ARRIVE, come.number, "reconcile",
        register=come.register, left=len(pieces),
    )  # fmt: skip


async def at_hand(act: Act, number: str, *, lock: bool = False) -> Packet:
    """A packet of the person's sites. One that travels may stand before anybody: whoever has it
    in hand must learn where it belongs."""
    packet = await packets.by_number(act.db, number, lock=lock)
    if packet is None:
        raise UnknownPacket(packet=number)
    travels = packet.state is State.WITH_COURIER
    if not travels and not act.person.belongs_to(packet.origin, packet.destination):
        raise UnknownPacket(packet=number)
    return packet


async def reconcile(act: Act, scan: Scan, code: Code) -> Verdict:
    """Compare one piece with the register; the last one closes the packet."""
    packet = await packets.holding(act.db, str(code))
    if packet is None or not _is_awaited(packet, scan.place):
        raise Unexpected(code=str(code), field="code")
    piece = await items.by_code(act.db, str(code), lock=True)
    if piece is None or piece.packet != packet.number:
        raise Unexpected(code=str(code), field="code")
    by = steps.acting(act, {steps.role_of(act, piece, Movement.RECONCILE, scan.place)}, scan.place)
    moved = steps.take(act, item_rules.reconcile(piece, by, act.now), Movement.RECONCILE)
    done, left = await _tick(act, packet, moved.item, scan)
    await items.save(act.db, [moved.item], scan.id)
    await _tell_reconciled(act, done, moved)
    following = "shelve" if piece.is_result else "register"
    return made(
        "reconciled" if left else "packet-reconciled", Intent.RECONCILE, piece.code, following,
        packet=packet.number, left=left,
    )  # fmt: skip


def _is_awaited(packet: Packet, place: str) -> bool:
    return packet.destination == place and packet.state not in (State.OPEN, State.SEALED)


async def _tick(act: Act, packet: Packet, piece: Item, scan: Scan) -> tuple[Packet, int]:
    register = packet.register or ""
    ticked = await packets.tick(act.db, register, piece.code, piece.holder.account, act.now)
    if not ticked.found:
        raise Unexpected(code=piece.code, field="code")
    done = rules.reconcile(packet, ticked.left, act.now)
    if done is not packet:
        await packets.save(act.db, done, act.now, scan.id)
    return done, ticked.left


async def _tell_reconciled(act: Act, packet: Packet, moved: Moved) -> None:
    told = _told(act, packet, moved)
    if packet.state is not State.RECONCILED:
        await act.tell(*told)
        return
    # The cases of the whole packet are read once, for its last piece.
    pieces = await items.in_packet(act.db, packet.number)
    await act.tell(*told, PacketReconciled(at=act.now, **telling.facts_of(packet, pieces)))


def _told(act: Act, packet: Packet, moved: Moved) -> list[CaseEvent]:
    """The office hears of every folder; a result is told of where the act names its receipt."""
    if moved.item.is_result:
        return [telling.file_moved(act, packet, moved, "receive")] if moved.taken else []
    case = moved.item.case
    return [
        FileDelivered(
            at=act.now,
            case=case.id,
            number=case.number,
            taken=moved.taken,
            packet=packet.number,
            site=packet.destination,
        )
    ]
