"""Every table, as SQLAlchemy Core sees it.

Rules this file keeps:

- `migrations/` makes exactly these tables; a test compares the two.
- What says something about people is bytes in an envelope. What stands here plain is ids, states,
  moments and codes.
- The conditions of indexes on PostgreSQL stand in the migrations only: named here, they would load
  that dialect at each start.
- `case_id` is empty in rows that belong to the school and not to one case.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)

from storage.moments import Moment

SCHEMA_VERSION = "0004"
"""The newest migration: what the database must be at for this code."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

RowNumber = BigInteger().with_variant(Integer(), "sqlite")
"""A number that the database gives; SQLite only counts up by itself in an INTEGER."""

case_keys = Table(
    "case_keys",
    metadata,
    Column("case_id", String, primary_key=True),
    Column("key_id", String, nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
    Column("created_at", Moment, nullable=False),
)

cases = Table(
    "cases",
    metadata,
    Column("case_id", String, ForeignKey(case_keys.c.case_id), primary_key=True),
    Column("state", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("protocol_hash", String, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("held", Boolean, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("case_id", String, primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("recorded_at", Moment, nullable=False),
    Column("key_id", String, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("previous_hash", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("ciphertext", LargeBinary),
)

case_people = Table(
    "case_people",
    metadata,
    Column("case_id", String, ForeignKey(case_keys.c.case_id), primary_key=True),
    Column("pupil", String, primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
    Column("payload", LargeBinary, nullable=False),
)

case_lookups = Table(
    "case_lookups",
    metadata,
    Column("case_id", String, primary_key=True),
    Column("pupil", String, primary_key=True),
    Column("lookup", LargeBinary, nullable=False, index=True),
    ForeignKeyConstraint(["case_id", "pupil"], [case_people.c.case_id, case_people.c.pupil]),
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("case_id", String, primary_key=True),
    Column("erased_at", Moment, nullable=False),
    Column("reason", String, nullable=False),
    Column("event_count", Integer, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("merged_into", String),
)

merges = Table(
    "merges",
    metadata,
    Column("source", String, primary_key=True),
    Column("into", String, nullable=False, index=True),
)

chain_records = Table(
    "chain_records",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("recorded_at", Moment, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)

chain_heads = Table(
    "chain_heads",
    metadata,
    Column("record", Integer, ForeignKey(chain_records.c.number), primary_key=True),
    Column("case_id", String, primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("position", RowNumber, primary_key=True),
    Column("id", String, nullable=False),
    Column("case_id", String, nullable=False),
    Column("staff_id", String, nullable=False),
    Column("card_key", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("doubts", Integer, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("last_error", String),
    Column("created_at", Moment, nullable=False),
    Column("first_tried_at", Moment),
    Column("finished_at", Moment),
    Column("message_id", String),
    UniqueConstraint("id"),
)

UNFINISHED = text("state IN ('waiting', 'sending', 'maybe')")
Index(
    "ix_outbox_unfinished",
    outbox.c.case_id,
    outbox.c.staff_id,
    outbox.c.position,
    sqlite_where=UNFINISHED,
)

sent_cards = Table(
    "sent_cards",
    metadata,
    Column("case_id", String, primary_key=True),
    Column("staff_id", String, primary_key=True),
    Column("card_key", String, primary_key=True),
    Column("message_id", String, nullable=False),
    Column("thread_id", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("platform", String, nullable=False, server_default=""),
    Index("ix_sent_cards_message_id", "message_id"),
)

accounts = Table(
    "accounts",
    metadata,
    Column("platform", String, primary_key=True),
    Column("staff_id", String, primary_key=True),
    Column("user_id", String, nullable=False),
    Column("linked_at", Moment, nullable=False),
    Column("used_at", Moment),
)

addresses = Table(
    "addresses",
    metadata,
    Column("platform", String, primary_key=True),
    Column("user_id", String, primary_key=True),
    Column("address", String, nullable=False),
    Column("kept_at", Moment, nullable=False),
)

follow_ups = Table(
    "follow_ups",
    metadata,
    Column("number", RowNumber, primary_key=True),
    Column("case_id", String, nullable=False),
    Column("key", String, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("intent", String, nullable=False),
    Column("slot", String, nullable=False),
    Column("state", String, nullable=False),
    Column("created_at", Moment, nullable=False),
)

OPEN = text("state = 'open'")
Index("ix_follow_ups_due", follow_ups.c.due_at, sqlite_where=OPEN)
Index(
    "ix_follow_ups_open",
    follow_ups.c.case_id,
    follow_ups.c.key,
    unique=True,
    sqlite_where=OPEN,
)

inbox = Table(
    "inbox",
    metadata,
    Column("request_id", String, primary_key=True),
    Column("seen_at", Moment, nullable=False, index=True),
)

access_log = Table(
    "access_log",
    metadata,
    Column("number", RowNumber, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("staff_id", String, nullable=False),
    Column("case_id", String, nullable=False, index=True),
    Column("what", String, nullable=False),
)

roster = Table(
    "roster",
    metadata,
    Column("row_id", String, primary_key=True),
    Column("payload", LargeBinary, nullable=False),
)

staff = Table(
    "staff",
    metadata,
    Column("row_id", String, primary_key=True),
    Column("payload", LargeBinary, nullable=False),
)

protocols = Table(
    "protocols",
    metadata,
    Column("hash", String, primary_key=True),
    Column("protocol_id", String, nullable=False),
    Column("version", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("protocol_id", "version"),
)

notes = Table(
    "notes",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
