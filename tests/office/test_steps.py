"""The office over HTTP: a file of the child allowance, step by step, and who is refused."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from psc.embedded import Interchange
from shared.rules.identifiers import Kind, parse
from tests.office.files import (
    APPROVAL,
    FINDINGS,
    ORDER,
    REFUSAL,
    Known,
    announced,
    delivered,
)
from tests.support.people import People

STEPS: list[tuple[str, str, Any]] = [
    ("clerk", "register", None),
    ("clerk", "forward", None),
    ("head", "resolution", ORDER),
    ("executor", "examination", FINDINGS),
    ("executor", "draft", APPROVAL),
    ("head", "signature", None),
    ("clerk", "record", None),
]


async def work(people: People, known: Known, until: str | None = None) -> dict[str, Any]:
    """Take the steps, in their order, up to the one named."""
    last: dict[str, Any] = {}
    for who, call, body in STEPS:
        if call == until:
            break
        last = (await people[who].post(f"{known.path}/{call}", body, expect=200)).json()
    return last


async def refused(people: People, who: str, path: str, body: Any = None, **more: Any) -> Any:
    answer = await people[who].post(path, body, **more)
    assert answer.status_code >= 400, answer.text
    return answer.status_code, answer.json()["code"]


async def test_a_file_gets_its_numbers_and_its_decision(house: Interchange, people: People):
    known = await delivered(house)

    issued = await work(people, known)

    assert issued["state"] == "issued"
    assert issued["outcome"] == "approve"
    assert issued["awaits"] == "9:return"
    assert issued["incoming"].startswith("I")
    assert issued["outgoing"].startswith("O")
    read = (await people["head"].get(known.path, expect=200)).json()
    assert read["applicant"] == "Сейітқали Әсел Ерланқызы"
    assert read["resolution"]["executor"] == "Динара Асқарқызы Нұрпейіс"
    assert read["draft"]["text"] == APPROVAL["text"]
    assert [s["by"] for s in read["signatures"]] == ["Болат Қанатұлы Ахметов"]
    assert [f"{s['n']}:{s['doing']}" for s in read["steps"]] == [
        "1:accept", "3:receive", "3:register", "4:forward", "5:resolve", "5:allot", "6:examine",
        "7:draft", "8:sign", "9:record",
    ]  # fmt: skip


async def test_a_refusal_keeps_its_ground(house: Interchange, people: People):
    known = await delivered(house)
    await work(people, known, until="draft")

    await people["executor"].post(f"{known.path}/draft", REFUSAL, expect=200)

    read = (await people["executor"].get(known.path, expect=200)).json()
    assert read["file"]["outcome"] == "refuse"
    assert read["draft"]["ground"] == "Доход выше"


async def test_every_task_names_the_one_call_that_does_it(house: Interchange, people: People):
    known = await delivered(house)

    for who, call, body in STEPS:
        (task,) = (await people[who].get("/office/v1/tasks", expect=200)).json()["items"]
        assert task["about"] == known.number
        assert task["calls"][0]["href"] == f"{known.path}/{call}"
        await people[who].post(task["calls"][0]["href"], body, expect=200)

    for who in ("clerk", "head", "executor"):
        assert (await people[who].get("/office/v1/tasks", expect=200)).json()["items"] == []


async def test_nothing_is_done_before_the_folder_has_come(house: Interchange, people: People):
    known = await announced(house)

    assert await refused(people, "clerk", f"{known.path}/register") == (409, "file-not-arrived")


async def test_a_step_out_of_order_or_twice_is_refused(house: Interchange, people: People):
    known = await delivered(house)

    early = await refused(people, "head", f"{known.path}/signature")
    await people["clerk"].post(f"{known.path}/register", expect=200)
    twice = await refused(people, "clerk", f"{known.path}/register")

    assert early == twice == (409, "step-out-of-order")


@pytest.mark.parametrize(
    ("who", "status", "code"),
    [
        ("head", 403, "not-your-role"),
        ("ili-clerk", 404, "not-found"),
        ("window1", 404, "not-found"),
    ],
)
async def test_a_colleague_learns_whose_step_it_is_and_a_stranger_nothing(
    house: Interchange, people: People, who: str, status: int, code: str
):
    known = await delivered(house)

    assert await refused(people, who, f"{known.path}/register") == (status, code)


async def test_another_executor_keeps_his_hands_off(house: Interchange, people: People):
    known = await delivered(house)
    await work(people, known, until="examination")

    seen = (await people["executor2"].get("/office/v1/tasks", expect=200)).json()["items"]

    assert seen == []
    tried = await refused(people, "executor2", f"{known.path}/examination", FINDINGS)
    assert tried == (403, "not-your-case")


@pytest.mark.parametrize(
    ("order", "code"),
    [
        ({"text": "Рассмотреть"}, "executor-missing"),
        ({"text": "Рассмотреть", "executor": "ili-executor"}, "executor-not-here"),
        ({"text": "Рассмотреть", "executor": "clerk"}, "executor-not-here"),
        (ORDER | {"co_executors": ["head"]}, "executor-not-here"),
    ],
)
async def test_a_resolution_names_an_executor_of_this_office(
    house: Interchange, people: People, order: dict[str, Any], code: str
):
    known = await delivered(house)
    await work(people, known, until="resolution")

    assert await refused(people, "head", f"{known.path}/resolution", order) == (422, code)


@pytest.mark.parametrize(
    ("change", "code"),
    [({"ground": None}, "ground-missing"), ({"ground": 7}, "unknown-ground"),
     ({"outcome": "approve"}, "ground-not-wanted")],
)  # fmt: skip
async def test_a_refusal_stands_on_a_ground_and_an_approval_on_none(
    house: Interchange, people: People, change: dict[str, Any], code: str
):
    known = await delivered(house)
    await work(people, known, until="draft")

    assert await refused(people, "executor", f"{known.path}/draft", REFUSAL | change) == (422, code)


async def test_a_stale_version_is_refused(house: Interchange, people: People):
    known = await delivered(house)
    read = await people["clerk"].get(known.path, expect=200)
    stale = {"headers": {"If-Match": read.headers["etag"]}}
    await people["clerk"].post(f"{known.path}/register", expect=200, **stale)

    assert await refused(people, "clerk", f"{known.path}/forward", **stale) == (
        409,
        "stale-version",
    )


async def test_a_journal_has_no_gaps_and_goes_by_pages(house: Interchange, people: People):
    files = [await delivered(house) for _ in range(3)]
    for known in files:
        await people["clerk"].post(f"{known.path}/register", expect=200)
        await refused(people, "clerk", f"{known.path}/register")

    first = (await people["clerk"].get("/office/v1/journal?limit=2", expect=200)).json()
    second = await people["clerk"].get(f"/office/v1/journal?limit=2&cursor={first['next']}")

    entries = first["items"] + second.json()["items"]
    assert [entry["serial"] for entry in entries] == [3, 2, 1]
    assert [entry["case"] for entry in entries] == [known.number for known in reversed(files)]
    assert second.json()["next"] is None


async def test_files_are_listed_by_state_and_executor(house: Interchange, people: People):
    given, waiting = await delivered(house), await delivered(house)
    await work(people, given, until="examination")

    async def numbers(who: str, query: str) -> list[str]:
        found = (await people[who].get(f"/office/v1/files?{query}", expect=200)).json()["items"]
        return [line["number"] for line in found]

    assert await numbers("clerk", "state=arrived") == [waiting.number]
    assert await numbers("executor", "executor=me") == [given.number]
    assert await numbers("clerk", "limit=1") == [waiting.number]
    assert await numbers("ili-clerk", "limit=10") == []
    assert await numbers("window1", "limit=10") == []


async def test_executors_are_listed_for_the_resolution(house: Interchange, people: People):
    found = (await people["head"].get("/office/v1/colleagues", expect=200)).json()

    assert {person["login"] for person in found} == {"executor", "executor2"}


async def test_the_folders_barcode_finds_the_file_and_another_paper_does_not(
    house: Interchange, people: People
):
    code = parse((await delivered(house)).number)

    folder = await people["clerk"].get(f"/office/v1/files/{code.of_kind(Kind.FILE)}")
    packet = await people["clerk"].get(f"/office/v1/files/{code.of_kind(Kind.PACKET)}")

    assert folder.json()["file"]["number"] == str(code)
    assert packet.json()["code"] == "wrong-kind"


async def test_of_two_hands_at_once_one_registers_and_the_other_is_told(
    house: Interchange, people: People
):
    known = await delivered(house)
    path = f"{known.path}/register"

    answers = await asyncio.gather(*(people["clerk"].post(path) for _ in range(4)))

    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    entries = (await people["clerk"].get("/office/v1/journal", expect=200)).json()["items"]
    assert [entry["serial"] for entry in entries] == [1]


async def test_a_repeated_request_is_one_act(house: Interchange, people: People):
    known = await delivered(house)
    once = {"headers": {"Idempotency-Key": "the clerk's first"}}

    first = await people["clerk"].post(f"{known.path}/register", expect=200, **once)
    again = await people["clerk"].post(f"{known.path}/register", expect=200, **once)

    assert again.json() == first.json()
    assert again.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize("cursor", ["nonsense", "WzFd", "Wzk5OTk5OTk5LDFd", "WyJhIiwiYiJd"])
@pytest.mark.parametrize("of", ["files", "journal"])
async def test_a_cursor_that_is_not_ours_is_refused(
    house: Interchange, people: People, of: str, cursor: str
):
    answer = await people["clerk"].get(f"/office/v1/{of}?cursor={cursor}")

    assert answer.json()["code"] == "wrong-cursor"


async def test_words_that_cannot_be_kept_are_refused(house: Interchange, people: People):
    known = await delivered(house)
    await work(people, known, until="examination")
    broken = FINDINGS | {"findings": "полны\x00"}

    tried = await refused(people, "executor", f"{known.path}/examination", broken)

    assert tried == (422, "invalid-request")
