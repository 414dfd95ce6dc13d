"""Each service and its worker as processes of their own, on PostgreSQL and RabbitMQ."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from aio_pika.abc import AbstractRobustConnection
from aio_pika.exceptions import AMQPError
from fastapi import FastAPI

from psc.listening import listener
from psc.run import uvloop_run
from psc.services import SERVICES
from shared.runtime import catalogue, log
from shared.runtime.carriers.rabbit import (
    RabbitCarrier,
    RabbitConsumer,
    connect,
    declare,
)
from shared.runtime.process import Process, open_common, open_process
from shared.runtime.service import edge
from shared.runtime.settings import Settings
from shared.runtime.web import health, sign_in

CLOSED_WITHIN = 2.0


def serve_service(name: str, settings: Settings) -> None:
    log.configure(settings.log_level, settings.log_format)
    uvloop_run(_serve(name, settings))


def work_for(name: str, settings: Settings) -> None:
    log.configure(settings.log_level, settings.log_format)
    uvloop_run(_work(name, settings))


async def _serve(name: str, settings: Settings) -> None:
    async with _opened(name, settings) as process:
        # Any service can sign people in: they share the accounts.
        sign_in.install(process.app)
        await listener(edge(process.service, process.app, settings.body_limit), settings).serve()


async def _work(name: str, settings: Settings) -> None:
    """Relay, consumer and timers, and an application that only answers probes."""
    async with _opened(name, settings) as process, at_work(process, settings):
        probes = FastAPI(openapi_url=None)
        probes.state = process.app.state
        probes.include_router(health.router)
        await listener(probes, settings).serve()


@asynccontextmanager
async def at_work(process: Process, settings: Settings) -> AsyncIterator[None]:
    """The working half of a service: carries its outbox, hears its queue, keeps its timers."""
    connection = await connect(settings.broker_url, f"psc-{process.service.name}")
    consumer = RabbitConsumer(process.inbox, settings.broker_prefetch)
    try:
        await _declare_all(connection)
        await consumer.start(connection)
        process.alive["consumer"] = lambda: consumer.healthy
        process.start_relay(await RabbitCarrier.open(connection))
        process.start_timers()
        yield
    finally:
        await consumer.stop()
        await process.stop_work()
        with suppress(AMQPError, ConnectionError, RuntimeError, TimeoutError):
            async with asyncio.timeout(CLOSED_WITHIN):
                await connection.close()


async def _declare_all(connection: AbstractRobustConnection) -> None:
    """Every service's queue stands before anything is said: what is published to a queue that is
    not there yet is heard by nobody."""
    async with connection.channel() as channel:
        for name, service in SERVICES.items():
            await declare(channel, name, service.handlers)


@asynccontextmanager
async def _opened(name: str, settings: Settings) -> AsyncIterator[Process]:
    loaded = await asyncio.to_thread(catalogue.load, settings.regulations)
    async with (
        open_common(settings, loaded) as common,
        open_process(SERVICES[name], common) as process,
    ):
        yield process
