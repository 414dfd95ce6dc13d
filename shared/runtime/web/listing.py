"""Lists by cursor, versions by ETag."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Generic, TypeVar

import orjson
from fastapi import Header, Query, Response
from pydantic import BaseModel, Field

from shared.rules.broken import Invalid


class WrongCursor(Invalid):
    """The cursor is not one of ours: take `next` of the page before."""

    code = "wrong-cursor"
    ru = "Курсор не наш: возьмите `next` предыдущей страницы."
    kk = "Курсор біздікі емес: алдыңғы беттің `next` мәнін алыңыз."


T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")


class Page(BaseModel, Generic[T]):
    items: list[T]
    next: str | None = Field(default=None, description="Cursor of the page behind this one.")


Limit = Annotated[int, Query(ge=1, le=200, description="How many to list.")]
Cursor = Annotated[str | None, Query(max_length=200, description="`next` of the page before.")]
IfMatch = Annotated[
    str | None,
    Header(alias="If-Match", description="ETag that the change builds on; refused if stale."),
]


def encode_cursor(*place: str | int) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(place)).decode()


def decode_cursor(
    cursor: str | None, first: Callable[[str], A], second: Callable[[str], B]
) -> tuple[A, B] | None:
    """The place behind which a page begins, each part read as what it must be."""
    if cursor is None:
        return None
    try:
        one, two = orjson.loads(base64.urlsafe_b64decode(cursor))
        return first(str(one)), second(str(two))
    except (binascii.Error, ValueError, TypeError):
        raise WrongCursor(field="cursor") from None


def moment(text: str) -> datetime:
    """A point in time with its zone, as cursors hold it."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return at


def set_etag(response: Response, version: int) -> None:
    response.headers["ETag"] = f'"{version}"'


def created(body: BaseModel, location: str, version: int) -> Response:
    """An answer as it is: for a hot path, where a model need not be checked and encoded again."""
    headers = {"Location": location, "ETag": f'"{version}"'}
    return Response(body.model_dump_json(), 201, headers, media_type="application/json")
