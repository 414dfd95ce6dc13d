"""What accumulation hears and says: every step of the route once, on its case."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from shared.contracts import CaseHandedOut
from shared.rules.identifiers import Kind
from tests.accumulation.builders import (
    LATER,
    OFFICE,
    PSC,
    ROOT,
    a_code,
    accepted,
    hear,
    issued,
    scan,
    sealed,
)
from tests.support.events import enveloped
from tests.support.people import People
from tests.support.waiting import eventually

FILE, RESULT = a_code(), a_code(Kind.RESULT)


async def entries(house, people: People, case, *all_of: str) -> list[dict[str, Any]]:
    """What the board heard of the case, once it heard all of that: in which order is open."""
    await house.processes["board"].inbox.receive(enveloped(case))

    async def told() -> Any:
        path = f"/board/v1/cases/{case.number}/timeline"
        items = (await people["clerk"].get(path, expect=200)).json()["items"]
        known = {item["type"] for item in items}
        return items if known.issuperset(f"accumulation.{one}.v1" for one in all_of) else None

    return await eventually(told)


def steps_in(lines: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [
        (line["type"].split(".")[1], f"{line['n']}:{line['doing']}")
        for line in lines
        if line["doing"] and line["type"].startswith("accumulation.")
    ]


async def test_every_step_to_the_office_is_told_once(house, people: People):
    case = accepted()
    number = await sealed(house, people, case)
    await scan(people, "courier1", PSC, number, "dispatch")
    await scan(people, "clerk", OFFICE, number, "arrive")

    await scan(people, "clerk", OFFICE, FILE, "reconcile")

    lines = await entries(house, people, case, "file-delivered", "packet-reconciled")
    assert steps_in(lines) == [
        ("file-collected", "2:collect"),
        ("file-moved", "2:pack"),
        ("file-moved", "2:dispatch"),
        ("file-delivered", "3:receive"),
    ]


async def test_every_step_back_to_the_window_is_told_once(house, people: People):
    case = accepted()
    await hear(house, case, issued(case))
    number = await _back_in_the_centre(people)
    await scan(people, "accumulation", PSC, RESULT, "reconcile")

    await scan(people, "accumulation", PSC, RESULT, "shelve", shelf="A-1")

    lines = await entries(house, people, case, "file-moved", "packet-reconciled", "result-shelved")
    assert steps_in(lines) == [("file-moved", "9:return"), ("result-shelved", "10:shelve")]
    assert {line["packet"] for line in lines if "packet-" in line["type"]} == {number}


async def _back_in_the_centre(people: People) -> str:
    body = {"destination": PSC, "contents": [RESULT]}
    packet = (await people["clerk"].post(f"{ROOT}/packets", body, expect=201)).json()["number"]
    await people["clerk"].post(f"{ROOT}/packets/{packet}/seal", expect=200)
    await scan(people, "courier1", OFFICE, packet, "dispatch")
    await scan(people, "accumulation", PSC, packet, "arrive")
    return str(packet)


async def test_a_result_that_comes_before_its_case_waits_for_it(house, people: People):
    case = accepted()

    await hear(house, issued(case))
    early = await people["clerk"].get(f"{ROOT}/items/{RESULT}")
    await hear(house, case)

    assert early.status_code == 404
    found = (await people["clerk"].get(f"{ROOT}/items/{RESULT}", expect=200)).json()
    assert (found["state"], found["place"], found["awaits"]) == ("collected", OFFICE, "9:return")
    assert found["holder"]["role"] == "office_clerk"


async def test_what_was_handed_out_is_in_the_hands_of_the_applicant(house, people: People):
    case = accepted()
    await hear(house, case, issued(case))
    await _back_in_the_centre(people)
    await scan(people, "accumulation", PSC, RESULT, "reconcile")
    await scan(people, "accumulation", PSC, RESULT, "shelve", shelf="A-1")
    gone = CaseHandedOut(at=LATER, case=case.case, number=case.number, result=RESULT)

    await hear(house, gone)

    found = (await people["accumulation"].get(f"{ROOT}/items/{RESULT}", expect=200)).json()
    assert (found["state"], found["holder"]["role"]) == ("handed_out", "applicant")


async def test_a_hand_out_waits_until_the_result_is_on_its_shelf(house, people: People):
    case = accepted()
    await hear(house, case, issued(case))

    await hear(house, CaseHandedOut(at=LATER, case=case.case, number=case.number, result=RESULT))

    async with house.processes["accumulation"].context.engine.connect() as db:
        waits_for = await db.scalar(text("SELECT waits_for FROM accumulation.waiting"))
    assert "on its shelf" in waits_for


async def test_looks_and_acts_are_noted(house, people: People):
    await sealed(house, people, accepted())
    await people["clerk"].get(f"{ROOT}/items/{FILE}", expect=200)
    await scan(people, "clerk", OFFICE, "молоко", "arrive")

    async with house.processes["accumulation"].context.engine.connect() as db:
        noted = await db.execute(text('SELECT act, object, outcome FROM accumulation."audit"'))
        rows = [tuple(row) for row in noted]

    assert ("folders-collected", FILE, "done") in rows
    assert ("item-read", FILE, "done") in rows
    assert ("scan-arrive", "молоко", "wrong-code") in rows
    assert "packet-sealed" in {act for act, _, _ in rows}
