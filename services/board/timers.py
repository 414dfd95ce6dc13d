"""What the board does without being asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from services.board.actions.warning import BATCH, tell_at_risk, tell_overdue
from shared.runtime.act import Act
from shared.runtime.context import Context
from shared.runtime.service import Timer

EVERY = timedelta(seconds=30)


async def tell_due(context: Context) -> None:
    # Overdue first: what is overdue is not also told as at risk.
    for tell in (tell_overdue, tell_at_risk):
        while await _batch(context, tell) == BATCH:
            pass


async def _batch(context: Context, tell: Callable[[Act], Awaitable[int]]) -> int:
    async with context.engine.begin() as db:
        act = Act(db, context.now(), context.house)
        told = await tell(act)
    if act.said:
        context.ring()
    return told


TIMERS = (Timer("tell-due", EVERY, tell_due),)
