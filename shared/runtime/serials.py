"""Numbers out of sequences. Requests that ask at the same moment are answered by one question."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncConnection

from shared.runtime.database import run

_NEXT = "SELECT nextval($1::regclass) FROM generate_series(1, $2::int)"


@dataclass
class Serial:
    """A sequence, and who waits for a number out of it."""

    name: str
    _waiting: list[asyncio.Future[int]] = field(default_factory=list)
    _asking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def next(self, db: AsyncConnection) -> int:
        mine: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._waiting.append(mine)
        try:
            async with self._asking:
                # Whoever asked meanwhile may have asked for this one as well.
                if not mine.done():
                    await self._ask_for_all(db)
        finally:
            if not mine.done():
                self._waiting.remove(mine)
        return mine.result()

    async def _ask_for_all(self, db: AsyncConnection) -> None:
        asked = len(self._waiting)
        rows = await run(db, _NEXT, self.name, asked)
        answered, self._waiting = self._waiting[:asked], self._waiting[asked:]
        # One who gave up meanwhile leaves a number over, as a failed transaction would.
        for waiting, row in zip(answered, rows, strict=False):
            waiting.set_result(row[0])


class Serials(defaultdict[str, Serial]):
    """The sequences of a database, by their names."""

    def __missing__(self, name: str) -> Serial:
        return self.setdefault(name, Serial(name))
