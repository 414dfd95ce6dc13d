"""`start`: the embedded interchange, from the command to the first answer that it is ready.

The first start makes the database and its people; the figure is of those behind it. The floor
is a bare Python that starts the same PostgreSQL on data that is there.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.figure import Figure, alternately
from bench.ground import ROOT, free_port, started, wait_ready

AT_MOST = {"figure": 5.0, "first": 60.0}


def measure() -> Figure:
    with tempfile.TemporaryDirectory(prefix="psc-bench-") as name:
        folder = Path(name)
        first = interchange(folder)
        bare(folder)
        runs, floors = alternately(lambda: interchange(folder), lambda: bare(folder))
    return Figure(unit="s", runs=runs, floor_runs=floors, at_most=AT_MOST, more={"first": first})


def interchange(folder: Path) -> float:
    port = free_port()
    environment = {"PSC_DATA": str(folder / "psc"), "PSC_PORT": str(port)}
    command = [sys.executable, "-m", "psc", "run"]
    log = folder / "run.log"
    began = time.perf_counter()
    with started(command, environment, log) as process:
        wait_ready(f"http://127.0.0.1:{port}", process, log)
        return time.perf_counter() - began


def bare(folder: Path) -> float:
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "bench.start_floor", str(folder / "bare")],
        cwd=ROOT, env=os.environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        if process.stdout.readline() != b"ready\n":
            raise RuntimeError("the bare PostgreSQL did not start")
        return time.perf_counter() - began
