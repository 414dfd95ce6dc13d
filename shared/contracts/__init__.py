"""What the services say to one another: one class per event, CloudEvents 1.0 around it.

A service imports these and nothing else of its neighbours. Names and numbers of a person travel
only inside `applicant`, which is sealed (see shared/runtime/sealing.py).
"""

from shared.contracts.accumulation import (
    FileCollected,
    FileDelivered,
    FileMoved,
    PacketArrived,
    PacketDispatched,
    PacketReconciled,
    PacketSealed,
    ResultShelved,
)
from shared.contracts.board import CaseAtRisk, CaseOverdue
from shared.contracts.event import CaseEvent, Event, Taken
from shared.contracts.intake import CaseAccepted, CaseHandedOut
from shared.contracts.office import (
    CaseDecided,
    CaseRegistered,
    CaseResolved,
    ResultIssued,
    StepTaken,
)

EVENTS: dict[str, type[Event]] = {
    event.name: event
    for event in (
        CaseAccepted,
        CaseHandedOut,
        FileCollected,
        PacketSealed,
        PacketDispatched,
        PacketArrived,
        FileMoved,
        FileDelivered,
        PacketReconciled,
        ResultShelved,
        CaseRegistered,
        CaseResolved,
        StepTaken,
        CaseDecided,
        ResultIssued,
        CaseAtRisk,
        CaseOverdue,
    )
}

__all__ = [
    "EVENTS",
    "CaseAccepted",
    "CaseAtRisk",
    "CaseDecided",
    "CaseEvent",
    "CaseHandedOut",
    "CaseOverdue",
    "CaseRegistered",
    "CaseResolved",
    "Event",
    "FileCollected",
    "FileDelivered",
    "FileMoved",
    "PacketArrived",
    "PacketDispatched",
    "PacketReconciled",
    "PacketSealed",
    "ResultIssued",
    "ResultShelved",
    "StepTaken",
    "Taken",
]
