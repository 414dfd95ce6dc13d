"""The same demonstration against four services and their workers, on PostgreSQL and RabbitMQ."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from shared.runtime.sealing import new_key
from shared.runtime.settings import SERVICES
from tests.support.programs import environment, free_port, lines, program, ready, stop


@pytest.fixture
def deployment(tmp_path: Path, empty_database: str, broker: str) -> Iterator[dict[str, str]]:
    """Each service and each worker a process of its own; where each service listens."""
    common = {
        "database_url": empty_database,
        "broker_url": broker,
        "sealing_key": new_key(),
        "data": tmp_path / "data",
        "database_pool": 4,
        "log_level": "warning",
    }
    log = tmp_path / "all.log"
    with ExitStack() as stack:
        for once in ("migrate", "seed"):
            process = stack.enter_context(program(once, log=log, env=environment(**common)))
            assert process.wait(60) == 0, log.read_text()
        at, started = {}, []
        for service in SERVICES:
            for kind in ("serve", "work"):
                url = f"http://127.0.0.1:{(port := free_port())}"
                env = environment(**common, port=port)
                started.append((url, stack.enter_context(program(kind, service, log=log, env=env))))
                if kind == "serve":
                    at[service] = url
        for url, process in started:
            ready(url, process, log)
        yield at
        assert [stop(process) for _, process in started] == [0] * len(started), log.read_text()


def test_the_demonstration_runs_on_separate_processes(tmp_path: Path, deployment: dict[str, str]):
    told = tmp_path / "demo.log"
    where = [f"--service={service}={url}" for service, url in deployment.items()]

    with program("demo", *where, log=told, env=environment(data=tmp_path / "data")) as demo:
        code = demo.wait(100)

    assert code == 0, told.read_text()
    # Nineteen hands, approved and refused.
    assert lines(told) == 2 * 19
