"""Shapes of the window's API."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID, uuid4

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.intake.actions import Application
from services.intake.domain.acceptance import Applicant, Paper
from shared.rules.regulation import Channel

Name = Annotated[str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=400, strip_whitespace=True)]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ApplicantIn(Shape):
    iin: str = Field(
        min_length=12, max_length=14, description="ИИН, twelve digits.", examples=["860713300123"]
    )
    last_name: Name = Field(examples=["Сейітқали"])
    first_name: Name = Field(examples=["Әсел"])
    middle_name: Name | None = Field(default=None, examples=["Ерланқызы"])
    phone: Annotated[str, StringConstraints(max_length=30)] | None = None
    address: Line | None = None
    language: Literal["ru", "kk"] = "ru"


class DocumentIn(Shape):
    name: Line = Field(examples=["Свидетельство о рождении ребёнка"])
    copies: int = Field(default=1, ge=0, le=100)
    sheets: int = Field(default=1, ge=1, le=1000, description="Sheets of one copy.")
    original: Literal["compared", "kept", "not_shown"] = Field(
        default="compared", description="What became of the original."
    )


class ApplicationIn(Shape):
    regulation: str = Field(max_length=80, examples=["almaty-2012-349/07"])
    channel: Channel = Field(default=Channel.PSC)
    office: str = Field(
        max_length=80, description="The competent office.", examples=["office-talgar"]
    )
    window: str | None = Field(default=None, max_length=20, examples=["1"])
    applicant: ApplicantIn
    documents: list[DocumentIn] = Field(min_length=1, max_length=200)

    def application(self) -> Application:
        person = self.applicant
        return Application(
            regulation=self.regulation,
            channel=self.channel,
            office=self.office,
            window=self.window,
            applicant=Applicant(
                id=uuid4(), iin=person.iin.replace(" ", ""), last_name=person.last_name,
                first_name=person.first_name, middle_name=person.middle_name, phone=person.phone,
                address=person.address, language=person.language,
            ),
            documents=tuple(
                Paper(d.name, d.copies, d.sheets, d.original) for d in self.documents
            ),
        )  # fmt: skip


class ReceiptOut(BaseModel):
    """The receipt (расписка, қолхат): against it the result is handed out."""

    number: str = Field(description="The centre's number, as in the barcode.")
    accepted_at: datetime
    service: str = Field(description="The service asked for, by its name in the act.")
    documents: list[str] = Field(description="Names of the documents, as many as were taken.")
    document_count: int
    issue_at: datetime | None = Field(description="When the result is due at the window.")
    issue_at_derived: bool = Field(
        description="True where the act leaves the term to a standard: added up from the route."
    )
    issue_place: str
    inspector: str


class CaseOut(BaseModel):
    id: UUID
    number: str
    regulation: str
    channel: Channel
    centre: str
    office: str
    state: Literal["accepted", "ready", "handed_out"]
    awaits: str | None = Field(description="The step of the act's table that comes next.")
    accepted_at: datetime
    due_at: datetime | None
    shelf: str | None
    outcome: Literal["approve", "refuse"] | None
    version: int
    file: str = Field(description="Barcode of the folder.")
    result: str = Field(description="Barcode that the result will bear.")


class AcceptedOut(BaseModel):
    case: CaseOut
    receipt: ReceiptOut


class CaseLine(BaseModel):
    number: str
    applicant: str
    regulation: str
    state: str
    accepted_at: datetime
    due_at: datetime | None


class DocumentOut(BaseModel):
    n: int
    name: str
    copies: int
    sheets: int
    original: str


class CaseWhole(BaseModel):
    case: CaseOut
    applicant: str
    iin: str
    documents: list[DocumentOut]


class HandOutIn(Shape):
    iin: str = Field(
        min_length=12, max_length=14, description="ИИН of the document that the person shows."
    )
