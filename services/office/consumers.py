"""What the office hears, and what it does then."""

from __future__ import annotations

from services.office.actions import hearing
from shared.contracts import CaseAccepted, CaseHandedOut, FileDelivered, FileMoved, ResultShelved
from shared.runtime.inbox import Handlers

HANDLERS: Handlers = {
    CaseAccepted: [hearing.expect],
    FileDelivered: [hearing.deliver],
    FileMoved: [hearing.send_back],
    ResultShelved: [hearing.shelve],
    CaseHandedOut: [hearing.close],
}
