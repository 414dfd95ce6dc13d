"""The schema `intake`."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    Sequence,
    SmallInteger,
    Table,
    Text,
    Uuid,
)

from shared.runtime.database import schema
from shared.runtime.message_tables import message_tables

metadata = schema("intake")
messages = message_tables(metadata)

receipt_serial = Sequence("receipt_serial", metadata=metadata)

applicant = Table(
    "applicant",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("iin", Text, nullable=False),
    Column("last_name", Text, nullable=False),
    Column("first_name", Text, nullable=False),
    Column("middle_name", Text),
    Column("phone", Text),
    Column("address", Text),
    Column("language", Text, nullable=False),
    Index("ix_applicant_iin", "iin"),
)

case = Table(
    "case",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("applicant", Uuid, ForeignKey("intake.applicant.id"), nullable=False),
    Column("regulation", Text, nullable=False),
    Column("edition", Date, nullable=False),
    Column("channel", Text, nullable=False),
    Column("centre", Text, nullable=False),
    Column("window", Text),
    Column("office", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("awaits", Text),
    Column("accepted_by", Uuid, nullable=False),
    Column("accepted_by_name", Text, nullable=False),
    Column("accepted_at", DateTime(timezone=True), nullable=False),
    Column("due_at", DateTime(timezone=True)),
    Column("shelf", Text),
    Column("outcome", Text),
    Column("handed_out_at", DateTime(timezone=True)),
    Column("handed_out_by", Uuid),
    Column("version", Integer, nullable=False),
    CheckConstraint("state IN ('accepted', 'ready', 'handed_out')", name="state"),
    Index("ix_case_applicant", "applicant"),
    Index("ix_case_centre_accepted_at", "centre", "accepted_at", "id"),
    Index("ix_case_ready", "centre", "due_at", postgresql_where="state = 'ready'"),
)

document = Table(
    "document",
    metadata,
    Column("case", Uuid, ForeignKey("intake.case.id"), primary_key=True),
    Column("n", SmallInteger, primary_key=True),
    Column("name", Text, nullable=False),
    Column("copies", SmallInteger, nullable=False),
    Column("sheets", SmallInteger, nullable=False),
    Column("original", Text, nullable=False),
    CheckConstraint("original IN ('compared', 'kept', 'not_shown')", name="original"),
)
