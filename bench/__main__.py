"""Runs the benchmarks that are named, or all; one JSON object a line."""

from __future__ import annotations

import sys
from collections.abc import Callable

import orjson

from bench import accept, latency, memory, relay, start
from bench.figure import Figure

BENCHMARKS: dict[str, Callable[[], Figure]] = {
    "accept": accept.measure,
    "relay": relay.measure,
    "latency": latency.measure,
    "start": start.measure,
    "memory": memory.measure,
}


def main(names: list[str]) -> int:
    unknown = set(names) - set(BENCHMARKS)
    if unknown:
        sys.stderr.write(f"{', '.join(sorted(unknown))}: one of {', '.join(BENCHMARKS)}\n")
        return 2
    good = True
    for name in names or BENCHMARKS:
        figure = BENCHMARKS[name]()
        good = good and figure.ok
        print(orjson.dumps({"name": name} | figure.as_json()).decode(), flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
