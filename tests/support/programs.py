"""The command as a user starts it: processes of their own, stopped at the end of the test."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

PATIENCE = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def environment(**settings: object) -> dict[str, str]:
    """The settings alone, and what any process needs."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {f"PSC_{name.upper()}": str(value) for name, value in settings.items()}


@contextmanager
def program(*arguments: str, log: Path, env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """`psc …` in the background; interrupted, and if need be killed, at the end."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "psc", *arguments],
            stdout=output, stderr=output, env=env, start_new_session=True,
        )  # fmt: skip
        try:
            yield process
        finally:
            stop(process)


def stop(process: subprocess.Popen[bytes]) -> int:
    """Like Ctrl-C; the exit code."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    return process.returncode


def kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


def ready(url: str, process: subprocess.Popen[bytes], log: Path) -> float:
    """Wait until it says that it is ready; the seconds that it took."""
    started = time.monotonic()
    while time.monotonic() - started < PATIENCE:
        assert process.poll() is None, f"it ended with {process.returncode}:\n{log.read_text()}"
        try:
            if httpx.get(f"{url}/health/ready", timeout=2).status_code == 200:
                return time.monotonic() - started
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise AssertionError(f"{url} was not ready in {PATIENCE} s:\n{log.read_text()}")


def lines(log: Path) -> int:
    """How many hands the demonstration has narrated."""
    return len(re.findall(r"^ +\d+\. ", log.read_text(), re.MULTILINE)) if log.exists() else 0
