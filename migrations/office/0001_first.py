"""Files, resolutions, steps, drafts and signatures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.steps import messages_1

revision = "office_0001"
down_revision = None
branch_labels = None
depends_on = None

SCHEMA = "office"


def upgrade() -> None:
    messages_1.create(SCHEMA)
    _file()
    _file_indexes()
    _journal_page()
    _applicant()
    _draft()
    _journal()
    _opinion()
    _resolution()
    _step()
    _signature()


def downgrade() -> None:
    op.drop_table("signature", schema=SCHEMA)
    op.drop_table("step", schema=SCHEMA)
    op.drop_table("resolution", schema=SCHEMA)
    op.drop_table("opinion", schema=SCHEMA)
    op.drop_table("journal", schema=SCHEMA)
    op.drop_table("draft", schema=SCHEMA)
    op.drop_table("applicant", schema=SCHEMA)
    op.drop_table("journal_page", schema=SCHEMA)
    op.drop_table("file", schema=SCHEMA)
    messages_1.drop(SCHEMA)


def _file() -> None:
    op.create_table(
        "file",
        sa.Column("case", sa.Uuid, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("regulation", sa.Text, nullable=False),
        sa.Column("edition", sa.Date(), nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("centre", sa.Text, nullable=False),
        sa.Column("office", sa.Text, nullable=False),
        sa.Column("reception", sa.Text),
        sa.Column("documents", sa.SmallInteger(), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ready_by", sa.DateTime(timezone=True)),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("awaits", sa.Text),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("desk", sa.Text),
        sa.Column("desk_role", sa.Text),
        sa.Column("desk_person", sa.Uuid),
        sa.Column("arrived_at", sa.DateTime(timezone=True)),
        sa.Column("incoming", sa.Text),
        sa.Column("outgoing", sa.Text),
        sa.Column("outcome", sa.Text),
        sa.Column("executor", sa.Uuid),
        sa.Column("executor_name", sa.Text),
        sa.Column("draft", sa.Uuid),
        sa.Column("drafter", sa.Uuid),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("outcome IN ('approve', 'refuse')", name="ck_file_outcome"),
        sa.CheckConstraint(
            "state IN ('expected', 'arrived', 'registered', 'decided', 'issued', 'returned',"
            " 'closed')",
            name="ck_file_state",
        ),
        sa.PrimaryKeyConstraint("case", name="pk_file"),
        sa.UniqueConstraint("number", name="uq_file_number"),
        schema=SCHEMA,
    )


def _file_indexes() -> None:
    op.create_index(
        "ix_file_desk",
        "file",
        ["desk", "desk_role", "due_at"],
        schema=SCHEMA,
        postgresql_where=sa.text("desk IS NOT NULL"),
    )
    op.create_index(
        "ix_file_office_accepted_at", "file", ["office", "accepted_at", "case"], schema=SCHEMA
    )
    op.create_index(
        "ix_file_reception_accepted_at",
        "file",
        ["reception", "accepted_at", "case"],
        schema=SCHEMA,
        postgresql_where=sa.text("reception IS NOT NULL"),
    )


def _journal_page() -> None:
    op.create_table(
        "journal_page",
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "kind", "year", name="pk_journal_page"),
        schema=SCHEMA,
    )


def _applicant() -> None:
    op.create_table(
        "applicant",
        sa.Column("case", sa.Uuid, nullable=False),
        sa.Column("iin", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["case"], ["office.file.case"], name="fk_applicant_case_file"),
        sa.PrimaryKeyConstraint("case", name="pk_applicant"),
        schema=SCHEMA,
    )


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("case", sa.Uuid, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("ground", sa.Text),
        sa.Column("ground_cite", sa.Text),
        sa.Column("by", sa.Uuid, nullable=False),
        sa.Column("by_name", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(outcome = 'refuse') = (ground IS NOT NULL)", name="ck_draft_ground"),
        sa.CheckConstraint("outcome IN ('approve', 'refuse')", name="ck_draft_outcome"),
        sa.ForeignKeyConstraint(["case"], ["office.file.case"], name="fk_draft_case_file"),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        schema=SCHEMA,
    )
    op.create_index("ix_draft_case", "draft", ["case"], schema=SCHEMA)


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("case", sa.Uuid, nullable=False),
        sa.Column("by", sa.Uuid, nullable=False),
        sa.Column("by_name", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('incoming', 'outgoing')", name="ck_journal_kind"),
        sa.ForeignKeyConstraint(["case"], ["office.file.case"], name="fk_journal_case_file"),
        sa.PrimaryKeyConstraint("organisation", "kind", "year", "serial", name="pk_journal"),
        schema=SCHEMA,
    )
    op.create_index("ix_journal_case", "journal", ["case"], schema=SCHEMA)


def _opinion() -> None:
    op.create_table(
        "opinion",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("case", sa.Uuid, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("favourable", sa.Boolean()),
        sa.Column("by", sa.Uuid, nullable=False),
        sa.Column("by_name", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('examination', 'review', 'control', 'notice')", name="ck_opinion_kind"
        ),
        sa.ForeignKeyConstraint(["case"], ["office.file.case"], name="fk_opinion_case_file"),
        sa.PrimaryKeyConstraint("id", name="pk_opinion"),
        schema=SCHEMA,
    )
    op.create_index("ix_opinion_case", "opinion", ["case"], schema=SCHEMA)


def _resolution() -> None:
    op.create_table(
        "resolution",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("case", sa.Uuid, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("executor", sa.Uuid),
        sa.Column("executor_name", sa.Text),
        sa.Column("co_executors", postgresql.ARRAY(sa.Uuid), nullable=False),
        sa.Column("co_executor_names", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("by", sa.Uuid, nullable=False),
        sa.Column("by_name", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["office.file.case"], name="fk_resolution_case_file"),
        sa.PrimaryKeyConstraint("id", name="pk_resolution"),
        schema=SCHEMA,
    )
    op.create_index("ix_resolution_case", "resolution", ["case"], schema=SCHEMA)


def _step() -> None:
    op.create_table(
        "step",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("case", sa.Uuid, nullable=False),
        sa.Column("n", sa.SmallInteger(), nullable=False),
        sa.Column("doing", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("person", sa.Uuid),
        sa.Column("name", sa.Text),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text),
        sa.ForeignKeyConstraint(["case"], ["office.file.case"], name="fk_step_case_file"),
        sa.PrimaryKeyConstraint("id", name="pk_step"),
        schema=SCHEMA,
    )
    op.create_index("ix_step_case", "step", ["case"], schema=SCHEMA)


def _signature() -> None:
    op.create_table(
        "signature",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("case", sa.Uuid, nullable=False),
        sa.Column("draft", sa.Uuid, nullable=False),
        sa.Column("by", sa.Uuid, nullable=False),
        sa.Column("by_name", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["office.file.case"], name="fk_signature_case_file"),
        sa.ForeignKeyConstraint(["draft"], ["office.draft.id"], name="fk_signature_draft_draft"),
        sa.PrimaryKeyConstraint("id", name="pk_signature"),
        schema=SCHEMA,
    )
    op.create_index("ix_signature_case", "signature", ["case"], schema=SCHEMA)
