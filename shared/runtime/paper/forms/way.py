"""Papers of the way: what sticks on packets and shelves, and what travels with the courier."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from pydantic import AwareDatetime

from shared.runtime.paper.forms.base import Barcode, Bilingual, Form, Person, QrCode


@dataclass(frozen=True, slots=True)
class Label:
    """What stands on one packet."""

    packet: Barcode
    origin: Bilingual
    destination: Bilingual
    address: str
    pieces: int
    sealed_at: AwareDatetime
    sealed_by: str
    register: Barcode | None = None
    # The same number once more, for those who scan with a telephone.
    square: QrCode = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "square", QrCode(str(self.packet)))


@dataclass(frozen=True, kw_only=True)
class PacketLabel(Form):
    """One label for a thermal printer, 100 × 150 mm."""

    name: ClassVar[str] = "packet-label"

    label: Label


@dataclass(frozen=True, kw_only=True)
class PacketLabels(Form):
    """Labels on A4 sheets, four to a sheet."""

    name: ClassVar[str] = "packet-labels"

    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A folder or a result in a packet: a line of its register."""

    code: str
    applicant: str
    documents: int
    sheets: int


@dataclass(frozen=True, kw_only=True)
class Register(Form):
    """Реестр, тізілім: the list of a packet's contents, drawn up before the hand-over."""

    name: ClassVar[str] = "register"

    number: Barcode
    packet: Barcode
    origin: Bilingual
    destination: Bilingual
    pieces: tuple[Piece, ...]
    packed_by: Person


@dataclass(frozen=True, slots=True)
class Carried:
    """A packet on a waybill."""

    packet: Barcode
    origin: Bilingual
    destination: Bilingual
    pieces: int


@dataclass(frozen=True, kw_only=True)
class Waybill(Form):
    """What a courier carries on one run."""

    name: ClassVar[str] = "waybill"

    number: str
    courier: str
    badge: Barcode
    packets: tuple[Carried, ...]
    handed_by: Person


@dataclass(frozen=True, kw_only=True)
class TransitSlip(Form):
    """Goes with a thing that was found where it does not belong."""

    name: ClassVar[str] = "transit-slip"

    code: Barcode
    found_at: Bilingual
    destination: Bilingual
    address: str
    reason: Bilingual
    found_by: Person
    next_packet: Barcode | None = None


@dataclass(frozen=True, kw_only=True)
class ShelfLabel(Form):
    name: ClassVar[str] = "shelf-label"

    shelf: Barcode
    place: str
    # What lies there: a destination, or results awaiting their people.
    purpose: Bilingual | None = None


@dataclass(frozen=True, kw_only=True)
class Badge(Form):
    """A card of the size of a bank card."""

    name: ClassVar[str] = "badge"

    badge: Barcode
    person: str
    role: Bilingual
    valid_until: date | None = None
