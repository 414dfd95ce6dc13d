"""What the office says."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from shared.contracts.event import CaseEvent

Outcome = Literal["approve", "refuse"]


class CaseRegistered(CaseEvent):
    """The case has the office's own number."""

    name: ClassVar[str] = "office.case-registered.v1"

    incoming: str = Field(description="The office's number.")


class CaseResolved(CaseEvent):
    """The head laid the resolution."""

    name: ClassVar[str] = "office.case-resolved.v1"


class StepTaken(CaseEvent):
    """A step inside the office: forwarded, allotted, examined, drafted, controlled."""

    name: ClassVar[str] = "office.step-taken.v1"


class CaseDecided(CaseEvent):
    """The decision is signed."""

    name: ClassVar[str] = "office.case-decided.v1"

    outcome: Outcome


class ResultIssued(CaseEvent):
    """The signed result has its outgoing number and waits to be sent."""

    name: ClassVar[str] = "office.result-issued.v1"

    outcome: Outcome
    outgoing: str
    result: str = Field(description="Barcode of the result.")
    site: str = Field(description="The office that holds it.")
