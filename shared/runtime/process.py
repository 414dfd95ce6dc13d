"""A running service: its database, relay, consumer, timers and application, opened and closed
together. The embedded mode holds four of them; a production process holds the part it is for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

import structlog
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.runtime.act import House
from shared.runtime.bell import Bell, Ear, channel
from shared.runtime.catalogue import Catalogue
from shared.runtime.context import Context
from shared.runtime.database import create_engine, sync_free_url
from shared.runtime.identity.identity import REVOKED, Identity
from shared.runtime.inbox import Inbox
from shared.runtime.relay import BATCH, Carrier, Relay
from shared.runtime.sealing import Seal
from shared.runtime.service import Service, Timer, application
from shared.runtime.settings import Settings
from shared.runtime.sites import Sites
from shared.runtime.unhurried import unhurried

log = structlog.get_logger()

WAITING_RETRIED = timedelta(seconds=2)
PRUNED = timedelta(hours=1)
INBOX_KEPT = timedelta(days=30)


@dataclass
class Process:
    service: Service
    context: Context
    inbox: Inbox
    app: FastAPI
    url: str
    tasks: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    relays: list[Relay] = field(default_factory=list)
    # Further parts that can die: name → is it alive?
    alive: dict[str, Callable[[], bool]] = field(default_factory=dict)

    def working(self) -> dict[str, bool]:
        states = {name: not task.done() for name, task in self.tasks.items()}
        states["relay-carries"] = all(relay.healthy for relay in self.relays)
        return states | {name: check() for name, check in self.alive.items()}

    def start_relay(self, carrier: Carrier, batch: int = BATCH) -> None:
        ear = Ear(self.url, channel(self.service.name))
        relay = Relay(self.service.name, self.context.engine, carrier, ear, batch)
        self.relays.append(relay)
        self._keep("relay", relay.run)

    def start_timers(self) -> None:
        standing = (
            Timer("retry-waiting", WAITING_RETRIED, lambda _: self.inbox.retry_waiting()),
            Timer("prune", PRUNED, lambda _: self.inbox.forget(INBOX_KEPT)),
        )
        for timer in (*standing, *self.service.timers):
            self._keep(f"timer-{timer.name}", partial(self._repeat, timer))

    async def _repeat(self, timer: Timer) -> None:
        while True:
            try:
                await unhurried(_done(timer, self.context))
            except Exception as failed:
                log.exception("timer.failed", timer=timer.name, error=type(failed).__name__)
            await asyncio.sleep(timer.every.total_seconds())

    def _keep(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        self.tasks[name] = asyncio.create_task(work(), name=f"{self.service.name}-{name}")  # type: ignore[arg-type]

    async def stop_work(self) -> None:
        for task in self.tasks.values():
            task.cancel()
        await asyncio.gather(*self.tasks.values(), return_exceptions=True)
        for relay in self.relays:
            await relay.ear.close()


async def _done(timer: Timer, context: Context) -> None:
    await timer.work(context)


@dataclass(frozen=True)
class Common:
    """What the services of one process share: read once."""

    settings: Settings
    catalogue: Catalogue
    sites: Sites
    identity: Identity
    seal: Seal


@asynccontextmanager
async def open_common(settings: Settings, catalogue: Catalogue) -> AsyncIterator[Common]:
    url = settings.identity_database_url or settings.database_url
    engine = create_engine(url, 4, "identity")
    identity = Identity(
        engine, Ear(sync_free_url(url), REVOKED), timedelta(hours=settings.session_hours)
    )
    try:
        sites = await Sites.load(engine)
        await identity.start()
        yield Common(settings, catalogue, sites, identity, Seal(settings.sealing_key))
    finally:
        await identity.stop()
        await engine.dispose()


@asynccontextmanager
async def open_process(service: Service, common: Common) -> AsyncIterator[Process]:
    settings = common.settings
    url = sync_free_url(settings.database_of(service.name))
    engine = create_engine(url, settings.database_pool, service.name)
    bell = Bell(url, service.name)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(engine.dispose)
        await bell.start()
        stack.push_async_callback(bell.stop)
        process = _assemble(service, common, engine, bell, url)
        stack.push_async_callback(process.stop_work)
        yield process


def _assemble(
    service: Service, common: Common, engine: AsyncEngine, bell: Bell, url: str
) -> Process:
    house = House(service.name, service.messages, common.catalogue, common.sites, common.seal)
    context = Context(common.settings, engine, house, common.identity, bell.ring)
    inbox = Inbox(
        engine, house, service.handlers,
        common.settings.attempts, timedelta(hours=common.settings.patience_hours), bell.ring,
    )  # fmt: skip
    app = application(service)
    process = Process(service, context, inbox, app, url)
    app.state.context = context
    app.state.inbox = inbox
    app.state.working = process.working
    return process
