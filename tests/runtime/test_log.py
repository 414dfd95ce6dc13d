"""What is logged says where something failed, and never with whose data."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from uuid import uuid4

import pytest
import structlog

from shared.runtime import log
from shared.runtime.process import Process
from tests.support.events import a_case_accepted, enveloped
from tests.support.people import Caller

PERSON = "Әсел Сейітқали 860713300122"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.BytesIO]:
    """Where the logs of a process go, as JSON; the tests' own logging is restored after."""
    before = structlog.get_config()
    binary = io.BytesIO()
    # Held here: it would close what it wraps when nobody else holds it.
    stream = io.TextIOWrapper(binary, "utf-8")
    monkeypatch.setattr(sys, "stderr", stream)
    log.configure("info", "json")
    # A logger that remembered this stream would write into it in the tests that follow.
    structlog.configure(**structlog.get_config() | {"cache_logger_on_first_use": False})
    yield binary
    stream.detach()
    structlog.configure(**before)


def lines(written: io.BytesIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_a_failure_is_logged_with_its_place_and_without_its_values(written: io.BytesIO) -> None:
    try:
        fail_about(PERSON)
    except ValueError:
        structlog.get_logger().exception("it.failed")

    (line,) = lines(written)
    assert "fail_about" in str(line["exception"])
    assert "ValueError" in str(line["exception"])
    assert PERSON not in written.getvalue().decode()


def fail_about(person: str) -> None:
    try:
        int(person)
    except ValueError as cause:
        raise ValueError(f"cannot accept {person}") from cause


async def test_what_a_database_refuses_is_logged_without_the_values(
    listener: Process, written: io.BytesIO
) -> None:
    event = a_case_accepted(uuid4())
    await listener.inbox.receive(enveloped(event))

    await listener.inbox.receive(enveloped(event))

    assert "IntegrityError" in written.getvalue().decode()
    assert event.number not in written.getvalue().decode()
    assert event.centre not in written.getvalue().decode()


async def test_a_fault_at_the_api_is_logged_by_its_route(
    caller: Caller, written: io.BytesIO
) -> None:
    await caller.post("/speaker/v1/refusals/fault", expect=500)

    logged = lines(written)
    requests = [line for line in logged if line["event"] == "request"]
    assert requests[0]["route"] == "/refusals/{kind}"
    assert any(line["level"] == "error" for line in logged)


async def test_all_lines_of_a_request_bear_its_id(caller: Caller, written: io.BytesIO) -> None:
    answer = await caller.post("/speaker/v1/refusals/fault", expect=500)

    assert {line.get("request_id") for line in lines(written)} == {answer.headers["x-request-id"]}


async def test_a_request_is_logged_without_the_path_that_names_a_case(
    caller: Caller, written: io.BytesIO
) -> None:
    await caller.get("/speaker/v1/things/6b1f0f5e-6c1c-4c58-9d0b-2f6e2f3a7c11", expect=404)

    assert "6b1f0f5e" not in written.getvalue().decode()
