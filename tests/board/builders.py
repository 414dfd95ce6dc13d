"""Events of one case, saying only what matters."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from shared.contracts import (
    CaseAccepted,
    CaseDecided,
    CaseHandedOut,
    CaseRegistered,
    CaseResolved,
    FileCollected,
    FileDelivered,
    PacketArrived,
    PacketDispatched,
    PacketReconciled,
    PacketSealed,
    ResultIssued,
    ResultShelved,
    StepTaken,
    Taken,
)
from shared.contracts.event import Event
from shared.rules.regulation import Channel, Doing, Role
from tests.support.events import enveloped

if TYPE_CHECKING:
    # Tests of pure rules start without the house.
    from psc.embedded import Interchange

T = TypeVar("T")

CASE = UUID("00000000-0000-0000-0000-00000000000a")
NUMBER = "R2601010000011"
MORNING = datetime(2026, 3, 2, 4, tzinfo=UTC)


def minute(n: int) -> datetime:
    return MORNING + timedelta(minutes=n)


def taken(doing: Doing = Doing.REGISTER, **facts: Any) -> Taken:
    """A step taken, with the clerk's forwarding behind it."""
    behind: dict[str, Any] = {
        "n": 3, "role": Role.OFFICE_CLERK, "next_n": 4, "next_doing": Doing.FORWARD,
        "next_role": Role.OFFICE_CLERK, "next_due": minute(60),
    }  # fmt: skip
    return Taken(doing=doing, **behind | facts)


def accepted(
    at: datetime = MORNING, *, case: UUID = CASE, number: str = NUMBER, **facts: Any
) -> CaseAccepted:
    ordinary: dict[str, Any] = {
        "regulation": "almaty-2012-349/07", "edition": date(2012, 11, 5), "channel": Channel.PSC,
        "centre": "psc-talgar", "office": "office-talgar", "file": "F2601010000010",
        "documents": 5, "sheets": 7, "due": minute(10_000), "applicant": "sealed",
    }  # fmt: skip
    return CaseAccepted(at=at, case=case, number=number, **ordinary | facts)


def of_case(kind: type[Any], at: datetime, *steps: Taken, **facts: Any) -> Any:
    return kind(at=at, case=CASE, number=NUMBER, taken=steps, **facts)


def registered(at: datetime = minute(6), *steps: Taken) -> CaseRegistered:
    return CaseRegistered(at=at, case=CASE, number=NUMBER, taken=steps, incoming="I1")


def of_packet(kind: type[Any], at: datetime, **facts: Any) -> Any:
    ordinary: dict[str, Any] = {
        "packet": "P2601010000016", "origin": "psc-talgar", "destination": "office-talgar",
        "cases": (CASE,),
    }  # fmt: skip
    return kind(at=at, **ordinary | facts)


def step(n: int, doing: Doing, following: tuple[int, Doing] | None, role: Role) -> Taken:
    n_next, doing_next = following or (None, None)
    return Taken(
        n=n, doing=doing, role=role, next_n=n_next, next_doing=doing_next,
        next_role=role if following else None, next_due=minute(n * 100) if following else None,
    )  # fmt: skip


def whole_way() -> list[Any]:
    """The story of an approved case, in order; what one act tells, it tells at one moment."""
    clerk, head, executor = Role.OFFICE_CLERK, Role.OFFICE_HEAD, Role.OFFICE_EXECUTOR
    inspector, keeper = Role.PSC_INSPECTOR, Role.PSC_ACCUMULATION_INSPECTOR
    pack, register = (2, Doing.PACK), (3, Doing.REGISTER)
    return [
        accepted(taken=(step(1, Doing.ACCEPT, (2, Doing.COLLECT), inspector),)),
        of_case(FileCollected, minute(1), step(2, Doing.COLLECT, pack, keeper), file="F1"),
        of_packet(PacketSealed, minute(2), register_number="L1"),
        of_packet(PacketDispatched, minute(3)),
        of_packet(PacketArrived, minute(4)),
        of_case(
            FileDelivered, minute(5), step(3, Doing.RECEIVE, register, clerk),
            packet="P1", site="office-talgar",
        ),
        of_case(CaseRegistered, minute(6), step(3, Doing.REGISTER, (4, Doing.FORWARD), clerk),
                incoming="I1"),
        of_packet(PacketReconciled, minute(7)),
        of_case(
            CaseResolved, minute(8), step(5, Doing.RESOLVE, (5, Doing.ALLOT), head),
            step(5, Doing.ALLOT, (6, Doing.EXAMINE), head),
        ),
        of_case(StepTaken, minute(9), step(6, Doing.EXAMINE, (7, Doing.DRAFT), executor)),
        of_case(CaseDecided, minute(10), step(8, Doing.SIGN, (9, Doing.RETURN), head),
                outcome="approve"),
        of_case(ResultIssued, minute(10), outcome="approve", outgoing="O1", result="D1",
                site="office-talgar"),
        of_packet(PacketSealed, minute(11), register_number="L2", origin="office-talgar",
                  destination="psc-talgar"),
        of_case(ResultShelved, minute(12), step(10, Doing.SHELVE, (11, Doing.HAND_OUT), keeper),
                result="D1", shelf="A-1"),
        of_case(CaseHandedOut, minute(13), step(11, Doing.HAND_OUT, None, inspector),
                result="D1"),
    ]  # fmt: skip


def shuffled(things: Sequence[T], seed: int) -> list[T]:
    return random.Random(seed).sample(things, len(things))  # noqa: S311 - it only shuffles


async def hear(house: Interchange, *events: Event) -> None:
    """The board hears of these, as its inbox does."""
    for event in events:
        await house.processes["board"].inbox.receive(enveloped(event))
