"""An event and its envelope (CloudEvents 1.0, JSON)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from shared.rules.regulation import Doing, Role


class Taken(BaseModel):
    """A step of the route that was taken, and what the case awaits now."""

    model_config = ConfigDict(frozen=True)

    n: int = Field(description="Number of the action in the act's table.")
    doing: Doing
    role: Role = Field(description="Whose step it was.")
    late: bool = Field(default=False, description="Taken after its due time.")
    next_n: int | None = Field(default=None, description="The action that the case awaits now.")
    next_doing: Doing | None = None
    next_role: Role | None = None
    next_due: AwareDatetime | None = Field(default=None, description="When that one is due.")


class Event(BaseModel):
    """Something that became true. Fields may be added; a change of meaning is a new version."""

    model_config = ConfigDict(frozen=True)

    name: ClassVar[str]
    at: AwareDatetime = Field(description="When it became true.")

    @property
    def subject(self) -> str:
        """What the event is about: a case's id or a packet's number."""
        raise NotImplementedError


class CaseEvent(Event):
    case: UUID = Field(description="The case; also the correlation id of all that concerns it.")
    number: str = Field(description="The centre's number of the case, as on the receipt.")
    taken: tuple[Taken, ...] = Field(default=(), description="The steps that this completed.")

    @property
    def subject(self) -> str:
        return str(self.case)


class PacketEvent(Event):
    packet: str = Field(description="The packet's number, as in its barcode.")
    origin: str = Field(description="Code of the site that packed it.")
    destination: str = Field(description="Code of the site it goes to.")
    cases: tuple[UUID, ...] = Field(description="The cases whose papers it holds.")

    @property
    def subject(self) -> str:
        return self.packet


class Envelope(BaseModel):
    """A CloudEvent as it lies in an outbox and travels."""

    model_config = ConfigDict(frozen=True)

    specversion: str = "1.0"
    id: UUID
    source: str
    type: str
    subject: str
    time: datetime
    datacontenttype: str = "application/json"
    correlationid: str
    data: dict[str, Any]
