"""`memory`: what a service's process holds after ten thousand requests, in megabytes.

One request in four accepts a case; the others read. Beside it a bare uvicorn with FastAPI and
SQLAlchemy that answers as many. The runs are its growth: after each fifth of the requests.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from bench.accept import CONNECTIONS, PATH, application
from bench.figure import RUNS, Figure, alternately
from bench.ground import Ground, Running, aside, ground

REQUESTS = 10_000
AT_MOST = 160.0
_READ = (PATH, f"{PATH}?limit=20", "/intake/v1/tasks")


def measure() -> Figure:
    with ground() as laid, laid.running("serve", "intake") as intake, bare(laid) as floor:
        token = intake.token("window1", laid.password())
        ours = [_ask("POST", PATH, application(1)), *(_ask("GET", path) for path in _READ)]
        runs, floors = alternately(
            _after(intake, token, ours), _after(floor, token, [_ask("GET", "/one")])
        )
    return Figure(
        unit="MB",
        runs=runs,
        floor_runs=floors,
        at_most={"after_10000": AT_MOST},
        more={"after_10000": runs[-1], "floor_after_10000": floors[-1]},
    )


def bare(laid: Ground) -> AbstractContextManager[Running]:
    return laid.started("-m", "bench.memory_floor")


def _after(asked: Running, token: str, asks: list[dict[str, Any]]) -> Callable[[], float]:
    given = {
        "port": asked.port, "token": token, "connections": CONNECTIONS,
        "asks": asks, "count": REQUESTS // RUNS,
    }  # fmt: skip

    def one_fifth() -> float:
        aside("bench.client", given)
        return resident(asked.pid)

    return one_fifth


def _ask(method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"method": method, "path": path, "body": body}


def resident(pid: int) -> float:
    """Megabytes that a process holds in memory now."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024
