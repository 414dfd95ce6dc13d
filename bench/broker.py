"""A private RabbitMQ node, and the queues that the services would bind to it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractQueue

from psc.services import SERVICES
from shared.contracts import CaseAccepted
from shared.runtime.act import outbox_row
from shared.runtime.carriers.rabbit import declare
from tests.support import rabbit_node
from tests.support import run as runs
from tests.support.events import a_case_accepted


@contextmanager
def broker() -> Iterator[str]:
    folder = runs.new_folder()
    try:
        with rabbit_node.lent_vhost(folder) as url:
            yield url
    finally:
        runs.close(folder)


@asynccontextmanager
async def queues(url: str) -> AsyncIterator[list[AbstractQueue]]:
    """The queues of all services that hear of an acceptance; gone afterwards."""
    connection = await aio_pika.connect(url)
    async with connection, connection.channel() as channel:
        bound = [await _queue(channel, name) for name in hearers()]
        try:
            yield bound
        finally:
            for queue in bound:
                await queue.delete(if_unused=False, if_empty=False)


def hearers() -> list[str]:
    return [name for name, service in SERVICES.items() if CaseAccepted in service.handlers]


async def _queue(channel: AbstractChannel, name: str) -> AbstractQueue:
    queue, _ = await declare(channel, name, SERVICES[name].handlers)
    return queue


async def all_arrived(bound: list[AbstractQueue], count: int) -> None:
    """What was confirmed must lie in every queue."""
    for queue in bound:
        async with asyncio.timeout(10):
            while (lying := (await queue.declare()).message_count) != count:
                await asyncio.sleep(0.1)
        assert lying == count


def acceptances(count: int) -> list[dict[str, Any]]:
    """Rows of an outbox."""
    return [outbox_row("intake", a_case_accepted()) for _ in range(count)]
