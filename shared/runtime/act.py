"""What an action is given: a transaction, the moment, who acts, and a voice."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.contracts.event import CaseEvent, Event
from shared.runtime.catalogue import Catalogue
from shared.runtime.database import run
from shared.runtime.identity.person import Person
from shared.runtime.message_tables import MessageTables
from shared.runtime.sealing import Seal
from shared.runtime.sites import Sites

_TELL = (
    'INSERT INTO "{}".outbox (id, type, body) '
    "SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[])"
)
_NOTE = 'INSERT INTO "{}".audit (account, act, object, outcome) VALUES ($1, $2, $3, $4)'


@dataclass(frozen=True, eq=False)
class House:
    """What all acts of a process share."""

    service: str
    tables: MessageTables
    catalogue: Catalogue
    sites: Sites
    seal: Seal


@dataclass
class Act:
    """One request or one message: one transaction."""

    db: AsyncConnection
    now: datetime
    house: House
    by: Person | None = None
    said: int = field(default=0)

    @property
    def person(self) -> Person:
        """Who acts; an act without a person (a message) must not ask."""
        if self.by is None:
            raise LookupError("nobody acts here: a message does")
        return self.by

    async def tell(self, *events: Event) -> None:
        """Lay events into the outbox, in this transaction."""
        if events:
            rows = [outbox_row(self.house.service, event) for event in events]
            columns = ([row[name] for row in rows] for name in ("id", "type", "body"))
            await run(self.db, _TELL.format(self.house.service), *columns)
            self.said += len(rows)

    async def note(self, act: str, object_: str, outcome: str = "done") -> None:
        """Write into the audit log who did or saw what."""
        account = self.by.account if self.by else None
        await run(self.db, _NOTE.format(self.house.service), account, act, object_, outcome)


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
