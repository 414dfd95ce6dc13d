"""One regulation, as its act states it: every fact with the place that says so.

The shape on disk is checked by these classes; a regulation that passes can be run.
Free text is verbatim; a fact that the act does not state is `None` or empty.
"""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from shared.rules.codes import Channel, Doing, Role, Unit

__all__ = [
    "Acknowledgement", "Action", "AlternativeRoute", "Anomaly", "Automation", "Channel",
    "Cited", "Code", "Count", "Courier", "Delivery", "Directory", "Document", "Documents",
    "Doing", "ElectronicStep", "Extension", "Fact", "Fee", "Form", "Grounds", "ListedUnit",
    "Offered", "RefusalOfAcceptance", "Regulation", "Result", "Role", "Route", "ScanPoint",
    "Schedule", "Serving", "Stage", "Statement", "Term", "Text", "Unit", "Waiting", "WholeTerm",
    "Within",
]  # fmt: skip

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Count = Annotated[int, Field(ge=0)]


class Fact(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Cited(Fact):
    cite: Text


class Statement(Cited):
    text: Text


class Automation(Cited):
    code: Literal[
        "not_automated", "partially_automated", "electronic", "paper", "electronic_or_paper"
    ]
    text: Text


class Fee(Cited):
    code: Literal["free", "paid", "paid_or_free"]


class Offered(Cited):
    code: Channel


class Delivery(Cited):
    code: Literal["in_person", "post", "portal_cabinet", "email", "psc_window"]


class WholeTerm(Cited):
    channel: Channel | Literal["any"]
    scope: Text | None
    value: Count | None
    unit: Unit | None
    excludes_acceptance_and_issue_day: bool
    source: Text


class Waiting(Cited):
    channel: Channel | Literal["any"]
    minutes: Count
    per_person: bool = False


class Serving(Cited):
    channel: Channel | Literal["any"]
    minutes: Count


class Extension(Cited):
    why: Text
    value: Count | None
    unit: Unit | None
    notice_value: Count | None
    notice_unit: Unit | None


class Within(Cited):
    value: Count
    unit: Unit


class Document(Cited):
    channel: Channel | Literal["any"]
    name: Text
    condition: Text | None


class Documents(Fact):
    source: Text | None
    cite: Text | None
    items: tuple[Document, ...]


class Grounds(Fact):
    source: Text | None
    cite: Text | None
    items: tuple[Statement, ...]


class Result(Cited):
    kind: Literal["approve", "refuse"]
    name: Text


class Acknowledgement(Cited):
    channel: Channel
    kind: Literal["receipt", "talon"]
    fields: tuple[Text, ...]


class RefusalOfAcceptance(Cited):
    by: Role
    document: Text | None


class Schedule(Cited):
    channel: Channel | Literal["any"]
    days: Text | None
    hours: Text | None
    lunch: Text | None


class ListedUnit(Cited):
    """A structural-functional unit (СФЕ) as the act lists it."""

    role: Role
    name: Text


class Stage(Cited):
    channel: Channel
    n: Count
    role: Role
    action: Text


class Term(Fact):
    value: int | None
    unit: Unit
    text: Text


class Action(Fact):
    n: Count
    role: Role
    name: Text | None
    action: Text
    completion: Text | None
    term: Term | None
    next: int | None
    does: tuple[Doing, ...] = Field(min_length=1)


class Route(Fact):
    channel: Channel
    source: Text
    actions: tuple[Action, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_step_once(self) -> Self:
        """A case knows where it stands by number and doing: twice the same would be a circle."""
        met = Counter((action.n, doing) for action in self.actions for doing in action.does)
        for (n, doing), times in met.items():
            if times > 1:
                raise ValueError(f"under one number each doing once: {n} has {doing} {times} times")
        return self


class AlternativeRoute(Route):
    when: Text


class ElectronicStep(Cited):
    channel: Channel
    n: Text
    role: Role
    action: Text
    kind: Literal["process", "condition"]


class Courier(Cited):
    per_day_min: Count


class ScanPoint(Cited):
    where: Text


class Directory(Cited):
    # Some regulations print their one office's address in an item, not in an appendix.
    appendix: Text | None
    kind: Literal["offices", "akims", "psc", "other"]
    file: Code


class Form(Cited):
    appendix: Text
    kind: Literal[
        "talon", "receipt", "notification", "refusal", "application", "certificate",
        "referral", "act", "survey", "other",
    ]  # fmt: skip
    fields: tuple[Text, ...]


class Anomaly(Cited):
    what: Text


class Regulation(Fact):
    """The whole of one regulation."""

    key: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/\d\d$")]
    act: Code
    ordinal: Annotated[int, Field(ge=1, le=99)]
    lang: Literal["ru", "kk"]
    title: Text
    service: Code
    automation: Automation | None
    fee: Fee | None
    provider: Statement | None
    recipients: tuple[Statement, ...]
    channels: tuple[Offered, ...] = Field(min_length=1)
    terms: tuple[WholeTerm, ...]
    waiting: tuple[Waiting, ...]
    serving: tuple[Serving, ...]
    extensions: tuple[Extension, ...]
    return_for_correction: Within | None
    inform_applicant: Within | None
    storage_unclaimed: Within | None
    documents: Documents
    refusal_grounds: Grounds
    suspension_grounds: tuple[Statement, ...]
    termination_grounds: tuple[Statement, ...]
    results: tuple[Result, ...]
    delivery: tuple[Delivery, ...]
    acknowledgement: tuple[Acknowledgement, ...]
    refusal_of_acceptance: RefusalOfAcceptance | None
    schedules: tuple[Schedule, ...]
    sfe: tuple[ListedUnit, ...]
    stages: tuple[Stage, ...]
    routes: tuple[Route, ...]
    alternative_routes: tuple[AlternativeRoute, ...]
    electronic_steps: tuple[ElectronicStep, ...]
    courier: Courier | None
    scan_points: tuple[ScanPoint, ...]
    directories: tuple[Directory, ...]
    forms: tuple[Form, ...]
    quality_indicators: tuple[Statement, ...]
    complaint: Statement | None
    anomalies: tuple[Anomaly, ...]

    def offers(self, channel: Channel) -> bool:
        return any(offered.code is channel for offered in self.channels)

    def route(self, channel: Channel) -> Route | None:
        """The first of the channel's routes: where paper and electronic differ, the paper one."""
        return next((route for route in self.routes if route.channel == channel), None)
