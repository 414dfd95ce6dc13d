"""Shapes of the office's API."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.office.actions.steps import Opinion, Order, Proposal
from services.office.domain.file import Outcome, State
from shared.rules.regulation import Channel, Doing, Role
from shared.runtime.web.tasks import Call

# PostgreSQL keeps no zero bytes.
_KEPT = r"^[^\x00]*$"

Words = Annotated[
    str,
    StringConstraints(min_length=1, max_length=10_000, strip_whitespace=True, pattern=_KEPT),
]
Line = Annotated[str, StringConstraints(max_length=2000, strip_whitespace=True, pattern=_KEPT)]
Who = Annotated[
    str,
    StringConstraints(min_length=1, max_length=100, strip_whitespace=True),
    Field(description="Login or account id, as `GET /office/v1/colleagues` lists them."),
]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ResolutionIn(Shape):
    """The head's order. Name the executor where the act has it in the same action."""

    text: Words = Field(examples=["Рассмотреть и подготовить уведомление в срок"])
    executor: Who | None = Field(default=None, examples=["executor"])
    co_executors: list[Who] = Field(default=[], max_length=20, examples=[["executor2"]])

    def order(self) -> Order:
        return Order(self.text, self.executor, tuple(self.co_executors))


class AllotmentIn(Shape):
    executor: Who | None = Field(default=None, examples=["executor"])


class ExaminationIn(Shape):
    findings: Words = Field(examples=["Документы полны, право на пособие подтверждено"])
    complete: bool = Field(description="Whether all documents are there and in order.")

    def opinion(self) -> Opinion:
        return Opinion(self.findings, self.complete)


class ReviewIn(Shape):
    conclusion: Words = Field(examples=["Обследование проведено, семья нуждается в помощи"])
    in_favour: bool = Field(description="Whether the commission is for giving what is asked.")

    def opinion(self) -> Opinion:
        return Opinion(self.conclusion, self.in_favour)


class NoticeIn(Shape):
    text: Words = Field(
        description="What the applicant was told.", examples=["Заявление принято к рассмотрению"]
    )

    def opinion(self) -> Opinion:
        return Opinion(self.text, None)


class DraftIn(Shape):
    outcome: Outcome
    text: Words = Field(examples=["Уведомление о назначении пособия"])
    ground: int | Line | None = Field(
        default=None,
        description=(
            "Why it is refused; required for a refusal, absent otherwise. Where the act lists its "
            "grounds: the number of one of them, counted from 1. Where it lists none: in words."
        ),
        examples=["Среднедушевой доход семьи выше установленного"],
    )

    def proposal(self) -> Proposal:
        return Proposal(self.outcome, self.text, self.ground)


class ControlIn(Shape):
    remarks: Words | None = Field(default=None, examples=["Уточнить размер пособия"])

    def opinion(self) -> Opinion:
        return Opinion(self.remarks or "—", self.remarks is None)


class FileOut(BaseModel):
    """A file as it stands now."""

    number: str = Field(description="The number on the receipt.", examples=["R2601010000011"])
    regulation: str = Field(examples=["almaty-2012-349/07"])
    channel: Channel
    centre: str = Field(description="The site that accepted it.", examples=["psc-talgar"])
    office: str = Field(description="The office that decides.", examples=["office-talgar"])
    state: State
    awaits: str | None = Field(
        description="The step of the act's table that comes next.", examples=["5:resolve"]
    )
    due_at: datetime | None = Field(
        description="When that step is due; null where the act states no countable term."
    )
    incoming: str | None = Field(description="The office's own number.")
    outgoing: str | None = Field(description="The number of the result.")
    outcome: Outcome | None = Field(description="As drafted; final once the state is `decided`.")
    executor: str | None = Field(description="Who was named in the resolution.")
    version: int


class FileLine(FileOut):
    applicant: str
    overdue: bool


class ResolutionOut(BaseModel):
    text: str
    executor: str | None
    co_executors: list[str]
    by: str
    at: datetime


class OpinionOut(BaseModel):
    kind: Literal["examination", "review", "control", "notice"]
    text: str
    favourable: bool | None = Field(
        description="Complete, in favour or without remarks; null where nothing of it is asked."
    )
    by: str
    at: datetime


class DraftOut(BaseModel):
    outcome: Outcome
    text: str
    ground: str | None
    ground_cite: str | None = Field(description="The place in the act that states the ground.")
    by: str
    at: datetime


class SignatureOut(BaseModel):
    by: str
    at: datetime


class StepOut(BaseModel):
    """A step that was taken."""

    n: int = Field(description="Number of the action in the act's table.")
    doing: Doing
    role: Role
    by: str | None = Field(description="Null where another service told of the step.")
    at: datetime
    due_at: datetime | None
    late: bool
    note: str | None


class FileWhole(BaseModel):
    file: FileOut
    applicant: str
    iin: str
    language: str
    documents: int
    sheets: int
    accepted_at: datetime
    arrived_at: datetime | None
    ready_by: datetime | None = Field(description="When the result is due at the window.")
    resolution: ResolutionOut | None
    opinions: list[OpinionOut]
    draft: DraftOut | None = Field(description="The newest draft.")
    signatures: list[SignatureOut]
    steps: list[StepOut]
    calls: list[Call] = Field(description="What you may do with it now.")


class EntryOut(BaseModel):
    """A line of a journal."""

    number: str = Field(description="The incoming or outgoing number.")
    year: int
    serial: int = Field(description="Place in the journal of that year, without gaps.")
    at: datetime
    by: str
    case: str = Field(description="The number on the receipt.")
    regulation: str
    channel: Channel
    applicant: str


class ColleagueOut(BaseModel):
    account: UUID
    login: str
    name: str
    organisation: str
    roles: list[str]
