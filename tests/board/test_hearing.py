"""Events become lines and summaries, in whatever order they come."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from psc.embedded import Interchange
from services.board import store
from services.board.actions.news import news_of
from services.board.domain.summary import State, Summary, summary_of
from services.board.tables import case_summary, timeline
from shared.contracts import PacketArrived, PacketDispatched, PacketSealed
from tests.board.builders import (
    CASE,
    accepted,
    hear,
    minute,
    of_packet,
    registered,
    shuffled,
    whole_way,
)


async def summary(house: Interchange, case: Any = CASE) -> Summary:
    async with house.processes["board"].context.engine.connect() as db:
        query = select(case_summary).where(case_summary.c.case == case)
        return store.summary((await db.execute(query)).one())


async def count(house: Interchange, table: Any) -> int:
    async with house.processes["board"].context.engine.connect() as db:
        return int((await db.execute(select(func.count()).select_from(table))).scalar_one())


@pytest.mark.parametrize("seed", range(3))
async def test_what_lies_in_the_database_is_what_the_fold_gives(house: Interchange, seed: int):
    way = whole_way()

    await hear(house, *shuffled(way, seed))

    assert await summary(house) == summary_of(CASE, map(news_of, way))


async def test_a_happening_told_by_two_messages_is_one_line(house: Interchange):
    await hear(house, registered())

    await hear(house, registered())

    assert await count(house, timeline) == 1


async def test_a_packet_writes_a_line_and_a_summary_for_each_of_its_cases(house: Interchange):
    cases = tuple(uuid4() for _ in range(300))

    await hear(house, of_packet(PacketArrived, minute(4), cases=cases))

    assert await count(house, timeline) == 300
    assert await count(house, case_summary) == 300
    assert (await summary(house, cases[-1])).state.value is State.ARRIVED


async def test_packets_with_cases_in_common_are_heard_at_the_same_time(house: Interchange):
    cases = tuple(uuid4() for _ in range(50))
    kinds = (PacketSealed, PacketDispatched, PacketArrived)
    events = [
        of_packet(kind, minute(n), cases=tuple(shuffled(cases, n)), **more)
        for n, (kind, more) in enumerate(
            zip(kinds, ({"register_number": "L"}, {}, {}), strict=True)
        )
    ]

    await asyncio.gather(*(hear(house, event) for event in events * 3))

    assert (await summary(house, cases[7])).state.value is State.ARRIVED
    assert await count(house, timeline) == 150
    assert await count(house, house.processes["board"].service.messages.dead_letter) == 0


async def test_the_case_of_a_packet_gets_its_facts_when_its_acceptance_comes(house: Interchange):
    await hear(house, of_packet(PacketArrived, minute(4)))

    await hear(house, accepted())

    known = await summary(house)
    assert known.state.value is State.ARRIVED
    assert known.accepted.value.centre == "psc-talgar"
