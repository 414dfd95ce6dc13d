"""Organisations, accounts, roles, tokens."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "identity_0001"
down_revision = None
branch_labels = None
depends_on = None

SCHEMA = "identity"


def upgrade() -> None:
    _account()
    _organisation()
    _membership()
    _token()


def downgrade() -> None:
    op.drop_table("token", schema=SCHEMA)
    op.drop_table("membership", schema=SCHEMA)
    op.drop_table("organisation", schema=SCHEMA)
    op.drop_table("account", schema=SCHEMA)


def _account() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("login", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("language", sa.Text, server_default="ru", nullable=False),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.Column("active", sa.Boolean(), server_default="true", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("login", name="uq_account_login"),
        schema=SCHEMA,
    )


def _organisation() -> None:
    op.create_table(
        "organisation",
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name_ru", sa.Text, nullable=False),
        sa.Column("name_kk", sa.Text, nullable=False),
        sa.Column("address", sa.Text),
        sa.Column("phone", sa.Text),
        sa.Column("schedule", postgresql.JSONB, nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_organisation"),
        sa.UniqueConstraint("number", name="uq_organisation_number"),
        schema=SCHEMA,
    )


def _membership() -> None:
    op.create_table(
        "membership",
        sa.Column("account", sa.Uuid, nullable=False),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["account"], ["identity.account.id"], name="fk_membership_account_account"
        ),
        sa.ForeignKeyConstraint(
            ["organisation"],
            ["identity.organisation.code"],
            name="fk_membership_organisation_organisation",
        ),
        sa.PrimaryKeyConstraint("account", "organisation", "role", name="pk_membership"),
        schema=SCHEMA,
    )


def _token() -> None:
    op.create_table(
        "token",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("account", sa.Uuid, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column(
            "issued_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account"], ["identity.account.id"], name="fk_token_account_account"
        ),
        sa.PrimaryKeyConstraint("hash", name="pk_token"),
        schema=SCHEMA,
    )
    op.create_index("ix_token_account", "token", ["account"], schema=SCHEMA)
