"""Intake, put together."""

from __future__ import annotations

import services.intake
from services.intake.consumers import HANDLERS
from services.intake.tables import messages, metadata
from services.intake.web import api
from shared.contracts import CaseAccepted, CaseHandedOut
from shared.runtime.service import Service

SERVICE = Service(
    name="intake",
    title="Intake: the window",
    about=services.intake.__doc__ or "",
    metadata=metadata,
    messages=messages,
    api=(api.router,),
    says=(CaseAccepted, CaseHandedOut),
    handlers=HANDLERS,
    tags={"window": "What is done where a person stands before a desk."},
)
