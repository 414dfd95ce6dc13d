"""Dead letters of a service: list, read, replay, discard. For its operators."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import orjson
from fastapi import Request
from pydantic import BaseModel, Field
from sqlalchemy import Row, select, update

from shared.rules.broken import Conflict, Missing
from shared.runtime.act import Act
from shared.runtime.web.listing import Cursor, Limit, Page, decode_cursor, encode_cursor
from shared.runtime.web.routers import api_router
from shared.runtime.web.who import TheAct

OPERATOR = "operator"

router = api_router("dead letters")


class AlreadyClosed(Conflict):
    """This dead letter was {state} already."""

    code = "dead-letter-closed"
    ru = "Это письмо уже закрыто: {state}."
    kk = "Бұл хат жабылып қойған: {state}."


class DeadLetter(BaseModel):
    id: int
    message: UUID | None
    handler: str = Field(description="The action that failed.")
    type: str = Field(examples=["intake.case-accepted.v1"])
    subject: str
    error: str = Field(description="The kind of error; its values are in the log alone.")
    attempts: int
    died_at: datetime
    state: Literal["dead", "replayed", "discarded"]


class DeadLetterWhole(DeadLetter):
    body: Any = Field(description="The message as it came. Personal data in it is sealed.")


class Replay(BaseModel):
    handled: bool
    error: str | None = Field(default=None, description="What failed this time.")


@router.get("/dead-letters")
async def list_dead_letters(
    act: TheAct, limit: Limit = 50, cursor: Cursor = None, state: str = "dead"
) -> Page[DeadLetter]:
    """Messages that could not be handled, the oldest first."""
    _operators_only(act)
    table = act.house.tables.dead_letter
    behind = (decode_cursor(cursor, int, str) or (0, ""))[0]
    wanted = table.c.state == state, table.c.id > behind
    query = select(table).where(*wanted).order_by(table.c.id).limit(limit + 1)
    rows = (await act.db.execute(query)).all()
    more = encode_cursor(rows[limit - 1].id, "") if len(rows) > limit else None
    return Page(items=[DeadLetter(**_facts(row)) for row in rows[:limit]], next=more)


@router.get("/dead-letters/{id}")
async def read_dead_letter(act: TheAct, id: int) -> DeadLetterWhole:
    """One dead letter with its message."""
    row = await _open(act, id)
    await act.note("dead-letter-read", str(id))
    return DeadLetterWhole(**_facts(row), body=_loads(row.body))


@router.post("/dead-letters/{id}/replay")
async def replay_dead_letter(act: TheAct, id: int, request: Request) -> Replay:
    """Handle the message once more, and say whether that worked."""
    row = await _open(act, id, lock=True)
    if row.state != "dead":
        raise AlreadyClosed(state=row.state)
    try:
        await request.app.state.inbox.replay(row.handler, row.body)
    except Exception as failed:  # noqa: BLE001 - whatever it was, the operator is to see it
        return Replay(handled=False, error=type(failed).__name__)
    await _close(act, id, "replayed")
    return Replay(handled=True)


@router.post("/dead-letters/{id}/discard")
async def discard_dead_letter(act: TheAct, id: int) -> DeadLetter:
    """Close it without handling; it stays on record."""
    row = await _open(act, id, lock=True)
    if row.state != "dead":
        raise AlreadyClosed(state=row.state)
    await _close(act, id, "discarded")
    return DeadLetter(**_facts(row) | {"state": "discarded"})


def _operators_only(act: Act) -> None:
    if OPERATOR not in {role for _, role in act.person.roles}:
        raise Missing


async def _open(act: Act, id: int, *, lock: bool = False) -> Row[Any]:
    _operators_only(act)
    table = act.house.tables.dead_letter
    query = select(table).where(table.c.id == id)
    row = (await act.db.execute(query.with_for_update() if lock else query)).first()
    if row is None:
        raise Missing
    return row


async def _close(act: Act, id: int, state: str) -> None:
    table = act.house.tables.dead_letter
    await act.db.execute(
        update(table)
        .where(table.c.id == id)
        .values(state=state, closed_by=act.person.login, closed_at=act.now)
    )
    await act.note(f"dead-letter-{state}", str(id))


def _facts(row: Row[Any]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in DeadLetter.model_fields}


def _loads(body: str) -> Any:
    try:
        return orjson.loads(body)
    except ValueError:
        return body
