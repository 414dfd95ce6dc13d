"""Every event has a sample file: others may count on it, and ours must still read it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from shared.contracts import EVENTS, CaseEvent, Event
from shared.contracts.event import Envelope
from shared.rules.identifiers import parse
from shared.runtime.act import outbox_row

SAMPLES = Path(__file__).parent / "samples"
REQUIRED = {"specversion", "id", "source", "type"}
NAME = re.compile(r"[a-z]+\.[a-z-]+\.v\d+")
CODE = re.compile(r"[A-Z]\d{13}")

every_event = pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS.keys())


def sample(event: type[Event]) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((SAMPLES / f"{event.name}.json").read_text("utf-8"))
    return content


def test_there_is_one_sample_for_each_event_and_no_other() -> None:
    assert {file.stem for file in SAMPLES.glob("*.json")} == set(EVENTS)


def test_every_class_of_event_is_registered_under_a_name_of_its_own() -> None:
    classes = {kind for kind in _below(Event) if "name" in vars(kind)}

    assert set(EVENTS.values()) == classes
    assert all(EVENTS[kind.name] is kind for kind in classes)


def _below(kind: type[Event]) -> set[type[Event]]:
    """The subclasses, but for those of tests."""
    direct = {sub for sub in kind.__subclasses__() if sub.__module__.startswith("shared.")}
    return direct.union(*(_below(sub) for sub in direct))


@every_event
def test_a_name_is_service_event_and_version(event: type[Event]) -> None:
    assert NAME.fullmatch(event.name)


@every_event
def test_an_event_says_what_it_means(event: type[Event]) -> None:
    assert event.__doc__
    assert event.__doc__ != Event.__doc__


@every_event
def test_a_sample_is_read_and_written_as_it_stands(event: type[Event]) -> None:
    envelope = sample(event)

    read = event.model_validate(envelope["data"])

    assert read.model_dump(mode="json") == envelope["data"]
    assert read.subject == envelope["subject"]


@every_event
def test_a_sample_states_every_fact(event: type[Event]) -> None:
    assert set(sample(event)["data"]) == set(event.model_fields)


@every_event
def test_a_sample_is_a_cloud_event(event: type[Event]) -> None:
    envelope = sample(event)

    assert set(envelope) >= REQUIRED
    assert envelope["specversion"] == "1.0"
    assert envelope["type"] == event.name
    assert envelope["datacontenttype"] == "application/json"
    assert Envelope.model_validate(envelope).time.tzinfo is not None
    # The names of attributes: lower-case letters and digits alone.
    assert all(re.fullmatch(r"[a-z0-9]{1,20}", name) for name in envelope)


@every_event
def test_what_we_send_has_the_shape_of_the_sample(event: type[Event]) -> None:
    given = sample(event)

    row = outbox_row(event.name.split(".")[0], event.model_validate(given["data"]))

    sent = json.loads(str(row["body"]))
    assert set(sent) == set(given)
    assert {**sent, "id": given["id"], "time": given["time"]} == given


@every_event
def test_what_concerns_a_case_is_correlated_by_it(event: type[Event]) -> None:
    envelope = sample(event)

    if issubclass(event, CaseEvent):
        assert envelope["correlationid"] == envelope["data"]["case"] == envelope["subject"]
    else:
        assert envelope["correlationid"] == envelope["subject"]


@every_event
def test_a_field_that_a_newer_version_added_is_no_obstacle(event: type[Event]) -> None:
    newer = sample(event)["data"] | {"added_tomorrow": 1}

    assert event.model_validate(newer)


@every_event
def test_the_codes_in_a_sample_have_right_check_digits(event: type[Event]) -> None:
    codes = CODE.findall((SAMPLES / f"{event.name}.json").read_text("utf-8"))

    assert [str(parse(code)) for code in codes] == codes
