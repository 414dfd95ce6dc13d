"""Sign in, know who asks, sign out.

Whoever asks is looked up once and remembered for a short while; a sign-out is notified to every
process, so it holds at once and not only when memory fades.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import secrets
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import delete, insert, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.rules.broken import RuleBroken
from shared.runtime.bell import Ear
from shared.runtime.identity.person import Person
from shared.runtime.identity.tables import account, membership, token

REVOKED = "psc_identity_revoked"
REMEMBERED = 30.0
_MOST = 20_000


class NotSignedIn(RuleBroken):
    """Sign in first: no valid token came with the request."""

    code = "not-signed-in"
    ru = "Сначала войдите: в запросе нет действующего токена."
    kk = "Алдымен кіріңіз: сұрауда жарамды токен жоқ."


class WrongPassword(RuleBroken):
    """The login or the password is wrong."""

    code = "wrong-password"
    ru = "Логин или пароль неверны."
    kk = "Логин немесе құпиясөз қате."


def digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


class Identity:
    def __init__(self, engine: AsyncEngine, ear: Ear, session: timedelta) -> None:
        self._engine = engine
        self._ear = ear
        self._session = session
        self._hasher = PasswordHasher()
        # A stranger's login takes as long as a wrong password.
        self._nobody = self._hasher.hash(secrets.token_hex())
        self._known: dict[bytes, tuple[Person, float]] = {}
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._task = asyncio.create_task(self._forget_revoked(), name="identity-revocations")

    async def stop(self) -> None:
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        await self._ear.close()

    async def sign_in(self, login: str, password: str, kind: str) -> tuple[str, datetime]:
        """A new token for the right password; argon2 works in a thread, not on the loop."""
        async with self._engine.connect() as db:
            row = (
                await db.execute(
                    select(account.c.id, account.c.password_hash).where(
                        account.c.login == login, account.c.active
                    )
                )
            ).first()
        right = await asyncio.to_thread(
            self._verify, row.password_hash if row else self._nobody, password
        )
        if row is None or not right:
            raise WrongPassword(field="password")
        return await self._issue(row.id, kind)

    def _verify(self, hashed: str, password: str) -> bool:
        try:
            return self._hasher.verify(hashed, password)
        except (VerifyMismatchError, InvalidHashError):
            return False

    async def _issue(self, account_id: UUID, kind: str) -> tuple[str, datetime]:
        secret = secrets.token_urlsafe(32)
        expires = datetime.now(UTC) + self._session
        row = {
            "hash": digest(secret), "account": account_id, "kind": kind, "expires_at": expires,
        }  # fmt: skip
        async with self._engine.begin() as db:
            await db.execute(insert(token), row)
        return secret, expires

    async def who(self, secret: str) -> Person:
        hashed = digest(secret)
        known = self._known.get(hashed)
        if known is not None and known[1] > time.monotonic():
            return known[0]
        person = await self._look_up(hashed)
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[hashed] = (person, time.monotonic() + REMEMBERED)
        return person

    async def _look_up(self, hashed: bytes) -> Person:
        found = (
            select(account.c.id, account.c.login, account.c.name, account.c.language,
                   membership.c.organisation, membership.c.role)
            .join(token, token.c.account == account.c.id)
            .join(membership, membership.c.account == account.c.id, isouter=True)
            .where(token.c.hash == hashed, token.c.expires_at > datetime.now(UTC), account.c.active)
        )  # fmt: skip
        async with self._engine.connect() as db:
            rows = (await db.execute(found)).all()
        if not rows:
            raise NotSignedIn
        roles = frozenset((r.organisation, r.role) for r in rows if r.organisation)
        first = rows[0]
        return Person(first.id, first.login, first.name, first.language, roles)

    async def sign_out(self, secret: str) -> None:
        hashed = digest(secret)
        async with self._engine.begin() as db:
            await db.execute(delete(token).where(token.c.hash == hashed))
            await db.execute(
                text("SELECT pg_notify(:channel, :hash)"),
                {"channel": REVOKED, "hash": hashed.hex()},
            )
        self._known.pop(hashed, None)

    async def _forget_revoked(self) -> None:
        while True:
            await self._ear.wait(REMEMBERED)
            while self._ear.payloads:
                self._known.pop(bytes.fromhex(self._ear.payloads.pop()), None)
