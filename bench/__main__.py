"""Runs the benchmarks that are named, or all; one JSON object a line."""

from __future__ import annotations

import pkgutil
import sys

import orjson

# Each is loaded when its turn comes: a library that one lacks does not stop the others.
BENCHMARKS = {
    "accept": "bench.accept:measure",
    "relay": "bench.relay:measure",
    "latency": "bench.latency:measure",
    "start": "bench.start:measure",
    "memory": "bench.memory:measure",
    "receipt": "bench.paper:receipt",
    "register": "bench.paper:register",
}


def main(names: list[str]) -> int:
    unknown = set(names) - set(BENCHMARKS)
    if unknown:
        sys.stderr.write(f"{', '.join(sorted(unknown))}: one of {', '.join(BENCHMARKS)}\n")
        return 2
    good = True
    for name in names or BENCHMARKS:
        figure = pkgutil.resolve_name(BENCHMARKS[name])()
        good = good and figure.ok
        print(orjson.dumps({"name": name} | figure.as_json()).decode(), flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
