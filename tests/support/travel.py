"""One case on its whole way, hand by hand, over HTTP: what journeys have in common."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from psc.demonstration import OFFICE, PSC
from tests.support.houses import eventually
from tests.support.people import People

REGULATION = "almaty-2012-349/07"
IIN = "860713300123"


@dataclass(frozen=True)
class Hand:
    """One movement: whose it is, what is asked of whom, and what must be answered."""

    who: str
    does: str
    path: str
    body: dict[str, Any] | None
    # The task that tells the person so: service and number.
    task: tuple[str, str] | None = None


def an_application(**more: Any) -> dict[str, Any]:
    return {
        "regulation": REGULATION,
        "channel": "psc",
        "office": OFFICE,
        "window": "1",
        "applicant": {"iin": IIN, "last_name": "Сейітқали", "first_name": "Әсел"},
        "documents": [{"name": "Заявление", "sheets": 2, "original": "kept"}],
    } | more


def a_scan(place: str, code: str, intent: str | None, **more: Any) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "device": "handheld-1",
        "sequence": 1,
        "device_time": datetime.now(UTC).isoformat(),
        "place": place,
        "code": code,
        "intent": intent,
    } | more


async def accepted(people: People, **more: Any) -> dict[str, Any]:
    answer = await people["window1"].post("/intake/v1/cases", an_application(**more), expect=201)
    case: dict[str, Any] = answer.json()["case"]
    return case


async def task_of(people: People, who: str, service: str, about: str, doing: str) -> Any:
    """The task, once the person has been told of it."""

    async def told() -> Any:
        tasks = (await people[who].get(f"/{service}/v1/tasks", expect=200)).json()["items"]
        return next(
            (
                task
                for task in tasks
                if task["about"] == about and doing in [c["doing"] for c in task["calls"]]
            ),
            None,
        )

    return await eventually(told)


async def carried(people: People, packer: str, taker: str, way: tuple[str, str], code: str) -> str:
    """Packed under a register, sealed, taken by the courier, taken over, reconciled."""
    origin, destination = way
    await task_of(people, packer, "accumulation", code, "pack")
    body = {"destination": destination, "contents": [code]}
    packet = (await people[packer].post("/accumulation/v1/packets", body, expect=201)).json()
    number: str = packet["number"]
    await people[packer].post(f"/accumulation/v1/packets/{number}/seal", expect=200)
    await scanned(people, "courier1", a_scan(origin, number, "dispatch"))
    await scanned(people, taker, a_scan(destination, number, "arrive"))
    await scanned(people, taker, a_scan(destination, code, "reconcile"))
    return number


async def scanned(people: People, who: str, scan: dict[str, Any]) -> Any:
    verdict = (await people[who].post("/accumulation/v1/scans", scan, expect=200)).json()
    assert verdict["accepted"], verdict
    return verdict


def office_hands(number: str, outcome: str) -> list[Hand]:
    """What the office does with a file, in the order of the act."""
    draft = {"outcome": outcome, "text": "Текст уведомления"}
    if outcome == "refuse":
        draft["ground"] = "Доход семьи выше установленного"
    order = {"text": "Рассмотреть", "executor": "executor"}
    found = {"findings": "Документы полны", "complete": True}
    steps: list[tuple[str, str, str, dict[str, Any]]] = [
        ("clerk", "register", "register", {}),
        ("clerk", "forward", "forward", {}),
        ("head", "resolve", "resolution", order),
        ("executor", "examine", "examination", found),
        ("executor", "draft", "draft", draft),
        ("head", "sign", "signature", {}),
        ("clerk", "record", "record", {}),
    ]
    return [
        Hand(who, doing, f"/office/v1/files/{number}/{call}", body, ("office", number))
        for who, doing, call, body in steps
    ]


async def to_the_office(people: People, case: dict[str, Any]) -> None:
    """From the window to the clerk's desk."""
    file = case["file"]
    await task_of(people, "accumulation", "accumulation", file, "collect")
    await people["accumulation"].post("/accumulation/v1/collections", {"codes": [file]}, expect=200)
    await carried(people, "accumulation", "clerk", (PSC, OFFICE), file)


async def through_the_office(
    people: People, number: str, outcome: str, before: Callable[[Hand], Any] | None = None
) -> AsyncIterator[Hand]:
    """Every step of the office; `before` may look, or meddle, before each is taken."""
    for hand in office_hands(number, outcome):
        await task_of(people, hand.who, "office", number, hand.does)
        if before is not None:
            await before(hand)
        await people[hand.who].post(hand.path, hand.body, expect=200)
        yield hand


async def back_to_the_window(people: People, case: dict[str, Any]) -> None:
    """From the clerk's desk to the shelf at the window."""
    result = case["result"]
    await carried(people, "clerk", "accumulation", (OFFICE, PSC), result)
    await scanned(people, "accumulation", a_scan(PSC, result, "shelve", shelf="A-1"))
    await task_of(people, "window1", "intake", case["number"], "hand-out")
