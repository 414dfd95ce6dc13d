"""The office, put together."""

from __future__ import annotations

import services.office
from services.office.consumers import HANDLERS
from services.office.tables import messages, metadata
from services.office.web import api, reading
from shared.contracts import CaseDecided, CaseRegistered, CaseResolved, ResultIssued, StepTaken
from shared.runtime.service import Service

SERVICE = Service(
    name="office",
    title="Office: the desk",
    about=services.office.__doc__ or "",
    metadata=metadata,
    messages=messages,
    api=(api.router, reading.router),
    says=(CaseRegistered, CaseResolved, StepTaken, CaseDecided, ResultIssued),
    handlers=HANDLERS,
    tags={
        "steps": "What is done with a file. Every call fits one awaited step and no other.",
        "files": "What lies here, what waits for you, and what the journals say.",
    },
)
