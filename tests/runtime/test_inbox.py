"""Each message once, whatever the carrier repeats; early ones wait; hopeless ones are buried."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
from sqlalchemy import delete, insert, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from shared.runtime.inbox import Fate
from shared.runtime.process import Process
from tests.support import postgres, toys
from tests.support.events import a_case_accepted, a_case_handed_out, enveloped, id_of

MESSAGES = toys.listener_messages


async def heard(listener: Process) -> list[str]:
    return [row.result for row in await toys.rows(listener.context.engine, toys.heard)]


async def dead(listener: Process) -> list[Any]:
    return await toys.rows(listener.context.engine, MESSAGES.dead_letter)


async def waiting(listener: Process) -> list[Any]:
    return await toys.rows(listener.context.engine, MESSAGES.waiting)


async def make_trouble(listener: Process) -> None:
    async with listener.context.engine.begin() as db:
        await db.execute(insert(toys.trouble), {"reason": "rain"})


async def end_trouble(listener: Process) -> None:
    async with listener.context.engine.begin() as db:
        await db.execute(delete(toys.trouble))


async def drop_connections_and_refuse_new_ones(listener: Process) -> None:
    await allow_connections(listener, allow=False)


async def let_connect_again(listener: Process) -> None:
    await allow_connections(listener, allow=True)


async def allow_connections(listener: Process, *, allow: bool) -> None:
    url = make_url(listener.url)
    connection = await asyncpg.connect(postgres.named(listener.url, "postgres"))
    await connection.execute(f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS {allow}')
    await connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", url.database
    )
    await connection.close()


async def meet(listener: Process, case: UUID) -> None:
    await listener.inbox.receive(enveloped(a_case_accepted(case)))


@pytest.fixture
def impatient(listener: Process) -> Process:
    """A listener that gives up after two tries and does not wait for anybody."""
    object.__setattr__(listener.inbox, "attempts", 2)
    object.__setattr__(listener.inbox, "patience", timedelta(0))
    return listener


async def test_a_message_is_handled_by_every_handler(listener: Process) -> None:
    case = uuid4()
    await meet(listener, case)

    await listener.inbox.receive(enveloped(a_case_handed_out(case, result="D1")))

    assert await heard(listener) == ["D1"]
    assert await toys.how_many(listener.context.engine, toys.counted) == 1


async def test_a_repeated_message_is_handled_once(listener: Process) -> None:
    case = uuid4()
    await meet(listener, case)
    body = enveloped(a_case_handed_out(case, result="D1"))

    for _ in range(3):
        await listener.inbox.receive(body)

    assert await heard(listener) == ["D1"]


async def test_an_early_message_waits_and_changes_nothing(listener: Process) -> None:
    case = uuid4()

    await listener.inbox.receive(enveloped(a_case_handed_out(case)))

    (waits,) = await waiting(listener)
    assert (waits.handler, waits.waits_for) == ("hear", f"case {case}")
    assert await heard(listener) == []


async def test_an_early_message_does_not_hold_up_the_other_handlers(listener: Process) -> None:
    await listener.inbox.receive(enveloped(a_case_handed_out()))

    assert await toys.how_many(listener.context.engine, toys.counted) == 1


async def test_an_early_message_is_handled_when_its_predecessor_comes(listener: Process) -> None:
    case = uuid4()
    await listener.inbox.receive(enveloped(a_case_handed_out(case, result="D1")))

    await meet(listener, case)

    assert await heard(listener) == ["D1"]
    assert await waiting(listener) == []


async def test_an_early_message_that_comes_again_waits_once(listener: Process) -> None:
    body = enveloped(a_case_handed_out())

    for _ in range(2):
        await listener.inbox.receive(body)

    assert len(await waiting(listener)) == 1


async def test_the_timer_finds_what_nobody_woke(listener: Process) -> None:
    case = uuid4()
    await listener.inbox.receive(enveloped(a_case_handed_out(case, result="D1")))
    async with listener.context.engine.begin() as db:
        await db.execute(insert(toys.known), {"case": case})

    await listener.inbox.retry_waiting()

    assert await heard(listener) == ["D1"]
    assert await waiting(listener) == []


async def test_who_waited_too_long_becomes_a_dead_letter(impatient: Process) -> None:
    body = enveloped(a_case_handed_out())
    await impatient.inbox.receive(body)

    await impatient.inbox.retry_waiting()

    (letter,) = await dead(impatient)
    assert letter.message == id_of(body)
    assert letter.error.startswith("waited in vain")
    assert await waiting(impatient) == []


async def test_giving_up_on_one_handler_leaves_the_other_waiting(impatient: Process) -> None:
    await impatient.inbox.receive(enveloped(a_case_handed_out()))
    (first,) = await waiting(impatient)
    other = first._asdict() | {"handler": "count"}
    async with impatient.context.engine.begin() as db:
        await db.execute(insert(MESSAGES.waiting), other)

    await impatient.inbox._give_up(first)

    assert [row.handler for row in await waiting(impatient)] == ["count"]


async def test_a_poisoned_message_becomes_a_dead_letter_after_its_tries(impatient: Process) -> None:
    await make_trouble(impatient)
    body = enveloped(a_case_handed_out())

    await impatient.inbox.receive(body)

    (letter,) = await dead(impatient)
    assert (letter.message, letter.handler, letter.attempts) == (id_of(body), "hear", 2)
    assert letter.type == "intake.case-handed-out.v1"
    assert await heard(impatient) == []


async def test_a_dead_letter_names_the_error_without_a_persons_name(impatient: Process) -> None:
    await make_trouble(impatient)

    await impatient.inbox.receive(enveloped(a_case_handed_out()))

    (letter,) = await dead(impatient)
    assert letter.error == "builtins.RuntimeError"


async def test_a_message_that_recovers_between_tries_is_handled(impatient: Process) -> None:
    case = uuid4()
    await meet(impatient, case)
    await make_trouble(impatient)
    letter = enveloped(a_case_handed_out(case, result="D1"))
    await impatient.inbox.receive(letter)
    await end_trouble(impatient)

    fate = await impatient.inbox.replay("hear", letter)

    assert fate is Fate.HANDLED
    assert await heard(impatient) == ["D1"]


async def test_a_poisoned_message_that_comes_again_is_one_dead_letter(impatient: Process) -> None:
    await make_trouble(impatient)
    body = enveloped(a_case_handed_out())

    for _ in range(2):
        await impatient.inbox.receive(body)

    assert len(await dead(impatient)) == 1


async def test_a_waiting_message_that_turns_out_poisoned_waits_no_more(impatient: Process) -> None:
    case = uuid4()
    await impatient.inbox.receive(enveloped(a_case_handed_out(case)))
    await make_trouble(impatient)

    await meet(impatient, case)
    await impatient.inbox.retry_waiting()

    assert len(await dead(impatient)) == 1
    assert await waiting(impatient) == []


async def test_a_message_that_the_database_refuses_becomes_a_dead_letter(
    impatient: Process,
) -> None:
    case = uuid4()
    await meet(impatient, case)

    await meet(impatient, case)

    (letter,) = await dead(impatient)
    assert letter.handler == "meet"
    assert "IntegrityError" in letter.error


async def test_a_database_out_of_reach_is_no_fault_of_the_message(listener: Process) -> None:
    await listener.context.engine.dispose()
    await drop_connections_and_refuse_new_ones(listener)

    with pytest.raises((SQLAlchemyError, OSError)):
        await meet(listener, uuid4())

    await let_connect_again(listener)
    assert await dead(listener) == []


@pytest.mark.parametrize(
    "body",
    [
        "not json",
        "{}",
        enveloped(a_case_handed_out()).replace("case-handed-out.v1", "never-heard-of.v1"),
        enveloped(a_case_handed_out()).replace('"result"', '"nothing"'),
    ],
    ids=["not JSON", "no envelope", "an unknown type", "a missing field"],
)
async def test_what_cannot_be_read_is_buried_as_it_came(listener: Process, body: str) -> None:
    await listener.inbox.receive(body)

    (letter,) = await dead(listener)
    assert letter.body == body
    assert letter.error.startswith("unreadable")


async def test_each_unreadable_message_is_buried_once(listener: Process) -> None:
    for body in ("not json", "nor this", "not json"):
        await listener.inbox.receive(body)

    assert [letter.body for letter in await dead(listener)] == ["not json", "nor this"]


async def test_old_notes_are_forgotten_and_young_ones_kept(listener: Process) -> None:
    notes = MESSAGES.inbox
    old, young = (enveloped(a_case_accepted()) for _ in range(2))
    for body in (old, young):
        await listener.inbox.receive(body)
    async with listener.context.engine.begin() as db:
        aged = update(notes).where(notes.c.message == id_of(old))
        await db.execute(aged.values(handled_at=notes.c.handled_at - timedelta(days=31)))

    await listener.inbox.forget(timedelta(days=30))

    left = await toys.rows(listener.context.engine, notes)
    assert [row.message for row in left] == [id_of(young)]
