"""One regulation, as its act states it: every fact with the place that says so.

The shape on disk is checked by these classes; a regulation that passes can be run.
Free text is verbatim; a fact that the act does not state is `None` or empty.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Channel(StrEnum):
    """Where the applicant stands when the papers are taken."""

    OFFICE = "office"
    PSC = "psc"
    AKIM = "akim"
    PORTAL = "portal"
    EMPLOYMENT_CENTER = "employment_center"


class Role(StrEnum):
    """Who acts: the act's structural-functional units (СФЕ), by code."""

    APPLICANT = "applicant"
    PSC_INSPECTOR = "psc_inspector"
    PSC_ACCUMULATION_INSPECTOR = "psc_accumulation_inspector"
    COURIER = "courier"
    OFFICE_CLERK = "office_clerk"
    OFFICE_HEAD = "office_head"
    DEPUTY_HEAD = "deputy_head"
    SECTOR_HEAD = "sector_head"
    OFFICE_EXECUTOR = "office_executor"
    AKIM = "akim"
    AKIM_CLERK = "akim_clerk"
    AKIM_EXECUTOR = "akim_executor"
    PRECINCT_COMMISSION = "precinct_commission"
    SPECIAL_COMMISSION = "special_commission"
    WORKING_BODY_HEAD = "working_body_head"
    WORKING_BODY_CLERK = "working_body_clerk"
    WORKING_BODY_EXECUTOR = "working_body_executor"
    CENTER_CLERK = "center_clerk"
    CENTER_HEAD = "center_head"
    CENTER_EXECUTOR = "center_executor"
    COMMISSION = "commission"
    INFORMATION_SYSTEM = "information_system"
    OTHER = "other"


class Unit(StrEnum):
    """How a term is counted. Terms of different units are never summed."""

    MINUTE = "minute"
    HOUR = "hour"
    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    MONTH = "month"
    TIMES_PER_DAY = "times_per_day"
    OTHER = "other"


class Doing(StrEnum):
    """What an action does to the case. `forward` is ours: several acts time the
    clerk's passing of a file to the head as an action of its own."""

    ACCEPT = "accept"
    COLLECT = "collect"
    PACK = "pack"
    DISPATCH = "dispatch"
    RECEIVE = "receive"
    REGISTER = "register"
    FORWARD = "forward"
    RESOLVE = "resolve"
    ALLOT = "allot"
    EXAMINE = "examine"
    REVIEW = "review"
    DRAFT = "draft"
    CONTROL = "control"
    SIGN = "sign"
    RECORD = "record"
    RETURN = "return"
    SHELVE = "shelve"
    INFORM = "inform"
    HAND_OUT = "hand-out"


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
    value: int | None
    unit: Unit | None
    excludes_acceptance_and_issue_day: bool
    source: Text


class Waiting(Cited):
    channel: Channel | Literal["any"]
    minutes: int
    per_person: bool = False


class Serving(Cited):
    channel: Channel | Literal["any"]
    minutes: int


class Extension(Cited):
    why: Text
    value: int | None
    unit: Unit | None
    notice_value: int | None
    notice_unit: Unit | None


class Within(Cited):
    value: int
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


class Unit_(Cited):
    """A structural-functional unit (СФЕ) as the act lists it."""

    role: Role
    name: Text


class Stage(Cited):
    channel: Channel
    n: int
    role: Role
    action: Text


class Term(Fact):
    value: int | None
    unit: Unit
    text: Text


class Action(Fact):
    n: int
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


class AlternativeRoute(Route):
    when: Text


class ElectronicStep(Cited):
    channel: Channel
    n: Text
    role: Role
    action: Text
    kind: Literal["process", "condition"]


class Courier(Cited):
    per_day_min: int


class ScanPoint(Cited):
    where: Text


class Directory(Cited):
    # Some regulations print their one office's address in an item, not in an appendix.
    appendix: Text | None
    kind: Literal["offices", "akims", "psc", "other"]
    file: Text


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
    act: Text
    ordinal: int
    lang: Literal["ru", "kk"]
    title: Text
    service: Text
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
    sfe: tuple[Unit_, ...]
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

    def route(self, channel: Channel) -> Route | None:
        return next((route for route in self.routes if route.channel == channel), None)
