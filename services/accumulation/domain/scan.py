"""What a scanner sends: a code, perhaps mangled on its way through a keyboard, and an intent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.accumulation.domain import item, packet
from services.accumulation.domain.item import Item, Movement
from services.accumulation.domain.packet import Packet
from shared.rules.broken import Conflict, Invalid
from shared.rules.identifiers import Code, Kind, WrongCode, WrongKind, parse


class Intent(StrEnum):
    DISPATCH = "dispatch"
    ARRIVE = "arrive"
    RECONCILE = "reconcile"
    SHELVE = "shelve"
    COLLECT = "collect"


# What a code must stand on, for the intent to make sense.
KINDS: dict[Intent, frozenset[Kind]] = {
    Intent.COLLECT: frozenset({Kind.FILE}),
    Intent.DISPATCH: frozenset({Kind.PACKET}),
    Intent.ARRIVE: frozenset({Kind.PACKET}),
    Intent.RECONCILE: frozenset({Kind.FILE, Kind.RESULT}),
    Intent.SHELVE: frozenset({Kind.RESULT}),
}

# A wedge scanner types keys, and the layout decides what comes of them. Where the Latin layout
# has our letters, the Russian and the Kazakh have these; where it has digits, the Kazakh has
# letters of its own.
_LETTERS = str.maketrans("КАВЗДИЫШЩ", "RFDPLBSIO")
_DIGITS = str.maketrans('"ӘІҢҒ,.ҮҰҚ', "1234567890")
_OURS = re.compile(r"[RFDPLBSIO]\d{13}(?!\d)")


class TwoCodes(Invalid):
    """Two codes ran together: {first} and {second}. Scan each on its own."""

    code = "two-codes"
    ru = "Слились два кода: {first} и {second}. Отсканируйте каждый отдельно."
    kk = "Екі код қосылып кетті: {first} және {second}. Әрқайсысын бөлек сканерлеңіз."


class ScanIdReused(Conflict):
    """This scan id was used for another scan: a device makes a new one each time."""

    code = "scan-id-reused"
    ru = "Этот номер сканирования уже использован: устройство даёт каждому новый."
    kk = "Бұл сканерлеу нөмірі қолданылған: құрылғы әрқайсысына жаңасын береді."


class NothingToScan(Conflict):
    """Nothing is done with {code} by a scan now. Possible: {possible}."""

    code = "nothing-to-scan"
    ru = "С {code} сейчас ничего не делают сканированием. Возможно: {possible}."
    kk = "{code} қазір сканерлеумен өңделмейді. Мүмкін әрекет: {possible}."


@dataclass(frozen=True, slots=True)
class Scan:
    """One pull of the trigger, as the device tells it."""

    id: UUID
    device: str
    sequence: int
    device_time: datetime
    place: str
    raw: str
    intent: Intent | None
    badge: str | None
    shelf: str | None


def read(raw: str) -> Code:
    """Find our code in what came: under any layout, among strays before and behind it."""
    typed = "".join(raw.replace("-", "").split()).upper().translate(_LETTERS)
    # Commas and stops are digits of the Kazakh layout only where nothing else makes sense.
    found = _OURS.findall(typed) or _OURS.findall(typed.translate(_DIGITS))
    found = list(dict.fromkeys(found))
    if not found:
        raise WrongCode(code=raw.strip()[:32], field="code")
    if len(found) > 1:
        raise TwoCodes(first=found[0], second=found[1], field="code")
    return parse(found[0])


def read_as(raw: str, *kinds: Kind) -> Code:
    code = read(raw)
    if code.kind not in kinds:
        raise WrongKind(code=str(code), field="code")
    return code


def next_for_packet(found: Packet) -> Intent:
    by_scan = {Movement.DISPATCH, Movement.ARRIVE}
    return _only(found.number, packet.movements_from(found.state), by_scan)


def next_for_item(found: Item) -> Intent:
    by_scan = {Movement.COLLECT, Movement.RECONCILE, Movement.SHELVE}
    return _only(found.code, item.movements_from(found), by_scan)


def _only(code: str, movements: list[Movement], by_scan: set[Movement]) -> Intent:
    """The one movement that a scan can mean, or a refusal that lists what else is possible."""
    for movement in movements:
        if movement in by_scan:
            return Intent(movement.value)
    raise NothingToScan(code=code, possible=", ".join(movements) or "—")


def must_fit(code: Code, intent: Intent) -> None:
    """A packet is not shelved, and a folder is not dispatched by itself."""
    if code.kind not in KINDS[intent]:
        raise WrongKind(code=str(code), field="code")
