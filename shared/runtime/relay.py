"""Carries what lies in the outbox, in batches that several relays can share.

A batch is deleted and published in one transaction that commits only when the carrier has
confirmed all of it: a relay that dies leaves its batch for the next one, and a message carried
twice is noticed by its receiver's inbox.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import structlog
from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.runtime.bell import Ear
from shared.runtime.metrics import RELAYED
from shared.runtime.unhurried import unhurried

log = structlog.get_logger()

BATCH = 500
LOOK_EVERY = 1.0


@dataclass(frozen=True, slots=True)
class Message:
    id: str
    type: str
    body: str


class Carrier(Protocol):
    async def publish(self, messages: Sequence[Message]) -> None:
        """Return when every message is safe; raise if one is not."""


class NotCarried(Exception):
    """The carrier did not confirm; the batch stays in the outbox."""


@dataclass
class Relay:
    service: str
    engine: AsyncEngine
    carrier: Carrier
    ear: Ear
    # The embedded carrier handles a batch within its transaction: there it is smaller.
    batch: int = BATCH
    healthy: bool = True

    async def run(self) -> None:
        while True:
            try:
                carried = await unhurried(self.once())
                self.healthy = True
                if carried < self.batch:
                    await self.ear.wait(LOOK_EVERY)
            except Exception as lost:  # noqa: BLE001 - whatever it was, the outbox must go on
                self.healthy = False
                log.warning("relay.lost", service=self.service, error=type(lost).__name__)
                await asyncio.sleep(LOOK_EVERY)

    async def once(self) -> int:
        """Carry one batch; how many messages it had."""
        async with self.engine.begin() as db:
            rows = (await db.execute(self._take, {"batch": self.batch})).all()
            if rows:
                await self.carrier.publish([Message(str(r.id), r.type, r.body) for r in rows])
        if rows:
            RELAYED.labels(self.service).inc(len(rows))
        return len(rows)

    @cached_property
    def _take(self) -> TextClause:
        outbox = f'"{self.service}".outbox'
        return text(
            f"DELETE FROM {outbox} WHERE position = ANY(ARRAY(SELECT position FROM {outbox}"  # noqa: S608
            " ORDER BY position LIMIT :batch FOR UPDATE SKIP LOCKED)) RETURNING id, type, body"
        )
