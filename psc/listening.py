"""The HTTP server: how it is set up, and how it stops."""

from __future__ import annotations

import asyncio
import gc
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from shared.runtime.settings import Settings

_STOP = (signal.SIGINT, signal.SIGTERM)


class Listener(uvicorn.Server):
    """Stops at the first signal and leaves the rest of the process to close in good order:
    the server it is made from would raise the signal again, into the middle of that."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        # What is loaded by now stays: the collector need not look through it time and again.
        gc.collect()
        gc.freeze()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        for wanted in _STOP:
            loop.add_signal_handler(wanted, self.handle_exit, wanted, None)
        try:
            yield
        finally:
            for wanted in _STOP:
                loop.remove_signal_handler(wanted)


def listener(app: object, settings: Settings) -> Listener:
    return Listener(
        uvicorn.Config(
            app,  # type: ignore[arg-type]
            host=settings.host,
            port=settings.port,
            loop="uvloop",
            http="httptools",
            lifespan="off",
            access_log=False,
            log_level="warning",
            # Its own format would print the values in a traceback.
            log_config=None,
            timeout_graceful_shutdown=10,
            server_header=False,
        )
    )
