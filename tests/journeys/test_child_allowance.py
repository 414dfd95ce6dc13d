"""The child allowance of 2012 through a centre: eleven actions, five roles, both directions."""

from __future__ import annotations

import pytest

from psc.embedded import Interchange
from tests.support.houses import eventually
from tests.support.people import People
from tests.support.travel import (
    IIN,
    Hand,
    accepted,
    back_to_the_window,
    through_the_office,
    to_the_office,
)


@pytest.mark.parametrize("outcome", ["approve", "refuse"])
async def test_a_case_travels_the_whole_way_and_back(
    carrier: str, house: Interchange, people: People, outcome: str
):
    case = await accepted(people)
    number = case["number"]

    await to_the_office(people, case)
    taken = [hand.does async for hand in through_the_office(people, number, outcome)]
    await back_to_the_window(people, case)
    await people["window1"].post(f"/intake/v1/cases/{number}/hand-out", {"iin": IIN}, expect=200)

    assert taken == ["register", "forward", "resolve", "examine", "draft", "sign", "record"]
    steps = await _steps_on_the_board(people, number)
    route = house.common.catalogue.way(case["regulation"], case["channel"])
    assert steps == [f"{step.n}:{step.doing}" for step in route.steps]
    shown = (await people["window1"].get(f"/intake/v1/cases/{number}", expect=200)).json()
    assert shown["case"]["state"] == "handed_out"
    assert shown["case"]["outcome"] == outcome


async def test_nobody_else_can_take_a_step(house: Interchange, people: People):
    case = await accepted(people)
    await to_the_office(people, case)
    refusals: list[int] = []

    async def everybody_else_tries(hand: Hand) -> None:
        for login, person in people.items():
            if login == hand.who:
                continue
            answer = await person.post(hand.path, hand.body)
            refusals.append(answer.status_code)
            stranger = login.startswith("ili-") or login in ("window1", "courier1")
            assert answer.status_code == 404 if stranger else answer.status_code in (403, 404)
        answer = await people.stranger.post(hand.path, hand.body)
        assert answer.status_code == 401

    async for _ in through_the_office(people, case["number"], "approve", everybody_else_tries):
        pass

    assert len(refusals) == 7 * (len(people) - 1)


async def test_the_result_goes_only_to_the_person_on_the_receipt(
    house: Interchange, people: People
):
    case = await accepted(people)
    number = case["number"]
    await to_the_office(people, case)
    _ = [hand async for hand in through_the_office(people, number, "approve")]
    await back_to_the_window(people, case)

    wrong = await people["window1"].post(
        f"/intake/v1/cases/{number}/hand-out", {"iin": "900101300017"}
    )

    assert wrong.status_code == 403
    assert wrong.json()["code"] == "wrong-person"
    await people["window1"].post(f"/intake/v1/cases/{number}/hand-out", {"iin": IIN}, expect=200)
    again = await people["window1"].post(f"/intake/v1/cases/{number}/hand-out", {"iin": IIN})
    assert again.json()["code"] == "handed-out-already"


async def _steps_on_the_board(people: People, number: str) -> list[str]:
    async def whole() -> list[str]:
        answer = await people["window1"].get(f"/board/v1/cases/{number}/timeline")
        if answer.status_code == 404:
            return []
        lines = answer.json()["items"]
        steps = [f"{line['n']}:{line['doing']}" for line in lines if line.get("doing")]
        return steps if steps and steps[-1].endswith("hand-out") else []

    return await eventually(whole)
