"""What intake hears, and what it does then."""

from __future__ import annotations

from services.intake import actions
from shared.contracts import CaseDecided, ResultIssued, ResultShelved
from shared.runtime.inbox import Handlers

HANDLERS: Handlers = {
    ResultShelved: [actions.become_ready],
    ResultIssued: [actions.become_ready_at_the_office],
    CaseDecided: [actions.learn_decision],
}
