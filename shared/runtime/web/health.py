"""Probes: alive, ready, started. Not ready means: do not send requests here now."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text

router = APIRouter()
PATIENCE = 2.0


@router.get("/health/live")
async def live() -> dict[str, str]:
    return {"status": "alive"}


@router.get("/health/startup")
async def startup(request: Request) -> Response:
    started = getattr(request.app.state, "context", None) is not None
    return Response(status_code=200 if started else 503)


@router.get("/health/ready")
async def ready(request: Request, response: Response) -> dict[str, str]:
    """The database answers, and what works in this process (relay, consumer, timers) works."""
    context = getattr(request.app.state, "context", None)
    if context is None:
        response.status_code = 503
        return {"status": "starting"}
    checks = {"database": await _database(context.engine)}
    for name, healthy in getattr(request.app.state, "working", dict)().items():
        checks[name] = "ok" if healthy else "dead"
    if any(state != "ok" for state in checks.values()):
        response.status_code = 503
    return checks


@router.get("/metrics")
async def metrics() -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


async def _database(engine: object) -> str:
    try:
        async with asyncio.timeout(PATIENCE):
            async with engine.connect() as db:  # type: ignore[attr-defined]
                await db.execute(text("SELECT 1"))
    except Exception as lost:  # noqa: BLE001 - whatever it is, it is the answer
        return type(lost).__name__
    return "ok"
