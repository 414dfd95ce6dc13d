"""What a service is made of, and how it becomes an application and a worker."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from fastapi import APIRouter, FastAPI
from sqlalchemy import MetaData

from shared.contracts import Event
from shared.runtime.context import Context
from shared.runtime.inbox import Handlers
from shared.runtime.message_tables import MessageTables
from shared.runtime.web import dead_letters, health, openapi, problems, reference
from shared.runtime.web.edge import Edge
from shared.runtime.web.who import signed_in


@dataclass(frozen=True)
class Timer:
    """Background work: no input, harmless to repeat, run every so often."""

    name: str
    every: timedelta
    work: Callable[[Context], Awaitable[None]]


@dataclass(frozen=True)
class Service:
    name: str
    title: str
    about: str
    metadata: MetaData
    messages: MessageTables
    api: Sequence[APIRouter]
    says: Sequence[type[Event]]
    handlers: Handlers
    # Routes that need no sign-in: what the public may see.
    open_api: Sequence[APIRouter] = ()
    pages: Sequence[APIRouter] = ()
    timers: Sequence[Timer] = ()
    tags: Mapping[str, str] = field(default_factory=dict)


def application(service: Service) -> FastAPI:
    """The HTTP side of a service. Its context is attached when it is known."""
    root = f"/{service.name}"
    app = FastAPI(
        title=service.title,
        description=service.about,
        version="1",
        openapi_url=f"{root}/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        openapi_tags=[{"name": n, "description": d} for n, d in service.tags.items()],
        generate_unique_id_function=lambda route: route.name,
    )
    problems.install(app, service.name)
    for router in (*service.api, dead_letters.router):
        app.include_router(router, prefix=f"{root}/v1", dependencies=[signed_in])
    for router in service.open_api:
        app.include_router(router, prefix=f"{root}/v1")
    for router in service.pages:
        app.include_router(router, prefix=root, include_in_schema=False)
    app.include_router(health.router, include_in_schema=False)
    openapi.complete(app)
    reference.install(app, f"{root}/v1/docs")
    return app


def edge(service: Service, app: FastAPI, body_limit: int) -> Edge:
    """The application behind its outermost layer: correlation, logs, figures, size limits."""
    return Edge(app, service.name, body_limit)
