"""Acceptance: what the applicant brought becomes a case with a number and a due time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from services.intake.domain.case import Case, NoDocuments
from shared.rules.iin import parse_iin

Original = Literal["compared", "kept", "not_shown"]


@dataclass(frozen=True, slots=True)
class Applicant:
    id: UUID
    iin: str
    last_name: str
    first_name: str
    middle_name: str | None
    phone: str | None
    address: str | None
    language: str

    def __post_init__(self) -> None:
        parse_iin(self.iin)

    @property
    def full_name(self) -> str:
        return " ".join(filter(None, (self.last_name, self.first_name, self.middle_name)))


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that was brought: copies stay, an original is compared and given back."""

    name: str
    copies: int
    sheets: int
    original: Original


@dataclass(frozen=True, slots=True)
class Acceptance:
    case: Case
    applicant: Applicant
    documents: tuple[Paper, ...]
    window: str | None
    accepted_by: UUID
    accepted_by_name: str

    def __post_init__(self) -> None:
        if not self.documents:
            raise NoDocuments(field="documents")

    @property
    def sheets(self) -> int:
        return sum(paper.sheets * paper.copies for paper in self.documents)
