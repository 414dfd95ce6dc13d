"""A RabbitMQ node of the run's own: its data, name, cookie and ports touch no other.

It boots in the background (some seconds) while tests that need no broker run. Making a virtual
host on a running node takes a second, so a few are made at boot and lent out, one to a test.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import aio_pika

from tests.support import run as runs

PROGRAM = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
VHOSTS = 16
PATIENCE = 60
_CONFIGURATION = """
listeners.tcp.1 = 127.0.0.1:{port}
load_definitions = {folder}/definitions.json
disk_free_limit.absolute = 10MB
log.file.level = warning
"""


class NoBroker(RuntimeError):
    """There is no RabbitMQ here, or it did not start."""


def boot(run: Path) -> int:
    """Start the node, once in a run, without waiting for it; its port."""
    return int(runs.once(run, "rabbit", lambda: _start(run)))


def _start(run: Path) -> int:
    if not PROGRAM.exists():
        raise NoBroker("Install the package rabbitmq-server, or run tests/support/need_rabbitmq.sh")
    folder = run / "rabbit"
    folder.mkdir()
    port, names_port, node_port = _free_ports(3)
    _configure(folder, port)
    (run / "vhosts.json").write_text(json.dumps([f"lent-{n}" for n in range(VHOSTS)]))
    environment = _environment(folder, names_port, node_port)
    # The node would start this one itself, as a daemon that nobody stops.
    names = _spawn(["epmd"], folder, environment)
    _until_open(names_port)
    node = _spawn([str(PROGRAM)], folder, environment)
    runs.remember_pids(run, "rabbit", node, names)
    return port


def _configure(folder: Path, port: int) -> None:
    everything = {"configure": ".*", "write": ".*", "read": ".*", "user": "guest"}
    vhosts = [f"lent-{n}" for n in range(VHOSTS)]
    definitions = {
        "users": [{"name": "guest", "password": "guest", "tags": ""}],
        "vhosts": [{"name": name} for name in vhosts],
        "permissions": [everything | {"vhost": name} for name in vhosts],
    }
    (folder / "definitions.json").write_text(json.dumps(definitions))
    (folder / "rabbitmq.conf").write_text(_CONFIGURATION.format(port=port, folder=folder))
    (folder / "plugins").write_text("[].\n")


def _environment(folder: Path, names_port: int, node_port: int) -> dict[str, str]:
    return {
        "PATH": f"{os.environ['PATH']}:/usr/sbin:/usr/bin",
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "ERL_EPMD_PORT": str(names_port),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        "RABBITMQ_NODENAME": f"psc-tests-{names_port}@localhost",
        "RABBITMQ_DIST_PORT": str(node_port),
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
        "RABBITMQ_CONF_ENV_FILE": "/dev/null",
        "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq"),
        "RABBITMQ_ADVANCED_CONFIG_FILE": str(folder / "advanced"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
        "RABBITMQ_MNESIA_BASE": str(folder / "data"),
        "RABBITMQ_LOG_BASE": str(folder / "log"),
        "RABBITMQ_PID_FILE": str(folder / "pid"),
    }


def _spawn(command: list[str], folder: Path, environment: dict[str, str]) -> int:
    with (folder / "output").open("a") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
            stdout=output, stderr=output, start_new_session=True,
        )  # fmt: skip
    # It is not waited for here: the end of the run stops it.
    process.returncode = 0
    return process.pid


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [free.getsockname()[1] for free in sockets]
    for free in sockets:
        free.close()
    return ports


def wait(run: Path) -> int:
    """Until the node takes connections; its port."""
    port = boot(run)
    if not _until_open(port):
        said = (run / "rabbit" / "output").read_text()[-2000:]
        raise NoBroker(f"RabbitMQ did not start within {PATIENCE} s. It said:\n{said}")
    return port


def _until_open(port: int) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return True
    return False


@contextmanager
def lent_vhost(run: Path) -> Iterator[str]:
    """The URL of a virtual host that nobody else uses meanwhile."""
    port = wait(run)
    name = _take(run)
    try:
        yield f"amqp://guest:guest@127.0.0.1:{port}/{name}"
    finally:
        _give_back(run, name)


def _take(run: Path) -> str:
    with runs.locked(run, "vhosts"):
        free: list[str] = json.loads((run / "vhosts.json").read_text())
        (run / "vhosts.json").write_text(json.dumps(free[1:]))
    return free[0]


def _give_back(run: Path, name: str) -> None:
    with runs.locked(run, "vhosts"):
        free: list[str] = json.loads((run / "vhosts.json").read_text())
        (run / "vhosts.json").write_text(json.dumps([*free, name]))


async def clear(url: str, services: Iterable[str]) -> None:
    """Delete what the services have declared in a virtual host."""
    connection = await aio_pika.connect(url)
    async with connection, connection.channel() as channel:
        for service in services:
            await channel.queue_delete(f"psc.{service}")
            await channel.queue_delete(f"psc.{service}.dead")
