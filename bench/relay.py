"""`relay`: outbox to RabbitMQ, confirmed, beside bare aio-pika publishing the same bytes.

The real relay and carrier on a filled outbox; the queues are those of all who hear the event.
"""

from __future__ import annotations

from bench.broker import broker
from bench.figure import Figure, alternately
from bench.ground import aside, ground

MESSAGES = 5000
RATIO, A_SECOND = 0.6, 3000


def measure() -> Figure:
    with ground() as laid, broker() as url:
        given = {"database": laid.database, "broker": url, "messages": MESSAGES}
        relayed, published = alternately(
            lambda: aside("bench.relay_run", given), lambda: aside("bench.relay_floor", given)
        )
    return Figure(
        unit="messages/s",
        runs=[run["rate"] for run in relayed],
        floor_runs=[run["rate"] for run in published],
        at_least={"ratio": RATIO, "figure": A_SECOND},
    )
