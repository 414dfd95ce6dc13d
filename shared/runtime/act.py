"""What an action is given: a transaction, the moment, who acts, and a voice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

import orjson
import structlog
from sqlalchemy import Table, insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from shared.contracts.event import CaseEvent, Event
from shared.runtime.catalogue import Catalogue
from shared.runtime.identity.person import Person
from shared.runtime.message_tables import MessageTables
from shared.runtime.sealing import Seal
from shared.runtime.serials import Serials
from shared.runtime.sites import Sites
from shared.runtime.writing import Row, Writing


@dataclass(frozen=True, eq=False)
class House:
    """What all acts of a process share."""

    service: str
    tables: MessageTables
    catalogue: Catalogue
    sites: Sites
    seal: Seal
    serials: Serials = field(default_factory=Serials)


@dataclass
class Act:
    """One request or one message: one transaction."""

    db: AsyncConnection
    now: datetime
    house: House
    by: Person | None = None
    said: int = field(default=0)
    # What waits for the end; without it, all is written at once.
    writing: Writing | None = None

    @property
    def person(self) -> Person:
        """Who acts; an act without a person (a message) must not ask."""
        if self.by is None:
            raise LookupError("nobody acts here: a message does")
        return self.by

    async def write(self, table: Table, *rows: Row) -> None:
        """Insert rows that this act will not ask for again: they may wait for its end."""
        # What is written within a savepoint has to go when the savepoint is undone.
        if self.writing is not None and not self.db.in_nested_transaction():
            self.writing.add(table, rows)
        elif rows:
            await self.db.execute(insert(table), list(rows))

    async def tell(self, *events: Event) -> None:
        """Lay events into the outbox, in this transaction."""
        if events:
            # From the window to the hand-out, all lines about a case bear its id.
            structlog.contextvars.bind_contextvars(correlation_id=events[-1].subject)
        rows = [outbox_row(self.house.service, event) for event in events]
        await self.write(self.house.tables.outbox, *rows)
        self.said += len(rows)

    async def note(self, act: str, object_: str, outcome: str = "done") -> None:
        """Write into the audit log who did or saw what."""
        account = self.by.account if self.by else None
        row = {"account": account, "act": act, "object": object_, "outcome": outcome}
        await self.write(self.house.tables.audit, row)


@asynccontextmanager
async def one_act(
    engine: AsyncEngine, house: House, now: datetime, by: Person | None = None
) -> AsyncIterator[Act]:
    """An act from its beginning to its end, which is committed unless it fails."""
    async with engine.connect() as db:
        writing = Writing()
        yield Act(db, now, house, by, writing=writing)
        await writing.done(db)
        if db.in_transaction():
            await db.commit()


def outbox_row(service: str, event: Event) -> dict[str, UUID | str]:
    """An event in its envelope (CloudEvents 1.0), as it lies in the outbox."""
    id_ = uuid4()
    envelope = {
        "specversion": "1.0",
        "id": id_,
        "source": f"/psc/{service}",
        "type": event.name,
        "subject": event.subject,
        "time": event.at,
        "datacontenttype": "application/json",
        "correlationid": str(event.case) if isinstance(event, CaseEvent) else event.subject,
        "data": orjson.Fragment(event.model_dump_json()),
    }
    return {"id": id_, "type": event.name, "body": orjson.dumps(envelope).decode()}
