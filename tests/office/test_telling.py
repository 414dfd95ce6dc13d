"""What the office tells the house, and that every step is told once."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from sqlalchemy import text

from psc.embedded import Interchange
from shared.rules.regulation import Channel
from tests.office.files import APPROVAL, FINDINGS, OFFICE, ORDER, announced, delivered
from tests.office.test_steps import work
from tests.support.people import People


async def said(house: Interchange) -> list[dict[str, Any]]:
    query = text("SELECT body FROM office.outbox ORDER BY position")
    async with house.processes["office"].context.engine.connect() as db:
        return [orjson.loads(body) for body in (await db.execute(query)).scalars()]


def names(events: list[dict[str, Any]]) -> list[str]:
    return [event["type"].removeprefix("office.").removesuffix(".v1") for event in events]


def steps(events: list[dict[str, Any]]) -> list[str]:
    return [f"{t['n']}:{t['doing']}" for event in events for t in event["data"]["taken"]]


async def test_the_house_hears_of_every_step_once(house: Interchange, people: People):
    known = await delivered(house)

    await work(people, known)

    events = await said(house)
    assert names(events) == [
        "case-registered", "step-taken", "case-resolved", "step-taken", "step-taken",
        "case-decided", "result-issued",
    ]  # fmt: skip
    assert steps(events) == [
        "3:register", "4:forward", "5:resolve", "5:allot", "6:examine", "7:draft", "8:sign",
        "9:record",
    ]  # fmt: skip
    assert events[-1]["data"]["taken"][-1]["next_doing"] == "return"


async def test_a_signature_that_issues_the_result_tells_both(house: Interchange, people: People):
    known = await announced(house, channel=Channel.OFFICE, centre=OFFICE)
    await people["clerk"].post(f"{known.path}/register", expect=200)
    await people["head"].post(f"{known.path}/resolution", ORDER, expect=200)
    await people["executor"].post(f"{known.path}/examination", FINDINGS, expect=200)
    await people["executor"].post(f"{known.path}/draft", APPROVAL, expect=200)

    issued = (await people["head"].post(f"{known.path}/signature", expect=200)).json()

    decided, told = (await said(house))[-2:]
    assert names([decided, told]) == ["case-decided", "result-issued"]
    assert steps([decided, told]) == ["4:sign"]
    assert told["data"]["outgoing"] == issued["outgoing"]
    assert told["data"]["result"].startswith("D")


async def test_nothing_of_the_applicant_is_told(house: Interchange, people: People):
    known = await delivered(house)

    await work(people, known)

    everything = orjson.dumps(await said(house)).decode()
    assert "860713300123" not in everything
    assert "Сейітқали" not in everything
    assert FINDINGS["findings"] not in everything


@pytest.mark.parametrize("who", ["clerk", "ili-clerk"])
async def test_a_refused_act_tells_nothing_and_is_not_logged(
    house: Interchange, people: People, who: str
):
    known = await delivered(house)

    await people[who].post(f"{known.path}/signature")

    assert await said(house) == []
    async with house.processes["office"].context.engine.connect() as db:
        assert await db.scalar(text("SELECT count(*) FROM office.signature")) == 0


async def test_every_act_and_every_look_is_in_the_audit_log(house: Interchange, people: People):
    known = await delivered(house)

    await people["clerk"].post(f"{known.path}/register", expect=200)
    await people["clerk"].get(known.path, expect=200)
    await people["clerk"].get("/office/v1/journal", expect=200)

    query = text("SELECT act FROM office.audit ORDER BY id")
    async with house.processes["office"].context.engine.connect() as db:
        acts = list((await db.execute(query)).scalars())
    assert acts == ["file-register", "file-read", "journal-read"]
