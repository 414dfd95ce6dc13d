"""A body over the limit is refused, however it is sent, and nothing of it is done."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from shared.runtime.process import Process
from tests.support import toys
from tests.support.people import Caller

THINGS = "/speaker/v1/things"
LIMIT = 1_048_576


async def in_pieces(size: int) -> AsyncIterator[bytes]:
    """A body of this size, sent without saying so beforehand."""
    yield b'{"name": "stove", "filler": "'
    for _ in range(size // 65_536):
        yield b"x" * 65_536
    yield b'"}'


async def made(speaker: Process) -> int:
    return await toys.how_many(speaker.context.engine, toys.thing)


async def test_an_announced_body_over_the_limit_is_refused(
    caller: Caller, speaker: Process
) -> None:
    refused = await caller.post(THINGS, {"name": "x" * LIMIT}, expect=413)

    assert refused.json()["code"] == "body-too-large"
    assert await made(speaker) == 0


@pytest.mark.parametrize("key", [{}, {"Idempotency-Key": "7f9c"}], ids=["plain", "with a key"])
async def test_a_body_that_grows_over_the_limit_is_refused(
    caller: Caller, speaker: Process, key: dict[str, str]
) -> None:
    headers = key | {"Content-Type": "application/json"}

    refused = await caller.send(
        "POST", THINGS, content=in_pieces(2 * LIMIT), headers=headers, expect=413
    )

    assert refused.json()["code"] == "body-too-large"
    assert await made(speaker) == 0


async def test_a_body_in_pieces_within_the_limit_is_read(caller: Caller) -> None:
    headers = {"Content-Type": "application/json"}

    answered = await caller.send("POST", THINGS, content=in_pieces(LIMIT // 2), headers=headers)

    assert answered.json()["errors"][0]["field"] == "body.filler"


async def test_a_body_under_the_limit_is_read(caller: Caller) -> None:
    await caller.post(THINGS, {"name": "x" * 200}, expect=201)
    refused = await caller.post(THINGS, {"name": "x" * (LIMIT // 2)}, expect=422)

    assert refused.json()["errors"][0]["code"] == "string_too_long"
