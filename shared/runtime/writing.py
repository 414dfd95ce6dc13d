"""Rows that wait for the end of an act, to be inserted by one statement.

Most of what an act writes is nobody's question until it is committed: the case and its papers,
the events, the audit, the kept answer. Each as a statement of its own is a round trip of its own,
and round trips are what an act's time goes into.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.runtime.database import run

Row = Mapping[str, Any]
# A table, the columns that are given, and whether several rows are.
_Part = tuple[Table, tuple[str, ...], bool]
_DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]


@dataclass
class Writing:
    _waiting: dict[tuple[Table, tuple[str, ...]], list[Row]] = field(default_factory=dict)

    def add(self, table: Table, rows: Iterable[Row]) -> None:
        for row in rows:
            self._waiting.setdefault((table, tuple(row)), []).append(row)

    async def done(self, db: AsyncConnection) -> None:
        """Insert all that waits. One statement is a transaction even if none was begun."""
        if not self._waiting:
            return
        parts: list[_Part] = []
        values: list[Any] = []
        for (table, columns), rows in self._waiting.items():
            parts.append((table, columns, len(rows) > 1))
            values += rows[0].values() if len(rows) == 1 else _by_column(columns, rows)
        self._waiting.clear()
        await run(db, _statement(tuple(parts)), *values)


def _by_column(columns: tuple[str, ...], rows: list[Row]) -> list[list[Any]]:
    return [[row[column] for row in rows] for column in columns]


@lru_cache(maxsize=1000)
def _statement(parts: tuple[_Part, ...]) -> str:
    inserts, given = [], 0
    for table, columns, several in parts:
        inserts.append(_insert(table, columns, given, several=several))
        given += len(columns)
    *others, last = inserts
    named = ", ".join(f"part_{n} AS ({insert})" for n, insert in enumerate(others))
    return f"WITH {named} {last}" if others else last


def _insert(table: Table, columns: tuple[str, ...], given: int, *, several: bool) -> str:
    prepared = _DIALECT.identifier_preparer
    names = ", ".join(prepared.quote(column) for column in columns)
    into = f"INSERT INTO {prepared.format_table(table)} ({names})"
    places = [f"${given + n}" for n in range(1, len(columns) + 1)]
    if not several:
        return f"{into} VALUES ({', '.join(places)})"
    types = [table.c[column].type.compile(_DIALECT) for column in columns]
    arrays = ", ".join(f"{place}::{type_}[]" for place, type_ in zip(places, types, strict=True))
    return f"{into} SELECT * FROM unnest({arrays})"  # noqa: S608
