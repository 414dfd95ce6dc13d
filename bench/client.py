"""A client of HTTP that costs little: prebuilt requests, one after another on each connection.

As a process (`aside("bench.client", …)`) it keeps some connections busy for some seconds.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from math import inf
from typing import Any, cast
from uuid import uuid4

import orjson
import uvloop

WARM_UP = 0.5
_LENGTH = b"content-length: "


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes


class Connection(asyncio.Protocol):
    """One kept-alive connection, one request at a time."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[Answer] | None = None
        self._read = b""

    @classmethod
    async def open(cls, port: int) -> Connection:
        _, connection = await asyncio.get_running_loop().create_connection(cls, "127.0.0.1", port)
        return connection

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports are transports by what they do, not by class.
        self._transport = cast(asyncio.Transport, transport)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._answer and not self._answer.done():
            self._answer.set_exception(exc or ConnectionResetError())

    def data_received(self, data: bytes) -> None:
        self._read += data
        head = self._read.find(b"\r\n\r\n")
        if head < 0:
            return
        start = self._read.index(_LENGTH) + len(_LENGTH)
        length = int(self._read[start : self._read.index(b"\r\n", start)])
        if len(self._read) < head + 4 + length:
            return
        answer, self._read = Answer(int(self._read[9:12]), self._read[head + 4 :]), b""
        assert self._answer
        self._answer.set_result(answer)

    async def send(self, request: bytes) -> Answer:
        assert self._transport
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._answer

    def close(self) -> None:
        assert self._transport
        self._transport.close()


def request(method: str, path: str, token: str, body: bytes = b"", key: str = "") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "host: 127.0.0.1", f"authorization: Bearer {token}"]
    if key:
        lines.append(f"idempotency-key: {key}")
    if body:
        lines += ["content-type: application/json", f"content-length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass
class Work:
    """What is to be asked, in turn, until the time is up or all is asked."""

    port: int
    token: str
    connections: int
    asks: list[dict[str, Any]]
    seconds: float = inf
    count: float = inf
    took: list[float] = field(default_factory=list)
    began: float = 0.0

    async def done(self) -> dict[str, Any]:
        """Requests a second, and how long each took, after a short warm-up."""
        self.began = time.perf_counter() + (WARM_UP if self.seconds < inf else 0)
        turns = cycle([(ask["method"], ask["path"], _body(ask)) for ask in self.asks])
        await asyncio.gather(*(self._connection(turns) for _ in range(self.connections)))
        return {"rate": len(self.took) / (time.perf_counter() - self.began), "took": self.took}

    async def _connection(self, turns: Iterator[tuple[str, str, bytes]]) -> None:
        connection = await Connection.open(self.port)
        while (sent := time.perf_counter()) < self.began + self.seconds and self.count > 0:
            self.count -= 1
            method, path, body = next(turns)
            key = uuid4().hex if method == "POST" else ""
            answer = await connection.send(request(method, path, self.token, body, key))
            if answer.status >= 300:
                raise RuntimeError(f"{answer.status} {answer.body.decode()}")
            if sent >= self.began:
                self.took.append(time.perf_counter() - sent)
        connection.close()


def _body(ask: dict[str, Any]) -> bytes:
    return orjson.dumps(ask["body"]) if ask.get("body") else b""


def main() -> None:
    given = orjson.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(orjson.dumps(uvloop.run(Work(**given).done())))


if __name__ == "__main__":
    main()
