"""The demonstration's people, signed in, each with a client of the house's whole API.

Hashing passwords is slow on purpose, so nobody signs in here: the tokens are written into the
template of the databases once. Tests of signing in do it properly (tests/runtime/test_identity).
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from argon2 import PasswordHasher
from sqlalchemy import insert

from psc.demonstration import PEOPLE, load_demonstration
from shared.runtime.database import create_engine
from shared.runtime.identity.identity import digest
from shared.runtime.identity.tables import token
from shared.runtime.settings import Settings

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PROBLEM = "application/problem+json"


async def settle_in(settings: Settings) -> None:
    """Fill a migrated database with the demonstration's sites and people, signed in."""
    await load_demonstration(settings, CHEAP)
    tokens = {someone.login: secrets.token_urlsafe(16) for someone in PEOPLE}
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    rows = [
        {"hash": digest(tokens[s.login]), "account": s.id, "kind": "bearer", "expires_at": tomorrow}
        for s in PEOPLE
    ]
    engine = create_engine(settings.database_url, 2, "tests")
    async with engine.begin() as db:
        await db.execute(insert(token), rows)
    await engine.dispose()
    tokens_file(settings.data).write_text(json.dumps(tokens))


def tokens_file(data: Path) -> Path:
    return data / "tokens.json"


class Caller:
    """Somebody at the API. Whatever is answered must be well formed, also when it is a refusal."""

    def __init__(self, client: httpx.AsyncClient, token: str | None = None) -> None:
        self._client = client
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    async def get(self, path: str, *, expect: int | None = None, **more: Any) -> httpx.Response:
        return await self.send("GET", path, expect=expect, **more)

    async def post(
        self, path: str, json: Any = None, *, expect: int | None = None, **more: Any
    ) -> httpx.Response:
        return await self.send("POST", path, json=json, expect=expect, **more)

    async def put(
        self, path: str, json: Any = None, *, expect: int | None = None, **more: Any
    ) -> httpx.Response:
        return await self.send("PUT", path, json=json, expect=expect, **more)

    async def delete(self, path: str, *, expect: int | None = None, **more: Any) -> httpx.Response:
        return await self.send("DELETE", path, expect=expect, **more)

    async def send(
        self, method: str, path: str, *, expect: int | None = None, **more: Any
    ) -> httpx.Response:
        headers = self.headers | more.pop("headers", {})
        answer = await self._client.request(method, path, headers=headers, **more)
        check_answer(answer)
        if expect is not None:
            assert answer.status_code == expect, f"{method} {path}: {answer.text}"
        return answer


def check_answer(answer: httpx.Response) -> None:
    """What holds for every answer of the house."""
    assert answer.headers.get("x-request-id"), "an answer without a correlation id"
    if answer.status_code < 400 or "text/html" in answer.headers.get("content-type", ""):
        return
    assert answer.headers["content-type"] == PROBLEM, answer.text
    refusal = answer.json()
    assert refusal["status"] == answer.status_code
    assert refusal["type"] == f"/problems/{refusal['code']}"
    assert refusal["title"]
    assert refusal["detail"]


class People(Mapping[str, Caller]):
    """Everybody of the demonstration by login: `people["window1"]`."""

    def __init__(self, client: httpx.AsyncClient, data: Path) -> None:
        tokens = json.loads(tokens_file(data).read_text())
        self._callers = {login: Caller(client, token) for login, token in tokens.items()}
        self.stranger = Caller(client)

    def __getitem__(self, login: str) -> Caller:
        return self._callers[login]

    def __iter__(self) -> Iterator[str]:
        return iter(self._callers)

    def __len__(self) -> int:
        return len(self._callers)
