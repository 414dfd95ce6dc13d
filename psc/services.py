"""Every service, by name."""

from __future__ import annotations

from services.accumulation.app import SERVICE as ACCUMULATION
from services.board.app import SERVICE as BOARD
from services.intake.app import SERVICE as INTAKE
from services.office.app import SERVICE as OFFICE
from shared.runtime.service import Service

SERVICES: dict[str, Service] = {
    service.name: service for service in (INTAKE, ACCUMULATION, OFFICE, BOARD)
}
