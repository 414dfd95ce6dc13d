"""Papers brought to the office itself: nothing travels, and the executor hands out."""

from __future__ import annotations

from psc.demonstration import OFFICE
from psc.embedded import Interchange
from tests.support.people import People
from tests.support.travel import IIN, an_application, task_of

ORDER = {"text": "Рассмотреть", "executor": "executor"}
FOUND = {"findings": "Документы полны", "complete": True}
DRAFT = {"outcome": "approve", "text": "Текст уведомления"}


async def test_a_case_of_the_office_channel_comes_to_its_end(
    carrier: str, house: Interchange, people: People
):
    application = an_application(channel="office", window=None)
    answer = await people["clerk"].post("/intake/v1/cases", application, expect=201)
    case = answer.json()["case"]
    number = case["number"]
    assert case["centre"] == OFFICE

    for who, doing, call, body in (
        ("clerk", "register", "register", {}),
        ("head", "resolve", "resolution", ORDER),
        ("executor", "examine", "examination", FOUND),
        ("executor", "draft", "draft", DRAFT),
        ("head", "sign", "signature", {}),
    ):
        await task_of(people, who, "office", number, doing)
        await people[who].post(f"/office/v1/files/{number}/{call}", body, expect=200)
    task = await task_of(people, "executor", "intake", number, "hand-out")
    done = await people["executor"].post(
        f"/intake/v1/cases/{number}/hand-out", {"iin": IIN}, expect=200
    )

    assert task["role"] == "office_executor"
    assert done.json()["state"] == "handed_out"
    assert done.json()["outcome"] == "approve"
