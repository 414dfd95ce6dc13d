"""The steps of the office, one by one. Each: whose turn, what the rules say, keep, complete."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from services.office import store
from services.office.actions.moving import begin, complete
from services.office.domain import decision, resolution
from services.office.domain.desk import Turn, executing_role, site_of
from services.office.domain.file import Call, File, Outcome
from services.office.tables import draft as draft_table
from services.office.tables import opinion as opinion_table
from services.office.tables import resolution as resolution_table
from services.office.tables import signature as signature_table
from shared.rules.regulation import Role
from shared.runtime.act import Act
from shared.runtime.identity.identity import Colleague

# Who works in an organisation: asked only where somebody is named.
Colleagues = Callable[[str], Awaitable[list[Colleague]]]


@dataclass(frozen=True, slots=True)
class Order:
    """A resolution before it is laid."""

    text: str
    executor: str | None
    co_executors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opinion:
    text: str
    favourable: bool | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A draft before it is one."""

    outcome: Outcome
    text: str
    ground: int | str | None


async def take(act: Act, number: str, call: Call, version: str | None) -> File:
    """A step that needs nothing but the hand that takes it: receive, register, forward, record."""
    return await complete(act, await begin(act, number, call, version))


async def resolve(
    act: Act, number: str, order: Order, version: str | None, colleagues: Colleagues
) -> File:
    """Lay the resolution and, where the act has it in one action, give the file to somebody."""
    turn = await begin(act, number, Call.RESOLUTION, version)
    resolution.check_executor(turn, order.executor)
    executor, helpers = await _named(turn, order, colleagues)

    row = {
        "text": order.text,
        "executor": executor.account if executor else None,
        "executor_name": executor.name if executor else None,
        "co_executors": [helper.account for helper in helpers],
        "co_executor_names": [helper.name for helper in helpers],
    }
    await store.keep(act.db, resolution_table, row | _by(act, turn))
    return await complete(act, turn, **_given_to(executor))


async def allot(
    act: Act, number: str, who: str | None, version: str | None, colleagues: Colleagues
) -> File:
    """Give the file to an executor."""
    turn = await begin(act, number, Call.ALLOTMENT, version)
    resolution.check_executor(turn, who)
    people = await colleagues(_executing_site(turn))
    executor = resolution.pick(who or "", people, executing_role(turn.way))
    return await complete(act, turn, note=executor.name, **_given_to(executor))


async def opine(act: Act, number: str, call: Call, said: Opinion, version: str | None) -> File:
    """Write down findings, a conclusion, remarks or what the applicant was told."""
    turn = await begin(act, number, call, version)
    row = {"kind": call.value, "text": said.text, "favourable": said.favourable}
    await store.keep(act.db, opinion_table, row | _by(act, turn))
    return await complete(act, turn)


async def draft(act: Act, number: str, proposal: Proposal, version: str | None) -> File:
    """Prepare the decision. What was drafted before is kept; the newest lies before the head."""
    turn = await begin(act, number, Call.DRAFT, version)
    regulation = act.house.catalogue.get(turn.file.regulation, turn.file.edition)
    grounds = regulation.refusal_grounds.items
    ground = decision.ground_of(proposal.outcome, proposal.ground, grounds)

    id_ = uuid4()
    row = {
        "id": id_,
        "outcome": proposal.outcome,
        "text": proposal.text,
        "ground": ground.text if ground else None,
        "ground_cite": ground.cite if ground else None,
    }
    await store.keep(act.db, draft_table, row | _by(act, turn))
    return await complete(
        act, turn, outcome=proposal.outcome, draft=id_, drafter=act.person.account
    )


async def sign(act: Act, number: str, version: str | None) -> File:
    """Sign what was drafted, by another hand than the drafter's."""
    turn = await begin(act, number, Call.SIGNATURE, version)
    decision.check_signer(turn.file, act.person.account)
    await store.keep(act.db, signature_table, {"draft": turn.file.draft} | _by(act, turn))
    return await complete(act, turn)


async def _named(
    turn: Turn, order: Order, colleagues: Colleagues
) -> tuple[Colleague | None, list[Colleague]]:
    """The executor and those who help, all of them people of the site that executes."""
    role = executing_role(turn.way)
    asked = bool(order.executor or order.co_executors)
    people = await colleagues(_executing_site(turn)) if asked else []
    executor = resolution.pick(order.executor, people, role) if order.executor else None
    return executor, [_helper(who, people, role) for who in order.co_executors]


def _helper(who: str, people: list[Colleague], role: Role) -> Colleague:
    return resolution.pick(who, people, role, "co_executors")


def _executing_site(turn: Turn) -> str:
    return site_of(turn.file, executing_role(turn.way))


def _given_to(executor: Colleague | None) -> dict[str, Any]:
    if executor is None:
        return {}
    return {"executor": executor.account, "executor_name": executor.name}


def _by(act: Act, turn: Turn) -> dict[str, object]:
    return {
        "case": turn.file.case,
        "by": act.person.account,
        "by_name": act.person.name,
        "at": act.now,
    }
