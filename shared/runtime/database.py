"""The engine of a service, and one transaction for one request or message."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import orjson
from sqlalchemy import MetaData
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

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
    return create_async_engine(
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


def _dumps(value: Any) -> str:
    return orjson.dumps(value).decode()


@asynccontextmanager
async def transaction(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    async with engine.begin() as db:
        yield db


async def run(db: AsyncConnection, statement: str, *values: object) -> list[asyncpg.Record]:
    """A statement on the driver itself, in the transaction of `db`.

    For the few statements that nearly every request makes: by way of SQLAlchemy each would cost
    several times as much. What fails, fails as it would there.
    """
    driver = await _driver(db)
    try:
        return list(await driver.fetch(statement, *values))
    except asyncpg.IntegrityConstraintViolationError as broken:
        raise IntegrityError(statement, None, broken, hide_parameters=True) from broken
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as lost:
        gone = driver.is_closed()
        raise DBAPIError(
            statement, None, lost, hide_parameters=True, connection_invalidated=gone
        ) from lost


async def _driver(db: AsyncConnection) -> Any:
    driver: Any = (await db.get_raw_connection()).driver_connection
    if not driver.is_in_transaction():
        # SQLAlchemy begins a transaction with its own first statement, and only then.
        await db.exec_driver_sql("SELECT 1")
    return driver
