"""What tests are given: a database of their own, a broker, the house, and people to act in it."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
import structlog

from tests.support import endpoints, postgres, rabbit_node
from tests.support import run as runs

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

    # The house is imported by the fixtures that need it: tests of pure rules start without it.
    from psc.embedded import Interchange
    from shared.runtime.settings import Settings
    from tests.support.people import People

RUN = pytest.StashKey[Path]()
CARRIERS = ("embedded", "rabbit")
_RENDERER = structlog.dev.ConsoleRenderer(
    colors=False, exception_formatter=structlog.dev.plain_traceback
)


def pytest_configure(config: pytest.Config) -> None:
    # A deployment's settings in the environment must not lead a test to its database.
    for name in [n for n in os.environ if n.startswith("PSC_") and not n.startswith("PSC_TEST_")]:
        del os.environ[name]
    _log_quietly()
    if hasattr(config, "workerinput"):
        config.stash[RUN] = Path(config.workerinput["psc_run"])
    else:
        runs.sweep()
        config.stash[RUN] = runs.new_folder()


def _log_quietly() -> None:
    """Nothing below a warning is shown, yet a test can capture everything."""
    structlog.configure(
        processors=[_only_warnings, _RENDERER],
        cache_logger_on_first_use=False,
    )


def _only_warnings(
    _: object, level: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    if level in ("debug", "info"):
        raise structlog.DropEvent
    return {**event, "level": level}


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: object) -> None:
    """A worker process of pytest-xdist joins the run."""
    node.workerinput["psc_run"] = str(node.config.stash[RUN])  # type: ignore[attr-defined]


def pytest_collection_finish(session: pytest.Session) -> None:
    """RabbitMQ takes seconds to boot: begin now if some test will want it."""
    if rabbit_node.PROGRAM.exists() and any(map(_wants_rabbit, session.items)):
        rabbit_node.boot(session.config.stash[RUN])


def _wants_rabbit(item: pytest.Item) -> bool:
    named = getattr(item, "callspec", None)
    on_rabbit = named is not None and named.params.get("carrier") == "rabbit"
    return on_rabbit or "broker" in getattr(item, "fixturenames", ())


def pytest_sessionfinish(session: pytest.Session) -> None:
    if not hasattr(session.config, "workerinput"):
        endpoints.judge(session, session.config.stash[RUN])


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    endpoints.report(terminalreporter)


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        postgres.close(config.stash[RUN])
        runs.close(config.stash[RUN])


@pytest.fixture(scope="session")
def run(request: pytest.FixtureRequest) -> Path:
    """The folder that the processes of this run share."""
    return request.config.stash[RUN]


@pytest.fixture(scope="session")
def migrated(run: Path) -> str:
    """The name of a database with every schema migrated and the demonstration's people in it."""
    from psc.migrate import upgrade_all
    from tests.support.configuration import settings_for
    from tests.support.people import settle_in

    def fill(url: str) -> None:
        settings = settings_for(url, run)
        upgrade_all(settings)
        postgres.run_aside(settle_in(settings))

    return postgres.template(run, "migrated", fill)


@pytest.fixture
def database(run: Path, migrated: str) -> Iterator[str]:
    """The URL of a fresh migrated database."""
    with postgres.fresh(run, migrated) as url:
        yield url


@pytest.fixture
def empty_database(run: Path) -> Iterator[str]:
    """The URL of a database with nothing in it."""
    with postgres.fresh(run) as url:
        yield url


@pytest.fixture
def broker(run: Path) -> Iterator[str]:
    """The URL of a RabbitMQ virtual host that is this test's alone."""
    with rabbit_node.lent_vhost(run) as url:
        yield url


@pytest.fixture(params=CARRIERS)
def carrier(request: pytest.FixtureRequest) -> str:
    """Run the test on both carriers; a journey must go the same way on either."""
    return str(request.param)


@pytest.fixture
def settings(request: pytest.FixtureRequest, run: Path, database: str) -> Settings:
    """Settings of the house; with a broker where the test asks for `carrier` and it is Rabbit."""
    from tests.support.configuration import settings_for

    on_rabbit = "carrier" in request.fixturenames and request.getfixturevalue("carrier") == "rabbit"
    return settings_for(database, run, request.getfixturevalue("broker") if on_rabbit else "")


@pytest.fixture
async def house(settings: Settings) -> AsyncIterator[Interchange]:
    """The running interchange. A test that also takes `carrier` runs on both."""
    from tests.support.houses import open_house

    async with open_house(settings) as interchange:
        yield interchange


@pytest.fixture
async def api(house: Interchange, run: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the whole front, in this process."""
    app = endpoints.Noticed(house.app, run)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://house") as client:
        yield client


@pytest.fixture
def people(api: httpx.AsyncClient, settings: Settings) -> People:
    """The demonstration's people, signed in: `people["window1"]`, `people.stranger`."""
    from tests.support.people import People

    return People(api, settings.data)
