"""Within one process: the relay hands each message to the inboxes themselves."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from shared.runtime.inbox import Inbox
from shared.runtime.relay import Message, NotCarried

AT_ONCE = 8
# A batch is handled within the relay's transaction, which must not last long.
BATCH = 50


class EmbeddedCarrier:
    def __init__(self, inboxes: Sequence[Inbox]) -> None:
        self._inboxes = inboxes
        self._places = asyncio.Semaphore(AT_ONCE)

    async def publish(self, messages: Sequence[Message]) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                for message in messages:
                    group.create_task(self._deliver(message))
        except ExceptionGroup as lost:
            raise NotCarried(type(lost.exceptions[0]).__name__) from lost

    async def _deliver(self, message: Message) -> None:
        async with self._places:
            for inbox in self._inboxes:
                if inbox.hears(message.type):
                    await inbox.receive(message.body)
