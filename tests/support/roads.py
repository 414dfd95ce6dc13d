"""Processes on RabbitMQ, put together as a production worker does it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from shared.runtime.carriers.rabbit import RabbitCarrier, RabbitConsumer, connect
from shared.runtime.process import Process
from tests.support import rabbit_node


@asynccontextmanager
async def on_rabbit(url: str, *processes: Process) -> AsyncIterator[RabbitCarrier]:
    """Consumers started; the carrier is for the relays. What they declared is deleted after."""
    connection = await connect(url, "tests")
    consumers = [RabbitConsumer(process.inbox, 8) for process in processes]
    try:
        for process, consumer in zip(processes, consumers, strict=True):
            await consumer.start(connection)
            process.alive["consumer"] = partial(getattr, consumer, "healthy")
        yield await RabbitCarrier.open(connection)
    finally:
        for process, consumer in zip(processes, consumers, strict=True):
            await process.stop_work()
            await consumer.stop()
        await connection.close()
        await rabbit_node.clear(url, [process.service.name for process in processes])
