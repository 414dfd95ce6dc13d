"""Collecting and packing over HTTP: all of it or nothing, by those whose step it is."""

from __future__ import annotations

import asyncio

import pytest

from tests.accumulation.builders import (
    OFFICE,
    OTHER_OFFICE,
    PSC,
    ROOT,
    a_code,
    accepted,
    collected,
    hear,
    opened,
    sealed,
)
from tests.support.people import People


async def test_a_round_of_folders_is_collected_in_one_call(house, people: People):
    cases = [accepted(n) for n in (1, 2, 3)]
    await hear(house, *cases)
    codes = [case.file for case in cases]

    answer = await people["accumulation"].post(f"{ROOT}/collections", {"codes": codes}, expect=200)

    found = answer.json()["collected"]
    assert [item["code"] for item in found] == codes
    assert {item["state"] for item in found} == {"collected"}
    assert {item["awaits"] for item in found} == {"2:pack"}
    assert {item["holder"]["role"] for item in found} == {"psc_accumulation_inspector"}


async def test_one_unknown_folder_leaves_the_whole_round_at_the_window(house, people: People):
    await hear(house, accepted())
    codes = [a_code(serial=1), a_code(serial=2)]

    answer = await people["accumulation"].post(f"{ROOT}/collections", {"codes": codes}, expect=404)

    assert answer.json()["code"] == "unknown-item"
    left = (await people["accumulation"].get(f"{ROOT}/items/{codes[0]}", expect=200)).json()
    assert left["state"] == "announced"


@pytest.mark.parametrize(
    ("login", "status"), [("window1", 403), ("clerk", 404), ("ili-clerk", 404)]
)
async def test_only_the_accumulation_inspector_collects(house, people: People, login, status):
    await hear(house, accepted())

    answer = await people[login].post(f"{ROOT}/collections", {"codes": [a_code()]})

    assert answer.status_code == status


async def test_a_case_of_the_office_channel_does_not_travel(house, people: People):
    await hear(house, accepted(channel="office", centre=OFFICE))

    listed = (await people["clerk"].get(f"{ROOT}/items", expect=200)).json()

    assert listed["items"] == []


async def test_a_folder_that_belongs_elsewhere_is_not_packed(house, people: People):
    cases = accepted(1), accepted(2, office=OTHER_OFFICE)
    codes = await collected(house, people, *cases)
    body = {"destination": OFFICE, "contents": codes}

    answer = await people["accumulation"].post(f"{ROOT}/packets", body, expect=409)

    assert answer.json()["code"] == "wrong-destination"
    assert "Илийского" in answer.json()["detail"]
    packed = await people["accumulation"].get(f"{ROOT}/items?state=packed", expect=200)
    assert packed.json()["items"] == []


async def test_pieces_are_put_in_and_taken_out_while_the_packet_is_open(house, people: People):
    first, second = await collected(house, people, accepted(1), accepted(2))
    number = await opened(people, [first])
    packet = f"{ROOT}/packets/{number}"
    me = people["accumulation"]

    put = await me.post(f"{packet}/contents", {"codes": [second]}, expect=200)
    out = await me.delete(f"{packet}/contents/{first}", expect=200)

    assert [item["code"] for item in put.json()["contents"]] == [first, second]
    assert [item["code"] for item in out.json()["contents"]] == [second]
    assert (await me.get(f"{ROOT}/items/{first}", expect=200)).json()["state"] == "collected"
    assert out.headers["etag"] == '"3"'


async def test_a_change_on_a_stale_packet_is_refused(house, people: People):
    first, second = await collected(house, people, accepted(1), accepted(2))
    number = await opened(people, [first])
    me = people["accumulation"]
    await me.post(f"{ROOT}/packets/{number}/contents", {"codes": [second]}, expect=200)

    answer = await me.post(f"{ROOT}/packets/{number}/seal", headers={"If-Match": '"1"'})

    assert (answer.status_code, answer.json()["code"]) == (409, "stale-version")


async def test_an_empty_packet_is_refused_a_seal_and_a_register(house, people: People):
    number = await opened(people, [])
    me = people["accumulation"]

    seal = await me.post(f"{ROOT}/packets/{number}/seal")
    register = await me.get(f"{ROOT}/packets/{number}/register")

    assert (seal.status_code, seal.json()["code"]) == (409, "packet-empty")
    assert (register.status_code, register.json()["code"]) == (404, "no-register")


async def test_a_sealed_packet_has_a_register_and_takes_nothing_more(house, people: People):
    number = await sealed(house, people, accepted(1), accepted(2))
    me = people["accumulation"]

    register = (await me.get(f"{ROOT}/packets/{number}/register", expect=200)).json()
    late = await me.delete(f"{ROOT}/packets/{number}/contents/{a_code()}")

    assert (register["pieces"], register["documents"], register["sheets"]) == (2, 10, 14)
    assert [line["code"] for line in register["lines"]] == [a_code(serial=1), a_code(serial=2)]
    assert register["left"] == 2
    assert (late.status_code, late.json()["code"]) == (409, "packet-sealed")


async def test_a_packet_exists_for_its_two_sites_alone(house, people: People):
    number = await sealed(house, people, accepted())

    seen = {
        login: (await people[login].get(f"{ROOT}/packets/{number}")).status_code
        for login in ("accumulation", "clerk", "courier1", "ili-clerk")
    }

    assert seen == {"accumulation": 200, "clerk": 200, "courier1": 200, "ili-clerk": 404}
    listed = (await people["ili-clerk"].get(f"{ROOT}/packets", expect=200)).json()
    assert listed["items"] == []


async def test_a_label_bears_the_number_and_the_destination(house, people: People):
    number = await sealed(house, people, accepted())

    label = await people["accumulation"].get(f"{ROOT}/packets/{number}/label.svg", expect=200)

    assert label.headers["content-type"] == "image/svg+xml"
    assert number in label.text
    assert "Отдел занятости и социальных программ<" in label.text


async def test_two_hands_cannot_pack_the_same_folder(house, people: People):
    codes = await collected(house, people, accepted())
    body = {"destination": OFFICE, "contents": codes}

    answers = await asyncio.gather(
        *(people["accumulation"].post(f"{ROOT}/packets", body) for _ in range(4))
    )

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


async def test_lists_are_read_page_by_page(house, people: People):
    codes = await collected(house, people, *(accepted(n) for n in range(1, 6)))
    for code in codes:
        await opened(people, [code])

    seen = {path: await _all_pages(people, path) for path in ("items", "packets")}

    assert [item["code"] for item in seen["items"]] == codes
    assert len({packet["number"] for packet in seen["packets"]}) == 5


async def _all_pages(people: People, path: str) -> list[dict]:
    found, cursor = [], ""
    while cursor is not None:
        asked = f"{ROOT}/{path}?limit=2" + (f"&cursor={cursor}" if cursor else "")
        page = (await people["accumulation"].get(asked, expect=200)).json()
        found += page["items"]
        cursor = page["next"]
    return found


async def test_tasks_follow_the_papers(house, people: People):
    await hear(house, accepted())
    me = people["accumulation"]

    async def waits(login: str) -> list[tuple[str, str]]:
        tasks = (await people[login].get(f"{ROOT}/tasks", expect=200)).json()["items"]
        return [(task["about"], task["calls"][0]["doing"]) for task in tasks]

    at_the_window = await waits("accumulation")
    await me.post(f"{ROOT}/collections", {"codes": [a_code()]}, expect=200)
    loose = await waits("accumulation")
    number = await opened(people, [a_code()])
    packed = await waits("accumulation")
    await me.post(f"{ROOT}/packets/{number}/seal", expect=200)

    assert at_the_window == [(a_code(), "collect")]
    assert loose == [(a_code(), "pack")]
    assert packed == [(number, "seal")]
    assert await waits("accumulation") == [(number, "dispatch")]
    assert await waits("courier1") == [(number, "dispatch")]
    assert await waits("clerk") == []
    assert await waits("window1") == []


async def test_a_task_says_when_it_is_due_and_which_step_it_is(house, people: People):
    case = accepted()
    await hear(house, case)

    (task,) = (await people["accumulation"].get(f"{ROOT}/tasks", expect=200)).json()["items"]

    assert task["step"] == "2:collect"
    assert task["due_at"] is not None
    assert task["organisation"] == PSC
    assert task["calls"][0]["href"] == f"{ROOT}/collections"
