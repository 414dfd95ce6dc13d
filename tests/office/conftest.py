"""The office alone: what it says stays in its outbox, and nobody else answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    # Tests of pure rules start without the house.
    from psc.embedded import Interchange
    from shared.runtime.settings import Settings


@pytest.fixture
async def house(settings: Settings) -> AsyncIterator[Interchange]:
    from psc.embedded import Interchange
    from services.office.app import SERVICE
    from shared.runtime import catalogue
    from shared.runtime.process import open_common, open_process
    from shared.runtime.service import edge

    loaded = await asyncio.to_thread(catalogue.load, settings.regulations)
    async with open_common(settings, loaded) as common, open_process(SERVICE, common) as office:
        front = edge(SERVICE, office.app, settings.body_limit)
        yield Interchange(common, {"office": office}, front)
