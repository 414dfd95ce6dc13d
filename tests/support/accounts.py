"""Builders of accounts: `await an_account(engine, ("psc", "operator"))` is somebody signed in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from argon2 import PasswordHasher
from sqlalchemy import insert
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.runtime.identity.identity import digest
from shared.runtime.identity.tables import account, membership, organisation, token
from shared.runtime.schedules import PSC_SCHEDULE

# Passwords of tests are worth nothing, so they may be hashed quickly.
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORD = "open sesame"


@dataclass(frozen=True)
class Account:
    id: UUID
    login: str
    token: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


async def an_account(
    engine: AsyncEngine, *roles: tuple[str, str], expires: timedelta = timedelta(hours=1)
) -> Account:
    """Somebody with these roles, pairs of an organisation and a role, who holds a token."""
    made = Account(uuid4(), f"someone-{secrets.token_hex(3)}", secrets.token_urlsafe(16))
    person = {
        "id": made.id, "login": made.login, "name": "Somebody", "active": True,
        "password_hash": CHEAP.hash(PASSWORD),
    }  # fmt: skip
    pass_ = {
        "hash": digest(made.token), "account": made.id, "kind": "bearer",
        "expires_at": datetime.now(UTC) + expires,
    }  # fmt: skip
    async with engine.begin() as db:
        await db.execute(insert(account), person)
        await db.execute(insert(token), pass_)
        for place, role in roles:
            await db.execute(upsert(organisation).on_conflict_do_nothing(), _a_site(place))
            row = {"account": made.id, "organisation": place, "role": role}
            await db.execute(insert(membership), row)
    return made


def _a_site(code: str) -> dict[str, object]:
    number = sum(map(ord, code)) % 9999
    return {
        "code": code, "number": number, "kind": "psc", "name_ru": code, "name_kk": code,
        "schedule": PSC_SCHEDULE,
    }  # fmt: skip
