"""A repeated request is one act: the same key and body get the same answer."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from shared.runtime.process import Process
from tests.support import toys
from tests.support.accounts import an_account
from tests.support.people import Caller

THINGS = "/speaker/v1/things"
STOVE = {"name": "stove"}
KEY = {"Idempotency-Key": "7f9c"}


async def made(speaker: Process) -> int:
    return await toys.how_many(speaker.context.engine, toys.thing)


async def test_a_repeated_request_gets_the_same_answer(caller: Caller, speaker: Process) -> None:
    first = await caller.post(THINGS, STOVE, headers=KEY, expect=201)
    second = await caller.post(THINGS, STOVE, headers=KEY, expect=201)

    assert second.content == first.content
    for name in ("etag", "location", "content-type"):
        assert second.headers[name] == first.headers[name]
    assert second.headers["idempotency-replayed"] == "true"
    assert await made(speaker) == 1


async def test_a_repeated_request_says_nothing_twice(caller: Caller, speaker: Process) -> None:
    for _ in range(2):
        await caller.post(THINGS, STOVE, headers=KEY, expect=201)

    assert await toys.how_many(speaker.context.engine, toys.speaker_messages.outbox) == 2


async def test_without_a_key_a_repeated_request_is_another_act(
    caller: Caller, speaker: Process
) -> None:
    for _ in range(2):
        await caller.post(THINGS, STOVE, expect=201)

    assert await made(speaker) == 2


async def test_a_key_used_for_another_body_is_refused(caller: Caller, speaker: Process) -> None:
    await caller.post(THINGS, STOVE, headers=KEY, expect=201)

    refused = await caller.post(THINGS, {"name": "chair"}, headers=KEY, expect=409)

    assert refused.json()["code"] == "idempotency-key-reused"
    assert await made(speaker) == 1


async def test_a_key_used_for_another_path_is_refused(caller: Caller) -> None:
    thing = (await caller.post(THINGS, STOVE, headers=KEY, expect=201)).json()

    refused = await caller.post(f"{THINGS}/{thing['id']}/close", headers=KEY, expect=409)

    assert refused.json()["code"] == "idempotency-key-reused"


async def test_the_same_key_of_somebody_else_is_another_key(
    caller: Caller, client: httpx.AsyncClient, speaker: Process
) -> None:
    other = Caller(client, (await an_account(speaker.context.engine)).token)

    for someone in (caller, other):
        await someone.post(THINGS, STOVE, headers=KEY, expect=201)

    assert await made(speaker) == 2


async def test_two_at_once_with_one_key_are_one_act(caller: Caller, speaker: Process) -> None:
    answers = await asyncio.gather(
        *(caller.post(THINGS, STOVE, headers=KEY, expect=201) for _ in range(4))
    )

    assert len({answer.content for answer in answers}) == 1
    assert await made(speaker) == 1


async def test_two_at_once_get_one_answer_also_where_the_act_may_happen_once(
    caller: Caller,
) -> None:
    thing = (await caller.post(THINGS, STOVE, expect=201)).json()
    close = f"{THINGS}/{thing['id']}/close"

    answers = await asyncio.gather(*(caller.post(close, headers=KEY) for _ in range(4)))

    assert [answer.status_code for answer in answers] == [200] * 4
    assert len({answer.content for answer in answers}) == 1


async def test_a_repeated_request_is_answered_though_it_could_not_be_done_again(
    caller: Caller,
) -> None:
    thing = (await caller.post(THINGS, STOVE, expect=201)).json()
    close = f"{THINGS}/{thing['id']}/close"
    first = await caller.post(close, headers=KEY, expect=200)

    second = await caller.post(close, headers=KEY, expect=200)

    assert second.content == first.content
    assert second.headers["idempotency-replayed"] == "true"


async def test_a_refused_request_may_be_repeated_with_its_key(caller: Caller) -> None:
    thing = (await caller.post(THINGS, STOVE, expect=201)).json()
    close = f"{THINGS}/{thing['id']}/close"
    await caller.post(close, headers=KEY | {"If-Match": '"7"'}, expect=409)

    again = await caller.post(close, headers=KEY | {"If-Match": '"1"'}, expect=200)

    assert again.json()["state"] == "closed"


@pytest.mark.parametrize("key", ["", "x" * 201, "tab\there"])
async def test_a_key_that_is_none_is_refused(caller: Caller, speaker: Process, key: str) -> None:
    refused = await caller.post(THINGS, STOVE, headers={"Idempotency-Key": key}, expect=422)

    assert refused.json()["code"] == "wrong-idempotency-key"
    assert await made(speaker) == 0
