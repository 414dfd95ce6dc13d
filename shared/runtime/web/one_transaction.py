"""One request is one transaction, and a repeated request is one act.

The transaction is committed before the answer leaves. With an `Idempotency-Key`, the answer is
kept in the same transaction: whoever repeats the key gets it again, and whoever uses the key for
something else is refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Coroutine
from typing import Any

import orjson
from fastapi import Request, Response
from fastapi.routing import APIRoute
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from shared.rules.broken import Conflict, Invalid
from shared.runtime.act import Act
from shared.runtime.context import Context, context_of
from shared.runtime.identity.person import Person
from shared.runtime.web.who import who_asks

KEY = "idempotency-key"


class KeyReused(Conflict):
    """This Idempotency-Key was used for another request."""

    code = "idempotency-key-reused"
    ru = "Этот Idempotency-Key уже использован для другого запроса."
    kk = "Бұл Idempotency-Key басқа сұрау үшін қолданылған."


class WrongKey(Invalid):
    """An Idempotency-Key has 1 to 200 printable characters."""

    code = "wrong-idempotency-key"
    ru = "Idempotency-Key — от 1 до 200 печатных знаков."
    kk = "Idempotency-Key — 1-ден 200-ге дейін басылатын таңба."


class OneTransaction(APIRoute):
    """The route class of every API."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()

        async def within_one_transaction(request: Request) -> Response:
            context = context_of(request)
            request.state.person = await who_asks(context, request)
            key = _key(request)
            if key is None:
                return await _do(context, request, answer)
            return await _do_once(context, request, answer, key)

        return within_one_transaction


Answer = Callable[[Request], Coroutine[Any, Any, Response]]


async def _do(context: Context, request: Request, answer: Answer) -> Response:
    async with context.engine.begin() as db:
        act = Act(db, context.now(), context.house, request.state.person)
        request.state.act = act
        response = await answer(request)
    if act.said:
        context.ring()
    return response


async def _do_once(context: Context, request: Request, answer: Answer, key: str) -> Response:
    """Do it and keep the answer; if the key turns out to be taken, undo and answer from there."""
    person: Person = request.state.person
    fingerprint = await _fingerprint(request)
    kept = await _kept(context, person, key, fingerprint)
    if kept is not None:
        return kept
    idempotency = context.house.tables.idempotency
    try:
        async with context.engine.begin() as db:
            act = Act(db, context.now(), context.house, person)
            request.state.act = act
            response = await answer(request)
            row = _row(person, key, fingerprint, response)
            await db.execute(insert(idempotency), row)
    except IntegrityError as taken:
        if "pk_idempotency" not in str(taken):
            raise
        kept = await _kept(context, person, key, fingerprint)
        if kept is None:
            raise
        return kept
    if act.said:
        context.ring()
    return response


def _row(person: Person, key: str, fingerprint: bytes, response: Response) -> dict[str, Any]:
    headers = {
        name: value
        for name, value in response.headers.items()
        if name in ("content-type", "etag", "location")
    }
    return {
        "account": person.account,
        "key": key,
        "fingerprint": fingerprint,
        "status": response.status_code,
        "headers": orjson.dumps(headers).decode(),
        "body": bytes(response.body),
    }


async def _kept(context: Context, person: Person, key: str, fingerprint: bytes) -> Response | None:
    idempotency = context.house.tables.idempotency
    async with context.engine.connect() as db:
        row = (
            await db.execute(
                select(idempotency).where(
                    idempotency.c.account == person.account, idempotency.c.key == key
                )
            )
        ).first()
    if row is None:
        return None
    if bytes(row.fingerprint) != fingerprint:
        raise KeyReused
    headers = orjson.loads(row.headers) | {"idempotency-replayed": "true"}
    return Response(bytes(row.body), row.status, headers)


def _key(request: Request) -> str | None:
    key = request.headers.get(KEY)
    if key is not None and not (0 < len(key) <= 200 and key.isprintable()):
        raise WrongKey(field=KEY)
    return key


async def _fingerprint(request: Request) -> bytes:
    said = f"{request.method} {request.url.path}\n".encode() + await request.body()
    return hashlib.sha256(said).digest()
