"""What the office makes of other services' messages, in whatever order they come."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations
from uuid import uuid4

import pytest
from sqlalchemy import text

from psc.embedded import Interchange
from shared.contracts import CaseHandedOut, Event, FileMoved, ResultShelved
from shared.rules.regulation import Channel
from tests.office.files import (
    OFFICE,
    Known,
    a_delivery,
    announced,
    delivered,
    hear,
    told,
)
from tests.office.test_steps import work
from tests.support.people import People


async def stands(house: Interchange, known: Known) -> tuple[str, str | None]:
    query = text('SELECT state, awaits FROM office.file WHERE "case" = :case')
    async with house.processes["office"].context.engine.connect() as db:
        row = (await db.execute(query, {"case": known.case})).one()
    return row.state, row.awaits


def a_return(known: Known) -> list[Event]:
    """The result leaves, lies on the shelf, and is handed out."""
    common = {"at": datetime.now(UTC), "case": known.case, "number": known.number}

    def taken(name: str) -> dict[str, object]:
        return common | {"taken": (told(known.way, known.way.named(name)),)}

    return [
        FileMoved(**taken("9:return"), code="D", packet="P", movement="return"),
        ResultShelved(**taken("10:shelve"), result="D", shelf="A-1"),
        CaseHandedOut(**taken("11:hand-out"), result="D"),
    ]


async def test_a_file_of_a_centre_is_expected_until_its_packet_comes(house: Interchange):
    known = await announced(house)

    assert await stands(house, known) == ("expected", "2:collect")


async def test_where_nothing_travels_the_file_is_here_at_once(house: Interchange):
    known = await announced(house, channel=Channel.OFFICE, centre=OFFICE)

    assert await stands(house, known) == ("arrived", "1:register")


@pytest.mark.parametrize("named", [True, False])
async def test_a_delivered_file_awaits_its_registration(house: Interchange, named: bool):
    known = await announced(house)
    taken = [told(known.way, known.way.named("3:receive"))] if named else []

    await hear(house, a_delivery(known, *taken))

    assert await stands(house, known) == ("arrived", "3:register")


async def test_a_delivery_waits_for_the_case_that_it_delivers(house: Interchange):
    way = house.common.catalogue.way("almaty-2012-349/07", Channel.PSC)
    stranger = Known(uuid4(), "R2601010999990", way)

    await hear(house, a_delivery(stranger))

    waiting = text("SELECT count(*) FROM office.waiting WHERE subject = :case")
    async with house.processes["office"].context.engine.connect() as db:
        assert await db.scalar(waiting, {"case": str(stranger.case)}) == 1


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_a_handed_out_case_is_closed_whatever_was_heard_first(
    house: Interchange, people: People, order: tuple[int, ...]
):
    known = await delivered(house)
    await work(people, known)
    events = a_return(known)

    await hear(house, *(events[place] for place in order))

    assert await stands(house, known) == ("closed", None)


async def test_a_result_on_its_way_back_is_returned(house: Interchange, people: People):
    known = await delivered(house)
    await work(people, known)
    left, shelved, _ = a_return(known)

    await hear(house, left)
    on_the_road = await stands(house, known)
    await hear(house, shelved)

    assert on_the_road == ("returned", "10:shelve")
    assert await stands(house, known) == ("returned", "11:hand-out")
