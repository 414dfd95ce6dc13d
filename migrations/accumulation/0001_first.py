"""Items, packets, registers, scans and custody."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.steps import messages_1

revision = "accumulation_0001"
down_revision = None
branch_labels = None
depends_on = None

SCHEMA = "accumulation"


def upgrade() -> None:
    messages_1.create(SCHEMA)
    op.execute(sa.schema.CreateSequence(sa.Sequence("packet_serial", schema=SCHEMA)))
    op.execute(sa.schema.CreateSequence(sa.Sequence("register_serial", schema=SCHEMA)))
    _badge()
    _case()
    _custody()
    _packet()
    _scan()
    _item()
    _register()
    _register_line()


def downgrade() -> None:
    op.drop_table("register_line", schema=SCHEMA)
    op.drop_table("register", schema=SCHEMA)
    op.drop_table("item", schema=SCHEMA)
    op.drop_table("scan", schema=SCHEMA)
    op.drop_table("packet", schema=SCHEMA)
    op.drop_table("custody", schema=SCHEMA)
    op.drop_table("case", schema=SCHEMA)
    op.drop_table("badge", schema=SCHEMA)
    op.execute(sa.schema.DropSequence(sa.Sequence("packet_serial", schema=SCHEMA)))
    op.execute(sa.schema.DropSequence(sa.Sequence("register_serial", schema=SCHEMA)))
    messages_1.drop(SCHEMA)


def _badge() -> None:
    op.create_table(
        "badge",
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("account", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_badge"),
        schema=SCHEMA,
    )


def _case() -> None:
    op.create_table(
        "case",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("regulation", sa.Text, nullable=False),
        sa.Column("edition", sa.Date(), nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("centre", sa.Text, nullable=False),
        sa.Column("office", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_case"),
        sa.UniqueConstraint("number", name="uq_case_number"),
        schema=SCHEMA,
    )


def _custody() -> None:
    op.create_table(
        "custody",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("packet", sa.Text),
        sa.Column("from_holder", sa.Text),
        sa.Column("from_person", sa.Uuid),
        sa.Column("from_name", sa.Text),
        sa.Column("to_holder", sa.Text, nullable=False),
        sa.Column("to_person", sa.Uuid),
        sa.Column("to_name", sa.Text),
        sa.Column("site", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scan", sa.Uuid),
        sa.PrimaryKeyConstraint("id", name="pk_custody"),
        schema=SCHEMA,
    )
    op.create_index("ix_custody_code", "custody", ["code", "at", "id"], schema=SCHEMA)


def _packet() -> None:
    op.create_table(
        "packet",
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("destination", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("holder_person", sa.Uuid),
        sa.Column("holder_name", sa.Text),
        sa.Column("register", sa.Text),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True)),
        sa.Column("dispatched_at", sa.DateTime(timezone=True)),
        sa.Column("arrived_at", sa.DateTime(timezone=True)),
        sa.Column("reconciled_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'open') = (register IS NULL)", name="ck_packet_register_at_seal"
        ),
        sa.CheckConstraint(
            "state IN ('open', 'sealed', 'with_courier', 'arrived', 'reconciled')",
            name="ck_packet_state",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_packet"),
        sa.UniqueConstraint("register", name="uq_packet_register"),
        schema=SCHEMA,
    )
    op.create_index("ix_packet_destination", "packet", ["destination", "state"], schema=SCHEMA)
    op.create_index("ix_packet_opened_at", "packet", ["opened_at", "number"], schema=SCHEMA)
    op.create_index("ix_packet_origin", "packet", ["origin", "state"], schema=SCHEMA)


def _scan() -> None:
    op.create_table(
        "scan",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("account", sa.Uuid, nullable=False),
        sa.Column("device", sa.Text, nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("device_time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("raw", sa.Text, nullable=False),
        sa.Column("intent", sa.Text),
        sa.Column("badge", sa.Text),
        sa.Column("shelf", sa.Text),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("words", postgresql.JSONB, nullable=False),
        sa.Column("about", sa.Text),
        sa.Column("movement", sa.Text),
        sa.Column("next", postgresql.ARRAY(sa.Text), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_scan"),
        schema=SCHEMA,
    )
    op.create_index("ix_scan_at", "scan", ["at", "id"], schema=SCHEMA)
    op.create_index("ix_scan_device", "scan", ["device", "sequence"], schema=SCHEMA)
    op.create_index("ix_scan_place", "scan", ["place", "at", "id"], schema=SCHEMA)


def _item() -> None:
    op.create_table(
        "item",
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("case", sa.Uuid, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("destination", sa.Text, nullable=False),
        sa.Column("documents", sa.SmallInteger(), nullable=False),
        sa.Column("sheets", sa.Integer()),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("holder_person", sa.Uuid),
        sa.Column("holder_name", sa.Text),
        sa.Column("packet", sa.Text),
        sa.Column("shelf", sa.Text),
        sa.Column("awaits", sa.Text),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('F', 'D')", name="ck_item_kind"),
        sa.CheckConstraint(
            "state IN ('announced', 'collected', 'packed', 'sealed', 'travelling', 'arrived',"
            " 'delivered', 'shelved', 'handed_out')",
            name="ck_item_state",
        ),
        sa.ForeignKeyConstraint(["case"], ["accumulation.case.id"], name="fk_item_case_case"),
        sa.ForeignKeyConstraint(
            ["packet"], ["accumulation.packet.number"], name="fk_item_packet_packet"
        ),
        sa.PrimaryKeyConstraint("code", name="pk_item"),
        schema=SCHEMA,
    )
    op.create_index("ix_item_case", "item", ["case"], schema=SCHEMA)
    op.create_index("ix_item_destination", "item", ["destination", "state"], schema=SCHEMA)
    op.create_index("ix_item_packet", "item", ["packet"], schema=SCHEMA)
    op.create_index("ix_item_place", "item", ["place", "state", "due_at"], schema=SCHEMA)
    op.create_index("ix_item_since", "item", ["since", "code"], schema=SCHEMA)


def _register() -> None:
    op.create_table(
        "register",
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("packet", sa.Text, nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("drawn_by", sa.Uuid),
        sa.Column("drawn_by_name", sa.Text),
        sa.ForeignKeyConstraint(
            ["packet"], ["accumulation.packet.number"], name="fk_register_packet_packet"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_register"),
        sa.UniqueConstraint("packet", name="uq_register_packet"),
        schema=SCHEMA,
    )


def _register_line() -> None:
    op.create_table(
        "register_line",
        sa.Column("register", sa.Text, nullable=False),
        sa.Column("n", sa.SmallInteger(), nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("case", sa.Text, nullable=False),
        sa.Column("documents", sa.SmallInteger(), nullable=False),
        sa.Column("sheets", sa.Integer()),
        sa.Column("reconciled_at", sa.DateTime(timezone=True)),
        sa.Column("reconciled_by", sa.Uuid),
        sa.ForeignKeyConstraint(
            ["register"],
            ["accumulation.register.number"],
            name="fk_register_line_register_register",
        ),
        sa.PrimaryKeyConstraint("register", "n", name="pk_register_line"),
        sa.UniqueConstraint("register", "code", name="uq_register_line_register_code"),
        schema=SCHEMA,
    )
    op.create_index(
        "ix_register_line_left",
        "register_line",
        ["register"],
        schema=SCHEMA,
        postgresql_where="reconciled_at IS NULL",
    )
