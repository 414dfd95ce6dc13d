"""Who sent the request: a bearer token (clients) or a session cookie (pages)."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPBearer

from shared.runtime.act import Act
from shared.runtime.context import Context
from shared.runtime.identity.identity import NotSignedIn
from shared.runtime.identity.person import Person

COOKIE = "psc_session"
# Only for the OpenAPI page: the look-up itself is `who_asks`.
_scheme = HTTPBearer(auto_error=False, description="`POST /identity/v1/tokens` gives one.")


async def who_asks(context: Context, request: Request) -> Person:
    return await context.identity.who(secret_of(request))


def secret_of(request: Request) -> str:
    header = request.headers.get("authorization", "")
    if header[:7].lower() == "bearer ":
        return header[7:].strip()
    cookie = request.cookies.get(COOKIE)
    # A cookie alone never changes anything unless the browser says the page is ours.
    if cookie and (request.method in ("GET", "HEAD") or _from_our_page(request)):
        return cookie
    raise NotSignedIn


def _from_our_page(request: Request) -> bool:
    return request.headers.get("sec-fetch-site") == "same-origin"


async def _act(request: Request) -> Act:
    act: Act = request.state.act
    return act


TheAct = Annotated[Act, Depends(_act)]
signed_in = Depends(_scheme)
