"""What other services are told: of a packet once, of a case whose steps were taken each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypedDict
from uuid import UUID

from services.accumulation.actions.steps import Moved
from services.accumulation.domain.item import Item
from services.accumulation.domain.packet import Packet
from shared.contracts import FileMoved
from shared.runtime.act import Act


class PacketFacts(TypedDict):
    packet: str
    origin: str
    destination: str
    cases: tuple[UUID, ...]


def facts_of(packet: Packet, pieces: Sequence[Item]) -> PacketFacts:
    return {
        "packet": packet.number,
        "origin": packet.origin,
        "destination": packet.destination,
        "cases": tuple(dict.fromkeys(piece.case.id for piece in pieces)),
    }


def file_moved(
    act: Act,
    packet: Packet,
    moved: Moved,
    movement: Literal["pack", "dispatch", "return", "receive"],
) -> FileMoved:
    case = moved.item.case
    return FileMoved(
        at=act.now,
        case=case.id,
        number=case.number,
        taken=moved.taken,
        code=moved.item.code,
        packet=packet.number,
        movement=movement,
    )
