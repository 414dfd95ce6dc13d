"""Shapes of the way's API."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from services.accumulation.domain.scan import Intent, Scan

# Longer than a code: a wedge scanner may have typed something around it.
Code = Annotated[str, StringConstraints(min_length=1, max_length=100)]
SiteCode = Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]

Direction = Literal["file", "result"]
ItemState = Literal[
    "announced", "collected", "packed", "sealed", "travelling", "arrived", "delivered",
    "shelved", "handed_out",
]  # fmt: skip
PacketState = Literal["open", "sealed", "with_courier", "arrived", "reconciled"]

A_FILE, A_RESULT, A_PACKET = "F2601010000018", "D2601010000014", "P2601010000016"
A_MOMENT = "2026-03-02T10:15:00+05:00"


def _of_our_time(at: datetime) -> datetime:
    if not 2000 <= at.year <= 2100:
        raise ValueError("a device's clock that is a century off tells nothing: set it")
    return at


DeviceTime = Annotated[AwareDatetime, AfterValidator(_of_our_time)]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class CollectionIn(Shape):
    codes: list[Code] = Field(
        min_length=1, max_length=500,
        description="Barcodes of the folders that are taken from the window, as scanned.",
        examples=[[A_FILE]],
    )  # fmt: skip


class PacketIn(Shape):
    destination: SiteCode = Field(description="Code of the site.", examples=["office-talgar"])
    contents: list[Code] = Field(
        default=[], max_length=500, description="What is put into it at once.",
        examples=[[A_FILE]],
    )  # fmt: skip
    origin: SiteCode | None = Field(
        default=None, description="Your site; needed only by those who work at several."
    )


class ContentsIn(Shape):
    codes: list[Code] = Field(min_length=1, max_length=500, examples=[[A_FILE]])


class HandOut(BaseModel):
    """In whose hands something is."""

    role: str = Field(examples=["courier"])
    name: str | None = Field(description="The person, where one is known.")


class ItemOut(BaseModel):
    """A folder on its way to the office, or a result on its way back."""

    code: str = Field(examples=[A_FILE])
    kind: Direction
    case: UUID
    number: str = Field(description="Number of the case, as on the receipt.")
    origin: str = Field(examples=["psc-talgar"])
    destination: str = Field(examples=["office-talgar"])
    documents: int
    sheets: int | None = Field(description="Null for a result: nobody counts its sheets.")
    state: ItemState
    place: str = Field(description="Where it lies, or lay before the courier took it.")
    holder: HandOut
    packet: str | None = Field(description="The packet it is in, or by which it came.")
    shelf: str | None
    awaits: str | None = Field(description="Action and doing of the act's table that come next.")
    due_at: datetime | None = Field(description="When that is due; null where no term is stated.")
    since: datetime = Field(description="When it moved last.")


class CollectionOut(BaseModel):
    collected: list[ItemOut]


class LegOut(BaseModel):
    """One hand-over: from whom, to whom, where, when, by which scan."""

    giver: HandOut | None = Field(description="Null where the paper came into being.")
    taker: HandOut
    site: str
    at: datetime
    packet: str | None
    scan: UUID | None


class CustodyOut(BaseModel):
    code: str
    at: datetime = Field(description="The moment that was asked for.")
    held_by: LegOut | None = Field(description="The hand-over that says who held it then.")
    legs: list[LegOut] = Field(description="All hand-overs, the first one first.")


class PacketLine(BaseModel):
    number: str = Field(examples=[A_PACKET])
    origin: str
    destination: str
    state: PacketState
    holder: HandOut
    # `register` itself is a method of every class.
    register_number: str | None = Field(
        serialization_alias="register",
        description="Number of the register; null until it is sealed.",
    )
    pieces: int
    opened_at: datetime
    sealed_at: datetime | None
    dispatched_at: datetime | None
    arrived_at: datetime | None
    reconciled_at: datetime | None
    version: int = Field(description="As in the ETag.")


class PacketOut(PacketLine):
    contents: list[ItemOut]


class RegisterLineOut(BaseModel):
    n: int
    code: str
    number: str = Field(description="Number of the case.")
    documents: int
    sheets: int | None
    reconciled_at: datetime | None = Field(description="When it was compared; null: not yet.")


class RegisterOut(BaseModel):
    """The register (реестр, тізілім) as it was drawn up at sealing."""

    number: str = Field(examples=["L2601010000015"])
    packet: str
    origin: str
    destination: str
    drawn_at: datetime
    drawn_by: str | None
    pieces: int
    documents: int
    sheets: int = Field(description="Sheets of the folders; those of results are not counted.")
    left: int = Field(description="Lines that were not compared yet.")
    lines: list[RegisterLineOut]


class ScanIn(Shape):
    """One pull of the trigger. Send it again with the same `id` until it is answered."""

    id: UUID = Field(description="Made by the device, new for every pull of the trigger.")
    device: str = Field(min_length=1, max_length=80, examples=["handheld-3"])
    sequence: int = Field(ge=0, le=2**53, description="The device's own count.", examples=[41])
    device_time: DeviceTime = Field(
        description="The device's clock, with its offset.", examples=[A_MOMENT]
    )
    place: SiteCode = Field(description="Where the device is.", examples=["office-talgar"])
    code: Code = Field(
        description="What was read. A wrong keyboard layout and stray characters are understood.",
        examples=[A_PACKET],
    )
    intent: Intent | None = Field(
        default=None,
        description="What is meant. Without it the one movement that is possible is made.",
    )
    badge: Code | None = Field(
        default=None,
        description="Barcode of the courier's badge, when the packer scans for both.",
        examples=["B2601010000017"],
    )
    shelf: Annotated[str, StringConstraints(max_length=40, strip_whitespace=True)] | None = Field(
        default=None, description="Where a result is put.", examples=["A-1"]
    )

    def scan(self) -> Scan:
        return Scan(
            id=self.id, device=self.device, sequence=self.sequence, device_time=self.device_time,
            place=self.place, raw=self.code, intent=self.intent, badge=self.badge,
            shelf=self.shelf or None,
        )  # fmt: skip


class VerdictOut(BaseModel):
    """The answer to a scan. A refusal is an answer too: the status is 200, `accepted` is false."""

    accepted: bool = Field(description="Whether a movement was made.")
    verdict: str = Field(description="A stable code.", examples=["arrived", "wrong-site"])
    instruction: str = Field(description="What to do, in your language.")
    about: str | None = Field(description="The code as it was understood.")
    movement: Intent | None = Field(description="What was made, or asked for and refused.")
    next: list[str] = Field(description="What is done with it next.", examples=[["reconcile"]])


class ScanOut(VerdictOut):
    id: UUID
    device: str
    sequence: int
    device_time: datetime
    at: datetime = Field(description="When it reached the service.")
    place: str
    code: str = Field(description="What was read, as it came.")
    intent: Intent | None
