"""The schema `office`."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from shared.runtime.database import schema
from shared.runtime.message_tables import message_tables

metadata = schema("office")
messages = message_tables(metadata)


def _case(*, key: bool = False) -> Column[object]:
    return Column("case", Uuid, ForeignKey("office.file.case"), nullable=False, primary_key=key)


def _by() -> tuple[Column[object], ...]:
    """Who did it and when. The name is kept as it was then."""
    return (
        Column("by", Uuid, nullable=False),
        Column("by_name", Text, nullable=False),
        Column("at", DateTime(timezone=True), nullable=False),
    )


file = Table(
    "file",
    metadata,
    Column("case", Uuid, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("regulation", Text, nullable=False),
    Column("edition", Date, nullable=False),
    Column("channel", Text, nullable=False),
    Column("centre", Text, nullable=False),
    Column("office", Text, nullable=False),
    # The accepting site, where its people take steps too (an akim): they see the file as well.
    Column("reception", Text),
    Column("documents", SmallInteger, nullable=False),
    Column("sheets", Integer, nullable=False),
    Column("accepted_at", DateTime(timezone=True), nullable=False),
    # When the result is due at the window; `due_at` is when the awaited step is.
    Column("ready_by", DateTime(timezone=True)),
    Column("state", Text, nullable=False),
    Column("awaits", Text),
    Column("due_at", DateTime(timezone=True)),
    # Who has to do something with it now: a role at a site, or there one person alone.
    Column("desk", Text),
    Column("desk_role", Text),
    Column("desk_person", Uuid),
    Column("arrived_at", DateTime(timezone=True)),
    Column("incoming", Text),
    Column("outgoing", Text),
    Column("outcome", Text),
    Column("executor", Uuid),
    Column("executor_name", Text),
    Column("draft", Uuid),
    Column("drafter", Uuid),
    Column("version", Integer, nullable=False),
    CheckConstraint(
        "state IN ('expected', 'arrived', 'registered', 'decided', 'issued', 'returned', 'closed')",
        name="state",
    ),
    CheckConstraint("outcome IN ('approve', 'refuse')", name="outcome"),
    Index("ix_file_desk", "desk", "desk_role", "due_at", postgresql_where=text("desk IS NOT NULL")),
    Index("ix_file_office_accepted_at", "office", "accepted_at", "case"),
    Index(
        "ix_file_reception_accepted_at",
        "reception",
        "accepted_at",
        "case",
        postgresql_where=text("reception IS NOT NULL"),
    ),
)

applicant = Table(
    "applicant",
    metadata,
    _case(key=True),
    Column("iin", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("language", Text, nullable=False),
)

# The last number of each journal: one counter, so that a journal has no gaps.
journal_page = Table(
    "journal_page",
    metadata,
    Column("organisation", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("year", SmallInteger, primary_key=True),
    Column("last", Integer, nullable=False),
)

journal = Table(
    "journal",
    metadata,
    Column("organisation", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("year", SmallInteger, primary_key=True),
    Column("serial", Integer, primary_key=True),
    _case(),
    *_by(),
    CheckConstraint("kind IN ('incoming', 'outgoing')", name="kind"),
    Index("ix_journal_case", "case"),
)

# Who held the case how long comes from here. Nothing is deleted.
step = Table(
    "step",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    _case(),
    Column("n", SmallInteger, nullable=False),
    Column("doing", Text, nullable=False),
    Column("role", Text, nullable=False),
    # Absent where another service told of the step.
    Column("person", Uuid),
    Column("name", Text),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("due_at", DateTime(timezone=True)),
    Column("late", Boolean, nullable=False),
    Column("note", Text),
    Index("ix_step_case", "case"),
)

resolution = Table(
    "resolution",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    _case(),
    Column("text", Text, nullable=False),
    Column("executor", Uuid),
    Column("executor_name", Text),
    Column("co_executors", ARRAY(Uuid), nullable=False),
    Column("co_executor_names", ARRAY(Text), nullable=False),
    *_by(),
    Index("ix_resolution_case", "case"),
)

# What was found or thought about a file on its way: findings, conclusions, remarks.
opinion = Table(
    "opinion",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    _case(),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    # Complete? In favour? Without remarks? Absent where nothing of the kind is asked.
    Column("favourable", Boolean),
    *_by(),
    CheckConstraint("kind IN ('examination', 'review', 'control', 'notice')", name="kind"),
    Index("ix_opinion_case", "case"),
)

draft = Table(
    "draft",
    metadata,
    Column("id", Uuid, primary_key=True),
    _case(),
    Column("outcome", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("ground", Text),
    Column("ground_cite", Text),
    *_by(),
    CheckConstraint("outcome IN ('approve', 'refuse')", name="outcome"),
    CheckConstraint("(outcome = 'refuse') = (ground IS NOT NULL)", name="ground"),
    Index("ix_draft_case", "case"),
)

# The seam for electronic signatures: what was signed, by whom; the signature itself comes here.
signature = Table(
    "signature",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    _case(),
    Column("draft", Uuid, ForeignKey("office.draft.id"), nullable=False),
    *_by(),
    Index("ix_signature_case", "case"),
)
