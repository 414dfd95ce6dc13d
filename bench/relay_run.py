"""The relay at work: fills the outbox, then times how it is emptied."""

from __future__ import annotations

import sys
import time
from typing import Any

import orjson
import uvloop
from sqlalchemy import insert

from bench.broker import acceptances, all_arrived, queues
from services.intake.tables import messages
from shared.runtime.bell import Ear, channel
from shared.runtime.carriers.rabbit import RabbitCarrier, connect
from shared.runtime.database import create_engine, sync_free_url
from shared.runtime.relay import Relay


async def _relayed(given: dict[str, Any]) -> dict[str, Any]:
    count: int = given["messages"]
    engine = create_engine(given["database"], 4, "bench")
    async with engine.begin() as db:
        await db.execute(insert(messages.outbox), acceptances(count))
    connection = await connect(given["broker"], "bench")
    async with connection, queues(given["broker"]) as bound:
        carrier = await RabbitCarrier.open(connection)
        ear = Ear(sync_free_url(given["database"]), channel("intake"))
        relay = Relay("intake", engine, carrier, ear)
        began = time.perf_counter()
        carried = 0
        while batch := await relay.once():
            carried += batch
        seconds = time.perf_counter() - began
        await all_arrived(bound, count)
    await engine.dispose()
    return {"rate": carried / seconds}


def main() -> None:
    given = orjson.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(orjson.dumps(uvloop.run(_relayed(given))))


if __name__ == "__main__":
    main()
