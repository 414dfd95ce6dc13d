"""What the way between the sites says."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from shared.contracts.event import CaseEvent, PacketEvent


class FileCollected(CaseEvent):
    """The accumulation department holds the folder."""

    name: ClassVar[str] = "accumulation.file-collected.v1"

    file: str


class PacketSealed(PacketEvent):
    """The packet's register is drawn up and the packet is closed."""

    name: ClassVar[str] = "accumulation.packet-sealed.v1"

    register_number: str


class PacketDispatched(PacketEvent):
    """The courier holds the packet."""

    name: ClassVar[str] = "accumulation.packet-dispatched.v1"


class PacketArrived(PacketEvent):
    """The packet is at its destination, not yet looked into."""

    name: ClassVar[str] = "accumulation.packet-arrived.v1"


class PacketReconciled(PacketEvent):
    """Every piece of the packet was compared with its register."""

    name: ClassVar[str] = "accumulation.packet-reconciled.v1"


class FileMoved(CaseEvent):
    """A packet's movement took steps of this case's route: a packet's own events name none."""

    name: ClassVar[str] = "accumulation.file-moved.v1"

    code: str = Field(description="Barcode of the folder or result that moved.")
    packet: str
    movement: Literal["pack", "dispatch", "return", "receive"]


class FileDelivered(CaseEvent):
    """The office's clerk holds the folder."""

    name: ClassVar[str] = "accumulation.file-delivered.v1"

    packet: str
    site: str


class ResultShelved(CaseEvent):
    """The result lies ready at the window."""

    name: ClassVar[str] = "accumulation.result-shelved.v1"

    result: str
    shelf: str = Field(description="Where it lies.")
