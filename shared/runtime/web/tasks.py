"""What waits for a person: the same shape in every service."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field


class Call(BaseModel):
    """A call that the person may make now."""

    doing: str = Field(examples=["hand-out"])
    method: Literal["POST", "PUT", "GET"] = "POST"
    href: str = Field(examples=["/intake/v1/cases/R2601010000011/hand-out"])


class Task(BaseModel):
    about: str = Field(description="Number of the case or packet.")
    step: str | None = Field(
        default=None, description="Action and doing of the act's table.", examples=["11:hand-out"]
    )
    role: str = Field(examples=["psc_inspector"])
    organisation: str = Field(examples=["psc-talgar"])
    due_at: datetime | None = Field(description="When it is due; null if the act states no term.")
    overdue: bool
    calls: list[Call]


class Tasks(BaseModel):
    items: list[Task]
