"""Outbox, inbox, waiting, dead letters, repeated requests and the audit log of one schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

TABLES = ("audit", "idempotency", "dead_letter", "waiting", "inbox", "outbox")


def create(schema: str) -> None:
    _outbox(schema)
    _inbox(schema)
    _waiting(schema)
    _dead_letter(schema)
    _idempotency(schema)
    _audit(schema)


def drop(schema: str) -> None:
    for table in TABLES:
        op.drop_table(table, schema=schema)


def _moment(name: str) -> sa.Column[object]:
    default = sa.text("clock_timestamp()")
    return sa.Column(name, sa.DateTime(timezone=True), server_default=default, nullable=False)


def _serial(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.BigInteger, sa.Identity(always=True), nullable=False)


def _text(name: str, *, nullable: bool = False, default: str | None = None) -> sa.Column[object]:
    return sa.Column(name, sa.Text, nullable=nullable, server_default=default)


def _outbox(schema: str) -> None:
    op.create_table(
        "outbox",
        _serial("position"),
        sa.Column("id", sa.Uuid, nullable=False),
        _text("type"),
        _text("body"),
        _moment("said_at"),
        sa.PrimaryKeyConstraint("position", name="pk_outbox"),
        schema=schema,
    )


def _inbox(schema: str) -> None:
    op.create_table(
        "inbox",
        sa.Column("message", sa.Uuid, nullable=False),
        _text("handler"),
        _moment("handled_at"),
        sa.PrimaryKeyConstraint("message", "handler", name="pk_inbox"),
        schema=schema,
    )
    op.create_index("ix_inbox_handled_at", "inbox", ["handled_at"], schema=schema)


def _waiting(schema: str) -> None:
    op.create_table(
        "waiting",
        sa.Column("message", sa.Uuid, nullable=False),
        _text("handler"),
        _text("subject"),
        _text("body"),
        _text("waits_for"),
        _moment("since"),
        sa.PrimaryKeyConstraint("message", "handler", name="pk_waiting"),
        schema=schema,
    )
    op.create_index("ix_waiting_subject", "waiting", ["subject"], schema=schema)


def _dead_letter(schema: str) -> None:
    op.create_table(
        "dead_letter",
        _serial("id"),
        sa.Column("message", sa.Uuid),
        _text("handler"),
        _text("type"),
        _text("subject"),
        _text("body"),
        _text("error"),
        sa.Column("attempts", sa.Integer, nullable=False),
        _moment("died_at"),
        _text("state", default="dead"),
        _text("closed_by", nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_dead_letter"),
        schema=schema,
    )
    op.create_index(
        "ix_dead_letter_open", "dead_letter", ["id"], schema=schema,
        postgresql_where=sa.text("state = 'dead'"),
    )  # fmt: skip


def _idempotency(schema: str) -> None:
    op.create_table(
        "idempotency",
        sa.Column("account", sa.Uuid, nullable=False),
        _text("key"),
        sa.Column("fingerprint", sa.LargeBinary, nullable=False),
        sa.Column("status", sa.SmallInteger, nullable=False),
        _text("headers"),
        sa.Column("body", sa.LargeBinary, nullable=False),
        _moment("at"),
        sa.PrimaryKeyConstraint("account", "key", name="pk_idempotency"),
        schema=schema,
    )
    op.create_index("ix_idempotency_at", "idempotency", ["at"], schema=schema)


def _audit(schema: str) -> None:
    op.create_table(
        "audit",
        _serial("id"),
        _moment("at"),
        sa.Column("account", sa.Uuid),
        _text("act"),
        _text("object"),
        _text("outcome"),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        schema=schema,
    )
    op.create_index("ix_audit_object", "audit", ["object"], schema=schema)
