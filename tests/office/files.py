"""Files in a running office, brought there by the messages that bring them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import httpx

from psc.embedded import Interchange
from shared.contracts import Event, FileDelivered, Taken
from shared.rules.identifiers import Code, Kind
from shared.rules.regulation import Channel
from shared.rules.route import Step, Way
from tests.support.accounts import Account, an_account
from tests.support.events import a_case_accepted, enveloped

OFFICE, CENTRE = "office-talgar", "psc-talgar"
PERSON = {"iin": "860713300123", "name": "Сейітқали Әсел Ерланқызы", "language": "kk"}
ORDER = {"text": "Рассмотреть в срок", "executor": "executor"}
FINDINGS = {"findings": "Документы полны", "complete": True}
APPROVAL = {"outcome": "approve", "text": "Уведомление о назначении"}
REFUSAL = {"outcome": "refuse", "text": "Мотивированный ответ", "ground": "Доход выше"}

_serials = count(1)


@dataclass(frozen=True)
class Known:
    """A case of which the office has heard."""

    case: UUID
    number: str
    way: Way

    @property
    def path(self) -> str:
        return f"/office/v1/files/{self.number}"


def told(way: Way, step: Step) -> Taken:
    """The step as another service tells that it was taken."""
    following = way.after(step)
    return Taken(
        n=step.n,
        doing=step.doing,
        role=step.role,
        next_n=following.n if following else None,
        next_doing=following.doing if following else None,
        next_role=following.role if following else None,
    )


async def hear(house: Interchange, *events: Event) -> None:
    for event in events:
        await house.processes["office"].inbox.receive(enveloped(event))


async def announced(
    house: Interchange,
    regulation: str = "almaty-2012-349/07",
    channel: Channel = Channel.PSC,
    centre: str = CENTRE,
) -> Known:
    """The office has heard that a case was accepted somewhere."""
    case, way = uuid4(), house.common.catalogue.way(regulation, channel)
    number = str(Code(Kind.RECEIPT, 26, 101, next(_serials)))
    event = a_case_accepted(
        case,
        at=datetime.now(UTC),
        number=number,
        regulation=regulation,
        edition=house.common.catalogue.edition(regulation),
        channel=channel,
        centre=centre,
        office=OFFICE,
        applicant=house.common.seal.close(PERSON, str(case)),
        taken=(told(way, way.steps[0]),),
    )
    await hear(house, event)
    return Known(case, number, way)


def a_delivery(known: Known, *taken: Taken) -> FileDelivered:
    return FileDelivered(
        at=datetime.now(UTC),
        case=known.case,
        number=known.number,
        taken=taken,
        packet="P2601010000012",
        site=OFFICE,
    )


async def delivered(house: Interchange) -> Known:
    """A folder of the child allowance lies before the clerk."""
    known = await announced(house)
    await hear(house, a_delivery(known, told(known.way, known.way.named("3:receive"))))
    return known


class Staff:
    """Somebody for every role, made when first asked for: `await staff.post("akim", "akim", …)`."""

    def __init__(self, api: httpx.AsyncClient, house: Interchange) -> None:
        self._api = api
        self._house = house
        self._known: dict[tuple[str, str], Account] = {}

    async def who(self, organisation: str, role: str) -> Account:
        place = (organisation, role)
        if place not in self._known:
            engine = self._house.processes["office"].context.engine
            self._known[place] = await an_account(engine, place)
        return self._known[place]

    async def get(self, place: tuple[str, str], path: str) -> Any:
        headers = (await self.who(*place)).headers
        answer = await self._api.get(path, headers=headers)
        assert answer.is_success, answer.text
        return answer.json()

    async def post(self, place: tuple[str, str], path: str, body: Any = None) -> Any:
        headers = (await self.who(*place)).headers
        answer = await self._api.post(path, json=body, headers=headers)
        assert answer.is_success, f"{place} {path}: {answer.text}"
        return answer.json()
