"""The engine of a service, and a short way to its driver."""

from __future__ import annotations

from typing import Any

import asyncpg
import orjson
from sqlalchemy import MetaData, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, InvalidatePoolError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def schema(name: str) -> MetaData:
    """The tables of one service stand in a schema of their own."""
    return MetaData(schema=name, naming_convention=NAMING)


def async_url(url: str) -> URL:
    return make_url(url).set(drivername="postgresql+asyncpg")


def sync_free_url(url: str) -> str:
    """The plain form that asyncpg itself takes."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def create_engine(url: str, pool: int, name: str) -> AsyncEngine:
    engine = create_async_engine(
        async_url(url),
        pool_size=pool,
        max_overflow=0,
        pool_timeout=10,
        pool_recycle=1800,
        json_serializer=_dumps,
        json_deserializer=orjson.loads,
        # An error's words must not quote what was written: it may be a person's.
        hide_parameters=True,
        connect_args={
            "server_settings": {
                "application_name": f"psc-{name}",
                "timezone": "UTC",
                "lock_timeout": "5000",
                "idle_in_transaction_session_timeout": "60000",
                # Rows are looked up by key: planning them anew costs more than it can win.
                "jit": "off",
            }
        },
    )
    event.listen(engine.sync_engine, "checkout", _refuse_the_dead)
    return engine


def _dumps(value: Any) -> str:
    return orjson.dumps(value).decode()


async def run(db: AsyncConnection, statement: str, *values: object) -> list[asyncpg.Record]:
    """A statement on the driver itself, which costs a fraction of SQLAlchemy's way to it.

    It is part of the transaction that SQLAlchemy begins with its own first statement. Where none
    was begun it is a transaction by itself: right for what takes no part in transactions, as
    sequences do, and for the last statement of an act.
    """
    connection = db.sync_connection
    if connection is None:
        raise LookupError("the connection is not open")
    driver: Any = connection.connection.driver_connection
    try:
        return list(await driver.fetch(statement, *values))
    except asyncpg.IntegrityConstraintViolationError as broken:
        raise IntegrityError(None, None, broken) from broken
    except (asyncpg.PostgresError, asyncpg.InterfaceError) as lost:
        raise DBAPIError(None, None, lost, connection_invalidated=driver.is_closed()) from lost


def _refuse_the_dead(_: object, record: ConnectionPoolEntry, __: object) -> None:
    """A connection that the server closed meanwhile is not lent: the pool opens another."""
    driver: Any = record.driver_connection
    if driver.is_closed():
        raise InvalidatePoolError


# SQLSTATE classes of a database that is away, starting, full or busy.
_NOT_NOW = ("08", "28", "3D", "40", "53", "55", "57", "58")


def out_of_reach(failed: Exception) -> bool:
    """Whether the database cannot just now, or rather refused what was asked of it."""
    if isinstance(failed, DBAPIError):
        state = getattr(failed.orig, "sqlstate", None) or ""
        return failed.connection_invalidated or state.startswith(_NOT_NOW)
    return isinstance(failed, OSError | PoolExhausted | asyncpg.PostgresError)
