"""Applicants, cases and their documents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.steps import messages_1

revision = "intake_0001"
down_revision = None
branch_labels = None
depends_on = None

SCHEMA = "intake"


def upgrade() -> None:
    messages_1.create(SCHEMA)
    op.execute(sa.schema.CreateSequence(sa.Sequence("receipt_serial", schema=SCHEMA)))
    _applicant()
    _case()
    _case_indexes()
    _document()


def downgrade() -> None:
    op.drop_table("document", schema=SCHEMA)
    op.drop_table("case", schema=SCHEMA)
    op.drop_table("applicant", schema=SCHEMA)
    op.execute(sa.schema.DropSequence(sa.Sequence("receipt_serial", schema=SCHEMA)))
    messages_1.drop(SCHEMA)


def _applicant() -> None:
    op.create_table(
        "applicant",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("iin", sa.Text, nullable=False),
        sa.Column("last_name", sa.Text, nullable=False),
        sa.Column("first_name", sa.Text, nullable=False),
        sa.Column("middle_name", sa.Text),
        sa.Column("phone", sa.Text),
        sa.Column("address", sa.Text),
        sa.Column("language", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_applicant"),
        schema=SCHEMA,
    )
    op.create_index("ix_applicant_iin", "applicant", ["iin"], schema=SCHEMA)


def _case() -> None:
    op.create_table(
        "case",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("applicant", sa.Uuid, nullable=False),
        sa.Column("regulation", sa.Text, nullable=False),
        sa.Column("edition", sa.Date(), nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("centre", sa.Text, nullable=False),
        sa.Column("window", sa.Text),
        sa.Column("office", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("awaits", sa.Text),
        sa.Column("accepted_by", sa.Uuid, nullable=False),
        sa.Column("accepted_by_name", sa.Text, nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("shelf", sa.Text),
        sa.Column("outcome", sa.Text),
        sa.Column("handed_out_at", sa.DateTime(timezone=True)),
        sa.Column("handed_out_by", sa.Uuid),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('accepted', 'ready', 'handed_out')", name="ck_case_state"),
        sa.ForeignKeyConstraint(
            ["applicant"], ["intake.applicant.id"], name="fk_case_applicant_applicant"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_case"),
        sa.UniqueConstraint("number", name="uq_case_number"),
        schema=SCHEMA,
    )


def _case_indexes() -> None:
    op.create_index("ix_case_applicant", "case", ["applicant"], schema=SCHEMA)
    op.create_index(
        "ix_case_centre_accepted_at", "case", ["centre", "accepted_at", "id"], schema=SCHEMA
    )
    op.create_index(
        "ix_case_ready",
        "case",
        ["centre", "due_at"],
        schema=SCHEMA,
        postgresql_where="state = 'ready'",
    )


def _document() -> None:
    op.create_table(
        "document",
        sa.Column("case", sa.Uuid, nullable=False),
        sa.Column("n", sa.SmallInteger(), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("copies", sa.SmallInteger(), nullable=False),
        sa.Column("sheets", sa.SmallInteger(), nullable=False),
        sa.Column("original", sa.Text, nullable=False),
        sa.CheckConstraint(
            "original IN ('compared', 'kept', 'not_shown')", name="ck_document_original"
        ),
        sa.ForeignKeyConstraint(["case"], ["intake.case.id"], name="fk_document_case_case"),
        sa.PrimaryKeyConstraint("case", "n", name="pk_document"),
        schema=SCHEMA,
    )
