"""One request is one transaction, and a repeated request is one act.

The transaction is committed before the answer leaves. With an `Idempotency-Key`, the answer is
kept in the same transaction: whoever repeats the key gets it again, and whoever uses the key for
something else is refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Coroutine
from typing import Any, NamedTuple
from uuid import UUID

import orjson
import structlog
from fastapi import Request, Response
from fastapi.routing import APIRoute
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from shared.rules.broken import Conflict, Invalid, RuleBroken
from shared.runtime.act import one_act
from shared.runtime.context import Context, context_of
from shared.runtime.identity.person import Person
from shared.runtime.web.who import who_asks

log = structlog.get_logger()

KEY = "idempotency-key"
_KEPT_HEADERS = ("content-type", "etag", "location")

Answer = Callable[[Request], Coroutine[Any, Any, Response]]


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


class Slot(NamedTuple):
    """Whose key, which key, used for what."""

    account: UUID
    key: str
    fingerprint: bytes

    def keeping(self, response: Response) -> dict[str, Any]:
        """The row that keeps an answer for whoever repeats the request."""
        kept = {name: text for name, text in response.headers.items() if name in _KEPT_HEADERS}
        return {
            "account": self.account,
            "key": self.key,
            "fingerprint": self.fingerprint,
            "status": response.status_code,
            "headers": orjson.dumps(kept).decode(),
            "body": bytes(response.body),
        }


class OneTransaction(APIRoute):
    """The route class of every API."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()

        async def within_one_transaction(request: Request) -> Response:
            context = context_of(request)
            request.state.person = None
            try:
                request.state.person = await who_asks(context, request)
                key = _key(request)
                if key is None:
                    return await _do(context, request, answer)
                return await _do_once(context, request, answer, key)
            except RuleBroken as broken:
                # Strangers are counted, not recorded: they would fill the log at will.
                if request.state.person is not None:
                    await _note_refusal(context, request, broken)
                raise

        return within_one_transaction


async def _do(
    context: Context, request: Request, answer: Answer, slot: Slot | None = None
) -> Response:
    person: Person = request.state.person
    async with one_act(context.engine, context.house, context.now(), person) as act:
        request.state.act = act
        response = await answer(request)
        if slot is not None:
            await act.write(context.house.tables.idempotency, slot.keeping(response))
    if act.said:
        context.ring()
    return response


async def _note_refusal(context: Context, request: Request, broken: RuleBroken) -> None:
    """What was refused is undone; that it was refused, and to whom, stays on record."""
    person: Person = request.state.person
    try:
        async with one_act(context.engine, context.house, context.now(), person) as act:
            await act.note(f"{request.method} refused", request.url.path[:200], broken.code)
    except (SQLAlchemyError, OSError):
        # The refusal itself must reach whoever asked.
        log.exception("refusal.not-recorded", code=broken.code)


async def _do_once(context: Context, request: Request, answer: Answer, key: str) -> Response:
    """Do it and keep the answer, as one transaction.

    Nobody looks first whether the key was used: it rarely was. Where it was, also by a request
    at the same moment, this one fails at the latest when its answer is to be kept; all of it is
    undone, and the answer is the one that was kept. So is that of a refusal, whose reason may be
    that the first request did what the repeated one asks for.
    """
    slot = Slot(request.state.person.account, key, await _fingerprint(request))
    try:
        return await _do(context, request, answer, slot)
    except Exception:
        kept = await _kept(context, slot)
        if kept is None:
            raise
        return kept


async def _kept(context: Context, slot: Slot) -> Response | None:
    table = context.house.tables.idempotency
    query = select(table).where(table.c.account == slot.account, table.c.key == slot.key)
    async with context.engine.connect() as db:
        row = (await db.execute(query)).first()
    if row is None:
        return None
    if bytes(row.fingerprint) != slot.fingerprint:
        raise KeyReused
    headers = orjson.loads(row.headers) | {"idempotency-replayed": "true"}
    return Response(bytes(row.body), row.status, headers)


def _key(request: Request) -> str | None:
    key = request.headers.get(KEY)
    if key is not None and not (0 < len(key) <= 200 and key.isprintable()):
        raise WrongKey(field=KEY)
    return key


async def _fingerprint(request: Request) -> bytes:
    scope = request.scope
    asked = f"{request.method} {scope['path']}?{scope['query_string'].decode('latin-1')}"
    said = f"{asked}\n{request.headers.get('if-match', '')}\n".encode() + await request.body()
    return hashlib.sha256(said).digest()
