"""The floor of `start`: PostgreSQL out of the wheel, asked once. Stops when its input ends."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import asyncpg

from psc.embedded import postgres


async def _ask(url: str) -> None:
    db = await asyncpg.connect(url)
    await db.fetchval("SELECT 1")
    await db.close()


def main(folder: Path) -> None:
    with postgres(folder) as url:
        asyncio.run(_ask(url))
        print("ready", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
