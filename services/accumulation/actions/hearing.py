"""What becomes of a paper that another service speaks of."""

from __future__ import annotations

from dataclasses import replace

from services.accumulation.domain import item as rules
from services.accumulation.domain.hands import Hand, role_for
from services.accumulation.domain.item import CaseFacts, Item, Movement, State
from services.accumulation.store import items
from shared.contracts import CaseAccepted, CaseHandedOut, ResultIssued
from shared.contracts.event import CaseEvent
from shared.rules.identifiers import Kind
from shared.rules.regulation import Doing, Role
from shared.runtime.act import Act
from shared.runtime.inbox import TooEarly
from shared.runtime.progress import heard


async def expect_file(act: Act, event: CaseAccepted) -> None:
    """A folder lies at the window. Of a case that does not travel only the facts are kept."""
    facts = CaseFacts(
        event.case,
        event.number,
        event.regulation,
        event.edition,
        event.channel,
        event.centre,
        event.office,
    )
    await items.know(act.db, facts)
    if not facts.travels:
        return
    awaits, due_at = heard(event.taken) if event.taken else (None, None)
    folder = Item(
        code=event.file, kind=Kind.FILE, case=facts,
        origin=event.centre, destination=event.office,
        documents=event.documents, sheets=event.sheets,
        state=State.ANNOUNCED, place=event.centre, holder=Hand(_last(event, Role.PSC_INSPECTOR)),
        packet=None, shelf=None, awaits=awaits, due_at=due_at, since=event.at,
    )  # fmt: skip
    await items.announce(act.db, folder, giver=Role.APPLICANT)


async def expect_result(act: Act, event: ResultIssued) -> None:
    """A result lies with those at the office who pack."""
    facts = await _case(act, event)
    if not facts.travels:
        return
    awaits, due_at = heard(event.taken) if event.taken else (_return_of(act, facts), None)
    result = Item(
        code=event.result, kind=Kind.RESULT, case=facts,
        origin=event.site, destination=facts.centre, documents=1, sheets=None,
        state=State.COLLECTED, place=event.site, holder=Hand(_packer(act, event.site)),
        packet=None, shelf=None, awaits=awaits, due_at=due_at, since=event.at,
    )  # fmt: skip
    await items.announce(act.db, result, giver=_last(event, Role.OFFICE_HEAD))


async def be_handed_out(act: Act, event: CaseHandedOut) -> None:
    """The applicant holds the result: here its way ends."""
    facts = await _case(act, event)
    if not facts.travels:
        return
    result = await items.by_code(act.db, event.result, lock=True)
    if result is None or Movement.HAND_OUT not in rules.movements_from(result):
        raise TooEarly(f"result of case {event.case} on its shelf")
    handed = rules.hand_out(result, Hand(Role.APPLICANT), event.at)
    awaits, due_at = heard(event.taken) if event.taken else (None, None)
    await items.save(act.db, [replace(handed, awaits=awaits, due_at=due_at)])


async def _case(act: Act, event: CaseEvent) -> CaseFacts:
    facts = await items.case_of(act.db, event.case)
    if facts is None:
        raise TooEarly(f"case {event.case}")
    return facts


def _last(event: CaseEvent, otherwise: Role) -> Role:
    """Whoever took the last step holds the paper."""
    return event.taken[-1].role if event.taken else otherwise


def _packer(act: Act, site: str) -> Role:
    return role_for(None, (), act.house.sites.get(site).kind)


def _return_of(act: Act, facts: CaseFacts) -> str | None:
    way = act.house.catalogue.way(facts.regulation, facts.channel, edition=facts.edition)
    return next((step.name for step in way.steps if step.doing is Doing.RETURN), None)
