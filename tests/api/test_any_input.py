"""Any request at all, made up from the published OpenAPI, gets an answer that it promises."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from tests.support.programs import environment, free_port, program, ready

# Whoever meets the most of each service's rules.
WHO = {"intake": "window1", "accumulation": "accumulation", "office": "clerk", "board": "operator"}
CHECKS = (not_a_server_error, content_type_conformance, response_schema_conformance)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    folder = tmp_path_factory.mktemp("any-input")
    port = free_port()
    env = environment(data=folder / "data", port=port, log_level="error")
    with program("run", log=folder / "run.log", env=env) as process:
        url = f"http://127.0.0.1:{port}"
        ready(url, process, folder / "run.log")
        yield url, folder


@pytest.mark.parametrize("service", WHO)
def test_no_request_makes_a_service_stumble(address: tuple[str, Path], service: str):
    url, folder = address
    headers = {"Authorization": f"Bearer {_token(url, folder, WHO[service])}"}
    schema = schemathesis.openapi.from_url(f"{url}/{service}/v1/openapi.json")
    tried = 0

    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck)
        )
        @given(case=operation.as_strategy())
        def any_request(case: schemathesis.Case) -> None:
            nonlocal tried
            tried += 1
            case.call_and_validate(headers=headers, checks=list(CHECKS), timeout=10)

        any_request()

    assert tried > 0
    assert "Traceback" not in (folder / "run.log").read_text()


def _token(url: str, folder: Path, login: str) -> str:
    password = json.loads((folder / "data" / "accounts.json").read_text())["password"]
    answer = httpx.post(f"{url}/identity/v1/tokens", json={"login": login, "password": password})
    token: str = answer.json()["token"]
    return token
