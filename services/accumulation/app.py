"""Accumulation, put together."""

from __future__ import annotations

import services.accumulation
from services.accumulation.consumers import HANDLERS
from services.accumulation.tables import messages, metadata
from services.accumulation.web.api import ROUTERS
from shared.contracts import (
    FileCollected,
    FileDelivered,
    FileMoved,
    PacketArrived,
    PacketDispatched,
    PacketReconciled,
    PacketSealed,
    ResultShelved,
)
from shared.runtime.service import Service

SERVICE = Service(
    name="accumulation",
    title="Accumulation: the way between the sites",
    about=services.accumulation.__doc__ or "",
    metadata=metadata,
    messages=messages,
    api=ROUTERS,
    says=(
        FileCollected,
        FileMoved,
        FileDelivered,
        PacketSealed,
        PacketDispatched,
        PacketArrived,
        PacketReconciled,
        ResultShelved,
    ),
    handlers=HANDLERS,
    tags={
        "tasks": "What waits for you.",
        "papers": "Folders and results: collect them, and see whose hands they are in.",
        "packets": "Packets, their registers and labels.",
        "scans": "What scanners send, and what they are answered.",
    },
)
