"""What Prometheus reads. No label ever holds a person's data or a case's number."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

REQUESTS = Histogram(
    "psc_request_seconds",
    "Requests by service, method, route and status.",
    ["service", "method", "route", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
HANDLED = Counter(
    "psc_messages_total",
    "Messages by receiving service, type and fate.",
    ["service", "type", "fate"],
)
RELAYED = Counter("psc_relayed_total", "Messages carried out of a service's outbox.", ["service"])
REFUSED = Counter("psc_refusals_total", "Refusals by service and code.", ["service", "code"])
