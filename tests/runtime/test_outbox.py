"""What an act changes and what it says are one transaction."""

from __future__ import annotations

from datetime import UTC, datetime

import orjson
import pytest
from sqlalchemy import insert

from shared.contracts.event import Envelope
from shared.runtime.act import Act
from shared.runtime.process import Process
from tests.support import toys
from tests.support.events import a_case_handed_out
from tests.support.people import Caller


async def test_a_change_and_what_it_says_are_committed_together(
    caller: Caller, speaker: Process
) -> None:
    await caller.post("/speaker/v1/things", {"name": "stove"}, expect=201)

    (thing,) = await toys.rows(speaker.context.engine, toys.thing)
    said = await toys.rows(speaker.context.engine, toys.speaker_messages.outbox)
    assert [orjson.loads(row.body)["subject"] for row in said] == [str(thing.id)] * 2


async def test_a_failed_act_leaves_neither_change_nor_word(speaker: Process) -> None:
    engine = speaker.context.engine

    with pytest.raises(RuntimeError, match="too late"):
        await _say_and_fail(speaker)

    assert await toys.how_many(engine, toys.known) == 0
    assert await toys.how_many(engine, toys.speaker_messages.outbox) == 0


async def _say_and_fail(speaker: Process) -> None:
    async with speaker.context.engine.begin() as db:
        act = Act(db, datetime.now(UTC), speaker.context.house)
        event = a_case_handed_out()
        await db.execute(insert(toys.known), {"case": event.case})
        await act.tell(event)
        raise RuntimeError("too late")


async def test_what_is_said_lies_in_the_outbox_in_the_order_it_was_said(speaker: Process) -> None:
    results = [f"D{n}" for n in range(5)]

    async with speaker.context.engine.begin() as db:
        act = Act(db, datetime.now(UTC), speaker.context.house)
        await act.tell(*(a_case_handed_out(result=result) for result in results))

    said = await toys.rows(speaker.context.engine, toys.speaker_messages.outbox)
    in_order = sorted(said, key=lambda row: row.position)
    assert [orjson.loads(row.body)["data"]["result"] for row in in_order] == results


async def test_an_act_that_says_nothing_lays_nothing_into_the_outbox(speaker: Process) -> None:
    async with speaker.context.engine.begin() as db:
        act = Act(db, datetime.now(UTC), speaker.context.house)
        await act.tell()

    assert act.said == 0
    assert await toys.how_many(speaker.context.engine, toys.speaker_messages.outbox) == 0


async def test_the_row_and_its_envelope_have_one_id(caller: Caller, speaker: Process) -> None:
    await caller.post("/speaker/v1/things", {"name": "stove"}, expect=201)

    said = await toys.rows(speaker.context.engine, toys.speaker_messages.outbox)
    assert [Envelope.model_validate_json(row.body).id for row in said] == [row.id for row in said]
