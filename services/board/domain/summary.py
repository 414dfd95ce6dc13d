"""What the board knows of a case: the latest of each kind of fact, in whatever order it came.

Nothing is refused here and no move is forbidden: the services that own a case guard its moves,
and the board hears of them late, early or twice. So a state is not moved to, it is told; of two
that are told, the later holds, and of two told at one moment, the one that is further on the way.
That makes the fold commutative, associative and idempotent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import reduce
from typing import Generic, TypeVar
from uuid import UUID

from shared.rules.places import Place, place_of
from shared.rules.regulation import Doing, Role

T = TypeVar("T")


class State(StrEnum):
    """In the order of the way: the place in this list decides between two of one moment."""

    ACCEPTED = "accepted"
    COLLECTED = "collected"
    PACKED = "packed"
    ON_THE_WAY = "on_the_way"
    ARRIVED = "arrived"
    DELIVERED = "delivered"
    REGISTERED = "registered"
    RESOLVED = "resolved"
    IN_WORK = "in_work"
    DECIDED = "decided"
    ISSUED = "issued"
    READY = "ready"
    HANDED_OUT = "handed_out"


# Which state an event tells. Not here: `accumulation.packet-reconciled`, which comes when the last
# piece of a packet was compared, and pieces compared before may be registered by then.
TOLD_BY: dict[str, State] = {
    "intake.case-accepted.v1": State.ACCEPTED,
    "accumulation.file-collected.v1": State.COLLECTED,
    "accumulation.packet-sealed.v1": State.PACKED,
    "accumulation.packet-dispatched.v1": State.ON_THE_WAY,
    "accumulation.packet-arrived.v1": State.ARRIVED,
    "accumulation.file-delivered.v1": State.DELIVERED,
    "accumulation.result-shelved.v1": State.READY,
    "office.case-registered.v1": State.REGISTERED,
    "office.case-resolved.v1": State.RESOLVED,
    "office.case-decided.v1": State.DECIDED,
    "office.result-issued.v1": State.ISSUED,
    "intake.case-handed-out.v1": State.HANDED_OUT,
}

# An event that only says “a step was taken” tells its state by what the step does.
TOLD_BY_STEP: dict[Doing, State] = {
    Doing.COLLECT: State.COLLECTED,
    Doing.PACK: State.PACKED,
    Doing.DISPATCH: State.ON_THE_WAY,
    Doing.RETURN: State.ON_THE_WAY,
    Doing.RESOLVE: State.RESOLVED,
    Doing.ALLOT: State.IN_WORK,
    Doing.EXAMINE: State.IN_WORK,
    Doing.REVIEW: State.IN_WORK,
    Doing.DRAFT: State.IN_WORK,
    Doing.CONTROL: State.IN_WORK,
    Doing.SIGN: State.DECIDED,
    Doing.SHELVE: State.READY,
}

# With these the papers are at the window or gone: nothing is late for the applicant any more.
AT_THE_END = frozenset({State.READY, State.HANDED_OUT})

_ORDER = {state: place for place, state in enumerate(State)}
_BEHIND_ALL_STEPS = 1_000


@dataclass(frozen=True, slots=True)
class Acceptance:
    regulation: str
    channel: str
    centre: str
    office: str
    ready_by: datetime | None

    @property
    def weight(self) -> tuple[object, ...]:
        return (self.regulation, self.channel, self.centre, self.office, _seconds(self.ready_by))


@dataclass(frozen=True, slots=True)
class Standing:
    """Before which step the case stands; all `None` when it has come to its end."""

    awaits: str | None
    role: Role | None
    due_at: datetime | None

    @property
    def weight(self) -> tuple[object, ...]:
        n = int(self.awaits.split(":")[0]) if self.awaits else _BEHIND_ALL_STEPS
        return (n, self.awaits or "", self.role or "", _seconds(self.due_at))


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """A fact and the moment at which it became true."""

    at: datetime
    value: T


@dataclass(frozen=True, slots=True)
class News:
    """What one event says of one case."""

    at: datetime
    number: str | None = None
    acceptance: Acceptance | None = None
    standing: Standing | None = None
    state: State | None = None
    outcome: str | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    case: UUID
    updated_at: datetime
    number: str | None = None
    accepted: Told[Acceptance] | None = None
    stands: Told[Standing] | None = None
    state: Told[State] | None = None
    decided: Told[str] | None = None
    handed_out_at: datetime | None = None
    # Some step of the case was taken after its due time.
    late: bool = False

    @property
    def awaits(self) -> str | None:
        return self.stands.value.awaits if self.stands else None

    @property
    def due_at(self) -> datetime | None:
        return self.stands.value.due_at if self.stands else None

    @property
    def site(self) -> str | None:
        """Where the case stands now, as far as that is known."""
        if self.stands is None or self.stands.value.role is None:
            return None
        return self.site_of(self.stands.value.role)

    def site_of(self, role: Role) -> str | None:
        if self.accepted is None:
            return None
        accepted = self.accepted.value
        return accepted.centre if place_of(role) is Place.ACCEPTING else accepted.office

    @property
    def on_the_way_back(self) -> bool:
        return self.decided is not None

    def is_ready(self) -> bool:
        """The applicant may come for the result."""
        return self.state is not None and self.state.value is State.READY

    def is_late_for_applicant(self, now: datetime) -> bool:
        """The date on the receipt has passed, and there is no result at the window."""
        ready_by = self.accepted.value.ready_by if self.accepted else None
        return ready_by is not None and ready_by < now and not self._at_its_end

    def is_overdue(self, now: datetime) -> bool:
        """The step that the case awaits is past its due time."""
        return self.due_at is not None and self.due_at < now and not self._at_its_end

    @property
    def _at_its_end(self) -> bool:
        return self.state is not None and self.state.value in AT_THE_END


def hear(known: Summary, news: News) -> Summary:
    """What is known when this is known, too."""
    moment, handed_out = news.at, news.state is State.HANDED_OUT
    return replace(
        known,
        updated_at=max(known.updated_at, moment),
        number=known.number or news.number,
        accepted=_later(known.accepted, _told(moment, news.acceptance)),
        stands=_later(known.stands, _told(moment, news.standing)),
        state=_later(known.state, _told(moment, news.state)),
        decided=_later(known.decided, _told(moment, news.outcome)),
        handed_out_at=_max(known.handed_out_at, moment if handed_out else None),
        late=known.late or news.late,
    )


def summary_of(case: UUID, all_news: Iterable[News]) -> Summary:
    """The whole story at once: at least one piece of news is expected."""
    news = list(all_news)
    return reduce(hear, news, Summary(case, news[0].at))


def standing(
    n: int | None, doing: Doing | None, role: Role | None, due: datetime | None
) -> Standing:
    """A hand-out waits for the applicant: its minutes begin when the applicant comes, so nobody
    is late before."""
    if n is None or doing is None:
        return Standing(None, None, None)
    return Standing(f"{n}:{doing}", role, None if doing is Doing.HAND_OUT else due)


def state_told_by(event: str, steps: Iterable[Doing]) -> State | None:
    """An event's own state, or that of the furthest step it completed."""
    by_steps = [TOLD_BY_STEP[step] for step in steps if step in TOLD_BY_STEP]
    return TOLD_BY.get(event) or max(by_steps, key=_ORDER.__getitem__, default=None)


def _told(at: datetime, value: T | None) -> Told[T] | None:
    return None if value is None else Told(at, value)


def _later(known: Told[T] | None, news: Told[T] | None) -> Told[T] | None:
    if known is None or news is None:
        return known or news
    return max(known, news, key=lambda told: (told.at, _weight(told.value)))


def _weight(value: object) -> tuple[object, ...]:
    """Orders two values of one moment, so that which came first does not decide."""
    if isinstance(value, Standing | Acceptance):
        return value.weight
    return (_ORDER[value] if isinstance(value, State) else str(value),)


def _max(known: datetime | None, news: datetime | None) -> datetime | None:
    return max((at for at in (known, news) if at is not None), default=None)


def _seconds(at: datetime | None) -> float:
    return at.timestamp() if at else 0.0
