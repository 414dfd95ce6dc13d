"""Every refusal is `application/problem+json` with a stable code and words in three languages."""

from __future__ import annotations

import asyncpg
import httpx
import pytest
from sqlalchemy import text

from shared.rules.broken import RuleBroken
from shared.runtime.process import Process
from tests.support import postgres
from tests.support.people import Caller, check_answer

THINGS = "/speaker/v1/things"


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", f"{THINGS}/00000000-0000-0000-0000-000000000000", 404, "not-found"),
        ("GET", "/speaker/v1/nothing-here", 404, "not-found"),
        ("DELETE", THINGS, 405, "method-not-allowed"),
        ("GET", f"{THINGS}/not-a-uuid", 422, "invalid-request"),
        ("POST", "/speaker/v1/refusals/forbidden", 403, "forbidden"),
        ("POST", "/speaker/v1/refusals/missing", 404, "not-found"),
        ("POST", "/speaker/v1/refusals/fault", 500, "fault"),
    ],
)
async def test_a_refusal_has_its_status_and_code(
    caller: Caller, method: str, path: str, status: int, code: str
) -> None:
    refused = await caller.send(method, path, expect=status)

    assert refused.json()["code"] == code


async def test_a_conflict_names_its_field(caller: Caller) -> None:
    made = (await caller.post(THINGS, {"name": "stove"}, expect=201)).json()
    await caller.post(f"{THINGS}/{made['id']}/close", expect=200)

    refused = await caller.post(f"{THINGS}/{made['id']}/close", expect=409)

    assert refused.json()["code"] == "thing-closed"
    assert refused.json()["field"] == "state"


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        (b"{}", "missing", "body.name"),
        (b'{"name": "stove", "colour": "red"}', "extra_forbidden", "body.colour"),
        (b'{"name": 7}', "string_type", "body.name"),
        (b'{"name": "stove"', "json_invalid", "body.16"),
        (b"[]", "model_attributes_type", "body"),
        (b"", "missing", "body"),
    ],
    ids=["a missing field", "an unknown field", "a wrong type", "half JSON", "a list", "nothing"],
)
async def test_a_malformed_body_is_refused_with_the_place_of_each_fault(
    caller: Caller, said: bytes, code: str, field: str
) -> None:
    headers = {"Content-Type": "application/json"}

    refused = await caller.send("POST", THINGS, content=said, headers=headers, expect=422)

    (fault,) = refused.json()["errors"]
    assert (fault["code"], fault["field"]) == (code, field)


async def test_bytes_that_are_no_text_are_refused(caller: Caller) -> None:
    headers = {"Content-Type": "application/json"}

    refused = await caller.send("POST", THINGS, content=b'{"name": "\xff"}', headers=headers)

    assert refused.status_code in (400, 422)


async def test_a_text_that_no_database_can_keep_is_refused(caller: Caller) -> None:
    refused = await caller.post(THINGS, {"name": "st\0ve"}, expect=422)

    assert refused.json()["code"] == "value-not-kept"


async def test_a_rule_that_only_the_database_knows_is_a_fault_of_ours(
    caller: Caller, speaker: Process
) -> None:
    async with speaker.context.engine.begin() as db:
        await db.execute(text("ALTER TABLE speaker.thing ADD CHECK (name <> 'stove')"))

    refused = await caller.post(THINGS, {"name": "stove"}, expect=500)

    assert refused.json()["code"] == "fault"


@pytest.mark.parametrize(
    ("accepted", "words"),
    [
        ("ru", "Предмет stove закрыт."),
        ("kk-KZ,ru;q=0.5", "stove заты жабық."),
        ("en", "The thing stove is closed."),
        ("fr", "Предмет stove закрыт."),
        ("", "Предмет stove закрыт."),
    ],
)
async def test_a_refusal_speaks_the_readers_language(
    caller: Caller, accepted: str, words: str
) -> None:
    made = (await caller.post(THINGS, {"name": "stove"}, expect=201)).json()
    close = f"{THINGS}/{made['id']}/close"
    await caller.post(close, expect=200)

    refused = await caller.post(close, headers={"Accept-Language": accepted}, expect=409)

    assert refused.json()["detail"] == words


@pytest.mark.parametrize("authorization", [None, "Bearer nonsense", "Basic YTpi", "Bearer "])
async def test_who_is_not_signed_in_is_told_how(
    client: httpx.AsyncClient, authorization: str | None
) -> None:
    headers = {"Authorization": authorization} if authorization else {}

    refused = await client.post(THINGS, json={"name": "stove"}, headers=headers)

    check_answer(refused)
    assert refused.status_code == 401
    assert refused.json()["code"] == "not-signed-in"
    assert refused.headers["www-authenticate"] == "Bearer"


async def test_a_fault_tells_nothing_about_the_inside(caller: Caller) -> None:
    refused = await caller.post("/speaker/v1/refusals/fault", expect=500)

    assert "RuntimeError" not in refused.text
    assert "Traceback" not in refused.text


async def test_a_fault_leaves_the_service_working(caller: Caller) -> None:
    await caller.post("/speaker/v1/refusals/fault", expect=500)

    await caller.post(THINGS, {"name": "stove"}, expect=201)
    assert (await caller.get("/health/live", expect=200)).json() == {"status": "alive"}


async def test_a_database_out_of_reach_is_said_to_be_so(
    caller: Caller, speaker: Process, toy_database: str
) -> None:
    await caller.post(THINGS, {"name": "stove"}, expect=201)
    database = toy_database.rsplit("/", 1)[1].split("?", maxsplit=1)[0]
    elsewhere = await asyncpg.connect(postgres.named(toy_database, "postgres"))
    await elsewhere.execute(f'ALTER DATABASE "{database}" ALLOW_CONNECTIONS false')
    await speaker.context.engine.dispose()

    refused = await caller.post(THINGS, {"name": "chair"}, expect=503)

    await elsewhere.execute(f'ALTER DATABASE "{database}" ALLOW_CONNECTIONS true')
    await elsewhere.close()
    assert refused.json()["code"] == "database-out-of-reach"
    assert refused.headers["retry-after"]


def every_refusal() -> list[type[RuleBroken]]:
    import psc.services  # noqa: F401 - so that all refusals of the house are known

    found, new = set[type[RuleBroken]](), {RuleBroken}
    while new:
        found |= new
        new = {sub for kind in new for sub in kind.__subclasses__()} - found
    return sorted(found, key=lambda kind: kind.__qualname__)


def test_every_refusal_of_the_house_has_its_own_words() -> None:
    for kind in every_refusal():
        assert kind.__doc__, kind
        assert "code" in vars(kind), f"{kind.__name__} has no code of its own"
        assert "ru" in vars(kind), f"{kind.__name__} has no Russian words"
        assert "kk" in vars(kind), f"{kind.__name__} has no Kazakh words"


def test_no_two_refusals_share_a_code() -> None:
    codes: dict[str, type[RuleBroken]] = {}

    for kind in every_refusal():
        assert codes.setdefault(kind.code, kind) is kind, f"{kind} and {codes[kind.code]}"
