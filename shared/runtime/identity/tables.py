"""The schema `identity`."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    Uuid,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB

from shared.runtime.database import schema

metadata = schema("identity")

organisation = Table(
    "organisation",
    metadata,
    Column("code", Text, primary_key=True),
    Column("number", SmallInteger, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("name_ru", Text, nullable=False),
    Column("name_kk", Text, nullable=False),
    Column("address", Text),
    Column("phone", Text),
    # Hours by weekday, lunch, time zone: see shared/runtime/sites.py.
    Column("schedule", JSONB, nullable=False),
)

account = Table(
    "account",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("login", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("language", Text, nullable=False, server_default="ru"),
    Column("password_hash", Text, nullable=False),
    Column("active", Boolean, nullable=False, server_default="true"),
)

membership = Table(
    "membership",
    metadata,
    Column("account", Uuid, ForeignKey("identity.account.id"), primary_key=True),
    Column("organisation", Text, ForeignKey("identity.organisation.code"), primary_key=True),
    Column("role", Text, primary_key=True),
)

token = Table(
    "token",
    metadata,
    # Only the hash is kept: a stolen table opens nothing.
    Column("hash", LargeBinary, primary_key=True),
    Column("account", Uuid, ForeignKey("identity.account.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("issued_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Index("ix_token_account", "account"),
)
