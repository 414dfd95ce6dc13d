"""Sign in, be known, sign out: at once and everywhere."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI

from shared.runtime.identity.identity import NotSignedIn
from shared.runtime.process import Common, Process, open_common
from shared.runtime.service import edge
from shared.runtime.web import sign_in as sign_in_edge
from shared.runtime.web.who import COOKIE
from tests.support import toys
from tests.support.accounts import PASSWORD, Account, an_account
from tests.support.people import Caller, check_answer
from tests.support.waiting import eventually

THINGS = "/speaker/v1/things"
STOVE = {"name": "stove"}


@pytest.fixture
async def door(speaker: Process) -> AsyncIterator[httpx.AsyncClient]:
    """The speaker's API with signing in, and a client that keeps cookies as a browser does."""
    app: FastAPI = speaker.app
    sign_in_edge.install(app)
    transport = httpx.ASGITransport(edge(speaker.service, app, 1_000_000))
    async with httpx.AsyncClient(transport=transport, base_url="http://toys") as client:
        yield client


@pytest.fixture
async def elsewhere(toy_settings: toys.ToySettings, common: Common) -> AsyncIterator[Common]:
    """What another process holds: its own memory of who is who."""
    async with open_common(toy_settings, common.catalogue) as other:
        yield other


def credentials(somebody: Account, password: str = PASSWORD) -> dict[str, str]:
    return {"login": somebody.login, "password": password}


async def sign_in(door: httpx.AsyncClient, somebody: Account) -> Caller:
    answer = await door.post("/identity/v1/tokens", json=credentials(somebody))
    assert answer.status_code == 201
    return Caller(door, answer.json()["token"])


async def test_the_right_password_gives_a_token_that_works(
    door: httpx.AsyncClient, somebody: Account
) -> None:
    caller = await sign_in(door, somebody)

    me = (await caller.get("/identity/v1/me", expect=200)).json()

    assert me["login"] == somebody.login
    assert me["roles"] == [{"organisation": "psc-toy", "role": "psc_inspector"}]


@pytest.mark.parametrize(
    ("login", "password"), [(None, "wrong"), ("nobody-here", PASSWORD), (None, "")]
)
async def test_a_wrong_password_and_a_strangers_login_are_refused_alike(
    door: httpx.AsyncClient, somebody: Account, login: str | None, password: str
) -> None:
    said = {"login": login or somebody.login, "password": password}

    refused = await door.post("/identity/v1/tokens", json=said)

    check_answer(refused)
    assert refused.status_code == 401
    assert refused.json()["code"] == "wrong-password"
    assert refused.json()["field"] == "password"


async def test_after_signing_out_the_token_is_nothing(
    door: httpx.AsyncClient, somebody: Account
) -> None:
    caller = await sign_in(door, somebody)
    await caller.post(THINGS, STOVE, expect=201)

    await caller.delete("/identity/v1/sessions", expect=204)

    refused = await caller.post(THINGS, STOVE, expect=401)
    assert refused.json()["code"] == "not-signed-in"


async def test_signing_out_here_is_known_in_another_process_at_once(
    common: Common, elsewhere: Common, somebody: Account
) -> None:
    await eventually(lambda: listens(elsewhere))
    await eventually(lambda: is_known(elsewhere, somebody))

    await common.identity.sign_out(somebody.token)

    await eventually(lambda: is_unknown(elsewhere, somebody), within=2)
    assert not await is_known(elsewhere, somebody)


async def test_a_signing_out_while_the_line_was_down_is_known_when_it_is_back(
    common: Common, elsewhere: Common, somebody: Account
) -> None:
    await eventually(lambda: listens(elsewhere))
    await eventually(lambda: is_known(elsewhere, somebody))
    line = elsewhere.identity._ear._connection
    assert line
    line.terminate()

    await common.identity.sign_out(somebody.token)

    await eventually(lambda: is_unknown(elsewhere, somebody), within=2)
    assert not await is_known(elsewhere, somebody)


async def listens(common: Common) -> bool:
    return common.identity._ear._connection is not None


async def is_known(common: Common, somebody: Account) -> bool:
    try:
        await common.identity.who(somebody.token)
    except NotSignedIn:
        return False
    return True


async def is_unknown(common: Common, somebody: Account) -> bool:
    return not await is_known(common, somebody)


async def test_an_expired_token_is_nothing(speaker: Process, client: httpx.AsyncClient) -> None:
    late = await an_account(speaker.context.engine, expires=timedelta(seconds=-1))

    refused = await Caller(client, late.token).post(THINGS, STOVE, expect=401)

    assert refused.json()["code"] == "not-signed-in"


async def test_a_session_cookie_is_kept_from_scripts(
    door: httpx.AsyncClient, somebody: Account
) -> None:
    opened = await door.post("/identity/v1/sessions", json=credentials(somebody))

    assert opened.status_code == 204
    cookie = opened.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


async def test_a_cookie_reads_from_anywhere(door: httpx.AsyncClient, somebody: Account) -> None:
    await door.post("/identity/v1/sessions", json=credentials(somebody))

    assert (await door.get("/identity/v1/me")).status_code == 200


@pytest.mark.parametrize(
    ("site", "status"),
    [("same-origin", 201), ("cross-site", 401), ("same-site", 401), ("none", 401), (None, 401)],
)
async def test_a_cookie_writes_only_from_our_own_page(
    door: httpx.AsyncClient, somebody: Account, site: str | None, status: int
) -> None:
    await door.post("/identity/v1/sessions", json=credentials(somebody))
    headers = {"Sec-Fetch-Site": site} if site else {}

    answered = await door.post(THINGS, json=STOVE, headers=headers)

    assert answered.status_code == status


async def test_closing_the_session_takes_the_cookie_back(
    door: httpx.AsyncClient, somebody: Account
) -> None:
    await door.post("/identity/v1/sessions", json=credentials(somebody))
    secret = door.cookies[COOKIE]

    await door.delete("/identity/v1/sessions", headers={"Sec-Fetch-Site": "same-origin"})

    assert COOKIE not in door.cookies
    assert (await Caller(door, secret).get("/identity/v1/me")).status_code == 401
