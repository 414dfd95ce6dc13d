"""Every message once, whatever the carrier repeats.

For each handler of a message: its row in `inbox` and its changes are one transaction. A message
that comes before what it builds on waits in `waiting` and is tried again when something else
about its subject was handled, and by a timer. A message that keeps failing becomes a dead letter.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import Executable, delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from shared.contracts import EVENTS, Event
from shared.contracts.event import Envelope
from shared.runtime.act import Act, House, one_act
from shared.runtime.database import out_of_reach, run
from shared.runtime.metrics import HANDLED

log = structlog.get_logger()

# An action that answers an event. The event's class is the key under which it is registered.
Handler = Callable[[Act, Any], Awaitable[None]]
Handlers = Mapping[type[Event], Sequence[Handler]]


# Instead of a handler's name, on the dead letter of a message that reached none.
NOBODY = "-"


class TooEarly(Exception):
    """The event builds on something that has not been heard of yet."""


class Fate(StrEnum):
    HANDLED = "handled"
    REPEATED = "repeated"
    WAITS = "waits"
    DEAD = "dead"


@dataclass(frozen=True)
class Inbox:
    engine: AsyncEngine
    house: House
    handlers: Handlers
    attempts: int
    patience: timedelta
    # Called after a commit, so that the relay carries on what the handlers said.
    ring: Callable[[], None]

    def hears(self, type_: str) -> bool:
        event = EVENTS.get(type_)
        return event is not None and event in self.handlers

    async def receive(self, body: str) -> None:
        """Handle one message. Only a database out of reach makes this fail."""
        try:
            envelope = Envelope.model_validate_json(body)
            event = EVENTS[envelope.type].model_validate(envelope.data)
        except (ValueError, KeyError) as broken:
            await self.bury(None, NOBODY, body, f"unreadable: {type(broken).__name__}", 1)
            return
        with structlog.contextvars.bound_contextvars(correlation_id=envelope.correlationid):
            for handler in self.handlers.get(type(event), ()):
                await self._try(handler, envelope, event, body)
            await self._wake(envelope.subject)

    async def _try(self, handler: Handler, envelope: Envelope, event: Event, body: str) -> Fate:
        for attempt in range(1, self.attempts + 1):
            try:
                fate = await self.once(handler, envelope, event)
            except TooEarly as early:
                fate = await self._let_wait(handler, envelope, body, str(early))
            except Exception as failed:
                log.exception("message.failed", type=envelope.type, handler=_name(handler))
                if attempt < self.attempts:
                    await asyncio.sleep(0.02 * 2**attempt)
                    continue
                if out_of_reach(failed):
                    raise
                await self.bury(envelope, _name(handler), body, _words(failed), attempt)
                fate = Fate.DEAD
            break
        HANDLED.labels(self.house.service, envelope.type, fate).inc()
        return fate

    async def once(self, handler: Handler, envelope: Envelope, event: Event) -> Fate:
        """The handler and the note that it ran, in one transaction."""
        note = {"message": envelope.id, "handler": _name(handler)}
        async with one_act(self.engine, self.house, datetime.now(UTC)) as act:
            if (await act.db.execute(self._take, note)).first() is None:
                return Fate.REPEATED
            await handler(act, event)
        if act.said:
            self.ring()
        return Fate.HANDLED

    @cached_property
    def _take(self) -> Executable:
        inbox = self.house.tables.inbox
        return insert(inbox).on_conflict_do_nothing().returning(inbox.c.message)

    async def _let_wait(self, handler: Handler, envelope: Envelope, body: str, why: str) -> Fate:
        waiting = self.house.tables.waiting
        row = {
            "message": envelope.id,
            "handler": _name(handler),
            "subject": envelope.subject,
            "body": body,
            "waits_for": why,
        }
        async with self.engine.begin() as db:
            await db.execute(insert(waiting).values(row).on_conflict_do_nothing())
        return Fate.WAITS

    async def _wake(self, subject: str) -> None:
        async with self.engine.connect() as db:
            rows = await run(db, self._waiting_for, subject)
        for row in rows:
            await self._again(row["handler"], row["body"])

    @cached_property
    def _waiting_for(self) -> str:
        return f'SELECT handler, body FROM "{self.house.service}".waiting WHERE subject = $1'  # noqa: S608

    async def _again(self, handler_name: str, body: str) -> Fate:
        envelope = Envelope.model_validate_json(body)
        try:
            event = EVENTS[envelope.type].model_validate(envelope.data)
            handler = self._named(type(event), handler_name)
        except (ValueError, KeyError) as broken:
            # The code went on while it waited: an operator is to see it, others not to wait.
            await self.bury(envelope, handler_name, body, _words(broken), 1)
            return Fate.DEAD
        fate = await self._try(handler, envelope, event, body)
        if fate is not Fate.WAITS:
            async with self.engine.begin() as db:
                await self._wait_no_more(db, envelope.id, handler_name)
        return fate

    async def _wait_no_more(self, db: AsyncConnection, message: UUID | None, handler: str) -> None:
        waiting = self.house.tables.waiting
        await db.execute(
            delete(waiting).where(waiting.c.message == message, waiting.c.handler == handler)
        )

    def _named(self, event: type[Event], name: str) -> Handler:
        for handler in self.handlers.get(event, ()):
            if _name(handler) == name:
                return handler
        raise KeyError(name)

    async def retry_waiting(self) -> None:
        """By timer: those whose predecessor came by another way, and those who waited too long."""
        waiting = self.house.tables.waiting
        async with self.engine.connect() as db:
            rows = (await db.execute(select(waiting).order_by(waiting.c.since).limit(200))).all()
        for row in rows:
            if await self._again(row.handler, row.body) is not Fate.WAITS:
                continue
            if datetime.now(UTC) - row.since > self.patience:
                await self._give_up(row)

    async def _give_up(self, row: Any) -> None:
        envelope = Envelope.model_validate_json(row.body)
        await self.bury(envelope, row.handler, row.body, f"waited in vain: {row.waits_for}", 1)

    async def bury(
        self, envelope: Envelope | None, handler: str, body: str, error: str, attempts: int
    ) -> None:
        row = {
            "message": envelope.id if envelope else None,
            "handler": handler,
            "type": envelope.type if envelope else "-",
            "subject": envelope.subject if envelope else "-",
            "body": body,
            "error": error,
            "attempts": attempts,
        }
        async with self.engine.begin() as db:
            await self._bury_once(db, row)

    async def _bury_once(self, db: AsyncConnection, row: dict[str, Any]) -> None:
        """It waits no more; and if a carrier repeats it, it is not buried beside itself."""
        dead, waiting = self.house.tables.dead_letter, self.house.tables.waiting
        message, handler = row["message"], row["handler"]
        await db.execute(
            delete(waiting).where(waiting.c.message == message, waiting.c.handler == handler)
        )
        # The body as well: what could not be read has no id.
        same = dead.c.message == message, dead.c.handler == handler, dead.c.body == row["body"]
        buried = select(dead.c.id).where(dead.c.state == "dead", *same).limit(1)
        if (await db.execute(buried)).first() is None:
            await db.execute(insert(dead).values(row))

    async def replay(self, handler_name: str, body: str) -> Fate:
        """Try a dead letter once more, without burying it again.

        What the carrier gave up, or nobody could read then, names no handler: all of them run.
        """
        envelope = Envelope.model_validate_json(body)
        event = EVENTS[envelope.type].model_validate(envelope.data)
        if handler_name != NOBODY:
            return await self.once(self._named(type(event), handler_name), envelope, event)
        fates = [await self.once(each, envelope, event) for each in self.handlers[type(event)]]
        return Fate.HANDLED if Fate.HANDLED in fates else Fate.REPEATED

    async def forget(self, older_than: timedelta) -> None:
        """Prune what nobody will repeat any more: notes of messages, kept answers."""
        inbox, kept = self.house.tables.inbox, self.house.tables.idempotency
        async with self.engine.begin() as db:
            await db.execute(delete(inbox).where(inbox.c.handled_at < func.now() - older_than))
            await db.execute(delete(kept).where(kept.c.at < func.now() - older_than))


def _name(handler: Handler) -> str:
    return getattr(handler, "__name__", repr(handler))


def _words(failed: Exception) -> str:
    """The kind of error without its values, which may be a person's."""
    return f"{type(failed).__module__}.{type(failed).__qualname__}"
