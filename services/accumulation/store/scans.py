"""Scans with their verdicts, and the badges that couriers are known by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.accumulation.domain.hands import Hand
from services.accumulation.domain.scan import Intent, Scan
from services.accumulation.domain.verdict import Verdict
from services.accumulation.tables import badge, scan


@dataclass(frozen=True, slots=True)
class Kept:
    """A scan as it lies in the book."""

    scan: Scan
    account: UUID
    at: datetime
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Badge:
    holder: Hand
    organisation: str


async def by_id(db: AsyncConnection, id_: UUID) -> Kept | None:
    row = (await db.execute(select(scan).where(scan.c.id == id_))).first()
    return to_kept(row) if row else None


async def keep(db: AsyncConnection, kept: Kept) -> bool:
    """Every attempt is kept. False: the same id came by another way meanwhile."""
    row = insert(scan).values(_row(kept)).on_conflict_do_nothing().returning(scan.c.id)
    return (await db.execute(row)).first() is not None


async def badge_of(db: AsyncConnection, code: str) -> Badge | None:
    row = (await db.execute(select(badge).where(badge.c.code == code))).first()
    return Badge(Hand("courier", row.account, row.name), row.organisation) if row else None


async def issue_badges(db: AsyncConnection, badges: Sequence[Mapping[str, object]]) -> None:
    """Badges as a deployment's directory lists them; one that is known stays as it is."""
    await db.execute(insert(badge).on_conflict_do_nothing(), badges)


def _row(kept: Kept) -> dict[str, Any]:
    said, verdict = kept.scan, kept.verdict
    return {
        "id": said.id,
        "account": kept.account,
        "device": said.device,
        "sequence": said.sequence,
        "device_time": said.device_time,
        "at": kept.at,
        "place": said.place,
        "raw": said.raw,
        "intent": said.intent,
        "badge": said.badge,
        "shelf": said.shelf,
        "accepted": verdict.accepted,
        "verdict": verdict.code,
        "words": dict(verdict.words),
        "about": verdict.about,
        "movement": verdict.movement,
        "next": list(verdict.next),
    }


def to_kept(row: Row[Any]) -> Kept:
    return Kept(
        Scan(
            row.id, row.device, row.sequence, row.device_time, row.place, row.raw,
            Intent(row.intent) if row.intent else None, row.badge, row.shelf,
        ),
        row.account,
        row.at,
        Verdict(
            row.accepted, row.verdict, row.words, row.about,
            Intent(row.movement) if row.movement else None, tuple(row.next),
        ),
    )  # fmt: skip
