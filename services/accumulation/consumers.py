"""What accumulation hears, and what it does then."""

from __future__ import annotations

from services.accumulation.actions import hearing
from shared.contracts import CaseAccepted, CaseHandedOut, ResultIssued
from shared.runtime.inbox import Handlers

HANDLERS: Handlers = {
    CaseAccepted: [hearing.expect_file],
    ResultIssued: [hearing.expect_result],
    CaseHandedOut: [hearing.be_handed_out],
}
