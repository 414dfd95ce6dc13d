"""One line of a case's timeline. Lines are only added; the same line twice is one line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid5

from shared.rules.regulation import Doing, Role


@dataclass(frozen=True, slots=True)
class Step:
    """A step that the event completed."""

    n: int
    doing: Doing
    role: Role
    late: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """What an event says besides the cases that it is about."""

    at: datetime
    type: str
    number: str | None
    steps: tuple[Step, ...]
    site: str | None
    packet: str | None
    # What else it says, as JSON: nothing about a person.
    facts: str


@dataclass(frozen=True, slots=True)
class Entry:
    id: UUID
    case: UUID
    # Which of the event's steps: several may be completed by one movement.
    place: int
    step: Step | None


def entries(happening: Happening, cases: tuple[UUID, ...]) -> list[Entry]:
    """A line for every step in every case; an event without steps is one line."""
    steps = happening.steps or (None,)
    return [
        Entry(_id(happening, case, place), case, place, step)
        for case in cases
        for place, step in enumerate(steps)
    ]


def _id(happening: Happening, case: UUID, place: int) -> UUID:
    """Made of what happened, not of the message that told it: a repetition has the same id."""
    moment = happening.at.astimezone(UTC).isoformat()
    said = f"{happening.type} {moment} {place} {happening.packet} {happening.facts}"
    return uuid5(case, said)
