"""Before whom a file lies, and what may be done with it there: the route read with office eyes.

A route names steps of all rooms. The office takes those below; paper on the road is the
accumulation department's, and what comes behind the decision is not the office's either.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from services.office.domain.file import (
    AT_WORK,
    CALLS,
    Call,
    File,
    FileNotArrived,
    State,
)
from shared.rules.places import Place, place_of
from shared.rules.regulation import Doing, Role
from shared.rules.route import OutOfOrder, Step, Way

OWN = frozenset(
    {
        Doing.REGISTER,
        Doing.FORWARD,
        Doing.RESOLVE,
        Doing.ALLOT,
        Doing.EXAMINE,
        Doing.REVIEW,
        Doing.DRAFT,
        Doing.CONTROL,
        Doing.SIGN,
        Doing.RECORD,
    }
)
# Roles to whom a file is given to be worked on.
EXECUTING = frozenset(
    {
        Role.OFFICE_EXECUTOR,
        Role.AKIM_EXECUTOR,
        Role.WORKING_BODY_EXECUTOR,
        Role.CENTER_EXECUTOR,
    }
)
# What the executor named in the resolution does alone, though others have the same role.
_EXECUTORS_OWN = frozenset({Doing.RECEIVE, Doing.EXAMINE, Doing.INFORM, Doing.DRAFT, Doing.FORWARD})
# Some acts name these before the signature, in a table of another flow: nobody can do them yet.
_TOO_EARLY = frozenset({Doing.RETURN, Doing.SHELVE, Doing.HAND_OUT})
_CALL_FOR = {doings[0]: call for call, doings in CALLS.items()}


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a file waits: for a role at a site, or there for one person alone."""

    site: str
    role: Role
    person: UUID | None


@dataclass(frozen=True)
class Turn:
    """A file whose next steps somebody takes."""

    file: File
    way: Way
    call: Call
    taken: tuple[Step, ...]

    @property
    def step(self) -> Step:
        """The one that the call is for: a hand-carried file is received along with it."""
        return next(step for step in self.taken if step.doing is CALLS[self.call][0])

    def takes(self, doing: Doing) -> bool:
        return any(step.doing is doing for step in self.taken)

    @property
    def decides(self) -> bool:
        """The last of the route's signatures: some files are signed twice."""
        return self.takes(Doing.SIGN) and not comes(self.way, self.taken[-1], {Doing.SIGN})

    @property
    def issues(self) -> bool:
        """The office's last step: what is left is to carry the result and hand it out."""
        return not comes(self.way, self.taken[-1], OWN)

    @property
    def state(self) -> State:
        if self.issues:
            return State.ISSUED
        if self.decides:
            return State.DECIDED
        registers = self.takes(Doing.REGISTER) and self.file.state is State.ARRIVED
        return State.REGISTERED if registers else self.file.state


def turn(file: File, way: Way, call: Call) -> Turn:
    """What the call takes now; refused where the file awaits something else."""
    step = way.named(file.awaits) if file.awaits else None
    asked = CALLS[call][0]
    if _on_the_road(file, way, step):
        raise FileNotArrived
    if step is None or not is_ours(file, way, step):
        raise OutOfOrder(awaited=step.doing if step else "—", asked=asked)
    if call_for(way, step) is not call:
        raise OutOfOrder(awaited=step.doing, asked=asked)
    return Turn(file, way, call, way.movement(step, {step.doing, *CALLS[call]}))


def call_for(way: Way, step: Step) -> Call:
    """Every step of the office has one call. Receiving from hand to hand goes with what follows."""
    if step.doing is Doing.RECEIVE:
        following = way.after(step)
        if following and following.is_of_the_same_action(step) and following.doing in OWN:
            return _CALL_FOR[following.doing]
    return _CALL_FOR[step.doing]


def is_ours(file: File, way: Way, step: Step) -> bool:
    return file.state in AT_WORK and is_of_office(way, step)


def is_of_office(way: Way, step: Step) -> bool:
    if step.doing is Doing.RECEIVE:
        return by_hand(way, step)
    if step.doing is Doing.INFORM:
        # The applicant is told of the result by the window, of all before it by the office.
        return place_of(step.role) is Place.DECIDING and comes(way, step, {Doing.SIGN})
    return step.doing in OWN


def by_hand(way: Way, step: Step) -> bool:
    """Received without a packet: from a colleague, a commission or the portal."""
    at = way.steps.index(step)
    return at == 0 or way.steps[at - 1].doing is not Doing.DISPATCH


def comes(way: Way, step: Step, doings: set[Doing] | frozenset[Doing]) -> bool:
    """One of these is still to come behind the step."""
    return any(behind.doing in doings for behind in way.steps[way.steps.index(step) + 1 :])


def site_of(file: File, role: Role) -> str:
    return file.centre if place_of(role) is Place.ACCEPTING else file.office


def desk_of(file: File, way: Way, step: Step | None) -> Desk | None:
    """Who has to do something with the file now; `None` while it is not the office's turn."""
    if step is None or not is_ours(file, way, step):
        return None
    alone = file.executor if executors_own(file, way, step) else None
    return Desk(site_of(file, step.role), step.role, alone)


def executors_own(file: File, way: Way, step: Step) -> bool:
    return (
        file.executor is not None
        and not file.decided
        and step.doing in _EXECUTORS_OWN
        and step.role is executing_role(way)
    )


def executing_role(way: Way) -> Role:
    """In which role the executor of a resolution works: that of who examines, or drafts, next."""
    ordered = (Doing.ALLOT, Doing.RESOLVE)
    since = next((s for doing in ordered for s in way.steps if s.doing is doing), way.steps[0])
    behind = way.steps[way.steps.index(since) :]
    working = (s.role for s in behind if s.doing in (Doing.EXAMINE, Doing.DRAFT))
    return next(working, Role.OFFICE_EXECUTOR)


def settle(way: Way, step: Step | None) -> Step | None:
    """Pass over what an act names before it can be done, so that the file does not stand still."""
    while step is not None and comes(way, step, {Doing.SIGN}) and _cannot_be_yet(step):
        step = way.after(step)
    return step


def _cannot_be_yet(step: Step) -> bool:
    tells_at_window = step.doing is Doing.INFORM and place_of(step.role) is Place.ACCEPTING
    return step.doing in _TOO_EARLY or tells_at_window


def delivered_to(way: Way, awaited: Step | None) -> Step | None:
    """What a file awaits when its packet has come, if the message does not say.

    The step behind the packet's reception; where the act forgets that one, the office's next.
    """
    if awaited is None or is_of_office(way, awaited):
        return awaited
    ahead = way.steps[way.steps.index(awaited) :]
    come = (s for s in ahead if s.doing is Doing.RECEIVE and not by_hand(way, s))
    received = next(come, None)
    if received is not None:
        return way.after(received)
    return next((step for step in ahead if is_of_office(way, step)), awaited)


def further(way: Way, told: str | None, known: str | None) -> bool:
    """Whether what is told lies behind what is known: messages may come in any order."""
    return _place(way, told) > _place(way, known)


def _place(way: Way, name: str | None) -> int:
    return way.steps.index(way.named(name)) if name else len(way.steps)


def reception(way: Way, centre: str) -> str | None:
    """The accepting site, if its people take steps of the office there: an akim and his clerk."""
    ours = (step for step in way.steps if is_of_office(way, step))
    return centre if any(place_of(s.role) is Place.ACCEPTING for s in ours) else None


def _on_the_road(file: File, way: Way, step: Step | None) -> bool:
    if file.state is State.EXPECTED:
        return True
    return not file.decided and step is not None and not is_of_office(way, step)
