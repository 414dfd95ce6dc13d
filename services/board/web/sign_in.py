"""Signing in and out on a page: the session is a cookie that scripts cannot read."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from services.board.web.page_route import PageRoute
from services.board.web.reading import TheContext
from services.board.web.rendering import ROOT, href, page_language, render
from shared.rules.broken import Forbidden
from shared.runtime.identity.identity import NotSignedIn, WrongPassword
from shared.runtime.web.who import COOKIE, secret_of

router = APIRouter(route_class=PageRoute)

Next = Annotated[str, Query(max_length=300)]


class NotFromHere(Forbidden):
    """This form was not sent from a page of ours: open the page and send it again."""

    code = "not-from-here"
    ru = "Эта форма отправлена не с нашей страницы. Откройте страницу и повторите."
    kk = "Бұл нысан біздің беттен жіберілмеген. Бетті ашып, қайталаңыз."


@router.get("/login")
async def login(request: Request, next: Next = "") -> Response:
    return render(request, "login.html", next=_ours(next), login="", fault=None)


@router.post("/login")
async def sign_in(
    request: Request,
    context: TheContext,
    login: Annotated[str, Form(max_length=100)],
    password: Annotated[str, Form(max_length=200)],
    next: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    _must_be_from_here(request)
    try:
        secret, _ = await context.identity.sign_in(login, password, "session")
    except WrongPassword as wrong:
        fault = wrong.say(page_language(request))
        return render(request, "login.html", 401, next=_ours(next), login=login, fault=fault)
    answer = RedirectResponse(_ours(next) or href(request, "/"), 303)
    answer.set_cookie(
        COOKIE, secret, httponly=True, samesite="lax", path="/",
        secure=context.settings.secure_cookies,
        max_age=context.settings.session_hours * 3600,
    )  # fmt: skip
    return answer


@router.post("/logout")
async def sign_out(request: Request, context: TheContext) -> Response:
    _must_be_from_here(request)
    # Whoever is not signed in is signed out already.
    with suppress(NotSignedIn):
        await context.identity.sign_out(secret_of(request))
    answer = RedirectResponse(href(request, "/"), 303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


def _must_be_from_here(request: Request) -> None:
    """Nobody is signed in or out by a page of somebody else."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise NotFromHere


def _ours(next: str) -> str:
    """A way back leads to the board, or nowhere."""
    path = next.partition("?")[0]
    return next if path.startswith(f"{ROOT}/") and "\\" not in next and "//" not in path else ""
