"""A scan is judged: its movement is made or refused, and the attempt is kept either way."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from services.accumulation.actions import carrying, collecting
from services.accumulation.domain import scan as rules
from services.accumulation.domain import verdict as verdicts
from services.accumulation.domain.hands import NotYourSite
from services.accumulation.domain.refusals import UnknownItem
from services.accumulation.domain.scan import Intent, Scan, ScanIdReused
from services.accumulation.domain.verdict import Verdict
from services.accumulation.store import items, scans
from services.accumulation.store.scans import Kept
from shared.rules.broken import RuleBroken
from shared.rules.identifiers import Code, Kind, WrongKind
from shared.rules.regulation import Role
from shared.runtime.act import Act
from shared.runtime.metrics import REFUSED

_MAKE: dict[Intent, Callable[[Act, Scan, Code], Awaitable[Verdict]]] = {
    Intent.COLLECT: collecting.collect_scanned,
    Intent.DISPATCH: carrying.dispatch,
    Intent.ARRIVE: carrying.arrive,
    Intent.RECONCILE: carrying.reconcile,
    Intent.SHELVE: collecting.shelve,
}


async def scan(act: Act, said: Scan) -> Kept:
    """The same scan sent twice gets the same answer, and is done once."""
    before = await scans.by_id(act.db, said.id)
    if before is not None:
        return _same(act, before, said)
    verdict = await _judge(act, said)
    kept = Kept(said, act.person.account, act.now, verdict)
    if await scans.keep(act.db, kept):
        await act.note(f"scan-{verdict.movement or 'read'}", _about(kept), verdict.code)
        return kept
    return await _twin(act, kept)


async def _twin(act: Act, kept: Kept) -> Kept:
    """The same id came over another connection while this one was judged."""
    first = await scans.by_id(act.db, kept.scan.id)
    # What was made just now would be a second movement under one id: it is undone.
    if first is None or kept.verdict.accepted:
        raise ScanIdReused(field="id")
    return _same(act, first, kept.scan)


def _same(act: Act, before: Kept, said: Scan) -> Kept:
    if before.scan != said or before.account != act.person.account:
        raise ScanIdReused(field="id")
    return before


def _about(kept: Kept) -> str:
    return kept.verdict.about or kept.scan.raw[:32]


async def _judge(act: Act, said: Scan) -> Verdict:
    intent, about = said.intent, None
    try:
        # Whatever a refused movement had begun is undone; the scan itself is kept.
        async with act.db.begin_nested():
            _must_be_here(act, said)
            code = rules.read(said.raw)
            about = str(code)
            intent = intent or await _next(act, code)
            rules.must_fit(code, intent)
            return await _MAKE[intent](act, said, code)
    except RuleBroken as broken:
        REFUSED.labels("accumulation", broken.code).inc()
        return verdicts.refused(broken, intent, about)


def _must_be_here(act: Act, said: Scan) -> None:
    """A device says where it is; only couriers work at sites that are not their own."""
    act.house.sites.get(said.place, field="place")
    is_courier = any(role == Role.COURIER for _, role in act.person.roles)
    if not is_courier and not act.person.belongs_to(said.place):
        raise NotYourSite(place=said.place, field="place")


async def _next(act: Act, code: Code) -> Intent:
    """Without an intent: the one movement that can be meant."""
    if code.kind is Kind.PACKET:
        return rules.next_for_packet(await carrying.at_hand(act, str(code)))
    if code.kind not in (Kind.FILE, Kind.RESULT):
        raise WrongKind(code=str(code), field="code")
    found = await items.by_code(act.db, str(code))
    if found is None or not act.person.belongs_to(found.origin, found.destination):
        raise UnknownItem(code=str(code))
    return rules.next_for_item(found)
