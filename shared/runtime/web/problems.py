"""Every refusal over HTTP: `application/problem+json` (RFC 9457) with a stable code, the field,
and words in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from starlette.exceptions import HTTPException

from shared.rules.broken import Conflict, Forbidden, Invalid, Missing, RuleBroken
from shared.runtime.database import out_of_reach
from shared.runtime.identity.identity import NotSignedIn, WrongPassword
from shared.runtime.metrics import REFUSED

log = structlog.get_logger()

PROBLEM = "application/problem+json"
BODY_TOO_LARGE = "body-too-large"
_STATUS: tuple[tuple[type[RuleBroken], int], ...] = (
    (NotSignedIn, 401),
    (WrongPassword, 401),
    (Missing, 404),
    (Forbidden, 403),
    (Conflict, 409),
    (Invalid, 422),
)
_HTTP_CODES = {404: "not-found", 405: "method-not-allowed", 413: BODY_TOO_LARGE}
_WORDS = {
    "missing": ("Поле обязательно.", "Өріс міндетті."),
    "json_invalid": ("Это не JSON.", "Бұл JSON емес."),
    "extra_forbidden": ("Такого поля нет.", "Мұндай өріс жоқ."),
}
_OTHERWISE = ("Значение не подходит.", "Мән жарамайды.")


class Fault(BaseModel):
    field: str = Field(description="Where: a dotted path into the request.", examples=["body.iin"])
    code: str = Field(examples=["missing"])
    detail: str = Field(examples=["Поле обязательно."])


class Problem(BaseModel):
    """A refusal. `code` is stable; `detail` is in the reader's language."""

    type: str = Field(examples=["/problems/step-out-of-order"])
    title: str
    status: int
    code: str = Field(examples=["step-out-of-order"])
    detail: str
    field: str | None = None
    errors: list[Fault] | None = None


def language(request: Request) -> str:
    """The first of ru, kk, en that the reader accepts; Russian if none."""
    for part in request.headers.get("accept-language", "").split(","):
        code = part.strip()[:2].lower()
        if code in ("ru", "kk", "en"):
            return code
    return "ru"


def problem(
    status: int, code: str, detail: str, *, field: str | None = None, **more: object
) -> Response:
    content: dict[str, Any] = {
        "type": f"/problems/{code}",
        "title": code.replace("-", " ").capitalize(),
        "status": status,
        "code": code,
        "detail": detail,
    }
    if field is not None:
        content["field"] = field
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return Response(orjson.dumps(content | more), status, headers, media_type=PROBLEM)


def status_of(broken: RuleBroken) -> int:
    return next((status for kind, status in _STATUS if isinstance(broken, kind)), 422)


def install(app: FastAPI, service: str) -> None:
    """Answer everything that can go wrong, each in its own words."""
    app.state.service = service
    handlers: dict[type[Exception], Any] = {
        RuleBroken: _on_rule,
        RequestValidationError: _on_shape,
        HTTPException: _on_http,
        DBAPIError: _on_database,
        PoolExhausted: _on_database,
        ConnectionError: _on_database,
        Exception: _on_fault,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


async def _on_rule(request: Request, broken: RuleBroken) -> Response:
    REFUSED.labels(request.app.state.service, broken.code).inc()
    return problem(
        status_of(broken), broken.code, broken.say(language(request)), field=broken.field
    )


async def _on_shape(request: Request, broken: RequestValidationError) -> Response:
    REFUSED.labels(request.app.state.service, "invalid-request").inc()
    spoken = language(request)
    return problem(
        422,
        "invalid-request",
        _say(spoken, "Запрос составлен неверно.", "Сұрау қате құрылған.", "Not well formed."),
        errors=[_fault(error, spoken) for error in broken.errors()],
    )


async def _on_http(_: Request, broken: HTTPException) -> Response:
    code = _HTTP_CODES.get(broken.status_code, "refused")
    answer = problem(broken.status_code, code, str(broken.detail))
    answer.headers.update(broken.headers or {})
    return answer


async def _on_database(request: Request, broken: Exception) -> Response:
    if not out_of_reach(broken):
        return await _on_refused_by_database(request, broken)
    log.error("database.lost", error=type(broken).__name__)
    words = _say(
        language(request),
        "База данных сейчас недоступна. Повторите через минуту с тем же ключом.",
        "Дерекқор қазір қолжетімсіз. Бір минуттан соң сол кілтпен қайталаңыз.",
        "The database cannot be reached. Try again in a minute, with the same key.",
    )
    answer = problem(503, "database-out-of-reach", words)
    answer.headers["Retry-After"] = "5"
    return answer


async def _on_refused_by_database(request: Request, broken: Exception) -> Response:
    """A value that no table can keep, like a text with a zero byte, is the sender's fault."""
    state = getattr(getattr(broken, "orig", None), "sqlstate", None) or ""
    if not state.startswith("22"):
        return await _on_fault(request, broken)
    words = _say(
        language(request),
        "В запросе есть значение, которое нельзя записать.",
        "Сұрауда жазуға болмайтын мән бар.",
        "A value of the request cannot be kept.",
    )
    return problem(422, "value-not-kept", words)


async def _on_fault(request: Request, broken: Exception) -> Response:
    log.error("fault", error=type(broken).__name__, exc_info=broken)
    words = _say(
        language(request),
        "Ошибка на нашей стороне; она записана.",
        "Біздің жақтағы қате; ол жазылды.",
        "A fault on our side; it is on record.",
    )
    return problem(500, "fault", words)


def _say(spoken: str, russian: str, kazakh: str, english: str) -> str:
    return {"ru": russian, "kk": kazakh}.get(spoken, english)


def _fault(error: Mapping[str, Any], spoken: str) -> dict[str, str]:
    russian, kazakh = _WORDS.get(error["type"], _OTHERWISE)
    detail = _say(spoken, russian, kazakh, str(error["msg"]))
    return {"field": ".".join(map(str, error["loc"])), "code": error["type"], "detail": detail}
