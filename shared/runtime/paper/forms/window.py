"""Papers of the window: what a person takes home, and what the window keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from pydantic import AwareDatetime

from shared.runtime.paper.fields import RECEIPT, TALON
from shared.runtime.paper.forms.base import Barcode, Bilingual, Form, Person, QrCode


@dataclass(frozen=True, slots=True)
class PaperTaken:
    """A document that was brought: copies stay, an original is compared and given back."""

    name: str
    copies: int = 1
    sheets: int = 1
    original: Literal["compared", "kept", "not_shown"] = "compared"


@dataclass(frozen=True, kw_only=True)
class Receipt(Form):
    """Расписка, қолхат: the result is handed out against it. `fields` as the act lists them."""

    name: ClassVar[str] = "receipt"

    number: Barcode
    # The folder's barcode stands on the copy that stays.
    file: Barcode
    service: Bilingual
    documents: tuple[PaperTaken, ...]
    issue_at: AwareDatetime | None
    issue_place: Bilingual
    inspector: str
    applicant: str
    # The act leaves the term to a standard: the date was added up from the route.
    issue_derived: bool = False
    representative: str | None = None
    phones: str | None = None
    window: str | None = None
    status: QrCode | None = None
    fields: tuple[str, ...] = RECEIPT


@dataclass(frozen=True, kw_only=True)
class Talon(Form):
    """Талон: what an office or an akim gives for papers, or for a complaint."""

    name: ClassVar[str] = "talon"

    number: Barcode
    applicant: str
    receiver: str
    service: Bilingual | None = None
    receive_at: AwareDatetime | date | None = None
    place: Bilingual | None = None
    # A complaint's talon says until when it is answered, and where one may ask.
    answer_by: date | None = None
    phones: str | None = None
    status: QrCode | None = None
    fields: tuple[str, ...] = TALON


@dataclass(frozen=True, slots=True)
class PaperMissing:
    name: str
    why: Bilingual | None = None


@dataclass(frozen=True, kw_only=True)
class RefusalToAccept(Form):
    """Names what is missing. Nothing is sent; what was entered is found again at the next try."""

    name: ClassVar[str] = "refusal-to-accept"

    number: str
    service: Bilingual
    applicant: str
    missing: tuple[PaperMissing, ...]
    inspector: str
    cite: str | None = None
    phones: str | None = None


@dataclass(frozen=True, kw_only=True)
class ReservedNumbers(Form):
    """A block of receipt numbers for an outage: issued by hand, entered afterwards."""

    name: ClassVar[str] = "reserved-numbers"

    window: str
    numbers: tuple[Barcode, ...]
    reserved_by: Person
