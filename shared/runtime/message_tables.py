"""The tables that every service has for messages, repeated requests and the audit log."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    Uuid,
    func,
    text,
)


def _moment(name: str, *, now: bool = True) -> Column[object]:
    return Column(
        name,
        DateTime(timezone=True),
        nullable=False,
        server_default=func.clock_timestamp() if now else None,
    )


@dataclass(frozen=True)
class MessageTables:
    outbox: Table
    inbox: Table
    waiting: Table
    dead_letter: Table
    idempotency: Table
    audit: Table


def message_tables(metadata: MetaData) -> MessageTables:
    return MessageTables(
        outbox=_outbox(metadata),
        inbox=_inbox(metadata),
        waiting=_waiting(metadata),
        dead_letter=_dead_letter(metadata),
        idempotency=_idempotency(metadata),
        audit=_audit(metadata),
    )


def _outbox(metadata: MetaData) -> Table:
    return Table(
        "outbox",
        metadata,
        Column("position", BigInteger, Identity(always=True), primary_key=True),
        Column("id", Uuid, nullable=False),
        Column("type", Text, nullable=False),
        Column("body", Text, nullable=False),
        _moment("said_at"),
    )


def _inbox(metadata: MetaData) -> Table:
    return Table(
        "inbox",
        metadata,
        Column("message", Uuid, primary_key=True),
        Column("handler", Text, primary_key=True),
        _moment("handled_at"),
        Index("ix_inbox_handled_at", "handled_at"),
    )


def _waiting(metadata: MetaData) -> Table:
    return Table(
        "waiting",
        metadata,
        Column("message", Uuid, primary_key=True),
        Column("handler", Text, primary_key=True),
        Column("subject", Text, nullable=False),
        Column("body", Text, nullable=False),
        Column("waits_for", Text, nullable=False),
        _moment("since"),
        Index("ix_waiting_subject", "subject"),
    )


def _dead_letter(metadata: MetaData) -> Table:
    return Table(
        "dead_letter",
        metadata,
        Column("id", BigInteger, Identity(always=True), primary_key=True),
        Column("message", Uuid),
        Column("handler", Text, nullable=False),
        Column("type", Text, nullable=False),
        Column("subject", Text, nullable=False),
        Column("body", Text, nullable=False),
        Column("error", Text, nullable=False),
        Column("attempts", Integer, nullable=False),
        _moment("died_at"),
        Column("state", Text, nullable=False, server_default="dead"),
        Column("closed_by", Text),
        Column("closed_at", DateTime(timezone=True)),
        Index("ix_dead_letter_open", "id", postgresql_where=text("state = 'dead'")),
    )


def _idempotency(metadata: MetaData) -> Table:
    return Table(
        "idempotency",
        metadata,
        Column("account", Uuid, primary_key=True),
        Column("key", Text, primary_key=True),
        Column("fingerprint", LargeBinary, nullable=False),
        Column("status", SmallInteger, nullable=False),
        Column("headers", Text, nullable=False),
        Column("body", LargeBinary, nullable=False),
        _moment("at"),
        Index("ix_idempotency_at", "at"),
    )


def _audit(metadata: MetaData) -> Table:
    return Table(
        "audit",
        metadata,
        Column("id", BigInteger, Identity(always=True), primary_key=True),
        _moment("at"),
        Column("account", Uuid),
        Column("act", Text, nullable=False),
        Column("object", Text, nullable=False),
        Column("outcome", Text, nullable=False),
        Index("ix_audit_object", "object"),
    )
