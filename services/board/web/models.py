"""Shapes of the board's API."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from services.board.domain.summary import State
from shared.rules.regulation import (
    Anomaly,
    Channel,
    Documents,
    Doing,
    Grounds,
    Offered,
    Result,
    Role,
    Statement,
    Term,
    WholeTerm,
)


class WordsOut(BaseModel):
    """One thing in three languages."""

    model_config = ConfigDict(from_attributes=True)

    ru: str = Field(examples=["Зарегистрировано в отделе"])
    kk: str = Field(examples=["Бөлімде тіркелді"])
    en: str = Field(examples=["Registered at the office"])


class CaseOut(BaseModel):
    """Where a case is. What has not been heard of yet is null."""

    number: str = Field(description="As on the receipt.", examples=["R2601010000011"])
    regulation: str | None = Field(examples=["almaty-2012-349/07"])
    channel: Channel | None
    centre: str | None = Field(description="Site that accepted.", examples=["psc-talgar"])
    office: str | None = Field(description="Office that decides.", examples=["office-talgar"])
    state: State | None
    words: WordsOut = Field(description="The state in words.")
    awaits: str | None = Field(
        description="Action and doing of the act's table that comes next.", examples=["3:register"]
    )
    awaits_role: Role | None = Field(description="Whose step that is.")
    site: str | None = Field(description="Where that step is to be taken.")
    due_at: datetime | None = Field(description="When that step is due; null if no term runs.")
    overdue: bool = Field(description="That step is past its due time.")
    late: bool = Field(description="Some step of the case was taken after its due time.")
    ready_by: datetime | None = Field(description="The date on the receipt.")
    accepted_at: datetime | None
    outcome: str | None = Field(examples=["approve"])
    handed_out_at: datetime | None
    updated_at: datetime = Field(description="When the latest thing happened that is known here.")


class EntryOut(BaseModel):
    """One thing that happened."""

    at: datetime
    type: str = Field(examples=["office.case-registered.v1"])
    n: int | None = Field(description="Action of the act's table, if a step was taken.")
    doing: Doing | None = Field(description="What was done, if a step was taken.")
    role: Role | None = Field(description="Whose step it was, or whose a warning is about.")
    role_words: WordsOut | None
    late: bool = Field(description="Taken after its due time.")
    site: str | None = Field(description="Where it happened.", examples=["office-talgar"])
    packet: str | None = Field(description="In which packet.", examples=["P2601010000016"])
    words: WordsOut
    facts: dict[str, Any] = Field(description="What else was said; nothing about a person.")


class TimelineOut(BaseModel):
    case: CaseOut
    items: list[EntryOut] = Field(description="As it happened, the first first.")


class Figure(BaseModel):
    """Cases of one site in one state. A case counts at its centre and at its office."""

    model_config = ConfigDict(from_attributes=True)

    site: str = Field(examples=["office-talgar"])
    state: State
    cases: int
    overdue: int = Field(description="Whose awaited step is past its due time now.")
    late: int = Field(description="In which some step was taken after its due time.")


class Figures(BaseModel):
    at: datetime
    items: list[Figure]


class StatusOut(BaseModel):
    """What everybody who has the number may know: no names."""

    number: str = Field(examples=["R2601010000011"])
    state: State | None
    words: str = Field(description="The state in your language.", examples=["Рассматривается"])
    language: str = Field(description="Chosen by Accept-Language.", examples=["ru"])
    ready_by: datetime | None = Field(description="The date on the receipt.")
    ready: bool = Field(description="The result can be collected now.")
    overdue: bool = Field(description="The date has passed and the result is not ready.")


class RegulationLine(BaseModel):
    key: str = Field(examples=["almaty-2012-349/07"])
    title: str
    service: str = Field(examples=["child-allowance"])
    edition: date = Field(description="Day of the act whose edition is in force.")
    lang: str = Field(description="Language of the act's text.", examples=["ru"])
    channels: list[Channel] = Field(description="Those for which the act has a route.")


class RegulationLines(BaseModel):
    items: list[RegulationLine]


class StepOut(BaseModel):
    """One step: an action of the act's table does one or more things."""

    name: str = Field(examples=["3:register"])
    n: int = Field(description="Number of the action in the act's table.")
    doing: Doing
    words: WordsOut
    role: Role
    role_words: WordsOut
    action: str = Field(description="The action, verbatim.")
    completion: str | None = Field(description="What completes it, verbatim.")
    term: Term | None = Field(description="Term of the action; its steps share it.")


class RouteOut(BaseModel):
    channel: Channel
    source: str = Field(description="Where the act states the route.", examples=["прил. 7"])
    steps: list[StepOut]


class RegulationOut(BaseModel):
    """A regulation, every fact with the place in the act that states it."""

    key: str
    act: str
    edition: date
    lang: str
    title: str
    service: str
    provider: Statement | None
    channels: tuple[Offered, ...]
    terms: tuple[WholeTerm, ...]
    documents: Documents
    refusal_grounds: Grounds
    results: tuple[Result, ...]
    routes: list[RouteOut]
    anomalies: tuple[Anomaly, ...] = Field(description="Where the act contradicts itself.")
