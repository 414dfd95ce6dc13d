"""Steps that nobody takes in time are told, each once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import orjson
import pytest
from sqlalchemy import select, text

from psc.embedded import Interchange
from services.board.tables import timeline
from services.board.timers import tell_due
from shared.contracts import ResultShelved
from shared.rules.identifiers import Code, Kind
from tests.board.builders import accepted, hear, minute, of_case, registered, taken

# Monday morning, 9:06 at Talgar, when the case is registered; the next step is due at 17:30.
DUE = minute(6) + timedelta(hours=8, minutes=24)


@pytest.fixture
async def warned(house: Interchange) -> Any:
    """What the board says when its timer runs at a moment; nothing carries it away."""
    board = house.processes["board"]
    await board.stop_work()

    async def run(at: datetime) -> list[tuple[str, str]]:
        await tell_due(replace(board.context, now=lambda: at))
        async with board.context.engine.begin() as db:
            bodies = (await db.execute(text("DELETE FROM board.outbox RETURNING body"))).scalars()
            said = [orjson.loads(body) for body in bodies]
        return [(each["type"], each["data"]["doing"]) for each in said]

    return run


async def test_a_step_far_from_its_due_time_is_not_told(house, warned):
    await hear(house, accepted(), registered(minute(6), taken(next_due=DUE)))

    assert await warned(minute(7)) == []


async def test_a_step_is_at_risk_within_two_working_hours_and_told_once(house, warned):
    await hear(house, accepted(), registered(minute(6), taken(next_due=DUE)))

    first, again = await warned(DUE - timedelta(hours=2)), await warned(DUE)

    assert first == [("board.case-at-risk.v1", "forward")]
    assert again == []


async def test_a_step_past_its_due_time_is_overdue_and_told_once(house, warned):
    await hear(house, accepted(), registered(minute(6), taken(next_due=DUE)))

    first, again = await warned(DUE + timedelta(seconds=1)), await warned(DUE + timedelta(1))

    assert first == [("board.case-overdue.v1", "forward")]
    assert again == []


async def test_the_next_step_is_told_anew(house, warned):
    await hear(house, accepted(), registered(minute(6), taken(next_due=DUE)))
    await warned(DUE + timedelta(seconds=1))
    await hear(house, registered(minute(900), taken(next_n=5, next_due=minute(960))))

    assert await warned(minute(961)) == [("board.case-overdue.v1", "forward")]


async def test_a_result_that_waits_for_its_applicant_is_not_told(house, warned):
    await hear(house, accepted(), registered(minute(6), taken(next_due=DUE)))
    await hear(house, of_case(ResultShelved, minute(8), result="D", shelf="A"))

    assert await warned(DUE + timedelta(days=9)) == []


async def test_a_warning_stands_in_the_timeline_of_its_case(house, warned):
    await hear(house, accepted(), registered(minute(6), taken(next_due=DUE)))

    await warned(DUE + timedelta(seconds=1))

    async with house.processes["board"].context.engine.connect() as db:
        types = (await db.execute(select(timeline.c.type))).scalars().all()
    assert "board.case-overdue.v1" in types


async def test_two_timers_share_what_is_due_and_tell_each_once(house, warned):
    for serial in range(40):
        case, number = uuid4(), str(Code(Kind.RECEIPT, 26, 101, serial))
        event = registered(minute(6), taken(next_due=DUE))
        told = event.model_copy(update={"case": case, "number": number})
        await hear(house, accepted(case=case, number=number), told)
    late = DUE + timedelta(seconds=1)

    both = await asyncio.gather(warned(late), warned(late))

    assert len(both[0] + both[1]) == 40
