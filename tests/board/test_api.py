"""The board over HTTP: who sees what, and what the public may ask."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from psc.embedded import Interchange
from shared.contracts import CaseHandedOut, ResultShelved
from shared.rules.identifiers import Code, Kind
from tests.board.builders import (
    NUMBER,
    accepted,
    hear,
    minute,
    of_case,
    registered,
    taken,
    whole_way,
)
from tests.support.people import People

TIMELINE = f"/board/v1/cases/{NUMBER}/timeline"
LONG_AGO, FAR = datetime(2001, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


async def test_a_timeline_tells_every_step_in_order_and_in_three_languages(house, people: People):
    await hear(house, *reversed(whole_way()))

    told = (await people["window1"].get(TIMELINE, expect=200)).json()

    steps = [f"{line['n']}:{line['doing']}" for line in told["items"] if line["doing"]]
    assert steps == [
        "1:accept", "2:collect", "3:receive", "3:register", "5:resolve", "5:allot", "6:examine",
        "8:sign", "10:shelve", "11:hand-out",
    ]  # fmt: skip
    assert all(set(line["words"]) == {"ru", "kk", "en"} for line in told["items"])
    assert told["case"]["state"] == "handed_out"
    assert told["items"][0]["site"] == "psc-talgar"


async def test_a_case_exists_only_for_its_sites_and_for_operators(house, people: People):
    await hear(house, accepted())
    own, others = ("window1", "accumulation", "head", "operator"), ("courier1", "ili-head")

    for login in own + others:
        answer = await people[login].get(TIMELINE)
        listed = (await people[login].get("/board/v1/cases", expect=200)).json()["items"]
        figures = (await people[login].get("/board/v1/figures", expect=200)).json()["items"]

        assert answer.status_code == (200 if login in own else 404)
        assert len(listed) == (1 if login in own else 0)
        assert bool(figures) is (login in own)


async def test_without_signing_in_a_timeline_is_refused(people: People):
    answer = await people.stranger.get(TIMELINE)

    assert answer.status_code == 401


async def _some_cases(house: Interchange, how_many: int) -> list[tuple[UUID, str]]:
    serials = range(100, 100 + how_many)
    made = [(uuid4(), str(Code(Kind.RECEIPT, 26, 101, serial))) for serial in serials]
    for n, (case, number) in enumerate(made):
        await hear(house, accepted(minute(n // 2), case=case, number=number))
    return made


async def test_cases_come_page_by_page_each_once_the_latest_first(house, people: People):
    made = await _some_cases(house, 7)
    listed, cursor = [], None

    while True:
        query = {"limit": 3} | ({"cursor": cursor} if cursor else {})
        page = (await people["head"].get("/board/v1/cases", params=query, expect=200)).json()
        listed += [item["number"] for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break

    assert sorted(listed) == sorted(number for _, number in made)
    assert listed[0] == made[-1][1]


async def test_a_made_up_cursor_is_refused(people: People):
    made_up = ("nonsense", "WyJhIiwiYiJd", "WyIyMDI2LTAxLTAxIiwiYiJd", "ж")

    answers = [
        await people["head"].get("/board/v1/cases", params={"cursor": cursor}, expect=422)
        for cursor in made_up
    ]

    assert {answer.json()["code"] for answer in answers} == {"wrong-cursor"}


async def test_a_list_is_narrowed(house, people: People):
    await _some_cases(house, 1)
    await hear(house, accepted(), registered(minute(6), taken(next_due=LONG_AGO)))
    wanted = {
        "state=registered": 1, "state=ready": 0, "overdue=true": 1, "overdue=false": 1,
        "centre=psc-talgar": 2, "office=office-ili": 0,
    }  # fmt: skip

    found = {
        query: len((await people["head"].get(f"/board/v1/cases?{query}")).json()["items"])
        for query in wanted
    }

    assert found == wanted


async def test_figures_count_a_case_at_its_centre_and_its_office(house, people: People):
    await _some_cases(house, 2)
    await hear(house, accepted(), registered(minute(6), taken(late=True, next_due=LONG_AGO)))

    of_all = (await people["operator"].get("/board/v1/figures", expect=200)).json()["items"]
    of_office = (await people["head"].get("/board/v1/figures", expect=200)).json()["items"]

    registered_there = {
        "site": "office-talgar", "state": "registered", "cases": 1, "overdue": 1, "late": 1,
    }  # fmt: skip
    assert [(f["site"], f["state"], f["cases"]) for f in of_all] == [
        ("office-talgar", "accepted", 2), ("office-talgar", "registered", 1),
        ("psc-talgar", "accepted", 2), ("psc-talgar", "registered", 1),
    ]  # fmt: skip
    assert of_office[1] == registered_there
    assert {f["site"] for f in of_office} == {"office-talgar"}


@pytest.mark.parametrize(
    ("language", "spoken", "words"),
    [
        ("kk,ru;q=0.5", "kk", "Бөлімде тіркелді"),
        ("en-GB", "en", "Registered at the office"),
        ("fr", "ru", "Зарегистрировано в отделе"),
    ],
)
async def test_the_public_status_speaks_the_reader_s_language(
    house, people: People, language: str, spoken: str, words: str
):
    await hear(house, accepted(due=FAR), registered())

    answer = await people.stranger.get(
        f"/board/v1/status/{NUMBER}", headers={"Accept-Language": language}, expect=200
    )

    assert answer.json() == {
        "number": NUMBER, "state": "registered", "words": words, "language": spoken,
        "ready_by": "2100-01-01T00:00:00Z", "ready": False, "overdue": False,
    }  # fmt: skip
    assert answer.headers["content-language"] == spoken


@pytest.mark.parametrize(
    ("event", "ready", "overdue"),
    [
        (None, False, True),
        (of_case(ResultShelved, minute(9), result="D", shelf="A"), True, False),
        (of_case(CaseHandedOut, minute(9), result="D"), False, False),
    ],
)
async def test_the_public_learns_whether_to_come(house, people: People, event, ready, overdue):
    await hear(house, *filter(None, (accepted(due=LONG_AGO), event)))

    told = (await people.stranger.get(f"/board/v1/status/{NUMBER}", expect=200)).json()

    assert (told["ready"], told["overdue"]) == (ready, overdue)


async def test_a_number_that_is_none_has_its_own_problem(people: People):
    problems = {
        NUMBER[:-1] + "6": (422, "wrong-check-digit"),
        "nonsense": (422, "wrong-code"),
        str(Code(Kind.PACKET, 26, 101, 1)): (422, "wrong-kind"),
        str(Code(Kind.RECEIPT, 26, 101, 999)): (404, "not-found"),
    }

    answers = {
        number: await people.stranger.get(f"/board/v1/status/{number}") for number in problems
    }

    assert {n: (a.status_code, a.json()["code"]) for n, a in answers.items()} == problems


async def test_everybody_may_read_every_regulation(people: People):
    lines = (await people.stranger.get("/board/v1/regulations", expect=200)).json()["items"]

    read = {
        one["key"]: await people.stranger.get(f"/board/v1/regulations/{one['key']}", expect=200)
        for one in lines
    }

    assert len(read) == 43
    child_allowance = read["almaty-2012-349/07"].json()
    psc = next(route for route in child_allowance["routes"] if route["channel"] == "psc")
    assert psc["steps"][2]["name"] == "2:pack"
    assert psc["steps"][2]["term"] == {"value": 1, "unit": "times_per_day", "text": "1 раз в день"}
    assert child_allowance["terms"][0]["cite"] == "п. 9"


async def test_a_regulation_that_is_none_is_not_found(people: People):
    answer = await people.stranger.get("/board/v1/regulations/almaty-2012-349/99")

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-regulation")


async def test_what_the_public_reads_with_cannot_write(house: Interchange):
    from sqlalchemy import text
    from sqlalchemy.exc import DBAPIError

    from services.board.web.reading import read_only

    class _Request:
        app = house.processes["board"].app

    async for db in read_only(_Request()):  # type: ignore[arg-type]
        with pytest.raises(DBAPIError, match="read-only"):
            await db.execute(text("DELETE FROM board.timeline"))
