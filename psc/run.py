"""`make run`: start all, say where, stop in good order."""

from __future__ import annotations

import asyncio
import contextlib
import time

from psc.demonstration import load_demonstration, tell_accounts
from psc.embedded import embedded_settings, held, interchange, postgres
from psc.listening import listener
from psc.migrate import upgrade_all
from shared.runtime import log
from shared.runtime.settings import Settings


def run_embedded(settings: Settings) -> None:
    started = time.perf_counter()
    log.configure(settings.log_level, settings.log_format)
    with held(settings.data), postgres(settings.data / "postgres") as url:
        full = embedded_settings(settings, url)
        upgrade_all(full)
        with contextlib.suppress(KeyboardInterrupt):
            uvloop_run(_run(full, started))


def uvloop_run(main: object) -> None:
    import uvloop

    uvloop.run(main)  # type: ignore[arg-type]


async def _run(settings: Settings, started: float) -> None:
    await load_demonstration(settings)
    async with interchange(settings) as whole:
        server = listener(whole.app, settings)
        serving = asyncio.create_task(server.serve())
        while not server.started and not serving.done():  # noqa: ASYNC110 - uvicorn has no event
            await asyncio.sleep(0.01)
        if server.started:
            _greet(settings, time.perf_counter() - started)
        await serving


def _greet(settings: Settings, seconds: float) -> None:
    tell_accounts()
    print(f"\n  Ready in {seconds:.1f} s:  http://{settings.host}:{settings.port}/")
    print("  `make demo` in another terminal carries two cases through it. Ctrl-C stops.\n",
          flush=True)  # fmt: skip
