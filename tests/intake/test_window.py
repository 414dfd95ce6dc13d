"""What the window answers: receipts, lists, and every refusal in its own words."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from psc.embedded import Interchange
from tests.support.people import People
from tests.support.travel import IIN, accepted, an_application

OTHER_IIN = "900101300017"


async def test_the_receipt_names_what_the_act_lists(house: Interchange, people: People):
    case = await accepted(people)

    receipt = (await people["window1"].get(_of(case, "/receipt"), expect=200)).json()

    title = house.common.catalogue.get(case["regulation"]).title
    assert receipt["number"] == case["number"]
    assert receipt["service"] == title
    assert receipt["documents"] == ["Заявление"]
    assert receipt["document_count"] == 1
    assert receipt["issue_at"] == case["due_at"]
    assert receipt["issue_at_derived"] is True
    assert "Талгар" in receipt["issue_place"]
    assert receipt["inspector"] == "Айгүл Сериковна Омарова"


async def test_cases_are_listed_the_latest_first_page_by_page(people: People):
    numbers = [(await accepted(people))["number"] for _ in range(5)]
    seen: list[str] = []
    cursor: str | None = None

    while True:
        wanted = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = (await people["window1"].get("/intake/v1/cases", params=wanted, expect=200)).json()
        seen += [line["number"] for line in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break

    assert seen == numbers[::-1]


async def test_a_case_of_another_centre_does_not_exist(people: People):
    case = await accepted(people)

    answers = [await people["ili-clerk"].get(_of(case, tail)) for tail in ("", "/receipt")]
    listed = await people["ili-clerk"].get("/intake/v1/cases", expect=200)

    assert [answer.status_code for answer in answers] == [404, 404]
    assert listed.json()["items"] == []


async def test_a_repeated_key_gives_the_same_receipt_and_one_case(people: People):
    key = {"Idempotency-Key": str(uuid4())}

    first = await people["window1"].post("/intake/v1/cases", an_application(), headers=key)
    again = await people["window1"].post("/intake/v1/cases", an_application(), headers=key)

    listed = (await people["window1"].get("/intake/v1/cases", expect=200)).json()["items"]
    assert first.status_code == again.status_code == 201
    assert first.content == again.content
    assert first.headers["etag"] == again.headers["etag"]
    assert len(listed) == 1


def without(field: str) -> dict[str, Any]:
    return {name: value for name, value in an_application().items() if name != field}


def for_iin(iin: str) -> dict[str, Any]:
    return an_application(applicant=an_application()["applicant"] | {"iin": iin})


@pytest.mark.parametrize(
    ("application", "status", "code"),
    [
        (an_application(regulation="almaty-2012-349/99"), 404, "unknown-regulation"),
        (an_application(channel="portal"), 422, "channel-not-offered"),
        (an_application(office="office-nowhere"), 422, "unknown-site"),
        (an_application(office="psc-talgar"), 422, "unknown-site"),
        (for_iin("860713300124"), 422, "wrong-iin"),
        (an_application(documents=[]), 422, "invalid-request"),
        (without("applicant"), 422, "invalid-request"),
        (an_application(surprise=1), 422, "invalid-request"),
    ],
)
async def test_a_wrong_application_is_refused_in_its_own_words(
    people: People, application: dict[str, Any], status: int, code: str
):
    refused = await people["window1"].post("/intake/v1/cases", application)

    listed = (await people["window1"].get("/intake/v1/cases", expect=200)).json()["items"]
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert listed == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("ru", "контрольная"), ("kk", "бақылау"), ("en", "check digit")],
)
async def test_a_refusal_speaks_the_readers_language(people: People, language: str, words: str):
    headers = {"Accept-Language": language}

    refused = await people["window1"].post(
        "/intake/v1/cases", for_iin("860713300124"), headers=headers
    )

    assert words in refused.json()["detail"]


@pytest.mark.parametrize("login", ["accumulation", "courier1", "clerk", "head", "executor"])
async def test_only_a_window_inspector_accepts(people: People, login: str):
    refused = await people[login].post("/intake/v1/cases", an_application())

    assert refused.status_code == 403
    assert refused.json()["code"] == "not-your-role"


async def test_a_result_that_is_not_there_yet_is_not_handed_out(people: People):
    case = await accepted(people)

    refused = await people["window1"].post(_of(case, "/hand-out"), {"iin": IIN})

    assert refused.status_code == 409
    assert refused.json()["code"] == "result-not-ready"


@pytest.mark.parametrize("cursor", ["x", "WzFd", "WyJhIiwiYiJd", "e30="])
async def test_a_made_up_cursor_is_refused(people: People, cursor: str):
    refused = await people["window1"].get("/intake/v1/cases", params={"cursor": cursor})

    assert refused.status_code == 422
    assert refused.json()["code"] == "wrong-cursor"


async def test_who_looked_and_what_was_refused_is_on_record(house: Interchange, people: People):
    case = await accepted(people)
    await people["window2"].get(_of(case), expect=200)
    await people["ili-clerk"].get(_of(case), expect=404)

    async with house.processes["intake"].context.engine.connect() as db:
        rows = (await db.execute(text("SELECT act, outcome FROM intake.audit ORDER BY id"))).all()

    assert [tuple(row) for row in rows] == [
        ("case-accepted", "done"),
        ("case-read", "done"),
        ("GET refused", "not-found"),
    ]


async def test_a_stale_version_is_refused(people: People):
    case = await accepted(people)

    refused = await people["window1"].post(
        _of(case, "/hand-out"), {"iin": IIN}, headers={"If-Match": '"7"'}
    )

    assert refused.status_code == 409
    assert refused.json()["code"] == "stale-version"


def _of(case: dict[str, Any], tail: str = "") -> str:
    return f"/intake/v1/cases/{case['number']}{tail}"
