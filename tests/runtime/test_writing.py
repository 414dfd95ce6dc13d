"""What an act only inserts waits for its end, and is then one statement."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import event, func, insert, select
from sqlalchemy.exc import IntegrityError

from shared.runtime.act import Act, one_act
from shared.runtime.database import run
from shared.runtime.process import Process
from tests.support import toys
from tests.support.events import a_case_accepted, a_case_handed_out


def an_act(speaker: Process) -> Any:
    return one_act(speaker.context.engine, speaker.context.house, datetime.now(UTC))


def a_thing(name: str = "stove", **facts: Any) -> dict[str, Any]:
    return {"id": uuid4(), "name": name, "state": "open", "version": 1} | facts


async def things(speaker: Process) -> list[str]:
    return [row.name for row in await toys.rows(speaker.context.engine, toys.thing)]


async def said(speaker: Process) -> int:
    return await toys.how_many(speaker.context.engine, toys.speaker_messages.outbox)


async def audited(speaker: Process) -> int:
    return await toys.how_many(speaker.context.engine, toys.speaker_messages.audit)


async def test_rows_of_several_tables_are_written_at_the_end(speaker: Process) -> None:
    async with an_act(speaker) as act:
        await act.write(toys.thing, a_thing("stove"), a_thing("chair"), a_thing("lamp"))
        await act.tell(a_case_accepted(), a_case_handed_out())
        await act.note("things-made", "3 things")
        before = await act.db.scalar(select(func.count()).select_from(toys.thing))

    assert before == 0
    assert sorted(await things(speaker)) == ["chair", "lamp", "stove"]
    assert (await said(speaker), await audited(speaker)) == (2, 1)


async def test_what_waits_is_one_statement_and_needs_no_other(speaker: Process) -> None:
    asked: list[str] = []

    def note(*of: Any) -> None:
        asked.append(of[2])

    engine = speaker.context.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    async with an_act(speaker) as act:
        await act.write(toys.thing, a_thing())
        await act.tell(a_case_accepted())
        begun = act.db.in_transaction()
    event.remove(engine, "before_cursor_execute", note)

    assert (asked, begun) == ([], False)
    assert (await things(speaker), await said(speaker)) == (["stove"], 1)


async def test_it_is_one_transaction_with_what_was_done_before(speaker: Process) -> None:
    with pytest.raises(IntegrityError):
        await _twice(speaker, a_thing("chair"))

    assert (await things(speaker), await said(speaker)) == ([], 0)


async def _twice(speaker: Process, thing: dict[str, Any]) -> None:
    async with an_act(speaker) as act:
        await act.db.execute(insert(toys.thing), thing)
        await act.tell(a_case_accepted())
        await act.write(toys.thing, thing)


async def test_an_act_that_fails_leaves_nothing_of_what_waited(speaker: Process) -> None:
    with suppress(RuntimeError):
        async with an_act(speaker) as act:
            await act.write(toys.thing, a_thing())
            raise RuntimeError("too late")

    assert await things(speaker) == []


async def test_what_is_written_in_a_savepoint_goes_with_it(speaker: Process) -> None:
    async with an_act(speaker) as act:
        await act.write(toys.thing, a_thing("before"))
        with suppress(RuntimeError):
            await _half(act)
        async with act.db.begin_nested():
            await act.write(toys.thing, a_thing("kept"))

    assert sorted(await things(speaker)) == ["before", "kept"]
    assert await said(speaker) == 0


async def _half(act: Act) -> None:
    async with act.db.begin_nested():
        await act.write(toys.thing, a_thing("undone"))
        await act.tell(a_case_accepted())
        raise RuntimeError("changed our mind")


async def test_rows_with_other_columns_are_written_as_well(speaker: Process) -> None:
    async with an_act(speaker) as act:
        await act.write(toys.speaker_messages.dead_letter, a_letter(), a_letter(state="discarded"))

    rows = await toys.rows(speaker.context.engine, toys.speaker_messages.dead_letter)
    assert sorted(row.state for row in rows) == ["dead", "discarded"]


def a_letter(**facts: Any) -> dict[str, Any]:
    usual = {"handler": "meet", "type": "-", "subject": "-", "body": "", "error": "", "attempts": 1}
    return usual | facts


async def test_a_connection_that_the_server_closed_is_not_lent_again(speaker: Process) -> None:
    async with an_act(speaker) as act:
        (gone,) = await run(act.db, "SELECT pg_backend_pid()")
    async with speaker.context.identity._engine.connect() as db:
        await run(db, "SELECT pg_terminate_backend($1, 1000)", gone[0])

    async with an_act(speaker) as act:
        await act.write(toys.thing, a_thing())

    assert await things(speaker) == ["stove"]
