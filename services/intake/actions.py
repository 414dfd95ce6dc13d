"""What is done at the window. Each act: load, decide, save, tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from uuid import uuid4

from services.intake import store
from services.intake.domain import case as rules
from services.intake.domain.acceptance import Acceptance, Applicant, Paper
from services.intake.domain.case import Case, State
from shared.contracts import (
    CaseAccepted,
    CaseDecided,
    CaseHandedOut,
    ResultIssued,
    ResultShelved,
)
from shared.rules import progress as progress_rules
from shared.rules.broken import Missing
from shared.rules.identifiers import Code, Kind
from shared.rules.regulation import Channel, Doing
from shared.rules.route import Step, Way
from shared.runtime import progress
from shared.runtime.act import Act, House
from shared.runtime.inbox import TooEarly
from shared.runtime.progress import Whereabouts
from shared.runtime.versions import must_match

# Their results come back in a packet, and are ready when they lie on the shelf.
_TRAVELLING = frozenset({Channel.PSC, Channel.AKIM})


@dataclass(frozen=True, slots=True)
class Application:
    """What stands before the window, before it is a case."""

    regulation: str
    channel: Channel
    office: str
    window: str | None
    applicant: Applicant
    documents: tuple[Paper, ...]


async def accept(act: Act, application: Application) -> Acceptance:
    """Take the papers, give a number and a due time, tell the house."""
    way = act.house.catalogue.way(application.regulation, application.channel)
    step = way.steps[0]
    centre = act.person.home(step.role)
    act.house.sites.get(application.office, kind="office", field="office")

    serial = await store.next_serial(act)
    new = _accepted(act, application, way, centre, serial)
    await store.insert(act, new)
    await act.note("case-accepted", new.case.number)

    await act.tell(_told(act, new, step))
    return new


def _accepted(act: Act, application: Application, way: Way, centre: str, serial: int) -> Acceptance:
    site = act.house.sites.get(centre)
    following = way.after(way.steps[0])
    case = Case(
        id=uuid4(),
        receipt=Code(Kind.RECEIPT, act.now.year % 100, site.number, serial % 1_000_000),
        regulation=application.regulation,
        edition=act.house.catalogue.edition(application.regulation),
        channel=application.channel,
        centre=centre,
        office=application.office,
        state=State.ACCEPTED,
        awaits=following.name if following else None,
        accepted_at=act.now,
        due_at=_ready_by(act.house, application, centre, act.now),
        version=1,
    )
    return Acceptance(
        case=case,
        applicant=application.applicant,
        documents=application.documents,
        window=application.window,
        accepted_by=act.person.account,
        accepted_by_name=act.person.name,
    )


def _ready_by(
    house: House, application: Application, centre: str, now: datetime
) -> datetime | None:
    # People who come within the same minute get the same date: it is computed once.
    minute = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return _ready_by_minute(
        house, application.regulation, application.channel, centre, application.office, minute
    )


@lru_cache(maxsize=4096)
def _ready_by_minute(
    house: House, regulation: str, channel: Channel, centre: str, office: str, minute: datetime
) -> datetime | None:
    way = house.catalogue.way(regulation, channel)
    ready = progress_rules.ready_by(way, minute, progress.calendars(house, centre, office))
    # The answer now and the answer out of the database later are to be the same text.
    return ready.astimezone(UTC) if ready else None


def _told(act: Act, new: Acceptance, step: Step) -> CaseAccepted:
    case, person = new.case, new.applicant
    whereabouts = Whereabouts(
        case.regulation, case.edition, case.channel, case.centre, case.office, step.name, None
    )
    moved = progress.move(act.house, whereabouts, {Doing.ACCEPT}, act.now)
    sealed = act.house.seal.close(
        {"iin": person.iin, "name": person.full_name, "language": person.language}, str(case.id)
    )
    return CaseAccepted(
        at=act.now,
        case=case.id,
        number=case.number,
        taken=moved.taken,
        regulation=case.regulation,
        edition=case.edition,
        channel=case.channel,
        centre=case.centre,
        window=new.window,
        office=case.office,
        file=case.file,
        documents=len(new.documents),
        sheets=new.sheets,
        due=case.due_at,
        applicant=sealed,
    )


async def become_ready(act: Act, event: ResultShelved) -> None:
    """The result lies on the shelf: the applicant may come."""
    case = await store.by_id(act.db, event.case, lock=True)
    if case is None:
        raise TooEarly(f"case {event.case}")
    awaits = progress.heard(event.taken)[0] if event.taken else case.awaits
    await store.save(act.db, rules.move(case, State.READY, awaits, event.shelf))


async def become_ready_at_the_office(act: Act, event: ResultIssued) -> None:
    """Papers that were taken where they are decided do not travel: issued is ready."""
    case = await store.by_id(act.db, event.case, lock=True)
    if case is None:
        raise TooEarly(f"case {event.case}")
    if case.channel in _TRAVELLING:
        return
    awaits = progress.heard(event.taken)[0] if event.taken else case.awaits
    await store.save(act.db, rules.move(case, State.READY, awaits))


async def learn_decision(act: Act, event: CaseDecided) -> None:
    """What was decided, for whoever asks at the window."""
    case = await store.by_id(act.db, event.case, lock=True)
    if case is None:
        raise TooEarly(f"case {event.case}")
    await store.save(act.db, rules.decide(case, event.outcome))


async def hand_out(act: Act, number: str, shown_iin: str, version: str | None) -> Case:
    """Give the result to the person named on the receipt."""
    case = await load(act, number, lock=True)
    step = _hand_out_step(act, case)
    act.person.must_be(step.role, case.centre)
    must_match(version, case.version)
    rules.check_recipient(shown_iin, await store.applicant_iin(act.db, case.id))

    done = rules.move(case, State.HANDED_OUT, None)
    await store.save(act.db, done, **store.handed_out(act.now, act.person.account))
    await act.note("result-handed-out", case.number)

    whereabouts = Whereabouts(
        case.regulation, case.edition, case.channel, case.centre, case.office, step.name, None
    )
    moved = progress.move(act.house, whereabouts, {Doing.HAND_OUT}, act.now)
    await act.tell(
        CaseHandedOut(
            at=act.now, case=case.id, number=case.number, taken=moved.taken, result=case.result
        )
    )
    return done


def _hand_out_step(act: Act, case: Case) -> Step:
    way = act.house.catalogue.way(case.regulation, case.channel, edition=case.edition)
    return next(step for step in reversed(way.steps) if step.doing is Doing.HAND_OUT)


async def load(act: Act, number: str, *, lock: bool = False) -> Case:
    """A case of the person's own centre; to everybody else it does not exist."""
    case = await store.by_number(act.db, number, lock=lock)
    if case is None or not act.person.belongs_to(case.centre):
        raise Missing(field="number")
    return case
