"""The floor of `relay`: bare aio-pika publishing the same bytes to the same queues, confirmed."""

from __future__ import annotations

import asyncio
import sys
import time
from typing import Any

import aio_pika
import orjson
import uvloop

from bench.broker import acceptances, all_arrived, queues
from shared.runtime.carriers.rabbit import EXCHANGE
from shared.runtime.relay import BATCH


async def _published(given: dict[str, Any]) -> dict[str, Any]:
    count: int = given["messages"]
    rows = acceptances(count)
    connection = await aio_pika.connect_robust(given["broker"])
    async with connection, queues(given["broker"]) as bound:
        channel = await connection.channel(publisher_confirms=True)
        exchange = await channel.declare_exchange(
            EXCHANGE, aio_pika.ExchangeType.TOPIC, durable=True
        )
        began = time.perf_counter()
        for start in range(0, count, BATCH):
            await asyncio.gather(*(_one(exchange, row) for row in rows[start : start + BATCH]))
        seconds = time.perf_counter() - began
        await all_arrived(bound, count)
    return {"rate": count / seconds}


async def _one(exchange: aio_pika.abc.AbstractExchange, row: dict[str, Any]) -> None:
    message = aio_pika.Message(
        row["body"].encode(),
        message_id=str(row["id"]),
        type=row["type"],
        delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
    )
    await exchange.publish(message, routing_key=row["type"], mandatory=False)


def main() -> None:
    given = orjson.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(orjson.dumps(uvloop.run(_published(given))))


if __name__ == "__main__":
    main()
