"""What a benchmark stands on: a PostgreSQL that flushes to disk, a broker, the real processes.

Everything stands in a folder of its own, on free ports of the loopback, and is stopped by its
process id.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import orjson

from psc import embedded
from psc.demonstration import password_of
from shared.runtime.sealing import new_key
from shared.runtime.settings import Settings

PATIENCE = 60.0
ROOT = Path(__file__).parent.parent
# Passwords are asked for on every connection, as in production.
_GUARD = "local all psc scram-sha-256\n"


@dataclass(frozen=True)
class Ground:
    folder: Path
    environment: dict[str, str]

    @property
    def database(self) -> str:
        return self.environment["PSC_DATABASE_URL"]

    def psc(self, *arguments: str) -> None:
        """A `psc` command that ends by itself."""
        done = subprocess.run(
            [sys.executable, "-m", "psc", *arguments],
            cwd=ROOT, env=os.environ | self.environment, capture_output=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"psc {' '.join(arguments)}: {done.stderr.decode()[-2000:]}")

    def running(self, *arguments: str) -> AbstractContextManager[Running]:
        """A `psc` command that stays, once it is ready."""
        return self.started("-m", "psc", *arguments)

    @contextmanager
    def started(self, *arguments: str) -> Iterator[Running]:
        port = free_port()
        environment = self.environment | {"PSC_PORT": str(port)}
        log = self.folder / f"{'-'.join(arguments)}.log"
        with started([sys.executable, *arguments], environment, log) as process:
            running = Running(process.pid, port)
            wait_ready(running.url, process, log)
            yield running

    def password(self) -> str:
        return password_of(Settings(data=self.folder))


@dataclass(frozen=True)
class Running:
    pid: int
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def token(self, login: str, password: str) -> str:
        answer = httpx.post(
            f"{self.url}/identity/v1/tokens", json={"login": login, "password": password}
        )
        return str(answer.raise_for_status().json()["token"])


@contextmanager
def ground(**more: str) -> Iterator[Ground]:
    """A migrated database with the demonstration's people."""
    with tempfile.TemporaryDirectory(prefix="psc-bench-") as name:
        folder = Path(name)
        with postgres(folder / "postgres") as url:
            environment = {
                "PSC_DATABASE_URL": url, "PSC_SEALING_KEY": new_key(), "PSC_DATA": name,
            }  # fmt: skip
            laid = Ground(folder, environment | more)
            laid.psc("migrate")
            laid.psc("seed")
            yield laid


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """The wheel's PostgreSQL with its own defaults (fsync is on), and a role with a password."""
    with embedded.postgres(folder) as url:
        password = secrets.token_hex(8)
        asyncio.run(_guard(url, folder, password))
        yield url.replace("postgres:@", f"psc:{password}@").replace("/postgres?", "/psc?")


async def _guard(url: str, folder: Path, password: str) -> None:
    db = await asyncpg.connect(url)
    if (
        await db.fetchval("SHOW fsync") != "on"
        or await db.fetchval("SHOW synchronous_commit") != "on"
    ):
        raise RuntimeError("fsync must be on: the figures would mean nothing")
    await db.execute(f"CREATE ROLE psc LOGIN PASSWORD '{password}'")
    await db.execute("CREATE DATABASE psc OWNER psc")
    guard = folder / "pg_hba.conf"
    guard.write_text(_GUARD + guard.read_text())
    await db.execute("SELECT pg_reload_conf()")
    await db.close()


@contextmanager
def started(
    command: list[str], environment: dict[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | environment,
            stdin=subprocess.DEVNULL, stdout=output, stderr=output,
        )  # fmt: skip
    try:
        yield process
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """As Ctrl-C does, and by force if that is not heard."""
    if process.poll() is None:
        process.send_signal(2)
    with suppress(subprocess.TimeoutExpired):
        process.wait(15)
    if process.poll() is None:
        process.kill()
        process.wait()


def wait_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with suppress(httpx.TransportError):
            if httpx.get(f"{url}/health/ready", timeout=2).status_code == 200:
                return
        time.sleep(0.02)
    raise RuntimeError(f"{process.args!r} did not become ready:\n{log.read_text()[-2000:]}")


def aside(module: str, given: dict[str, Any]) -> dict[str, Any]:
    """Work of a process of its own, so that a client costs the measured process nothing."""
    done = subprocess.run(
        [sys.executable, "-m", module],
        cwd=ROOT, input=orjson.dumps(given), capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{module}: {done.stderr.decode()[-2000:]}")
    result: dict[str, Any] = orjson.loads(done.stdout)
    return result


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])
