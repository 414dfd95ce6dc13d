"""Accepts cases at a steady rate, and looks when each is visible in the next service."""

from __future__ import annotations

import asyncio
import sys
import time
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import orjson
import uvloop

from bench.client import WARM_UP, Connection, request

CONNECTIONS = 8
PATIENCE = 10.0
LOOK_EVERY = 0.001
_SEEN = 'SELECT DISTINCT "case" FROM accumulation.item WHERE "case" = ANY($1)'


class Watch:
    """When was each case sent, and how long after that was it seen?"""

    def __init__(self) -> None:
        self.sent: dict[UUID, float] = {}
        self.took: list[tuple[float, float]] = []

    async def look(self, url: str, count: int) -> None:
        db = await asyncpg.connect(url)
        seen = await db.prepare(_SEEN)
        async with asyncio.timeout(PATIENCE):
            while len(self.took) < count:
                if self.sent:
                    self._note(await seen.fetch(list(self.sent)))
                await asyncio.sleep(LOOK_EVERY)
        await db.close()

    def _note(self, rows: list[asyncpg.Record]) -> None:
        now = time.perf_counter()
        for (case,) in rows:
            sent = self.sent.pop(case)
            self.took.append((sent, now - sent))


async def _seen(given: dict[str, Any]) -> dict[str, Any]:
    count = int((WARM_UP + given["seconds"]) * given["rate"])
    watch = Watch()
    free: asyncio.Queue[Connection] = asyncio.Queue()
    for _ in range(CONNECTIONS):
        free.put_nowait(await Connection.open(given["port"]))
    bodies = [orjson.dumps(body) for body in given["bodies"]]

    async def accept(n: int, due: float) -> None:
        connection = await free.get()
        asked = request("POST", given["path"], given["token"], bodies[n % len(bodies)], uuid4().hex)
        answer = await connection.send(asked)
        free.put_nowait(connection)
        watch.sent[UUID(orjson.loads(answer.body)["case"]["id"])] = due

    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        group.create_task(watch.look(given["database"], count))
        for n in range(count):
            # By the clock and not by the answers: a slow answer must not slow the questions.
            due = began + n / given["rate"]
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            group.create_task(accept(n, due))
    return {"took": [took for sent, took in watch.took if sent >= began + WARM_UP]}


def main() -> None:
    given = orjson.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(orjson.dumps(uvloop.run(_seen(given))))


if __name__ == "__main__":
    main()
