"""ETag and If-Match: a change may say which version it builds on."""

from __future__ import annotations

import pytest

from shared.runtime.versions import Stale, must_match
from tests.support.people import Caller

THINGS = "/speaker/v1/things"


@pytest.fixture
async def thing(caller: Caller) -> str:
    made = await caller.post(THINGS, {"name": "stove"}, expect=201)
    return f"{THINGS}/{made.json()['id']}"


async def test_an_answer_tells_its_version(caller: Caller, thing: str) -> None:
    assert (await caller.get(thing, expect=200)).headers["etag"] == '"1"'


async def test_a_change_of_the_current_version_is_made(caller: Caller, thing: str) -> None:
    closed = await caller.post(f"{thing}/close", headers={"If-Match": '"1"'}, expect=200)

    assert closed.headers["etag"] == '"2"'


async def test_a_change_of_an_older_version_is_refused(caller: Caller, thing: str) -> None:
    await caller.post(f"{thing}/close", expect=200)

    refused = await caller.post(f"{thing}/close", headers={"If-Match": '"1"'}, expect=409)

    assert refused.json()["code"] == "stale-version"
    assert refused.json()["field"] == "If-Match"


@pytest.mark.parametrize("said", [None, "*", '"3"', 'W/"3"', "3"])
def test_what_names_the_version_or_none_is_let_through(said: str | None) -> None:
    assert is_let_through(said, 3)


@pytest.mark.parametrize("said", ['"2"', "", '"x"', '"3", "4"'])
def test_what_names_another_version_is_refused(said: str) -> None:
    with pytest.raises(Stale):
        must_match(said, 3)


def is_let_through(said: str | None, version: int) -> bool:
    must_match(said, version)
    return True
