"""Builders of events: `a_case_accepted(number=…)` says only what matters to a test."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from shared.contracts import CaseAccepted, CaseHandedOut, Event
from shared.contracts.event import Envelope
from shared.rules.regulation import Channel
from shared.runtime.act import outbox_row

# A working Wednesday, ten in the morning at Talgar.
NOON = datetime(2026, 3, 4, 5, 0, tzinfo=UTC)


def a_case_accepted(case: UUID | None = None, **facts: Any) -> CaseAccepted:
    usual = {
        "at": NOON,
        "case": case or uuid4(),
        "number": "R2601010000011",
        "regulation": "almaty-2012-349/07",
        "edition": date(2012, 11, 5),
        "channel": Channel.PSC,
        "centre": "psc-talgar",
        "office": "office-talgar",
        "file": "F2601010000018",
        "documents": 5,
        "sheets": 7,
        "due": None,
        "applicant": "sealed",
    }
    return CaseAccepted(**(usual | facts))


def a_case_handed_out(case: UUID | None = None, **facts: Any) -> CaseHandedOut:
    usual = {
        "at": NOON,
        "case": case or uuid4(),
        "number": "R2601010000011",
        "result": "D2601010000014",
    }
    return CaseHandedOut(**(usual | facts))


def enveloped(event: Event, source: str = "speaker") -> str:
    """The event as it travels."""
    return str(outbox_row(source, event)["body"])


def id_of(body: str) -> UUID:
    return Envelope.model_validate_json(body).id
