"""A person's data does not lie readable in the outbox, the broker or a dead letter."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from psc.services import SERVICES
from shared.runtime import catalogue
from shared.runtime.process import Process, open_common, open_process
from shared.runtime.settings import Settings
from tests.support.people import Caller, tokens_file
from tests.support.toys import client_of

PERSON = {
    "iin": "860713300123",
    "last_name": "Сейітқали",
    "first_name": "Әсел",
    "middle_name": "Ерланқызы",
    "phone": "+7 701 555 01 02",
    "address": "г. Талгар, ул. Садовая, 7",
}
APPLICATION = {
    "regulation": "almaty-2012-349/07",
    "office": "office-talgar",
    "window": "1",
    "applicant": PERSON,
    "documents": [{"name": "Заявление"}],
}


@pytest.fixture
async def intake(settings: Settings) -> AsyncIterator[Process]:
    """The window without a relay: what it says stays in its outbox."""
    async with (
        open_common(settings, catalogue.load()) as common,
        open_process(SERVICES["intake"], common) as process,
    ):
        yield process


async def said(intake: Process) -> str:
    async with intake.context.engine.connect() as db:
        bodies = (await db.execute(select(intake.service.messages.outbox.c.body))).scalars()
        return "\n".join(bodies)


@pytest.fixture
async def accepted(intake: Process, settings: Settings) -> str:
    """The outbox after a case was accepted."""
    token = json.loads(tokens_file(settings.data).read_text())["window1"]
    async with client_of(intake) as client:
        window = Caller(client, token)
        await window.post("/intake/v1/cases", APPLICATION, expect=201)
    return await said(intake)


async def test_an_accepted_case_does_not_name_the_applicant(accepted: str) -> None:
    assert "intake.case-accepted.v1" in accepted
    for fact in PERSON.values():
        assert fact not in accepted
        assert json.dumps(fact).strip('"') not in accepted


async def test_who_holds_the_key_reads_the_applicant(accepted: str, intake: Process) -> None:
    (envelope,) = map(json.loads, accepted.splitlines())

    opened = intake.context.house.seal.open(envelope["data"]["applicant"], envelope["subject"])

    assert opened["iin"] == PERSON["iin"]
    assert opened["name"].startswith("Сейітқали Әсел")
