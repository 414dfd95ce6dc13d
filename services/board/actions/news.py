"""What an event of the house means to the board. Pure: messages in, values of the domain out."""

from __future__ import annotations

from uuid import UUID

import orjson

from services.board.domain.entry import Happening, Step
from services.board.domain.summary import Acceptance, News, Standing, standing, state_told_by
from shared.contracts import (
    CaseAccepted,
    CaseDecided,
    CaseEvent,
    Event,
    FileDelivered,
    PacketDispatched,
    PacketSealed,
    ResultIssued,
)
from shared.contracts.event import PacketEvent

# On columns of their own already, or, like the sealed applicant, not for the board.
_NOT_FACTS = {"at", "case", "cases", "number", "taken", "packet", "applicant"}


def cases_of(event: Event) -> tuple[UUID, ...]:
    if isinstance(event, CaseEvent):
        return (event.case,)
    return tuple(dict.fromkeys(event.cases)) if isinstance(event, PacketEvent) else ()


def news_of(event: Event) -> News:
    """What it changes in the summary of each of its cases."""
    if not isinstance(event, CaseEvent):
        return News(event.at, state=state_told_by(event.name, ()))
    return News(
        at=event.at,
        number=event.number,
        acceptance=_acceptance(event),
        standing=_standing(event),
        state=state_told_by(event.name, (step.doing for step in event.taken)),
        outcome=event.outcome if isinstance(event, CaseDecided | ResultIssued) else None,
        late=any(step.late for step in event.taken),
    )


def happening_of(event: Event) -> Happening:
    """What it adds to the timelines of its cases."""
    facts = event.model_dump(mode="json", exclude=_NOT_FACTS)
    return Happening(
        at=event.at,
        type=event.name,
        number=event.number if isinstance(event, CaseEvent) else None,
        steps=_steps(event),
        site=_site(event),
        packet=getattr(event, "packet", None),
        facts=orjson.dumps(facts, option=orjson.OPT_SORT_KEYS).decode(),
    )


def _acceptance(event: CaseEvent) -> Acceptance | None:
    if not isinstance(event, CaseAccepted):
        return None
    return Acceptance(event.regulation, event.channel, event.centre, event.office, event.due)


def _standing(event: CaseEvent) -> Standing | None:
    if not event.taken:
        return None
    last = event.taken[-1]
    return standing(last.next_n, last.next_doing, last.next_role, last.next_due)


def _steps(event: Event) -> tuple[Step, ...]:
    taken = event.taken if isinstance(event, CaseEvent) else ()
    return tuple(Step(each.n, each.doing, each.role, each.late) for each in taken)


def _site(event: Event) -> str | None:
    """Where it happened, if the event says so; else the role of the step tells it later."""
    if isinstance(event, PacketSealed | PacketDispatched):
        return event.origin
    if isinstance(event, PacketEvent):
        return event.destination
    if isinstance(event, CaseAccepted):
        return event.centre
    return event.site if isinstance(event, FileDelivered | ResultIssued) else None
