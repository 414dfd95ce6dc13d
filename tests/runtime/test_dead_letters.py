"""Operators list, read, replay and discard dead letters; nobody else knows of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, insert

from shared.runtime.process import Process
from tests.support import toys
from tests.support.accounts import Account, an_account
from tests.support.events import a_case_accepted, a_case_handed_out, enveloped
from tests.support.people import Caller

PATH = "/listener/v1/dead-letters"


@pytest.fixture
async def operator(listener: Process) -> AsyncIterator[Caller]:
    somebody = await an_account(listener.context.engine, ("psc-toy", "operator"))
    async with toys.client_of(listener) as client:
        yield Caller(client, somebody.token)


async def a_dead_letter(listener: Process, case: UUID | None = None) -> None:
    object.__setattr__(listener.inbox, "attempts", 1)
    async with listener.context.engine.begin() as db:
        await db.execute(insert(toys.trouble), {"reason": "rain"})
    await listener.inbox.receive(enveloped(a_case_handed_out(case or uuid4(), result="D1")))


async def end_trouble(listener: Process) -> None:
    async with listener.context.engine.begin() as db:
        await db.execute(delete(toys.trouble))


async def test_an_operator_sees_the_dead_letters(operator: Caller, listener: Process) -> None:
    await a_dead_letter(listener)

    listed = await operator.get(PATH, expect=200)

    (letter,) = listed.json()["items"]
    assert letter["handler"] == "hear"
    assert letter["state"] == "dead"
    assert "body" not in letter


async def test_the_list_goes_on_from_its_cursor(operator: Caller, listener: Process) -> None:
    for _ in range(3):
        await a_dead_letter(listener)

    first = (await operator.get(PATH, params={"limit": 2}, expect=200)).json()
    second = (
        await operator.get(PATH, params={"limit": 2, "cursor": first["next"]}, expect=200)
    ).json()

    assert [len(first["items"]), len(second["items"])] == [2, 1]
    assert second["next"] is None


async def test_an_operator_reads_one_with_its_message(operator: Caller, listener: Process) -> None:
    await a_dead_letter(listener)
    (row,) = await toys.rows(listener.context.engine, toys.listener_messages.dead_letter)

    letter = (await operator.get(f"{PATH}/{row.id}", expect=200)).json()

    assert letter["body"]["data"]["result"] == "D1"


async def test_a_replay_that_works_says_so_and_closes_the_letter(
    operator: Caller, listener: Process
) -> None:
    case = uuid4()
    await listener.inbox.receive(enveloped(a_case_accepted(case)))
    await a_dead_letter(listener, case)
    await end_trouble(listener)

    replay = (await operator.post(f"{PATH}/1/replay", expect=200)).json()

    assert replay == {"handled": True, "error": None}
    assert await toys.how_many(listener.context.engine, toys.heard) == 1
    assert (await operator.get(PATH)).json()["items"] == []


async def test_a_replay_that_fails_says_so_and_leaves_the_letter(
    operator: Caller, listener: Process
) -> None:
    await a_dead_letter(listener)

    replay = (await operator.post(f"{PATH}/1/replay", expect=200)).json()

    assert replay == {"handled": False, "error": "RuntimeError"}
    assert len((await operator.get(PATH)).json()["items"]) == 1


async def test_a_letter_is_replayed_once(operator: Caller, listener: Process) -> None:
    case = uuid4()
    await listener.inbox.receive(enveloped(a_case_accepted(case)))
    await a_dead_letter(listener, case)
    await end_trouble(listener)
    await operator.post(f"{PATH}/1/replay", expect=200)

    again = await operator.post(f"{PATH}/1/replay", expect=409)

    assert again.json()["code"] == "dead-letter-closed"
    assert await toys.how_many(listener.context.engine, toys.heard) == 1


async def test_a_discarded_letter_stays_on_record(operator: Caller, listener: Process) -> None:
    await a_dead_letter(listener)

    discarded = (await operator.post(f"{PATH}/1/discard", expect=200)).json()

    assert discarded["state"] == "discarded"
    assert (await operator.get(PATH)).json()["items"] == []
    on_record = await operator.get(PATH, params={"state": "discarded"}, expect=200)
    assert len(on_record.json()["items"]) == 1


async def test_a_letter_that_nobody_could_read_is_not_replayed(
    operator: Caller, listener: Process
) -> None:
    await listener.inbox.receive("not json")

    replay = (await operator.post(f"{PATH}/1/replay", expect=200)).json()

    assert replay["handled"] is False


async def test_what_an_operator_does_is_noted(operator: Caller, listener: Process) -> None:
    await a_dead_letter(listener)

    await operator.get(f"{PATH}/1", expect=200)
    await operator.post(f"{PATH}/1/discard", expect=200)

    noted = await toys.rows(listener.context.engine, toys.listener_messages.audit)
    assert [(row.act, row.object) for row in noted] == [
        ("dead-letter-read", "1"),
        ("dead-letter-discarded", "1"),
    ]


@pytest.mark.parametrize("path", ["", "/1", "/1/replay", "/1/discard"])
async def test_to_everybody_else_there_are_no_dead_letters(
    operator: Caller, somebody: Account, listener: Process, path: str
) -> None:
    await a_dead_letter(listener)
    method = "POST" if path.count("/") == 2 else "GET"

    answer = await operator.send(method, PATH + path, headers=somebody.headers, expect=404)

    assert answer.json()["code"] == "not-found"
