"""`latency`: a case accepted over HTTP at intake → its folder in accumulation's table.

Fifty a second through RabbitMQ, with the service and both workers as processes of their own. The
floor is a message of the same size through the same broker, from its publishing to its receipt.
"""

from __future__ import annotations

from contextlib import ExitStack
from statistics import median
from typing import Any

from bench.accept import PATH, application
from bench.broker import broker
from bench.figure import Figure, alternately, percentile
from bench.ground import aside, ground

A_SECOND = 50
SECONDS = 4.0
AT_MOST = {"p50": 15.0, "p99": 60.0}


def measure() -> Figure:
    with ExitStack() as stack:
        url = stack.enter_context(broker())
        laid = stack.enter_context(ground(PSC_BROKER_URL=url))
        intake = stack.enter_context(laid.running("serve", "intake"))
        for service in ("intake", "accumulation"):
            stack.enter_context(laid.running("work", service))
        given = {
            "broker": url, "database": laid.database, "port": intake.port, "path": PATH,
            "token": intake.token("window1", laid.password()), "seconds": SECONDS,
            "rate": A_SECOND, "bodies": [application(n) for n in range(64)],
        }  # fmt: skip
        seen, received = alternately(
            lambda: aside("bench.latency_run", given), lambda: aside("bench.latency_floor", given)
        )
    return Figure(
        unit="ms",
        runs=_percentiles(seen, 0.5),
        floor_runs=_percentiles(received, 0.5),
        at_most=AT_MOST,
        more={
            "p50": median(_percentiles(seen, 0.5)),
            "p99": median(_percentiles(seen, 0.99)),
            "floor_p99": median(_percentiles(received, 0.99)),
        },
    )


def _percentiles(runs: list[dict[str, Any]], share: float) -> list[float]:
    return [percentile(run["took"], share) * 1000 for run in runs]
