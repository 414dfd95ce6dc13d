"""Which endpoints the tests have called with success, and which are known to be uncalled.

Every answer that passes the `api` fixture is noticed. After a whole, green run the endpoints of
all services are compared: one that nobody called must be listed in
tests/house/uncovered_endpoints.txt, and one that is listed but was called must be struck out.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

LISTED = Path(__file__).parents[1] / "house" / "uncovered_endpoints.txt"
FAULTS = pytest.StashKey[list[str]]()


class Noticed:
    """The front, with a note of each endpoint that answered and did not refuse."""

    def __init__(self, app: ASGIApp, run: Path) -> None:
        self._app = app
        self._notes = run / f"called-{os.getpid()}.txt"
        self._known: set[str] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        status = 500

        async def listening(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        await self._app(scope, receive, listening)
        if status < 400:
            self._notice(f"{scope['method']} {scope['path']}")

    def _notice(self, call: str) -> None:
        if call not in self._known:
            self._known.add(call)
            with self._notes.open("a") as notes:
                notes.write(f"{call}\n")


def every_endpoint() -> set[str]:
    """What the services' OpenAPI documents offer, and signing in."""
    from fastapi import FastAPI

    from psc.services import SERVICES
    from shared.runtime.service import application
    from shared.runtime.web import sign_in

    lobby = FastAPI()
    sign_in.install(lobby)
    apps = [lobby, *(application(service) for service in SERVICES.values())]
    return {
        f"{method.upper()} {path}"
        for app in apps
        for path, methods in app.openapi()["paths"].items()
        for method in methods
    }


def listed() -> list[str]:
    lines = LISTED.read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def called_among(every: set[str], calls: set[str]) -> set[str]:
    """The endpoints that these calls reached; `/cases/figures` is not `/cases/{number}`."""
    by_precision = sorted(every, key=lambda endpoint: endpoint.count("{"))
    patterns = [(_pattern(endpoint), endpoint) for endpoint in by_precision]
    reached = (
        next((endpoint for pattern, endpoint in patterns if pattern.fullmatch(call)), None)
        for call in calls
    )
    return {endpoint for endpoint in reached if endpoint}


def _pattern(endpoint: str) -> re.Pattern[str]:
    # A regulation's key is the one parameter with a slash in it.
    parts = re.split(r"(\{\w+\})", endpoint)
    wild = {"{key}": ".+"}
    return re.compile(
        "".join(wild.get(p, "[^/]+") if p.startswith("{") else re.escape(p) for p in parts)
    )


def faults(every: set[str], called: set[str], listed_: set[str]) -> list[str]:
    return [
        *(f"nobody calls {name}" for name in sorted(every - called - listed_)),
        *(f"strike out {name}: it is called now" for name in sorted(listed_ & called)),
    ]


def judge(session: pytest.Session, run: Path) -> None:
    """Fail a whole green run that leaves an endpoint uncalled; say nothing about part of one."""
    if session.exitstatus != 0 or not _whole(session.config):
        return
    every = every_endpoint()
    calls = {line for notes in run.glob("called-*.txt") for line in notes.read_text().split("\n")}
    found = faults(every, called_among(every, calls), set(listed()))
    if found:
        session.config.stash[FAULTS] = found
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _whole(config: pytest.Config) -> bool:
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    return whole and not config.option.keyword and not config.option.markexpr


def report(reporter: TerminalReporter) -> None:
    found = reporter.config.stash.get(FAULTS, [])
    if found:
        reporter.section("endpoints (tests/house/uncovered_endpoints.txt)", red=True)
        for fault in found:
            reporter.line(fault)
