"""A file as the office sees it. The states are few: the awaited step of the route says the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from shared.rules.broken import Conflict
from shared.rules.regulation import Channel, Doing

Outcome = Literal["approve", "refuse"]


class State(StrEnum):
    EXPECTED = "expected"
    ARRIVED = "arrived"
    REGISTERED = "registered"
    DECIDED = "decided"
    ISSUED = "issued"
    RETURNED = "returned"
    CLOSED = "closed"


# Some acts have no step of registration, many sign and issue in one movement.
MOVES: dict[State, frozenset[State]] = {
    State.EXPECTED: frozenset({State.ARRIVED}),
    State.ARRIVED: frozenset({State.REGISTERED, State.DECIDED, State.ISSUED}),
    State.REGISTERED: frozenset({State.DECIDED, State.ISSUED}),
    State.DECIDED: frozenset({State.ISSUED}),
    State.ISSUED: frozenset({State.RETURNED, State.CLOSED}),
    State.RETURNED: frozenset({State.CLOSED}),
    State.CLOSED: frozenset(),
}

# In these the office has the file in hand.
AT_WORK = frozenset({State.ARRIVED, State.REGISTERED, State.DECIDED})


class Call(StrEnum):
    """What a person may ask of the office."""

    RECEIVE = "receive"
    REGISTER = "register"
    FORWARD = "forward"
    RESOLUTION = "resolution"
    ALLOTMENT = "allotment"
    EXAMINATION = "examination"
    REVIEW = "review"
    NOTICE = "notice"
    DRAFT = "draft"
    CONTROL = "control"
    SIGNATURE = "signature"
    RECORD = "record"


# What a call does, and what it takes along where the same action of the act holds that as well:
# one movement of a person is one call.
CALLS: dict[Call, tuple[Doing, ...]] = {
    Call.RECEIVE: (Doing.RECEIVE,),
    Call.REGISTER: (Doing.REGISTER, Doing.FORWARD),
    Call.FORWARD: (Doing.FORWARD,),
    Call.RESOLUTION: (Doing.RESOLVE, Doing.ALLOT, Doing.FORWARD),
    Call.ALLOTMENT: (Doing.ALLOT, Doing.FORWARD),
    Call.EXAMINATION: (Doing.EXAMINE, Doing.FORWARD),
    Call.REVIEW: (Doing.REVIEW, Doing.FORWARD),
    Call.NOTICE: (Doing.INFORM, Doing.FORWARD),
    Call.DRAFT: (Doing.DRAFT, Doing.FORWARD),
    Call.CONTROL: (Doing.CONTROL, Doing.FORWARD),
    Call.SIGNATURE: (Doing.SIGN, Doing.RECORD, Doing.FORWARD),
    Call.RECORD: (Doing.RECORD, Doing.FORWARD),
}


class FileNotArrived(Conflict):
    """The file is still on its way: nothing can be done with it here yet."""

    code = "file-not-arrived"
    ru = "Дело ещё в пути: до его поступления с ним ничего сделать нельзя."
    kk = "Іс қағаздары әлі жолда: келіп түскенше ештеңе істеуге болмайды."


class WrongState(Conflict):
    """A file that is {state} cannot become {to}."""

    code = "wrong-state"
    ru = "Дело в состоянии «{state}» не может перейти в «{to}»."
    kk = "«{state}» күйіндегі іс «{to}» күйіне өте алмайды."


@dataclass(frozen=True, slots=True)
class File:
    case: UUID
    number: str
    regulation: str
    edition: date
    channel: Channel
    centre: str
    office: str
    state: State
    awaits: str | None
    due_at: datetime | None
    version: int
    incoming: str | None = None
    outgoing: str | None = None
    outcome: Outcome | None = None
    executor: UUID | None = None
    executor_name: str | None = None
    # The draft that lies before the signature, and who made it.
    draft: UUID | None = None
    drafter: UUID | None = None

    @property
    def decided(self) -> bool:
        return self.state not in (State.EXPECTED, State.ARRIVED, State.REGISTERED)


def state_after(file: File, to: State) -> State:
    """The only way to another state; a step within a state stays there."""
    if to is not file.state and to not in MOVES[file.state]:
        raise WrongState(state=file.state, to=to)
    return to
