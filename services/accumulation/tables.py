"""The schema `accumulation`."""

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
    Sequence,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.runtime.database import schema
from shared.runtime.message_tables import message_tables

metadata = schema("accumulation")
messages = message_tables(metadata)

packet_serial = Sequence("packet_serial", metadata=metadata)
register_serial = Sequence("register_serial", metadata=metadata)

# What of a case never changes. Cases that do not travel are here too: their later events are
# told apart from events that came too early.
case = Table(
    "case",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("regulation", Text, nullable=False),
    Column("edition", Date, nullable=False),
    Column("channel", Text, nullable=False),
    Column("centre", Text, nullable=False),
    Column("office", Text, nullable=False),
)

# The awaited step stands on the item: a movement of 300 papers is then one UPDATE.
item = Table(
    "item",
    metadata,
    Column("code", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("case", Uuid, ForeignKey("accumulation.case.id"), nullable=False),
    Column("origin", Text, nullable=False),
    Column("destination", Text, nullable=False),
    Column("documents", SmallInteger, nullable=False),
    Column("sheets", Integer),
    Column("state", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("holder", Text, nullable=False),
    Column("holder_person", Uuid),
    Column("holder_name", Text),
    Column("packet", Text, ForeignKey("accumulation.packet.number")),
    Column("shelf", Text),
    Column("awaits", Text),
    Column("due_at", DateTime(timezone=True)),
    Column("since", DateTime(timezone=True), nullable=False),
    CheckConstraint("kind IN ('F', 'D')", name="kind"),
    CheckConstraint(
        "state IN ('announced', 'collected', 'packed', 'sealed', 'travelling', 'arrived',"
        " 'delivered', 'shelved', 'handed_out')",
        name="state",
    ),
    Index("ix_item_case", "case"),
    Index("ix_item_packet", "packet"),
    Index("ix_item_place", "place", "state", "due_at"),
    Index("ix_item_destination", "destination", "state"),
    Index("ix_item_since", "since", "code"),
)

packet = Table(
    "packet",
    metadata,
    Column("number", Text, primary_key=True),
    Column("origin", Text, nullable=False),
    Column("destination", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("holder", Text, nullable=False),
    Column("holder_person", Uuid),
    Column("holder_name", Text),
    Column("register", Text, unique=True),
    Column("opened_at", DateTime(timezone=True), nullable=False),
    Column("sealed_at", DateTime(timezone=True)),
    Column("dispatched_at", DateTime(timezone=True)),
    Column("arrived_at", DateTime(timezone=True)),
    Column("reconciled_at", DateTime(timezone=True)),
    Column("version", Integer, nullable=False),
    CheckConstraint(
        "state IN ('open', 'sealed', 'with_courier', 'arrived', 'reconciled')", name="state"
    ),
    # The register comes before the hand-over.
    CheckConstraint("(state = 'open') = (register IS NULL)", name="register_at_seal"),
    Index("ix_packet_origin", "origin", "state"),
    Index("ix_packet_destination", "destination", "state"),
    Index("ix_packet_opened_at", "opened_at", "number"),
)

register = Table(
    "register",
    metadata,
    Column("number", Text, primary_key=True),
    Column("packet", Text, ForeignKey("accumulation.packet.number"), nullable=False, unique=True),
    Column("drawn_at", DateTime(timezone=True), nullable=False),
    Column("drawn_by", Uuid),
    Column("drawn_by_name", Text),
)

register_line = Table(
    "register_line",
    metadata,
    Column("register", Text, ForeignKey("accumulation.register.number"), primary_key=True),
    Column("n", SmallInteger, primary_key=True),
    Column("code", Text, nullable=False),
    Column("case", Text, nullable=False),
    Column("documents", SmallInteger, nullable=False),
    Column("sheets", Integer),
    Column("reconciled_at", DateTime(timezone=True)),
    Column("reconciled_by", Uuid),
    UniqueConstraint("register", "code"),
    Index("ix_register_line_left", "register", postgresql_where="reconciled_at IS NULL"),
)

# Append only: who gave what to whom. `code` is an item's or a packet's; a first line has no
# giver. What a person holds is what the last line says.
custody = Table(
    "custody",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("code", Text, nullable=False),
    Column("packet", Text),
    Column("from_holder", Text),
    Column("from_person", Uuid),
    Column("from_name", Text),
    Column("to_holder", Text, nullable=False),
    Column("to_person", Uuid),
    Column("to_name", Text),
    Column("site", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("scan", Uuid),
    Index("ix_custody_code", "code", "at", "id"),
)

scan = Table(
    "scan",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("account", Uuid, nullable=False),
    Column("device", Text, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("device_time", DateTime(timezone=True), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("place", Text, nullable=False),
    Column("raw", Text, nullable=False),
    Column("intent", Text),
    Column("badge", Text),
    Column("shelf", Text),
    Column("accepted", Boolean, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("words", JSONB, nullable=False),
    Column("about", Text),
    Column("movement", Text),
    Column("next", ARRAY(Text), nullable=False),
    Index("ix_scan_at", "at", "id"),
    Index("ix_scan_place", "place", "at", "id"),
    Index("ix_scan_device", "device", "sequence"),
)

badge = Table(
    "badge",
    metadata,
    Column("code", Text, primary_key=True),
    Column("account", Uuid, nullable=False),
    Column("name", Text, nullable=False),
    Column("organisation", Text, nullable=False),
)
