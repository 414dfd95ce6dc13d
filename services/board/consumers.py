"""What the board hears: everything that others say, also what the contracts gain later."""

from __future__ import annotations

from services.board.actions.hearing import note_event
from shared.contracts import EVENTS, CaseAtRisk, CaseOverdue, Event
from shared.runtime.inbox import Handlers

SAYS: tuple[type[Event], ...] = (CaseAtRisk, CaseOverdue)

HANDLERS: Handlers = {event: [note_event] for event in EVENTS.values() if event not in SAYS}
