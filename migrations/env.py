"""Alembic's entry: runs the migrations of one schema, as `psc migrate` asks."""

from __future__ import annotations

import asyncio

from alembic import context
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from shared.runtime.database import async_url

config = context.config
schema = config.attributes["schema"]
metadata = config.attributes["metadata"]


def _ours(object_: object, name: str | None, type_: str, *_: object) -> bool:
    """Compare only the tables of this schema, and not alembic's own."""
    own = getattr(object_, "schema", schema) == schema
    return not (type_ == "table" and (not own or name == "alembic_version"))


def _names(name: str | None, type_: str, _: object) -> bool:
    return type_ != "schema" or name == schema


def _run(connection: Connection) -> None:
    # A migration that cannot get its lock gives up instead of stopping all who queue behind it.
    connection.execute(text("SET lock_timeout = '5s'"))
    connection.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{schema}"'))
    context.configure(
        connection=connection,
        target_metadata=metadata,
        version_table_schema=schema,
        include_schemas=True,
        include_name=_names,
        include_object=_ours,
        compare_server_default=False,
    )
    with context.begin_transaction():
        # Two that start at once: the second waits and finds nothing left to do.
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:s))"), {"s": schema})
        context.run_migrations()
    connection.commit()


async def _migrate() -> None:
    engine = create_async_engine(async_url(config.attributes["url"]), poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(_run)
    await engine.dispose()


if config.attributes.get("connection") is not None:
    _run(config.attributes["connection"])
else:
    asyncio.run(_migrate())
