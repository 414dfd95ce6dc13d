"""Scans over HTTP: movements made once, refusals answered and kept, hands noted."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import event, text

from services.accumulation.store.scans import issue_badges
from shared.rules.identifiers import Kind
from tests.accumulation.builders import (
    OFFICE,
    OTHER_OFFICE,
    PSC,
    ROOT,
    a_code,
    accepted,
    collected,
    hear,
    issued,
    opened,
    scan,
    sealed,
)
from tests.support.people import People
from tests.support.travel import a_scan

FILE = a_code()
BADGE = a_code(Kind.BADGE)


@pytest.fixture
async def badge(house, people: People) -> str:
    """A courier's badge, known to the centre."""
    row = {"code": BADGE, "account": uuid4(), "name": "Ерлан Сапаров", "organisation": PSC}
    async with house.processes["accumulation"].context.engine.begin() as db:
        await issue_badges(db, [row])
    return BADGE


async def rows_of(house, table: str) -> list:
    async with house.processes["accumulation"].context.engine.connect() as db:
        query = text(f"SELECT * FROM accumulation.{table} ORDER BY 1")  # noqa: S608
        return list((await db.execute(query)).all())


async def test_a_packet_goes_from_hand_to_hand_until_it_is_reconciled(house, people: People):
    number = await sealed(house, people, accepted(1), accepted(2))
    second = a_code(serial=2)

    verdicts = [
        await scan(people, "courier1", PSC, number, "dispatch"),
        await scan(people, "clerk", OFFICE, number, "arrive"),
        await scan(people, "clerk", OFFICE, FILE, "reconcile"),
        await scan(people, "clerk", OFFICE, second, "reconcile"),
    ]

    assert [verdict["verdict"] for verdict in verdicts] == [
        "dispatched", "arrived", "reconciled", "packet-reconciled",
    ]  # fmt: skip
    packet = (await people["clerk"].get(f"{ROOT}/packets/{number}", expect=200)).json()
    assert packet["state"] == "reconciled"
    assert {item["state"] for item in packet["contents"]} == {"delivered"}


async def test_without_an_intent_the_one_possible_movement_is_made(house, people: People):
    await hear(house, accepted())
    await scan(people, "accumulation", PSC, FILE, None)
    number = await opened(people, [FILE])
    await people["accumulation"].post(f"{ROOT}/packets/{number}/seal", expect=200)

    verdicts = [
        await scan(people, who, place, code, None)
        for who, place, code in (
            ("courier1", PSC, number), ("clerk", OFFICE, number), ("clerk", OFFICE, FILE),
            ("clerk", OFFICE, FILE),
        )
    ]  # fmt: skip

    assert [verdict["verdict"] for verdict in verdicts] == [
        "dispatched", "arrived", "packet-reconciled", "nothing-to-scan",
    ]  # fmt: skip


async def test_a_result_comes_back_to_the_shelf_at_the_window(house, people: People):
    case = accepted()
    await hear(house, case, issued(case))
    result = a_code(Kind.RESULT)
    body = {"destination": PSC, "contents": [result]}
    clerk, me = people["clerk"], "accumulation"
    number = (await clerk.post(f"{ROOT}/packets", body, expect=201)).json()["number"]
    await clerk.post(f"{ROOT}/packets/{number}/seal", expect=200)
    await scan(people, "courier2", OFFICE, number, "dispatch")
    await scan(people, me, PSC, number, "arrive")
    await scan(people, me, PSC, result, "reconcile")

    nowhere = await scan(people, me, PSC, result, "shelve")
    shelved = await scan(people, me, PSC, result, "shelve", shelf="A-1")

    assert (nowhere["accepted"], nowhere["verdict"]) == (False, "shelf-needed")
    assert (shelved["accepted"], shelved["next"]) == (True, ["hand-out"])
    item = (await people[me].get(f"{ROOT}/items/{result}", expect=200)).json()
    assert (item["shelf"], item["awaits"]) == ("A-1", "11:hand-out")
    assert item["holder"]["role"] == "psc_inspector"


async def test_the_chain_of_custody_says_who_held_a_folder_and_when(house, people: People):
    case = accepted()
    number = await sealed(house, people, case)
    before = datetime.now(UTC)
    await scan(people, "courier1", PSC, number, "dispatch")
    await scan(people, "clerk", OFFICE, number, "arrive")
    await scan(people, "clerk", OFFICE, FILE, "reconcile")
    custody = f"{ROOT}/items/{FILE}/custody"

    now = (await people["clerk"].get(custody, expect=200)).json()
    then = await people["clerk"].get(custody, params={"at": before.isoformat()}, expect=200)

    hands = [leg["taker"]["role"] for leg in now["legs"]]
    assert hands == ["psc_inspector", "psc_accumulation_inspector", "courier", "office_clerk"]
    givers = [leg["giver"]["role"] for leg in now["legs"]]
    assert givers == ["applicant", *hands[:-1]]
    assert [leg["site"] for leg in now["legs"]] == [PSC, PSC, PSC, OFFICE]
    assert now["held_by"]["taker"]["role"] == "office_clerk"
    assert then.json()["held_by"]["taker"]["role"] == "psc_accumulation_inspector"


async def test_the_same_scan_sent_twice_gets_the_same_answer(house, people: People):
    number = await sealed(house, people, accepted())
    body = a_scan(PSC, number, "dispatch")
    courier = people["courier1"]

    answers = await asyncio.gather(*(courier.post(f"{ROOT}/scans", body) for _ in range(4)))

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert answers[0].json()["accepted"]
    assert len(await rows_of(house, "scan")) == 1


async def test_an_id_of_another_scan_is_refused(house, people: People):
    number = await sealed(house, people, accepted())
    body = a_scan(PSC, number, "dispatch")
    await people["courier1"].post(f"{ROOT}/scans", body, expect=200)

    other = await people["courier1"].post(f"{ROOT}/scans", body | {"code": FILE})
    stranger = await people["courier2"].post(f"{ROOT}/scans", body)

    assert (other.status_code, other.json()["code"]) == (409, "scan-id-reused")
    assert (stranger.status_code, stranger.json()["code"]) == (409, "scan-id-reused")


async def test_two_scanners_cannot_move_the_same_packet(house, people: People):
    number = await sealed(house, people, accepted())

    verdicts = await asyncio.gather(
        *(scan(people, who, PSC, number, "dispatch") for who in ("courier1", "courier2") * 3)
    )

    assert sum(verdict["accepted"] for verdict in verdicts) == 1
    assert {v["verdict"] for v in verdicts if not v["accepted"]} == {"dispatched-already"}
    legs = [row for row in await rows_of(house, "custody") if row.to_holder == "courier"]
    assert sorted(leg.code for leg in legs) == sorted([FILE, number])


async def test_all_pieces_scanned_at_once_reconcile_the_packet_once(house, people: People):
    cases = [accepted(n) for n in range(1, 7)]
    number = await sealed(house, people, *cases)
    await scan(people, "courier1", PSC, number, "dispatch")
    await scan(people, "clerk", OFFICE, number, "arrive")

    verdicts = await asyncio.gather(
        *(scan(people, "clerk", OFFICE, case.file, "reconcile") for case in cases)
    )

    said = sorted(verdict["verdict"] for verdict in verdicts)
    assert said == ["packet-reconciled"] + ["reconciled"] * 5


REFUSED = [
    # who, place, what, intent → verdict, with the packet in the courier's hands
    ("clerk", OFFICE, "P2601010000010", "arrive", "wrong-check-digit"),
    ("clerk", OFFICE, "молоко", "arrive", "wrong-code"),
    ("clerk", OFFICE, f"{FILE}{a_code(serial=2)}", "reconcile", "two-codes"),
    ("clerk", OFFICE, FILE, "arrive", "wrong-kind"),
    ("clerk", OFFICE, a_code(Kind.RECEIPT), None, "wrong-kind"),
    ("clerk", OFFICE, FILE, "reconcile", "packet-not-arrived"),
    ("clerk", OFFICE, a_code(serial=9), "reconcile", "unexpected"),
    ("clerk", OFFICE, a_code(Kind.PACKET, 9), "arrive", "unknown-packet"),
    ("ili-clerk", OTHER_OFFICE, "{packet}", "arrive", "wrong-site"),
    ("ili-clerk", OTHER_OFFICE, FILE, "reconcile", "unexpected"),
    ("ili-clerk", OTHER_OFFICE, FILE, None, "unknown-item"),
    ("ili-clerk", OFFICE, "{packet}", "arrive", "not-your-site"),
    ("head", OFFICE, "{packet}", "arrive", "not-your-role"),
    ("courier1", PSC, "{packet}", "dispatch", "dispatched-already"),
    ("clerk", "nowhere", "{packet}", "arrive", "unknown-site"),
    ("accumulation", PSC, FILE, "collect", "collected-already"),
]


@pytest.mark.parametrize(("who", "place", "what", "intent", "verdict"), REFUSED)
async def test_a_refused_scan_is_answered_and_kept(
    house, people: People, who, place, what, intent, verdict
):
    number = await sealed(house, people, accepted())
    await scan(people, "courier1", PSC, number, "dispatch")
    before = await rows_of(house, "custody")

    answer = await scan(people, who, place, what.format(packet=number), intent)

    assert (answer["accepted"], answer["verdict"]) == (False, verdict)
    assert answer["instruction"]
    assert await rows_of(house, "custody") == before
    kept = (await people[who].get(f"{ROOT}/scans?accepted=false", expect=200)).json()["items"]
    assert [one["verdict"] for one in kept] == [verdict]


async def test_a_packet_is_not_dispatched_before_it_has_a_register(house, people: People):
    number = await opened(people, await collected(house, people, accepted()))

    answer = await scan(people, "courier1", PSC, number, "dispatch")

    assert (answer["accepted"], answer["verdict"]) == (False, "packet-not-sealed")


async def test_the_packer_dispatches_with_the_badge_of_the_courier(
    house, people: People, badge: str
):
    number = await sealed(house, people, accepted())

    alone = await scan(people, "accumulation", PSC, number, "dispatch")
    unknown = await scan(
        people, "accumulation", PSC, number, "dispatch", badge=a_code(Kind.BADGE, 99)
    )
    colleague = await scan(people, "window1", PSC, number, "dispatch", badge=badge)
    both = await scan(people, "accumulation", PSC, number, "dispatch", badge=badge)

    assert alone["verdict"] == "badge-needed"
    assert unknown["verdict"] == "unknown-badge"
    assert colleague["verdict"] == "not-your-role"
    assert both["accepted"]
    packet = (await people["clerk"].get(f"{ROOT}/packets/{number}", expect=200)).json()
    assert packet["holder"] == {"role": "courier", "name": "Ерлан Сапаров"}


async def test_a_verdict_speaks_the_language_of_its_reader(house, people: People):
    number = await sealed(house, people, accepted())
    body = a_scan(PSC, number, "dispatch")

    spoken = [
        (
            await people["courier1"].post(
                f"{ROOT}/scans", body, headers={"Accept-Language": language}, expect=200
            )
        ).json()["instruction"]
        for language in ("ru", "kk", "en")
    ]

    assert "передан курьеру" in spoken[0]
    assert "курьерге берілді" in spoken[1]
    assert "in the courier's hands" in spoken[2]


async def test_a_packet_of_three_hundred_takes_a_handful_of_statements(house, people: People):
    cases = [accepted(n) for n in range(1, 301)]
    codes = await collected(house, people, *cases)
    number = await opened(people, codes)
    statements: list[str] = []
    engine = house.processes["accumulation"].context.engine.sync_engine

    @event.listens_for(engine, "before_cursor_execute")
    def count(_connection, _cursor, statement: str, *_: object) -> None:
        if "accumulation.outbox WHERE" not in statement:
            statements.append(statement)

    await people["accumulation"].post(f"{ROOT}/packets/{number}/seal", expect=200)
    of_seal = len(statements)
    await scan(people, "courier1", PSC, number, "dispatch")

    assert of_seal <= 12
    assert len(statements) - of_seal <= 12
    legs = [row for row in await rows_of(house, "custody") if row.to_holder == "courier"]
    assert len(legs) == 301
