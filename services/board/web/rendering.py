"""How a page of the board is drawn: its language, its words, its times, its headers."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from services.board.web.texts import text
from shared.runtime.context import context_of
from shared.runtime.sites import UnknownSite
from shared.runtime.web.problems import language

_HERE = Path(str(files("services.board.web")))
CSS = (_HERE / "static" / "board.css").read_bytes()
# The name changes with the content, so browsers may keep it for good.
CSS_VERSION = hashlib.sha256(CSS).hexdigest()[:12]

ROOT = "/board"
LANGUAGES = {"ru": "Русский", "kk": "Қазақша"}
_COUNTRY = ZoneInfo("Asia/Almaty")
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    # A page shows the state of a moment, and perhaps to one person only.
    "Cache-Control": "no-store",
    "Vary": "Accept-Language, Cookie",
}

_templates = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page_language(request: Request) -> str:
    """What the reader chose on a page, else what the browser asks for; pages know two."""
    chosen = request.query_params.get("lang")
    if chosen in LANGUAGES:
        return str(chosen)
    asked = language(request)
    return asked if asked in LANGUAGES else "ru"


def render(request: Request, template: str, status: int = 200, **facts: Any) -> HTMLResponse:
    spoken = page_language(request)
    drawn = _templates.get_template(template).render(
        lang=spoken,
        languages=LANGUAGES,
        chosen=request.query_params.get("lang") in LANGUAGES,
        css=f"{ROOT}/static/board.css?v={CSS_VERSION}",
        say=partial(_say, spoken),
        href=partial(href, request),
        here=partial(_here_in, request),
        site=partial(_site_name, request, spoken),
        moment=partial(_moment, request),
        **{"person": None} | facts,
    )
    return HTMLResponse(drawn, status, _HEADERS | {"Content-Language": spoken})


def href(request: Request, path: str, **query: str | None) -> str:
    """An address of the board that keeps the chosen language."""
    kept = {name: value for name, value in query.items() if value}
    chosen = request.query_params.get("lang")
    if chosen in LANGUAGES:
        kept["lang"] = str(chosen)
    return ROOT + path + (f"?{urlencode(kept)}" if kept else "")


def _here_in(request: Request, other: str) -> str:
    """This page in another language."""
    return f"{request.url.path}?{urlencode(dict(request.query_params) | {'lang': other})}"


def _say(spoken: str, key: str, **details: object) -> str:
    return text(key, spoken).format(**details)


def _site_name(request: Request, spoken: str, code: str | None) -> str:
    if code is None:
        return "—"
    try:
        known = context_of(request).house.sites.get(code)
    except UnknownSite:
        return code
    return known.name_kk if spoken == "kk" else known.name_ru


def _moment(request: Request, at: datetime, site: str | None = None) -> str:
    """On the wall clock of the site."""
    try:
        zone = context_of(request).house.sites.get(site or "").calendar.zone
    except UnknownSite:
        zone = _COUNTRY
    return f"{at.astimezone(zone):%d.%m.%Y %H:%M}"
