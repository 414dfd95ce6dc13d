"""The outermost layer: a correlation id, a line in the log, a figure, a limit on the body.

Plain ASGI: it runs for every request, so it does little.
"""

from __future__ import annotations

import time
from uuid import uuid4

import structlog
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.runtime.metrics import REQUESTS
from shared.runtime.web.problems import BODY_TOO_LARGE, problem

log = structlog.get_logger()


class TooLarge(HTTPException):
    """The body went over the limit; one that comes in pieces does not say so beforehand."""

    def __init__(self, limit: int) -> None:
        super().__init__(413, f"Тело запроса больше {limit} байт. / Сұрау денесі тым үлкен.")


class Edge:
    def __init__(self, app: ASGIApp, service: str, body_limit: int) -> None:
        self._app = app
        self._service = service
        self._body_limit = body_limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        request_id = uuid4().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        status, answered = 500, False

        async def answer(message: Message) -> None:
            nonlocal status, answered
            if message["type"] == "http.response.start":
                status, answered = message["status"], True
                message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode())]
            await send(message)

        try:
            await self._within_limit(scope, receive, answer)
        except Exception:
            # Answered and logged in problems.py; a server would print it with all its values.
            if not answered:
                raise
        finally:
            self._report(scope, status, time.perf_counter() - started)

    async def _within_limit(self, scope: Scope, receive: Receive, send: Send) -> None:
        announced = next((v for k, v in scope["headers"] if k == b"content-length"), b"0")
        if announced.isdigit() and int(announced) > self._body_limit:
            await self._refuse(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self._body_limit:
                raise TooLarge(self._body_limit)
            return message

        await self._app(scope, counted, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = TooLarge(self._body_limit)
        answer = problem(refusal.status_code, BODY_TOO_LARGE, str(refusal.detail))
        await answer(scope, receive, send)

    def _report(self, scope: Scope, status: int, seconds: float) -> None:
        # The route's pattern, not the path: a path names a case.
        route = getattr(scope.get("route"), "path", "-")
        REQUESTS.labels(self._service, scope["method"], route, status).observe(seconds)
        log.info(
            "request", service=self._service, method=scope["method"], route=route,
            status=status, ms=round(seconds * 1000, 1),
        )  # fmt: skip
