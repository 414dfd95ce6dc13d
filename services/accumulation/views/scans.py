"""The book of scans: every attempt with its verdict."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select, tuple_

from services.accumulation.store.scans import Kept, to_kept
from services.accumulation.tables import scan
from shared.runtime.act import Act


async def scans(
    act: Act,
    *,
    device: str | None,
    accepted: bool | None,
    behind: tuple[datetime, UUID] | None,
    limit: int,
) -> list[Kept]:
    """Scans at the person's sites and the person's own elsewhere, the latest first."""
    query = select(scan).where(
        or_(scan.c.place.in_(act.person.organisations), scan.c.account == act.person.account)
    )
    if device is not None:
        query = query.where(scan.c.device == device)
    if accepted is not None:
        query = query.where(scan.c.accepted == accepted)
    if behind is not None:
        query = query.where(tuple_(scan.c.at, scan.c.id) < tuple_(*behind))
    rows = await act.db.execute(query.order_by(scan.c.at.desc(), scan.c.id.desc()).limit(limit))
    return [to_kept(row) for row in rows]
