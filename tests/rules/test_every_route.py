"""Every route of the catalogue, every variant and every derived way runs to its end."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from shared.rules.calendar import office_calendar, psc_calendar
from shared.rules.derived import derived_channels
from shared.rules.places import Place
from shared.rules.progress import advance, foresee
from shared.rules.regulation import Channel, Doing
from shared.rules.route import Step, Way, way_of
from shared.runtime.catalogue import Catalogue, load

CALENDARS = {Place.ACCEPTING: psc_calendar(), Place.DECIDING: office_calendar()}
MONDAY = datetime(2026, 3, 16, 5, 0, tzinfo=UTC)
# Their tables hand the paper over in the action before the one that signs it; the lint says so.
HANDED_OUT_BEFORE_SIGNING = {("akmola-2011-a-11-491/02", 1), ("akmola-2011-a-11-491/03", 2)}
REFUSAL_AT_THE_WINDOW = "refusal at the window"


@cache
def the_catalogue() -> Catalogue:
    return load()


def every_route() -> list[tuple[str, str, int]]:
    return [
        (regulation.key, route.channel, n)
        for regulation in the_catalogue().regulations
        for n, route in enumerate(regulation.routes)
    ]


def every_variant() -> list[tuple[str, int, str]]:
    return [
        (regulation.key, n, variant.when)
        for regulation in the_catalogue().regulations
        for n, variant in enumerate(regulation.alternative_routes)
    ]


def every_derived_way() -> list[tuple[str, Channel]]:
    return [
        (regulation.key, channel)
        for regulation in the_catalogue().regulations
        for channel in derived_channels(regulation)
    ]


def walked(way: Way) -> list[Step]:
    """Take one step after the other, each at the moment when it is due."""
    taken: list[Step] = []
    awaited: Step | None = way.steps[0]
    at, due_at = MONDAY, None
    while awaited is not None:
        gone = advance(way, way.named(awaited.name), {awaited.doing}, at, due_at, CALENDARS)
        taken += gone.taken
        awaited = gone.now.step if gone.now else None
        due_at = gone.now.due.at if gone.now else None
        at = due_at or at
    return taken


def way_of_outcome(key: str, n: int, outcome: str) -> Way:
    """A refusal takes the act's own refusal route where it prints one, or else the same steps."""
    regulation = the_catalogue().get(key)
    route = regulation.routes[n]
    refusals = [v for v in regulation.alternative_routes if v.when == "refusal"]
    own = next((each for each in refusals if each.channel == route.channel), route)
    first_of_channel = regulation.route(route.channel) is route
    return way_of(own if outcome == "refused" and first_of_channel else route)


def test_there_are_eighty_one_routes():
    assert len(every_route()) == 81


@pytest.mark.parametrize("outcome", ["approved", "refused"])
@pytest.mark.parametrize(("key", "channel", "n"), every_route())
def test_a_route_runs_from_acceptance_to_hand_out(key: str, channel: str, n: int, outcome: str):
    way = way_of_outcome(key, n, outcome)

    taken = walked(way)

    assert taken == list(way.steps)
    assert taken[0].doing is Doing.ACCEPT
    assert [step.doing for step in taken].count(Doing.HAND_OUT) == 1


@pytest.mark.parametrize(("key", "channel", "n"), every_route())
def test_what_is_handed_out_was_signed(key: str, channel: str, n: int):
    doings = [step.doing for step in way_of(the_catalogue().get(key).routes[n]).steps]

    signed_before = Doing.SIGN in doings[: doings.index(Doing.HAND_OUT)]
    assert signed_before is ((key, n) not in HANDED_OUT_BEFORE_SIGNING)
    assert Doing.SIGN in doings


@pytest.mark.parametrize(("key", "channel", "n"), every_route())
def test_paper_that_leaves_a_centre_arrives_and_comes_back(key: str, channel: str, n: int):
    doings = [step.doing for step in way_of(the_catalogue().get(key).routes[n]).steps]

    if Doing.DISPATCH in doings:
        there = doings.index(Doing.DISPATCH)
        assert Doing.RECEIVE in doings[there:]
        assert Doing.RETURN in doings[there:]


@pytest.mark.parametrize(("key", "n", "when"), every_variant())
def test_a_variant_runs_to_its_end(key: str, n: int, when: str):
    way = way_of(the_catalogue().variants(key)[n])

    taken = walked(way)

    assert taken == list(way.steps)
    if when == REFUSAL_AT_THE_WINDOW:
        assert [step.doing for step in taken] == [Doing.INFORM]
    else:
        assert taken[0].doing is Doing.ACCEPT
        assert Doing.HAND_OUT in [step.doing for step in taken]


@pytest.mark.parametrize(("key", "channel"), every_derived_way())
def test_a_forgotten_channel_has_a_derived_way_that_runs_to_its_end(key: str, channel: Channel):
    way = the_catalogue().way(key, channel)

    taken = walked(way)

    assert way.derived
    assert taken == list(way.steps)
    assert (taken[0].doing, taken[-1].doing) == (Doing.ACCEPT, Doing.HAND_OUT)
    assert taken[0].role is taken[-1].role


@pytest.mark.parametrize(("key", "channel", "n"), every_route())
def test_due_times_along_a_route_never_go_back(key: str, channel: str, n: int):
    way = way_of(the_catalogue().get(key).routes[n])

    foreseen = [at for _, at in foresee(way, MONDAY, CALENDARS) if at]

    assert foreseen == sorted(foreseen)


def test_a_second_term_of_one_number_begins_a_clock_of_its_own():
    way = the_catalogue().way("akmola-2011-a-11-491/03", Channel.PSC)
    examine = way.named("6:examine")
    due_at = datetime(2026, 3, 30, 5, 0, tzinfo=UTC)

    gone = advance(way, examine, {Doing.EXAMINE, Doing.DRAFT}, MONDAY, due_at, CALENDARS)

    assert gone.taken == (examine,)
    assert gone.now is not None
    assert gone.now.step.doing is Doing.DRAFT
    assert gone.now.due.at != due_at
