"""What a service's process holds while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from fastapi import Request
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.runtime.act import House
from shared.runtime.identity.identity import Identity
from shared.runtime.settings import Settings


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Context:
    settings: Settings
    engine: AsyncEngine
    house: House
    identity: Identity
    # Tells the relays that the outbox has something new.
    ring: Callable[[], None]
    now: Callable[[], datetime] = field(default=utc_now)


def context_of(request: Request) -> Context:
    context: Context = request.app.state.context
    return context
