"""Waiting for what becomes true a little later, without guessing how long that takes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


async def eventually(found: Callable[[], Awaitable[T]], within: float = 10) -> T:
    """Ask until the answer is truthy: what one service says, another hears a little later."""
    deadline = time.monotonic() + within
    while True:
        answer = await found()
        if answer:
            return answer
        assert time.monotonic() < deadline, f"still not after {within} s: {found!r} → {answer!r}"
        await asyncio.sleep(0.01)


async def eventually_true(holds: Callable[[], bool], within: float = 10) -> None:
    async def held() -> bool:
        return holds()

    await eventually(held, within)
