"""Wakes the relays of a service when its outbox has something new.

NOTIFY inside the writing transaction would take a lock held through the commit, one writer at a
time. So the bell is rung after the commit, on a connection of its own, and many rings that come
close together are one. A ring that is lost with its process only delays: relays also look by timer.
"""

from __future__ import annotations

import asyncio
import contextlib

import asyncpg
import structlog

log = structlog.get_logger()

# Seconds between two rings: of many that are wanted in them, one is rung at their end.
AT_LEAST_APART = 0.005

# A ring is not worth a flush of the disk, which those who listen would have to wait for.
_UNFLUSHED = {"synchronous_commit": "off"}


def channel(service: str) -> str:
    return f"psc_outbox_{service}"


class Bell:
    """The ringing side."""

    def __init__(self, url: str, service: str) -> None:
        self._url = url
        self._channel = channel(service)
        self._wanted = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name=f"bell-{self._channel}")

    def ring(self) -> None:
        self._wanted.set()

    async def stop(self) -> None:
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        connection: asyncpg.Connection | None = None
        try:
            while True:
                await self._wanted.wait()
                self._wanted.clear()
                try:
                    if connection is None or connection.is_closed():
                        connection = await _connect(self._url, _UNFLUSHED)
                    await connection.execute("SELECT pg_notify($1, '')", self._channel)
                    await asyncio.sleep(AT_LEAST_APART)
                except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as lost:
                    log.warning("bell.lost", error=type(lost).__name__)
                    await asyncio.sleep(0.5)
        finally:
            if connection is not None:
                connection.terminate()


class Ear:
    """The listening side: `await wait(at_most)` returns at a ring or when time is up."""

    def __init__(self, url: str, *channels: str) -> None:
        self._url = url
        self._channels = channels
        self._heard = asyncio.Event()
        self._connection: asyncpg.Connection | None = None
        self.payloads: list[str] = []
        # Set whenever the line is new: what was rung before it stood was not heard.
        self.missed = False

    async def wait(self, at_most: float) -> None:
        await self._listen()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(at_most):
                await self._heard.wait()
        self._heard.clear()

    async def _listen(self) -> None:
        if self._connection is not None and not self._connection.is_closed():
            return
        try:
            self._connection = await _connect(self._url)
            for name in self._channels:
                await self._connection.add_listener(name, self._on_ring)
            self._connection.add_termination_listener(self._on_loss)
            self.missed = True
            self._heard.set()
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            await self.close()
            self._connection = None

    def _on_ring(self, _connection: object, _pid: int, _channel: str, payload: object) -> None:
        if payload:
            self.payloads.append(str(payload))
        self._heard.set()

    def _on_loss(self, _connection: object) -> None:
        """Whoever waits comes back at once, and the next waiting lays a new line."""
        self._heard.set()

    async def close(self) -> None:
        if self._connection is not None:
            self._connection.terminate()


async def _connect(url: str, settings: dict[str, str] | None = None) -> asyncpg.Connection:
    """A connection whose opening was cancelled is closed, not left to the garbage collector."""
    opening = asyncio.ensure_future(asyncpg.connect(url, server_settings=settings))
    try:
        return await asyncio.shield(opening)
    except asyncio.CancelledError:
        with contextlib.suppress(Exception):
            (await opening).terminate()
        raise
