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
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import delete, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.rules.broken import RuleBroken
from shared.runtime.bell import Ear
from shared.runtime.identity.person import Person
from shared.runtime.identity.tables import account, membership, token

REVOKED = "psc_identity_revoked"
REMEMBERED = 30.0
# Who works where is asked at every resolution, and somebody new must soon be found.
COLLEAGUES_REMEMBERED = 5.0
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


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of an organisation, as others see them: to whom a file may be given."""

    account: UUID
    login: str
    name: str
    roles: frozenset[str]


def digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


class Identity:
    def __init__(self, engine: AsyncEngine, ear: Ear, session: timedelta) -> None:
        self._engine = engine
        self._ear = ear
        self._session = session
        self._hasher = PasswordHasher()
        self._known: dict[bytes, tuple[Person, float]] = {}
        # Counts what was forgotten: who is looked up meanwhile is not remembered.
        self._forgotten = 0
        self._colleagues: dict[str, tuple[list[Colleague], float]] = {}
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
        right = await asyncio.to_thread(self._verify, row.password_hash if row else None, password)
        if row is None or not right:
            raise WrongPassword(field="password")
        return await self._issue(row.id, kind)

    def _verify(self, hashed: str | None, password: str) -> bool:
        try:
            return self._hasher.verify(hashed or self._nobody, password)
        except (VerifyMismatchError, InvalidHashError):
            return False

    @cached_property
    def _nobody(self) -> str:
        """What a stranger's password is compared with: it takes as long as a wrong one.

        Hashed when first needed, in the thread: a process that starts has better to do.
        """
        return self._hasher.hash(secrets.token_hex())

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
        forgotten = self._forgotten
        person = await self._look_up(hashed)
        if forgotten == self._forgotten:
            self._remember(hashed, person)
        return person

    def _remember(self, hashed: bytes, person: Person) -> None:
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[hashed] = (person, time.monotonic() + REMEMBERED)

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

    async def colleagues(self, organisation: str) -> list[Colleague]:
        """Who works in an organisation, by name; accounts that are closed are not among them."""
        known = self._colleagues.get(organisation)
        if known is not None and known[1] > time.monotonic():
            return known[0]
        found = await self._look_up_colleagues(organisation)
        self._colleagues[organisation] = (found, time.monotonic() + COLLEAGUES_REMEMBERED)
        return found

    async def _look_up_colleagues(self, organisation: str) -> list[Colleague]:
        query = (
            select(account.c.id, account.c.login, account.c.name,
                   func.array_agg(membership.c.role).label("roles"))
            .join(membership, membership.c.account == account.c.id)
            .where(membership.c.organisation == organisation, account.c.active)
            .group_by(account.c.id)
            .order_by(account.c.name, account.c.id)
        )  # fmt: skip
        async with self._engine.connect() as db:
            rows = (await db.execute(query)).all()
        return [Colleague(r.id, r.login, r.name, frozenset(r.roles)) for r in rows]

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
            if self._ear.missed:
                self._ear.missed = False
                self._forgotten += 1
                self._known.clear()
            while self._ear.payloads:
                self._forgotten += 1
                self._known.pop(bytes.fromhex(self._ear.payloads.pop()), None)
