"""A ring after the commit wakes the relay; a lost ring only delays."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import asyncpg
import pytest

from shared.runtime.bell import Bell, Ear, channel


@pytest.fixture
async def bell(toy_database: str) -> AsyncIterator[Bell]:
    bell = Bell(toy_database, "speaker")
    await bell.start()
    yield bell
    await bell.stop()


@pytest.fixture
async def ear(toy_database: str) -> AsyncIterator[Ear]:
    ear = Ear(toy_database, channel("speaker"))
    await until_quiet(ear)
    yield ear
    await ear.close()


async def until_quiet(ear: Ear) -> None:
    """A new line makes whoever waits look once."""
    while await waited(ear, 0.05) < 0.05:
        pass


async def waited(ear: Ear, at_most: float) -> float:
    started = time.monotonic()
    await ear.wait(at_most)
    return time.monotonic() - started


async def test_a_ring_is_heard_at_once(bell: Bell, ear: Ear) -> None:
    bell.ring()

    assert await waited(ear, 5) < 2


async def test_a_ring_that_came_while_nobody_waited_is_not_lost(bell: Bell, ear: Ear) -> None:
    bell.ring()
    await asyncio.sleep(0.2)

    assert await waited(ear, 5) < 2


async def test_without_a_ring_the_ear_returns_when_time_is_up(ear: Ear) -> None:
    seconds = await waited(ear, 0.1)

    assert 0.1 <= seconds < 2


async def test_another_service_s_bell_is_not_heard(toy_database: str, ear: Ear) -> None:
    other = Bell(toy_database, "listener")
    await other.start()

    other.ring()
    seconds = await waited(ear, 0.2)
    await other.stop()

    assert seconds >= 0.2


async def test_the_bell_rings_again_after_its_connection_was_lost(
    bell: Bell, ear: Ear, toy_database: str
) -> None:
    bell.ring()
    await ear.wait(5)
    await _cut_connections(toy_database)
    await until_quiet(ear)

    bell.ring()

    assert await waited(ear, 5) < 4


async def test_an_ear_whose_line_was_cut_looks_at_once_and_says_so(
    ear: Ear, toy_database: str
) -> None:
    ear.missed = False
    await _cut_connections(toy_database)
    started = time.monotonic()

    while not ear.missed:
        await ear.wait(5)

    assert time.monotonic() - started < 2


async def test_an_ear_without_a_database_waits_all_the_same() -> None:
    deaf = Ear("postgresql://nobody@127.0.0.1:9/none", "psc_outbox_speaker")

    assert await waited(deaf, 0.1) >= 0.1


async def _cut_connections(url: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await connection.close()
