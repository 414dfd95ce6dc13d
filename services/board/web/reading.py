"""What open routes and pages read with: a connection that cannot write."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.runtime.context import Context, context_of


async def read_only(request: Request) -> AsyncIterator[AsyncConnection]:
    async with context_of(request).engine.connect() as db:
        yield await db.execution_options(postgresql_readonly=True)


async def _context(request: Request) -> Context:
    return context_of(request)


# The connection goes back to the pool before the answer is sent.
Reading = Annotated[AsyncConnection, Depends(read_only, scope="function")]
TheContext = Annotated[Context, Depends(_context)]
