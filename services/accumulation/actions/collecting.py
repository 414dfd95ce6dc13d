"""Folders are taken from the window, results are put on its shelf."""

from __future__ import annotations

from collections.abc import Sequence

from services.accumulation.actions import steps
from services.accumulation.actions.steps import Moved
from services.accumulation.domain import item as rules
from services.accumulation.domain.hands import AT_THE_WINDOW, Hand
from services.accumulation.domain.item import Item, Movement
from services.accumulation.domain.refusals import UnknownItem
from services.accumulation.domain.scan import Intent, Scan
from services.accumulation.domain.verdict import Verdict, made
from services.accumulation.store import items
from shared.contracts import FileCollected, ResultShelved
from shared.rules.identifiers import Code
from shared.rules.regulation import Role
from shared.runtime.act import Act


async def collect(act: Act, codes: Sequence[Code]) -> list[Item]:
    """All folders of the round in one call: all are collected, or none."""
    collected = await _collect(act, list(dict.fromkeys(map(str, codes))))
    more = f" +{len(collected) - 1}" if len(collected) > 1 else ""
    await act.note("folders-collected", f"{collected[0].code}{more}")
    return collected


async def collect_scanned(act: Act, scan: Scan, code: Code) -> Verdict:
    (folder,) = await _collect(act, [str(code)], scan)
    site = act.house.sites.get(folder.destination)
    return made("collected", Intent.COLLECT, folder.code, "pack", site=site)


async def _collect(act: Act, codes: list[str], scan: Scan | None = None) -> list[Item]:
    found = await items.by_codes(act.db, codes, lock=True)
    moved = [_collected(act, found.get(code), code, scan) for code in codes]
    await items.save(act.db, [one.item for one in moved], scan.id if scan else None)
    await act.tell(*(_told(act, one) for one in moved))
    return [one.item for one in moved]


def _collected(act: Act, folder: Item | None, code: str, scan: Scan | None) -> Moved:
    here = must_lie_here(act, folder, code, scan)
    by = steps.acting(act, {steps.role_of(act, here, Movement.COLLECT, here.place)}, here.place)
    return steps.take(act, rules.collect(here, by, act.now), Movement.COLLECT)


def must_lie_here(act: Act, found: Item | None, code: str, scan: Scan | None) -> Item:
    """A paper that lies elsewhere does not exist for this person, nor for this device."""
    elsewhere = scan is not None and found is not None and found.place != scan.place
    if found is None or elsewhere or not act.person.belongs_to(found.place):
        raise UnknownItem(code=code)
    return found


def _told(act: Act, moved: Moved) -> FileCollected:
    folder = moved.item
    return FileCollected(
        at=act.now,
        case=folder.case.id,
        number=folder.case.number,
        taken=moved.taken,
        file=folder.code,
    )


async def shelve(act: Act, scan: Scan, code: Code) -> Verdict:
    """The result lies at the window: the applicant may come."""
    found = await items.by_code(act.db, str(code), lock=True)
    result = must_lie_here(act, found, str(code), scan)
    steps.acting(act, {steps.role_of(act, result, Movement.SHELVE, result.place)}, result.place)
    shelved = rules.shelve(result, scan.shelf, _window(act, result), act.now)
    moved = steps.take(act, shelved, Movement.SHELVE)
    await items.save(act.db, [moved.item], scan.id)
    await act.tell(_shelved(act, moved))
    return made("shelved", Intent.SHELVE, result.code, "hand-out", shelf=scan.shelf)


def _window(act: Act, result: Item) -> Hand:
    kind = act.house.sites.get(result.place).kind
    return Hand(AT_THE_WINDOW.get(kind, Role.PSC_INSPECTOR))


def _shelved(act: Act, moved: Moved) -> ResultShelved:
    result = moved.item
    return ResultShelved(
        at=act.now,
        case=result.case.id,
        number=result.case.number,
        taken=moved.taken,
        result=result.code,
        shelf=result.shelf or "",
    )
