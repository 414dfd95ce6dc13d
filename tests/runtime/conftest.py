"""Two toy services on a database of their own (tests/support/toys.py)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.schema import CreateSchema

from shared.runtime.catalogue import Catalogue
from shared.runtime.database import async_url
from shared.runtime.identity.tables import metadata as identity_metadata
from shared.runtime.process import Common, Process, open_common
from tests.support import postgres, toys
from tests.support.accounts import Account, an_account
from tests.support.configuration import settings_for
from tests.support.people import Caller


async def _create_all(url: str) -> None:
    engine = create_async_engine(async_url(url))
    async with engine.begin() as db:
        for metadata in (identity_metadata, *toys.all_metadata()):
            await db.execute(CreateSchema(str(metadata.schema)))
            await db.run_sync(metadata.create_all)
    await engine.dispose()


@pytest.fixture(scope="session")
def toy_template(run: Path) -> str:
    return postgres.template(run, "toys", lambda url: postgres.run_aside(_create_all(url)))


@pytest.fixture
def toy_database(run: Path, toy_template: str) -> Iterator[str]:
    with postgres.fresh(run, toy_template) as url:
        yield url


@pytest.fixture
def toy_settings(run: Path, toy_database: str) -> toys.ToySettings:
    return toys.ToySettings(**settings_for(toy_database, run).model_dump())


@pytest.fixture
async def common(toy_settings: toys.ToySettings) -> AsyncIterator[Common]:
    async with open_common(toy_settings, Catalogue(())) as common:
        yield common


@pytest.fixture
async def both(common: Common) -> AsyncIterator[toys.Toys]:
    """The two services, open, with nothing carried between them yet."""
    async with toys.open_toys(common) as opened:
        yield opened


@pytest.fixture
def speaker(both: toys.Toys) -> Process:
    return both.speaker


@pytest.fixture
def listener(both: toys.Toys) -> Process:
    return both.listener


@pytest.fixture
async def somebody(speaker: Process) -> Account:
    return await an_account(speaker.context.engine, ("psc-toy", "psc_inspector"))


@pytest.fixture
async def client(speaker: Process) -> AsyncIterator[httpx.AsyncClient]:
    """The speaker's API."""
    async with toys.client_of(speaker) as client:
        yield client


@pytest.fixture
def caller(client: httpx.AsyncClient, somebody: Account) -> Caller:
    """Somebody signed in at the speaker's API."""
    return Caller(client, somebody.token)
