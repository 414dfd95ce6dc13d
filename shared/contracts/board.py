"""What the board says when nobody else does."""

from __future__ import annotations

from typing import ClassVar

from pydantic import AwareDatetime

from shared.contracts.event import CaseEvent
from shared.rules.regulation import Doing, Role


class CaseAtRisk(CaseEvent):
    """A step is due soon and has not been taken."""

    name: ClassVar[str] = "board.case-at-risk.v1"

    doing: Doing
    role: Role
    due: AwareDatetime


class CaseOverdue(CaseEvent):
    """A step was not taken in its term."""

    name: ClassVar[str] = "board.case-overdue.v1"

    doing: Doing
    role: Role
    due: AwareDatetime
