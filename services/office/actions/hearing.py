"""What other services' events change here. Messages come in any order; a file never goes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from services.office import store
from services.office.actions.moving import desk_of, way_of
from services.office.domain import desk
from services.office.domain.file import MOVES, File, State
from shared.contracts import (
    CaseAccepted,
    CaseEvent,
    CaseHandedOut,
    FileDelivered,
    FileMoved,
    ResultShelved,
)
from shared.rules.progress import due_of
from shared.rules.route import Step, Way
from shared.runtime import progress
from shared.runtime.act import Act
from shared.runtime.inbox import TooEarly


async def expect(act: Act, event: CaseAccepted) -> None:
    """A file is announced. Where nothing travels, or the akim's people begin, it is here."""
    way = act.house.catalogue.way(event.regulation, event.channel, edition=event.edition)
    step = desk.settle(way, _awaited(way, event))
    here = step is not None and desk.is_of_office(way, step)
    new = File(
        case=event.case,
        number=event.number,
        regulation=event.regulation,
        edition=event.edition,
        channel=event.channel,
        centre=event.centre,
        office=event.office,
        state=State.ARRIVED if here else State.EXPECTED,
        awaits=step.name if step else None,
        due_at=_due(act, event, step),
        version=1,
    )
    person = act.house.seal.open(event.applicant, event.subject)
    reception = desk.reception(way, event.centre)
    await store.expect(act.db, new, event, person, desk_of(way, new), reception)


async def deliver(act: Act, event: FileDelivered) -> None:
    """The folder lies before the clerk."""
    file, way = await _known(act, event)
    if file.decided:
        return
    awaits, due_at = _delivered(act, event, file, way)
    state = State.ARRIVED if file.state is State.EXPECTED else file.state
    if not desk.further(way, awaits, file.awaits):
        awaits, due_at = file.awaits, file.due_at
    arrived = replace(file, state=state, awaits=awaits, due_at=due_at, version=file.version + 1)
    log = store.Log(event.taken, event.at, file.due_at)
    await store.save(act.db, arrived, desk_of(way, arrived), log, arrived_at=event.at)


async def send_back(act: Act, event: FileMoved) -> None:
    """The result left the office. Other movements of paper change nothing here."""
    if event.movement == "return":
        await _follow(act, event, State.RETURNED)


async def shelve(act: Act, event: ResultShelved) -> None:
    """The result lies at the window."""
    await _follow(act, event, State.RETURNED)


async def close(act: Act, event: CaseHandedOut) -> None:
    """The applicant holds the result."""
    await _follow(act, event, State.CLOSED)


async def _follow(act: Act, event: CaseEvent, to: State) -> None:
    file, way = await _known(act, event)
    state = to if to in MOVES[file.state] else file.state
    awaits, due_at = file.awaits, file.due_at
    told, told_due_at = progress.heard(event.taken) if event.taken else (awaits, due_at)
    if desk.further(way, told, awaits):
        awaits, due_at = told, told_due_at
    if state is State.CLOSED:
        awaits, due_at = None, None
    moved = replace(file, state=state, awaits=awaits, due_at=due_at, version=file.version + 1)
    log = store.Log(event.taken, event.at, file.due_at)
    await store.save(act.db, moved, desk_of(way, moved), log)


async def _known(act: Act, event: CaseEvent) -> tuple[File, Way]:
    file = await store.by_case(act.db, event.case, lock=True)
    if file is None:
        raise TooEarly(f"file of case {event.case}")
    return file, way_of(act, file)


def _awaited(way: Way, event: CaseAccepted) -> Step | None:
    if not event.taken:
        return way.after(way.steps[0])
    awaits, _ = progress.heard(event.taken)
    return way.named(awaits) if awaits else None


def _due(act: Act, event: CaseAccepted, step: Step | None) -> datetime | None:
    """What is told; or counted from the acceptance, with which an action of its own began."""
    told = progress.heard(event.taken)[1] if event.taken else None
    if told is not None or step is None:
        return told
    sites = progress.calendars(act.house, event.centre, event.office)
    return due_of(step, event.at, sites).at


def _delivered(
    act: Act, event: FileDelivered, file: File, way: Way
) -> tuple[str | None, datetime | None]:
    if event.taken:
        return progress.heard(event.taken)
    awaited = way.named(file.awaits) if file.awaits else None
    step = desk.delivered_to(way, awaited)
    if step is None or step is awaited:
        return file.awaits, file.due_at
    sites = progress.calendars(act.house, file.centre, file.office)
    return step.name, due_of(step, event.at, sites).at
