"""A page answers errors as a page, and a stranger with the way to sign in."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import quote

import structlog
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from starlette.exceptions import HTTPException

from services.board.web.rendering import href, page_language, render
from services.board.web.texts import text
from shared.rules.broken import RuleBroken
from shared.runtime.identity.identity import NotSignedIn
from shared.runtime.web.problems import status_of

log = structlog.get_logger()

Answer = Callable[[Request], Coroutine[Any, Any, Response]]


class PageRoute(APIRoute):
    """The route class of every page."""

    def get_route_handler(self) -> Answer:
        answer = super().get_route_handler()

        async def as_a_page(request: Request) -> Response:
            try:
                return await answer(request)
            except NotSignedIn:
                return to_sign_in(request)
            except RuleBroken as broken:
                return error_page(request, status_of(broken), broken.say(page_language(request)))
            except RequestValidationError:
                return error_page(request, 422, _words(request, "wrong-request"))
            except HTTPException as refused:
                return error_page(request, refused.status_code, _words(request, "no-page"))
            except (DBAPIError, PoolExhausted, ConnectionError) as lost:
                log.warning("database.lost", error=type(lost).__name__)
                return error_page(request, 503, _words(request, "no-database"))

        return as_a_page


def to_sign_in(request: Request) -> Response:
    """Back here afterwards, if this is a page that can be asked for again."""
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    wanted = here if request.method == "GET" else None
    return RedirectResponse(quote(href(request, "/login", next=wanted), safe="/?=&%+"), 303)


def error_page(request: Request, status: int, words: str) -> Response:
    return render(request, "error.html", status, words=words)


def _words(request: Request, key: str) -> str:
    return text(key, page_language(request))
