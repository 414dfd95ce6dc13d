"""What every service of the house offers alike: signing in at the front, and its dead letters."""

from __future__ import annotations

import httpx
import pytest

from psc.demonstration import password_of
from psc.embedded import Interchange
from shared.runtime.settings import Settings
from tests.support.people import Caller, People

SERVICES = ("accumulation", "board", "intake", "office")


async def test_somebody_signs_in_at_the_front_and_out_again(
    api: httpx.AsyncClient, people: People, settings: Settings
) -> None:
    credentials = {"login": "window1", "password": password_of(settings)}
    signed = await people.stranger.post("/identity/v1/tokens", credentials, expect=201)
    window = Caller(api, signed.json()["token"])

    me = (await window.get("/identity/v1/me", expect=200)).json()
    await window.get("/intake/v1/tasks", expect=200)
    await window.delete("/identity/v1/sessions", expect=204)

    assert me["roles"] == [{"organisation": "psc-talgar", "role": "psc_inspector"}]
    await window.get("/intake/v1/tasks", expect=401)


async def test_a_session_opened_at_the_front_is_good_in_every_service(
    api: httpx.AsyncClient, people: People, settings: Settings
) -> None:
    credentials = {"login": "clerk", "password": password_of(settings)}

    await people.stranger.post("/identity/v1/sessions", credentials, expect=204)

    for service in ("accumulation", "intake", "office"):
        assert (await api.get(f"/{service}/v1/tasks")).status_code == 200


@pytest.mark.parametrize("service", SERVICES)
async def test_every_service_has_dead_letters_for_the_operator(
    house: Interchange, people: People, service: str
) -> None:
    operator, path = people["operator"], f"/{service}/v1/dead-letters"
    for body in ("not json", "nor this"):
        await house.processes[service].inbox.receive(body)

    first, second = (await operator.get(path, expect=200)).json()["items"]
    whole = (await operator.get(f"{path}/{first['id']}", expect=200)).json()
    replay = (await operator.post(f"{path}/{first['id']}/replay", expect=200)).json()
    closed = (await operator.post(f"{path}/{second['id']}/discard", expect=200)).json()

    assert whole["body"] == "not json"
    assert replay["handled"] is False
    assert closed["state"] == "discarded"
    await people["window1"].get(path, expect=404)


@pytest.mark.parametrize("service", SERVICES)
async def test_every_service_publishes_what_it_offers(people: People, service: str) -> None:
    offered = (await people.stranger.get(f"/{service}/v1/openapi.json", expect=200)).json()

    assert all(path.startswith(f"/{service}/v1/") for path in offered["paths"])
    assert offered["info"]["description"]
