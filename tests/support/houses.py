"""The running interchange in a test's own loop: embedded, or on RabbitMQ. One shape for both."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager

from sqlalchemy import text

from psc.embedded import Interchange, front, interchange
from psc.production import at_work
from psc.services import SERVICES
from shared.runtime import catalogue
from shared.runtime.process import Process, open_common, open_process
from shared.runtime.settings import Settings
from tests.support import rabbit_node
from tests.support.waiting import eventually

__all__ = ["eventually", "open_house", "settled"]


def open_house(settings: Settings) -> AbstractAsyncContextManager[Interchange]:
    return _on_rabbit(settings) if settings.broker_url else interchange(settings)


@asynccontextmanager
async def _on_rabbit(settings: Settings) -> AsyncIterator[Interchange]:
    """The production processes, together in one loop."""
    loaded = await asyncio.to_thread(catalogue.load, settings.regulations)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(rabbit_node.clear, settings.broker_url, SERVICES)
        common = await stack.enter_async_context(open_common(settings, loaded))
        processes: dict[str, Process] = {}
        for name, service in SERVICES.items():
            processes[name] = await stack.enter_async_context(open_process(service, common))
        for process in processes.values():
            await stack.enter_async_context(at_work(process, settings))
        yield Interchange(common, processes, front(processes, settings))


async def settled(house: Interchange, within: float = 10) -> None:
    """Until nothing lies in an outbox or waits for its predecessor.

    On the embedded carrier an outbox is empty only when all that follows is done; with a broker
    a message may be under way: ask for what should have become true with `eventually` there.
    """
    unread = " + ".join(
        f"(SELECT count(*) FROM {name}.{table})"  # noqa: S608 - our own names
        for name in house.processes
        for table in ("outbox", "waiting")
    )

    async def nothing_left() -> bool:
        async with house.processes["board"].context.engine.connect() as db:
            return bool(await db.scalar(text(f"SELECT {unread} = 0")))

    await eventually(nothing_left, within)
