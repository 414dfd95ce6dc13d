"""Routes of every shape, done over HTTP by whoever is told to do something next."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from sqlalchemy import text

from psc.embedded import Interchange
from services.office.domain.desk import executing_role, site_of
from shared.rules.regulation import Channel, Doing
from tests.office.builders import a_file, every_way
from tests.office.files import (
    APPROVAL,
    CENTRE,
    FINDINGS,
    OFFICE,
    Known,
    Staff,
    a_delivery,
    announced,
    hear,
)

WORDS = {
    "examination": FINDINGS,
    "review": {"conclusion": "Обследовано", "in_favour": True},
    "notice": {"text": "Принято"},
    "control": {"remarks": None},
    "draft": APPROVAL,
}


@pytest.mark.parametrize(
    ("regulation", "channel"),
    [pytest.param(key, channel, id=f"{key}-{channel}") for key, channel, _ in every_way()[::4]],
)
async def test_whoever_is_told_to_do_something_can_do_it(
    house: Interchange, api: httpx.AsyncClient, regulation: str, channel: Channel
):
    known = await announced(house, regulation, channel)
    staff = Staff(api, house)
    executor = await _executor(staff, known)
    file: dict[str, Any] = {"state": "arrived"}

    while file["state"] != "issued":
        place = await _turn(house, known)
        (task,) = (await staff.get(place, "/office/v1/tasks"))["items"]
        href = task["calls"][0]["href"]
        file = await staff.post(place, href, _body(href, known, task["step"], executor))

    assert file["outcome"] == "approve"
    assert file["outgoing"]


async def _executor(staff: Staff, known: Known) -> str:
    role = executing_role(known.way)
    somewhere = a_file(centre=CENTRE, office=OFFICE)
    return (await staff.who(site_of(somewhere, role), role)).login


async def _turn(house: Interchange, known: Known) -> tuple[str, str]:
    """Whose turn it is: a site and a role. A folder on the road is brought."""
    query = text('SELECT desk, desk_role, awaits FROM office.file WHERE "case" = :case')
    async with house.processes["office"].context.engine.connect() as db:
        row = (await db.execute(query, {"case": known.case})).one()
    if row.desk is None:
        await hear(house, a_delivery(known))
        return await _turn(house, known)
    if row.desk_role == "other" and row.awaits.endswith(":sign"):
        # Anybody may, but nobody signs their own draft.
        return row.desk, "deputy_head"
    return row.desk, row.desk_role


def _body(href: str, known: Known, awaited: str, executor: str) -> dict[str, Any] | None:
    call = href.rsplit("/", 1)[1]
    if call == "allotment":
        return {"executor": executor}
    if call == "resolution":
        step = known.way.named(awaited)
        allots = len(known.way.movement(step, {Doing.RESOLVE, Doing.ALLOT})) > 1
        return {"text": "Рассмотреть", "executor": executor if allots else None}
    return WORDS.get(call)
