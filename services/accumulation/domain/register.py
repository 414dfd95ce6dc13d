"""The register of a packet: drawn up at sealing, compared piece by piece at arrival."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.accumulation.domain.hands import Hand
from services.accumulation.domain.item import Item


@dataclass(frozen=True, slots=True)
class Line:
    n: int
    code: str
    case: str
    documents: int
    sheets: int | None


@dataclass(frozen=True, slots=True)
class Register:
    number: str
    packet: str
    drawn_at: datetime
    drawn_by: Hand
    lines: tuple[Line, ...]


def draw(number: str, packet: str, pieces: Sequence[Item], by: Hand, at: datetime) -> Register:
    """One line a piece, in the order of the codes: that is how two people compare it."""
    lines = tuple(
        Line(n, piece.code, piece.case.number, piece.documents, piece.sheets)
        for n, piece in enumerate(sorted(pieces, key=lambda piece: piece.code), start=1)
    )
    return Register(number, packet, at, by, lines)
