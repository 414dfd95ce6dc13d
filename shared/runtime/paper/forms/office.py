"""Papers of the office: what it answers, and what it keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from pydantic import AwareDatetime

from shared.runtime.paper.forms.base import Barcode, Bilingual, Form, Person, QrCode


@dataclass(frozen=True, kw_only=True)
class Letter(Form):
    """What every letter of an office has: its number, whom it is for, who signs, who wrote it."""

    outgoing: Barcode
    addressee: str
    signer: Person
    address: str | None = None
    executor: Person | None = None
    # The case's number at the window, and the day of its registration at the office.
    case: Barcode | None = None
    incoming: Barcode | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Which document, which field of it, and what is wrong there."""

    document: str
    wrong: Bilingual
    field: str | None = None


@dataclass(frozen=True, kw_only=True)
class ReturnLetter(Letter):
    """Sends a package back for correction, with reasons. That is not a refusal."""

    name: ClassVar[str] = "return-letter"

    service: Bilingual
    applicant: str
    faults: tuple[Fault, ...]
    received_at: AwareDatetime
    cite: str | None = None


@dataclass(frozen=True, kw_only=True)
class Notification(Letter):
    """Уведомление, хабарлама: what was granted."""

    name: ClassVar[str] = "notification"

    result: Barcode
    service: Bilingual
    text: tuple[Bilingual, ...]
    verification: QrCode | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground of refusal as the regulation has it, with its place in the act."""

    text: Bilingual
    cite: str | None = None


@dataclass(frozen=True, kw_only=True)
class ReasonedRefusal(Letter):
    """Мотивированный отказ, дәлелді бас тарту: on the regulation's own grounds."""

    name: ClassVar[str] = "reasoned-refusal"

    result: Barcode
    service: Bilingual
    grounds: tuple[Ground, ...]
    text: tuple[Bilingual, ...] = ()
    # Where and until when one may complain.
    complaint: Bilingual | None = None
    verification: QrCode | None = None


@dataclass(frozen=True, kw_only=True)
class Certificate(Letter):
    """Справка, анықтама, as its act has it: to whom, in which quarter, for which family."""

    name: ClassVar[str] = "certificate"

    result: Barcode
    registration: str
    # Either the quarter in which the family received aid, or another statement.
    quarter: Literal[1, 2, 3, 4] | None = None
    year: int | None = None
    statement: Bilingual | None = None
    family: tuple[str, ...] = ()
    verification: QrCode | None = None

    def __post_init__(self) -> None:
        if not (self.statement or (self.quarter and self.year)):
            raise ValueError("a certificate states a quarter and its year, or something else")


@dataclass(frozen=True, kw_only=True)
class Referral(Letter):
    """Направление, жолдама, with the slip that the employer tears off and sends back."""

    name: ClassVar[str] = "referral"

    result: Barcode
    measure: Bilingual
    duration: Bilingual
    employer: str
    verification: QrCode | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the commission looked at."""

    subject: Bilingual
    found: str


@dataclass(frozen=True, kw_only=True)
class VisitAct(Form):
    """Акт обследования: what a commission found at the applicant's home, and what it concludes."""

    name: ClassVar[str] = "visit-act"

    case: Barcode
    applicant: str
    address: str
    service: Bilingual
    findings: tuple[Finding, ...]
    conclusion: Bilingual
    in_favour: bool
    chair: Person
    members: tuple[Person, ...]
    family: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a journal."""

    number: str
    on: date
    counterpart: str
    about: str
    executor: str | None = None
    case: str | None = None


@dataclass(frozen=True, kw_only=True)
class Journal(Form):
    """Incoming or outgoing papers of an office and a year."""

    name: ClassVar[str] = "journal"

    kind: Literal["incoming", "outgoing"]
    since: date
    until: date
    entries: tuple[Entry, ...]
    kept_by: Person


@dataclass(frozen=True, kw_only=True)
class Mark(Form):
    """The visible mark of an electronic signature; `at` is the moment of signing."""

    name: ClassVar[str] = "mark"

    signer: Person
    certificate: str
    issuer: str
    valid_since: date
    valid_until: date
