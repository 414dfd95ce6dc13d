"""Sign in and out: tokens for clients, a session cookie for pages."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter, FastAPI, Request, Response
from pydantic import BaseModel, Field

from shared.runtime.context import context_of
from shared.runtime.web.who import COOKIE, secret_of

router = APIRouter(prefix="/identity/v1", tags=["identity"])


class Credentials(BaseModel):
    login: str = Field(max_length=100, examples=["aigul"])
    password: str = Field(max_length=200)


class Token(BaseModel):
    token: str = Field(description="Send it as `Authorization: Bearer …`.")
    expires_at: datetime


class Membership(BaseModel):
    organisation: str
    role: str


class Me(BaseModel):
    login: str
    name: str
    language: str
    roles: list[Membership]


@router.post("/tokens", status_code=201)
async def issue_token(request: Request, credentials: Credentials) -> Token:
    """A bearer token for a client."""
    identity = context_of(request).identity
    secret, expires = await identity.sign_in(credentials.login, credentials.password, "bearer")
    return Token(token=secret, expires_at=expires)


@router.post("/sessions", status_code=204)
async def open_session(request: Request, response: Response, credentials: Credentials) -> None:
    """A session for pages, as a cookie that scripts cannot read."""
    context = context_of(request)
    secret, _ = await context.identity.sign_in(credentials.login, credentials.password, "session")
    response.set_cookie(
        COOKIE, secret, httponly=True, samesite="lax", path="/",
        secure=context.settings.secure_cookies,
        max_age=context.settings.session_hours * 3600,
    )  # fmt: skip


@router.delete("/sessions", status_code=204)
async def close_session(request: Request, response: Response) -> None:
    """Sign out: the token or session stops working at once, everywhere."""
    await context_of(request).identity.sign_out(secret_of(request))
    response.delete_cookie(COOKIE, path="/")


@router.get("/me")
async def who_am_i(request: Request) -> Me:
    """Who the token belongs to, and in which roles."""
    person = await context_of(request).identity.who(secret_of(request))
    roles = [Membership(organisation=o, role=r) for o, r in sorted(person.roles)]
    return Me(login=person.login, name=person.name, language=person.language, roles=roles)


def install(app: FastAPI) -> None:
    app.include_router(router)
