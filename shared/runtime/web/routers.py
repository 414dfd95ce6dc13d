"""What every API's router has: one transaction a request, and problems that are documented."""

from __future__ import annotations

from fastapi import APIRouter

from shared.runtime.web import problems
from shared.runtime.web.one_transaction import OneTransaction


def api_router(tag: str) -> APIRouter:
    """A router every route of which is one transaction and refuses with problems."""
    return APIRouter(
        route_class=OneTransaction,
        tags=[tag],
        responses={
            status: {"model": problems.Problem, "content": {problems.PROBLEM: {}}}
            for status in (401, 403, 404, 409, 422)
        },
    )
