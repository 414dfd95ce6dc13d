"""What scanners send, and what they are answered."""

from __future__ import annotations

from uuid import UUID

from fastapi import Request

from services.accumulation.actions import scanning
from services.accumulation.views import scans as views
from services.accumulation.web import models
from services.accumulation.web.shapes import scan_out, verdict_out
from shared.runtime.act import Act
from shared.runtime.web.listing import Cursor, Limit, Page, decode_cursor, encode_cursor, moment
from shared.runtime.web.problems import language
from shared.runtime.web.routers import api_router
from shared.runtime.web.who import TheAct

router = api_router("scans")


@router.post("/scans")
async def take_scan(act: TheAct, body: models.ScanIn, request: Request) -> models.VerdictOut:
    """Judge one scan: make its movement, or say why not and what to do.

    Send the same `id` again as often as you like: it is done once, and the answer is the same.
    Intents: `collect` a folder from the window, `dispatch` a packet into the courier's hands,
    `arrive` with it at its destination, `reconcile` each piece with the register, `shelve` a
    result at the window. Every scan is kept, also one that was refused.
    """
    kept = await scanning.scan(act, body.scan())
    return verdict_out(kept.verdict, _spoken(act, request))


@router.get("/scans")
async def list_scans(
    act: TheAct,
    request: Request,
    limit: Limit = 50,
    cursor: Cursor = None,
    device: str | None = None,
    accepted: bool | None = None,
) -> Page[models.ScanOut]:
    """Scans at your site, and your own elsewhere, the latest first."""
    behind = decode_cursor(cursor, moment, UUID)
    found = await views.scans(act, device=device, accepted=accepted, behind=behind, limit=limit + 1)
    last = found[limit - 1] if len(found) > limit else None
    more = encode_cursor(last.at.isoformat(), str(last.scan.id)) if last else None
    await act.note("scans-listed", f"{len(found[:limit])} scans")
    spoken = _spoken(act, request)
    return Page(items=[scan_out(kept, spoken) for kept in found[:limit]], next=more)


def _spoken(act: Act, request: Request) -> str:
    """What the reader asks for, or else the language of the account."""
    if "accept-language" in request.headers:
        return language(request)
    return act.person.language if act.person.language in ("ru", "kk", "en") else "ru"
