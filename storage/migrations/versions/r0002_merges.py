"""Which case went into which other one."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Makes the table of merges, and lets a tombstone say where its case went."""
    op.create_table(
        "merges",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("into", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_merges")),
    )
    op.create_index(op.f("ix_merges_into"), "merges", ["into"], unique=False)
    op.add_column("tombstones", sa.Column("merged_into", sa.String(), nullable=True))
