"""Stopping in good order: a piece of work that has begun is finished before its task ends."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")

AT_MOST = 10.0


async def unhurried(work: Coroutine[Any, Any, T]) -> T:
    """Await it; if the task is cancelled meanwhile, let it come to its end first."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        # A transaction cut off in the middle is undone and its connection lost: rather wait.
        with suppress(Exception):
            async with asyncio.timeout(AT_MOST):
                await task
        raise
