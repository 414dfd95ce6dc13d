"""What the window says."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import AwareDatetime, Field

from shared.contracts.event import CaseEvent
from shared.rules.regulation import Channel


class CaseAccepted(CaseEvent):
    """Papers were taken and the applicant holds a receipt."""

    name: ClassVar[str] = "intake.case-accepted.v1"

    regulation: str = Field(description="Key of the regulation.")
    edition: date = Field(description="The edition that the case is pinned to.")
    channel: Channel
    centre: str = Field(description="Code of the site that accepted.")
    window: str | None = None
    office: str = Field(description="Code of the office that is competent.")
    file: str = Field(description="Barcode of the folder.")
    documents: int
    sheets: int
    due: AwareDatetime | None = Field(description="When the result is due at the window.")
    applicant: str = Field(description="The applicant, sealed.")


class CaseHandedOut(CaseEvent):
    """The applicant holds the result."""

    name: ClassVar[str] = "intake.case-handed-out.v1"

    result: str = Field(description="Barcode of the result.")
