"""The floor of `latency`: bare aio-pika, from publishing a message to receiving it."""

from __future__ import annotations

import asyncio
import sys
import time
from typing import Any

import aio_pika
import orjson
import uvloop
from aio_pika.abc import AbstractIncomingMessage

from bench.broker import acceptances
from bench.client import WARM_UP

PATIENCE = 10.0
QUEUE = "bench.latency"


async def _received(given: dict[str, Any]) -> dict[str, Any]:
    count = int((WARM_UP + given["seconds"]) * given["rate"])
    sent: dict[str, float] = {}
    took: list[tuple[float, float]] = []
    connection = await aio_pika.connect_robust(given["broker"])
    async with connection:
        channel = await connection.channel(publisher_confirms=True)
        queue = await channel.declare_queue(
            QUEUE, durable=True, arguments={"x-queue-type": "quorum"}
        )

        async def receive(message: AbstractIncomingMessage) -> None:
            due = sent[str(message.message_id)]
            took.append((due, time.perf_counter() - due))
            await message.ack()

        await queue.consume(receive)
        began = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            for n, row in enumerate(acceptances(count)):
                due = began + n / given["rate"]
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                sent[str(row["id"])] = due
                message = aio_pika.Message(
                    row["body"].encode(),
                    message_id=str(row["id"]),
                    delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
                )
                publishing = channel.default_exchange.publish(message, routing_key=QUEUE)
                group.create_task(publishing)
        async with asyncio.timeout(PATIENCE):
            while len(took) < count:
                await asyncio.sleep(0.01)
        await queue.delete(if_unused=False, if_empty=False)
    return {"took": [seconds for due, seconds in took if due >= began + WARM_UP]}


def main() -> None:
    given = orjson.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(orjson.dumps(uvloop.run(_received(given))))


if __name__ == "__main__":
    main()
