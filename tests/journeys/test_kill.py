"""`kill -9` in the middle of the demonstration: the cases go on, nothing twice, nothing lost."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from shared.rules.regulation import Channel
from shared.runtime import catalogue
from tests.support.programs import environment, free_port, kill, lines, program, ready, stop
from tests.support.travel import REGULATION


@pytest.mark.parametrize("hands", [3, 9, 14])
def test_a_killed_interchange_goes_on_where_it_was(tmp_path: Path, hands: int):
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    env = environment(data=tmp_path / "data", port=port, log_level="error")
    log, told = tmp_path / "run.log", tmp_path / "demo.log"

    with program("run", log=log, env=env) as first:
        ready(url, first, log)
        with program("demo", "--pause", "0.05", log=told, env=env) as demo:
            _until(lambda: lines(told) >= hands or demo.poll() is not None)
            kill(first)
            with program("run", log=log, env=env) as second:
                restarted = ready(url, second, log)
                code = demo.wait(90)

                assert code == 0, told.read_text()
                assert _steps_of_every_case(url, env, told) == [_route(), _route()]
                assert stop(second) == 0

    assert restarted < 10


def test_ctrl_c_stops_cleanly_and_a_second_start_goes_on_with_the_same_data(tmp_path: Path):
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    env = environment(data=tmp_path / "data", port=port, log_level="error")
    log, told = tmp_path / "run.log", tmp_path / "demo.log"
    with program("run", log=log, env=env) as first:
        ready(url, first, log)
        with program("demo", log=told, env=env) as demo:
            assert demo.wait(60) == 0, told.read_text()
        stopped = stop(first)

    with program("run", log=log, env=env) as second:
        took = ready(url, second, log)
        steps = _steps_of_every_case(url, env, told)

    assert stopped == 0
    assert took < 10
    assert steps == [_route(), _route()]
    assert "Traceback" not in log.read_text()


def test_two_interchanges_do_not_share_a_data_folder(tmp_path: Path):
    port = free_port()
    env = environment(data=tmp_path / "data", port=port, log_level="error")
    log = tmp_path / "run.log"
    with program("run", log=log, env=env) as first:
        ready(f"http://127.0.0.1:{port}", first, log)

        second = subprocess.run(
            [sys.executable, "-m", "psc", "run"],
            env=env,
            capture_output=True,
            timeout=60,
            check=False,
        )

    assert second.returncode != 0
    assert b"in use" in second.stderr


def _until(true: object) -> None:
    deadline = time.monotonic() + 60
    while not true():  # type: ignore[operator]
        assert time.monotonic() < deadline, "the demonstration stands still"
        time.sleep(0.01)


def _route() -> list[str]:
    way = catalogue.load().way(REGULATION, Channel.PSC)
    return [f"{step.n}:{step.doing}" for step in way.steps]


def _steps_of_every_case(url: str, env: dict[str, str], told: Path) -> list[list[str]]:
    """The steps on the board of each case that the centre has: each once, in the act's order."""
    password = json.loads((Path(env["PSC_DATA"]) / "accounts.json").read_text())["password"]
    with httpx.Client(base_url=url, timeout=10) as http:
        credentials = {"login": "window1", "password": password}
        token = http.post("/identity/v1/tokens", json=credentials).json()["token"]
        http.headers["authorization"] = f"Bearer {token}"
        cases = http.get("/intake/v1/cases").json()["items"]
        return [_steps(http, case["number"]) for case in cases]


def _steps(http: httpx.Client, number: str) -> list[str]:
    entries = http.get(f"/board/v1/cases/{number}/timeline").json()["items"]
    return [f"{line['n']}:{line['doing']}" for line in entries if line.get("doing")]
