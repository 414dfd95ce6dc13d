"""The rules of progress, with what a process knows: ways of the catalogue, calendars of sites."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from shared.contracts.event import Taken
from shared.rules import progress as rules
from shared.rules.places import Place
from shared.rules.regulation import Channel, Doing
from shared.rules.route import OutOfOrder, Step, Way
from shared.runtime.act import House


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What of a case decides its way: written on its row in every service that serves it."""

    regulation: str
    # The edition under which it was accepted: a newer one changes nothing for it.
    edition: date
    channel: Channel
    centre: str
    office: str
    awaits: str | None
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A movement's outcome, as events tell it and as rows keep it."""

    taken: tuple[Taken, ...]
    awaits: str | None
    due_at: datetime | None


def way_of(house: House, case: Whereabouts) -> Way:
    return house.catalogue.way(case.regulation, case.channel, edition=case.edition)


def calendars(house: House, centre: str, office: str) -> rules.Calendars:
    return {
        Place.ACCEPTING: house.sites.get(centre).calendar,
        Place.DECIDING: house.sites.get(office).calendar,
    }


def awaited(house: House, case: Whereabouts) -> Step | None:
    return way_of(house, case).named(case.awaits) if case.awaits else None


def move(house: House, case: Whereabouts, doings: Collection[Doing], at: datetime) -> Moved:
    """Take the step that the case awaits; refused if it awaits another."""
    step = awaited(house, case)
    if step is None:
        raise _at_its_end(doings)
    way = way_of(house, case)
    sites = calendars(house, case.centre, case.office)
    gone = rules.advance(way, step, doings, at, case.due_at, sites)
    return _told(way, gone)


def move_if_awaited(
    house: House, case: Whereabouts, doings: Collection[Doing], at: datetime
) -> Moved:
    """The same for movements of paper, which happen also where the act forgets to name them."""
    step = awaited(house, case)
    if step is None or step.doing not in doings:
        return Moved((), case.awaits, case.due_at)
    return move(house, case, doings, at)


def _at_its_end(doings: Collection[Doing]) -> OutOfOrder:
    return OutOfOrder(awaited="—", asked=" + ".join(doings))


def _told(way: Way, gone: rules.Progress) -> Moved:
    now = gone.now
    taken = []
    for step in gone.taken:
        following = way.after(step)
        last = step is gone.taken[-1]
        taken.append(
            Taken(
                n=step.n,
                doing=step.doing,
                role=step.role,
                late=gone.late,
                next_n=following.n if following else None,
                next_doing=following.doing if following else None,
                next_role=following.role if following else None,
                next_due=now.due.at if last and now else None,
            )
        )
    return Moved(tuple(taken), now.step.name if now else None, now.due.at if now else None)


def heard(taken: tuple[Taken, ...]) -> tuple[str | None, datetime | None]:
    """What a case awaits and until when, as another service's event tells it."""
    last = taken[-1]
    awaits = f"{last.next_n}:{last.next_doing}" if last.next_n is not None else None
    return awaits, last.next_due
