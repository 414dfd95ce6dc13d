"""Numbers out of sequences: each once, and those who ask together are answered together."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.runtime.process import Process
from shared.runtime.serials import Serial
from tests.support.waiting import eventually_true


@pytest.fixture
async def engine(speaker: Process) -> AsyncEngine:
    async with speaker.context.engine.begin() as db:
        await db.execute(text("CREATE SEQUENCE speaker.number"))
    return speaker.context.engine


async def ask(engine: AsyncEngine, serial: Serial) -> int:
    async with engine.connect() as db:
        return await serial.next(db)


async def test_numbers_are_given_in_order_one_after_another(engine: AsyncEngine) -> None:
    serial = Serial("speaker.number")

    numbers = [await ask(engine, serial) for _ in range(3)]

    assert numbers == [1, 2, 3]


async def test_those_who_ask_together_get_a_number_each(engine: AsyncEngine) -> None:
    serial = Serial("speaker.number")

    numbers = await asyncio.gather(*(ask(engine, serial) for _ in range(4)))

    assert sorted(numbers) == [1, 2, 3, 4]


async def test_one_who_gives_up_does_not_take_the_others_with_him(engine: AsyncEngine) -> None:
    serial = Serial("speaker.number")

    async with serial._asking:
        asking = [asyncio.create_task(ask(engine, serial)) for _ in range(4)]
        await eventually_true(lambda: len(serial._waiting) == 4)
        asking[0].cancel()
        asking[2].cancel()
    answers = await asyncio.gather(*asking, return_exceptions=True)

    assert sorted(answer for answer in answers if isinstance(answer, int)) == [1, 2]


async def test_a_question_that_fails_is_asked_again_for_those_who_wait(engine: AsyncEngine) -> None:
    serial = Serial("speaker.later")

    first = asyncio.create_task(ask(engine, serial))
    with pytest.raises(DBAPIError):
        await first
    async with engine.begin() as db:
        await db.execute(text("CREATE SEQUENCE speaker.later"))

    assert await ask(engine, serial) == 1
