"""The floor of `accept`: bare asyncpg, prepared statements, one transaction an acceptance.

The rows are those that the service wrote last, under new ids: the same tables, indexes, sizes.
"""

from __future__ import annotations

import asyncio
import sys
import time
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import asyncpg
import orjson
import uvloop

from bench.client import WARM_UP

SERIAL = "SELECT nextval('intake.receipt_serial')"
_TABLES = ("applicant", "case", "document", "outbox", "audit", "idempotency")
# What the database itself fills in.
_GIVEN = {"position", "said_at", "at"}


@dataclass(frozen=True)
class Rows:
    """The rows of one acceptance, by table, as plain dictionaries."""

    of: dict[str, list[dict[str, Any]]]

    @classmethod
    async def latest(cls, db: asyncpg.Connection) -> Rows:
        case = await db.fetchrow("SELECT * FROM intake.case ORDER BY accepted_at DESC LIMIT 1")
        found = {
            "applicant": await db.fetch(
                "SELECT * FROM intake.applicant WHERE id = $1", case["applicant"]
            ),
            "case": [case],
            "document": await db.fetch(
                'SELECT * FROM intake.document WHERE "case" = $1 ORDER BY n', case["id"]
            ),
            "outbox": await db.fetch(
                "SELECT * FROM intake.outbox WHERE body LIKE $1", f"%{case['number']}%"
            ),
            "audit": await db.fetch(
                "SELECT account, act, object, outcome FROM intake.audit WHERE object = $1",
                case["number"],
            ),
            "idempotency": await db.fetch(
                "SELECT * FROM intake.idempotency WHERE headers LIKE $1", f"%{case['number']}%"
            ),
        }
        return cls({table: [_plain(row) for row in rows] for table, rows in found.items()})

    def renewed(self, serial: int) -> dict[str, list[tuple[Any, ...]]]:
        case, applicant = uuid4(), uuid4()
        new: dict[str, dict[str, Any]] = {
            "applicant": {"id": applicant},
            "case": {"id": case, "applicant": applicant, "number": f"-{serial:013d}"},
            "document": {"case": case},
            "outbox": {"id": uuid4()},
            "audit": {},
            "idempotency": {"key": uuid4().hex},
        }
        return {
            table: [tuple((row | new[table]).values()) for row in rows]
            for table, rows in self.of.items()
        }


def _plain(row: asyncpg.Record) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in _GIVEN}


def _insert(table: str, columns: list[str]) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    places = ", ".join(f"${n}" for n in range(1, len(columns) + 1))
    return f'INSERT INTO intake."{table}" ({names}) VALUES ({places})'  # noqa: S608


async def _write(db: asyncpg.Connection, rows: Rows, until: float, began: float) -> int:
    serials = await db.prepare(SERIAL)
    inserts = {t: await db.prepare(_insert(t, list(rows.of[t][0]))) for t in _TABLES}
    written = 0
    while (now := time.perf_counter()) < until:
        async with db.transaction():
            new = rows.renewed(await serials.fetchval())
            for table, insert in inserts.items():
                if len(new[table]) == 1:
                    await insert.fetch(*new[table][0])
                else:
                    await insert.executemany(new[table])
        written += now >= began
    return written


async def _floor(given: dict[str, Any]) -> dict[str, Any]:
    connections = [await asyncpg.connect(given["url"]) for _ in range(given["connections"])]
    rows = await Rows.latest(connections[0])
    began = time.perf_counter() + WARM_UP
    until = began + given["seconds"]
    written = await asyncio.gather(*(_write(db, rows, until, began) for db in connections))
    rate = sum(written) / (time.perf_counter() - began)
    for db in connections:
        await db.close()
    return {"rate": rate}


def main() -> None:
    given = orjson.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(orjson.dumps(uvloop.run(_floor(given))))


if __name__ == "__main__":
    main()
