"""Papers and packets, saying only what matters."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from services.accumulation.domain.hands import Hand
from services.accumulation.domain.item import CaseFacts, Item
from services.accumulation.domain.item import State as ItemState
from services.accumulation.domain.packet import Packet
from services.accumulation.domain.packet import State as PacketState
from shared.contracts import CaseAccepted, Event, ResultIssued, Taken
from shared.rules.identifiers import Code, Kind
from shared.rules.regulation import Channel, Doing, Role
from tests.support.events import a_case_accepted, enveloped
from tests.support.travel import a_scan

if TYPE_CHECKING:
    # Tests of pure rules start without the house.
    from psc.embedded import Interchange
    from tests.support.people import People

PSC, OFFICE, OTHER_OFFICE = "psc-talgar", "office-talgar", "office-ili"
ROOT = "/accumulation/v1"
REGULATION, EDITION = "almaty-2012-349/07", date(2012, 11, 5)
MORNING = datetime(2026, 3, 4, 4, 0, tzinfo=UTC)
LATER = MORNING + timedelta(hours=1)

INSPECTOR = Hand("psc_accumulation_inspector", UUID(int=1), "Марат")
COURIER = Hand("courier", UUID(int=2), "Ерлан")
CLERK = Hand("office_clerk", UUID(int=3), "Светлана")


class ASite:
    """A site as a refusal names it."""

    def __init__(self, code: str = OFFICE) -> None:
        self.code = code
        self.name_ru = f"Отдел {code}"
        self.name_kk = f"{code} бөлімі"


def a_code(kind: Kind = Kind.FILE, serial: int = 1) -> str:
    return str(Code(kind, 26, 101, serial))


def an_item(**facts: Any) -> Item:
    """A folder that was collected at the centre and goes to the office."""
    kind = facts.get("kind", Kind.FILE)
    serial = facts.pop("serial", 1)
    number = a_code(Kind.RECEIPT, serial)
    case = CaseFacts(uuid4(), number, REGULATION, EDITION, Channel.PSC, PSC, OFFICE)
    usual: dict[str, Any] = {
        "code": a_code(kind, serial), "kind": kind, "case": case, "origin": PSC,
        "destination": OFFICE, "documents": 5, "sheets": 7, "state": ItemState.COLLECTED,
        "place": PSC, "holder": INSPECTOR, "packet": None, "shelf": None, "awaits": "2:pack",
        "due_at": None, "since": MORNING,
    }  # fmt: skip
    return Item(**(usual | facts))


def a_packet(**facts: Any) -> Packet:
    usual: dict[str, Any] = {
        "number": a_code(Kind.PACKET), "origin": PSC, "destination": OFFICE,
        "state": PacketState.OPEN, "holder": INSPECTOR, "opened_at": MORNING,
    }  # fmt: skip
    return Packet(**(usual | facts))


def accepted(serial: int = 1, **facts: Any) -> CaseAccepted:
    """A case at the window that awaits its collection."""
    step = Taken(
        n=1, doing=Doing.ACCEPT, role=Role.PSC_INSPECTOR, next_n=2, next_doing=Doing.COLLECT,
        next_role=Role.PSC_ACCUMULATION_INSPECTOR, next_due=LATER,
    )  # fmt: skip
    usual: dict[str, Any] = {
        "number": a_code(Kind.RECEIPT, serial), "file": a_code(Kind.FILE, serial), "taken": (step,)
    }  # fmt: skip
    return a_case_accepted(**(usual | facts))


def issued(case: CaseAccepted, serial: int = 1, **facts: Any) -> ResultIssued:
    """Its result, with the clerk who sends it back."""
    step = Taken(
        n=9, doing=Doing.RECORD, role=Role.OFFICE_CLERK, next_n=9, next_doing=Doing.RETURN,
        next_role=Role.OFFICE_CLERK, next_due=LATER,
    )  # fmt: skip
    usual: dict[str, Any] = {
        "at": LATER, "case": case.case, "number": case.number, "taken": (step,),
        "outcome": "approve", "outgoing": a_code(Kind.OUTGOING, serial),
        "result": a_code(Kind.RESULT, serial), "site": OFFICE,
    }  # fmt: skip
    return ResultIssued(**(usual | facts))


async def hear(house: Interchange, *events: Event) -> None:
    """The events reach accumulation, in this order."""
    for event in events:
        await house.processes["accumulation"].inbox.receive(enveloped(event))


async def collected(house: Interchange, people: People, *cases: CaseAccepted) -> list[str]:
    """Folders that the accumulation inspector took from the window."""
    await hear(house, *cases)
    codes = [case.file for case in cases]
    await people["accumulation"].post(f"{ROOT}/collections", {"codes": codes}, expect=200)
    return codes


async def opened(people: People, codes: list[str], to: str = OFFICE) -> str:
    body = {"destination": to, "contents": codes}
    answer = await people["accumulation"].post(f"{ROOT}/packets", body, expect=201)
    return str(answer.json()["number"])


async def sealed(house: Interchange, people: People, *cases: CaseAccepted) -> str:
    number = await opened(people, await collected(house, people, *cases))
    await people["accumulation"].post(f"{ROOT}/packets/{number}/seal", expect=200)
    return number


async def scan(
    people: People, who: str, place: str, code: str, intent: str | None, **more: Any
) -> Any:
    """The verdict of a scan, accepted or not."""
    body = a_scan(place, code, intent, **more)
    return (await people[who].post(f"{ROOT}/scans", body, expect=200)).json()
