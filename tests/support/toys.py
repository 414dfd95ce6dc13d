"""Two small services for tests of the runtime: one speaks, one listens.

They use the real events, tables, inbox and carriers; only their nouns are toys. What the runtime
promises is then shown without the rules of the real services around it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx
from fastapi import Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Column, Integer, MetaData, Table, Text, Uuid, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.contracts import CaseAccepted, CaseHandedOut
from shared.rules.broken import Conflict, Forbidden, Missing
from shared.runtime.act import Act
from shared.runtime.database import schema
from shared.runtime.inbox import TooEarly
from shared.runtime.message_tables import message_tables
from shared.runtime.process import Common, Process, open_process
from shared.runtime.service import Service, edge
from shared.runtime.settings import Settings
from shared.runtime.versions import must_match
from shared.runtime.web.listing import IfMatch, set_etag
from shared.runtime.web.routers import api_router
from shared.runtime.web.who import TheAct
from tests.support.events import a_case_accepted, a_case_handed_out

SPEAKER, LISTENER = "speaker", "listener"
speaker_metadata, listener_metadata = schema(SPEAKER), schema(LISTENER)
speaker_messages, listener_messages = (
    message_tables(metadata) for metadata in (speaker_metadata, listener_metadata)
)

thing = Table(
    "thing",
    speaker_metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
)
known = Table("known", listener_metadata, Column("case", Uuid, primary_key=True))
# No key: a handler that ran twice would show.
heard = Table("heard", listener_metadata, Column("case", Uuid), Column("result", Text))
counted = Table("counted", listener_metadata, Column("case", Uuid))
# While there is a row in it, the listener's handler fails.
trouble = Table("trouble", listener_metadata, Column("reason", Text))


class ToySettings(Settings):
    speaker_database_url: str = ""
    listener_database_url: str = ""


class Closed(Conflict):
    """The thing {name} is closed."""

    code = "thing-closed"
    ru = "Предмет {name} закрыт."
    kk = "{name} заты жабық."


class ThingIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(max_length=200)


class ThingOut(BaseModel):
    id: UUID
    name: str
    state: str
    version: int


router = api_router("things")


@router.post("/things", status_code=201)
async def make_thing(act: TheAct, body: ThingIn, response: Response) -> ThingOut:
    made = ThingOut(id=uuid4(), name=body.name, state="open", version=1)
    await act.db.execute(insert(thing), made.model_dump())
    await act.tell(a_case_accepted(made.id), a_case_handed_out(made.id, result=made.name))
    await act.note("thing-made", str(made.id))
    response.headers["Location"] = f"/speaker/v1/things/{made.id}"
    set_etag(response, made.version)
    return made


@router.get("/things/{id}")
async def read_thing(act: TheAct, id: UUID, response: Response) -> ThingOut:
    found = await _thing(act, id)
    set_etag(response, found.version)
    return found


@router.post("/things/{id}/close")
async def close_thing(
    act: TheAct, id: UUID, response: Response, if_match: IfMatch = None
) -> ThingOut:
    found = await _thing(act, id)
    must_match(if_match, found.version)
    if found.state == "closed":
        raise Closed(name=found.name, field="state")
    changed = found.model_copy(update={"state": "closed", "version": found.version + 1})
    row = changed.model_dump(exclude={"id"})
    await act.db.execute(update(thing).where(thing.c.id == id).values(row))
    set_etag(response, changed.version)
    return changed


@router.post("/refusals/{kind}")
async def refuse(act: TheAct, kind: str) -> None:
    raise {"forbidden": Forbidden, "missing": Missing, "fault": RuntimeError}[kind]


async def _thing(act: Act, id_: UUID) -> ThingOut:
    row = (await act.db.execute(select(thing).where(thing.c.id == id_).with_for_update())).first()
    if row is None:
        raise Missing
    return ThingOut.model_validate(row._asdict())


async def meet(act: Act, event: CaseAccepted) -> None:
    await act.db.execute(insert(known), {"case": event.case})


async def hear(act: Act, event: CaseHandedOut) -> None:
    """Builds on `meet`; writes before it fails, so that half a change would show."""
    await act.db.execute(insert(heard), {"case": event.case, "result": event.result})
    if await act.db.scalar(select(trouble.c.reason).limit(1)):
        raise RuntimeError("trouble with Әсел Сейітқали")
    if not await act.db.scalar(select(known.c.case).where(known.c.case == event.case)):
        raise TooEarly(f"case {event.case}")


async def count(act: Act, event: CaseHandedOut) -> None:
    await act.db.execute(insert(counted), {"case": event.case})


SPEAKS = Service(
    name=SPEAKER, title="Speaker", about="", metadata=speaker_metadata, messages=speaker_messages,
    api=(router,), says=(CaseAccepted, CaseHandedOut), handlers={},
)  # fmt: skip
LISTENS = Service(
    name=LISTENER, title="Listener", about="", metadata=listener_metadata,
    messages=listener_messages, api=(), says=(),
    handlers={CaseAccepted: [meet], CaseHandedOut: [hear, count]},
)  # fmt: skip


@dataclass(frozen=True)
class Toys:
    speaker: Process
    listener: Process


@asynccontextmanager
async def open_toys(common: Common) -> AsyncIterator[Toys]:
    async with AsyncExitStack() as stack:
        speaker = await stack.enter_async_context(open_process(SPEAKS, common))
        listener = await stack.enter_async_context(open_process(LISTENS, common))
        yield Toys(speaker, listener)


@asynccontextmanager
async def client_of(process: Process) -> AsyncIterator[httpx.AsyncClient]:
    """A client of one service behind its edge. A fault is answered, not raised into the test."""
    app = edge(process.service, process.app, process.context.settings.body_limit)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://toys") as client:
        yield client


async def rows(engine: AsyncEngine, table: Table) -> list[Any]:
    async with engine.connect() as db:
        return list((await db.execute(select(table))).all())


async def how_many(engine: AsyncEngine, table: Table) -> int:
    async with engine.connect() as db:
        return int(await db.scalar(select(func.count()).select_from(table)) or 0)


def all_metadata() -> tuple[MetaData, ...]:
    return speaker_metadata, listener_metadata
