"""How any step of the office goes: look and lock, ask whose turn it is, move, keep, tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from services.office import store
from services.office.domain import desk
from services.office.domain.decision import check_signer
from services.office.domain.desk import Turn
from services.office.domain.file import Call, File, state_after
from services.office.domain.resolution import check_own
from shared.contracts import (
    CaseDecided,
    CaseEvent,
    CaseRegistered,
    CaseResolved,
    ResultIssued,
    StepTaken,
)
from shared.rules.broken import Missing, RuleBroken
from shared.rules.identifiers import Code, Kind, parse
from shared.rules.progress import due_of
from shared.rules.regulation import Doing
from shared.rules.route import Step, Way
from shared.runtime import progress
from shared.runtime.act import Act
from shared.runtime.identity.person import NotYourRole, Person
from shared.runtime.progress import Moved, Whereabouts
from shared.runtime.versions import must_match


def whereabouts(file: File) -> Whereabouts:
    return Whereabouts(
        file.regulation,
        file.edition,
        file.channel,
        file.centre,
        file.office,
        file.awaits,
        file.due_at,
    )


def way_of(act: Act, file: File) -> Way:
    return progress.way_of(act.house, whereabouts(file))


async def load(act: Act, number: str, *, lock: bool = False) -> File:
    """A file of the person's own organisation; to everybody else it does not exist."""
    file = await store.by_number(act.db, number, lock=lock)
    if file is None or not _sees(act, file):
        raise Missing(field="number")
    return file


def _sees(act: Act, file: File) -> bool:
    if act.person.belongs_to(file.office):
        return True
    # An akim's people see what was brought to him, a centre's do not see the office's desk.
    reception = desk.reception(way_of(act, file), file.centre)
    return reception is not None and act.person.belongs_to(reception)


async def begin(act: Act, number: str, call: Call, version: str | None) -> Turn:
    """The file, locked, and the steps that this call takes, if they are this person's."""
    file = await load(act, number, lock=True)
    must_match(version, file.version)
    taken = desk.turn(file, way_of(act, file), call)
    check_theirs(act.person, file, taken.way, taken.step)
    return taken


def check_theirs(person: Person, file: File, way: Way, step: Step) -> None:
    """The step is done by one role at one site, and after the resolution by one executor."""
    site = desk.site_of(file, step.role)
    if not person.belongs_to(site):
        # They see the file, so this is no secret: it is another organisation's turn.
        raise NotYourRole(role=step.role)
    person.must_be(step.role, site)
    check_own(file, way, step, person.account)


def may(person: Person, file: File, way: Way) -> bool:
    """Whether this person may take the awaited step: what is offered is what is allowed."""
    step = way.named(file.awaits) if file.awaits else None
    if step is None or not desk.is_ours(file, way, step):
        return False
    try:
        check_theirs(person, file, way, step)
        if step.doing is Doing.SIGN:
            check_signer(file, person.account)
    except RuleBroken:
        return False
    return True


async def complete(act: Act, turn: Turn, note: str | None = None, **more: Any) -> File:
    """Take the steps: the file stands where it stands then, and the house hears of it."""
    file = turn.file
    moved = _moved(act, turn)
    done = replace(
        file,
        state=state_after(file, turn.state),
        awaits=moved.awaits,
        due_at=moved.due_at,
        version=file.version + 1,
        **await _numbers(act, turn),
        **more,
    )
    log = store.Log(moved.taken, act.now, file.due_at, act.person.account, act.person.name, note)
    await store.save(act.db, done, desk_of(turn.way, done), log)
    await act.note(f"file-{turn.call}", file.number)
    await act.tell(*_told(act, turn, done, moved))
    return done


def desk_of(way: Way, file: File) -> desk.Desk | None:
    return desk.desk_of(file, way, way.named(file.awaits) if file.awaits else None)


def _moved(act: Act, turn: Turn) -> Moved:
    doings = {step.doing for step in turn.taken}
    moved = progress.move(act.house, whereabouts(turn.file), doings, act.now)
    named = turn.way.after(turn.taken[-1])
    stands = desk.settle(turn.way, named)
    return moved if stands is None or stands is named else _passed_over(act, turn, moved, stands)


def _passed_over(act: Act, turn: Turn, moved: Moved, stands: Step) -> Moved:
    """The case awaits a later step than the act names next; the events say so as well."""
    sites = progress.calendars(act.house, turn.file.centre, turn.file.office)
    due = due_of(stands, act.now, sites).at
    awaited = {
        "next_n": stands.n,
        "next_doing": stands.doing,
        "next_role": stands.role,
        "next_due": due,
    }
    last = moved.taken[-1].model_copy(update=awaited)
    return Moved((*moved.taken[:-1], last), stands.name, due)


async def _numbers(act: Act, turn: Turn) -> dict[str, Any]:
    """The office's own numbers. A result needs its outgoing one also where no step gives it."""
    numbers = {}
    if turn.takes(Doing.REGISTER) and turn.file.incoming is None:
        numbers["incoming"] = await _number(act, turn, Kind.INCOMING)
    if (turn.takes(Doing.RECORD) or turn.issues) and turn.file.outgoing is None:
        numbers["outgoing"] = await _number(act, turn, Kind.OUTGOING)
    return numbers


async def _number(act: Act, turn: Turn, kind: Kind) -> str:
    site = act.house.sites.get(desk.site_of(turn.file, turn.step.role))
    # A journal begins anew with the year of the place where it lies.
    year = site.calendar.local(act.now).year
    journal = store.Journal(site.code, kind.name.lower(), year)
    serial = await store.enter_journal(act.db, journal, turn.file.case, act.person, act.now)
    return str(Code(kind, year % 100, site.number, serial % 1_000_000))


def _told(act: Act, turn: Turn, done: File, moved: Moved) -> list[CaseEvent]:
    """What became true, the steps with the last of it: nobody should count them twice."""
    said = _news(turn, done) or [StepTaken]
    common = {"at": act.now, "case": done.case, "number": done.number}
    first = [event(**common) for event in said[:-1]]
    return [*first, said[-1](**common, taken=moved.taken)]


def _news(turn: Turn, done: File) -> list[Callable[..., CaseEvent]]:
    said: list[Callable[..., CaseEvent]] = []
    if turn.takes(Doing.REGISTER):
        said.append(partial(CaseRegistered, incoming=done.incoming))
    if turn.takes(Doing.RESOLVE):
        said.append(CaseResolved)
    if turn.decides:
        said.append(partial(CaseDecided, outcome=done.outcome))
    if turn.issues:
        said.append(_issued(done))
    return said


def _issued(done: File) -> Callable[..., CaseEvent]:
    result = str(parse(done.number).of_kind(Kind.RESULT))
    return partial(
        ResultIssued,
        outcome=done.outcome,
        outgoing=done.outgoing,
        result=result,
        site=done.office,
    )
