"""From the outbox to the inbox: one test body on the embedded carrier and on RabbitMQ."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from sqlalchemy import insert

from shared.runtime.carriers.embedded import EmbeddedCarrier
from shared.runtime.relay import Carrier
from tests.support import toys
from tests.support.people import Caller
from tests.support.roads import on_rabbit
from tests.support.waiting import eventually

THINGS = "/speaker/v1/things"


@pytest.fixture
async def at_work(
    both: toys.Toys, carrier: str, request: pytest.FixtureRequest
) -> AsyncIterator[toys.Toys]:
    """What the speaker says reaches the listener."""
    url = request.getfixturevalue("broker") if carrier == "rabbit" else None
    async with AsyncExitStack() as stack:
        road: Carrier = (
            await stack.enter_async_context(on_rabbit(url, both.speaker, both.listener))
            if url
            else EmbeddedCarrier([both.speaker.inbox, both.listener.inbox])
        )
        for process in (both.speaker, both.listener):
            process.start_relay(road)
            process.start_timers()
            stack.push_async_callback(process.stop_work)
        yield both


async def heard(toys_: toys.Toys, count: int) -> None:
    async def as_many() -> bool:
        return await toys.how_many(toys_.listener.context.engine, toys.heard) >= count

    await eventually(as_many)


async def test_what_one_service_says_another_hears_once(caller: Caller, at_work: toys.Toys) -> None:
    made = (await caller.post(THINGS, {"name": "stove"}, expect=201)).json()

    await heard(at_work, 1)

    (row,) = await toys.rows(at_work.listener.context.engine, toys.heard)
    assert (str(row.case), row.result) == (made["id"], "stove")


async def test_much_at_once_all_arrives_and_nothing_twice(
    caller: Caller, at_work: toys.Toys
) -> None:
    names = [f"thing {n}" for n in range(60)]

    for start in range(0, len(names), 6):
        await asyncio.gather(
            *(caller.post(THINGS, {"name": name}) for name in names[start : start + 6])
        )
    await heard(at_work, len(names))

    engine = at_work.listener.context.engine
    assert sorted(row.result for row in await toys.rows(engine, toys.heard)) == sorted(names)
    assert await toys.how_many(engine, toys.counted) == len(names)
    assert await toys.how_many(engine, toys.listener_messages.waiting) == 0


async def test_a_poisoned_message_is_buried_and_stops_nobody(
    caller: Caller, at_work: toys.Toys
) -> None:
    engine = at_work.listener.context.engine
    object.__setattr__(at_work.listener.inbox, "attempts", 1)
    async with engine.begin() as db:
        await db.execute(insert(toys.trouble), {"reason": "rain"})
    await caller.post(THINGS, {"name": "stove"}, expect=201)

    async def buried() -> bool:
        return await toys.how_many(engine, toys.listener_messages.dead_letter) == 1

    await eventually(buried)

    async with engine.begin() as db:
        await db.execute(toys.trouble.delete())
    await caller.post(THINGS, {"name": "chair"}, expect=201)
    await heard(at_work, 1)
    assert [row.result for row in await toys.rows(engine, toys.heard)] == ["chair"]


async def test_a_service_at_work_is_ready(caller: Caller, at_work: toys.Toys) -> None:
    checks = (await caller.get("/health/ready", expect=200)).json()

    assert set(checks.values()) == {"ok"}
    assert {"database", "relay", "timer-retry-waiting"} <= set(checks)


async def test_a_service_whose_relay_died_is_not_ready(caller: Caller, at_work: toys.Toys) -> None:
    relay = at_work.speaker.tasks["relay"]

    relay.cancel()
    await asyncio.wait([relay])

    checks = (await caller._client.get("/health/ready")).json()
    assert checks["relay"] == "dead"
