"""The schema `board`. No applicant is named in it, not even sealed."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, DateTime, Index, SmallInteger, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB

from shared.runtime.database import schema
from shared.runtime.message_tables import message_tables

metadata = schema("board")
messages = message_tables(metadata)

# Append-only: one line for every step an event completed, or one for the event.
timeline = Table(
    "timeline",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("case", Uuid, nullable=False),
    # A packet names its cases by id alone: then the number stands in the summary only.
    Column("number", Text),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("type", Text, nullable=False),
    Column("place", SmallInteger, nullable=False),
    Column("n", SmallInteger),
    Column("doing", Text),
    Column("role", Text),
    Column("late", Boolean, nullable=False),
    Column("site", Text),
    Column("packet", Text),
    Column("facts", JSONB, nullable=False),
    Index("ix_timeline_case_at", "case", "at"),
)

# Most columns may be unknown for a while: what tells them may come later than what builds on it.
case_summary = Table(
    "case_summary",
    metadata,
    Column("case", Uuid, primary_key=True),
    Column("number", Text, unique=True),
    Column("regulation", Text),
    Column("channel", Text),
    Column("centre", Text),
    Column("office", Text),
    Column("ready_by", DateTime(timezone=True)),
    Column("accepted_at", DateTime(timezone=True)),
    Column("state", Text),
    Column("state_at", DateTime(timezone=True)),
    Column("awaits", Text),
    Column("awaits_role", Text),
    # Where the awaited step is to be taken: the timer asks by it.
    Column("site", Text),
    Column("due_at", DateTime(timezone=True)),
    Column("stands_since", DateTime(timezone=True)),
    Column("outcome", Text),
    Column("decided_at", DateTime(timezone=True)),
    Column("handed_out_at", DateTime(timezone=True)),
    Column("late", Boolean, nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    # The awaited step that was told as at risk or overdue: each is told once.
    Column("at_risk_told", Text),
    Column("overdue_told", Text),
    Index("ix_case_summary_accepted_at", "accepted_at", "case"),
    Index("ix_case_summary_centre_accepted_at", "centre", "accepted_at", "case"),
    Index("ix_case_summary_office_accepted_at", "office", "accepted_at", "case"),
    Index(
        "ix_case_summary_overdue_untold",
        "due_at",
        postgresql_where=text("due_at IS NOT NULL AND overdue_told IS DISTINCT FROM awaits"),
    ),
    Index(
        "ix_case_summary_at_risk_untold",
        "site",
        "due_at",
        postgresql_where=text("due_at IS NOT NULL AND at_risk_told IS DISTINCT FROM awaits"),
    ),
)
