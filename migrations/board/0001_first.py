"""Timelines, summaries and what was warned of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.steps import messages_1

revision = "board_0001"
down_revision = None
branch_labels = None
depends_on = None

SCHEMA = "board"


def upgrade() -> None:
    messages_1.create(SCHEMA)
    _case_summary()
    _case_summary_indexes()
    _timeline()


def downgrade() -> None:
    op.drop_table("timeline", schema=SCHEMA)
    op.drop_table("case_summary", schema=SCHEMA)
    messages_1.drop(SCHEMA)


def _case_summary() -> None:
    op.create_table(
        "case_summary",
        sa.Column("case", sa.Uuid, nullable=False),
        sa.Column("number", sa.Text),
        sa.Column("regulation", sa.Text),
        sa.Column("channel", sa.Text),
        sa.Column("centre", sa.Text),
        sa.Column("office", sa.Text),
        sa.Column("ready_by", sa.DateTime(timezone=True)),
        sa.Column("accepted_at", sa.DateTime(timezone=True)),
        sa.Column("state", sa.Text),
        sa.Column("state_at", sa.DateTime(timezone=True)),
        sa.Column("awaits", sa.Text),
        sa.Column("awaits_role", sa.Text),
        sa.Column("site", sa.Text),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("stands_since", sa.DateTime(timezone=True)),
        sa.Column("outcome", sa.Text),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("handed_out_at", sa.DateTime(timezone=True)),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at_risk_told", sa.Text),
        sa.Column("overdue_told", sa.Text),
        sa.PrimaryKeyConstraint("case", name="pk_case_summary"),
        sa.UniqueConstraint("number", name="uq_case_summary_number"),
        schema=SCHEMA,
    )


def _case_summary_indexes() -> None:
    op.create_index(
        "ix_case_summary_accepted_at", "case_summary", ["accepted_at", "case"], schema=SCHEMA
    )
    op.create_index(
        "ix_case_summary_at_risk_untold",
        "case_summary",
        ["site", "due_at"],
        schema=SCHEMA,
        postgresql_where=sa.text("due_at IS NOT NULL AND at_risk_told IS DISTINCT FROM awaits"),
    )
    op.create_index(
        "ix_case_summary_centre_accepted_at",
        "case_summary",
        ["centre", "accepted_at", "case"],
        schema=SCHEMA,
    )
    op.create_index(
        "ix_case_summary_office_accepted_at",
        "case_summary",
        ["office", "accepted_at", "case"],
        schema=SCHEMA,
    )
    op.create_index(
        "ix_case_summary_overdue_untold",
        "case_summary",
        ["due_at"],
        schema=SCHEMA,
        postgresql_where=sa.text("due_at IS NOT NULL AND overdue_told IS DISTINCT FROM awaits"),
    )


def _timeline() -> None:
    op.create_table(
        "timeline",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("case", sa.Uuid, nullable=False),
        sa.Column("number", sa.Text),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("n", sa.SmallInteger()),
        sa.Column("doing", sa.Text),
        sa.Column("role", sa.Text),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("site", sa.Text),
        sa.Column("packet", sa.Text),
        sa.Column("facts", postgresql.JSONB, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_timeline"),
        schema=SCHEMA,
    )
    op.create_index("ix_timeline_case_at", "timeline", ["case", "at"], schema=SCHEMA)
