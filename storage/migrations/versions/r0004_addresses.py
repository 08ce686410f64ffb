"""On which platform a card stands, where accounts are reached, and where somebody goes on."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

STOOD_ON = """
    UPDATE sent_cards SET platform = CASE
        WHEN EXISTS (SELECT 1 FROM notes WHERE name = 'slack team') THEN 'slack'
        ELSE 'playground'
    END
"""


def upgrade() -> None:
    """Makes the table of addresses; what stood until now, stood on the one platform there was."""
    op.create_table(
        "addresses",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("kept_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "user_id", name=op.f("pk_addresses")),
    )
    op.add_column("accounts", sa.Column("used_at", sa.BigInteger(), nullable=True))
    op.add_column(
        "sent_cards", sa.Column("platform", sa.String(), nullable=False, server_default="")
    )
    op.execute(STOOD_ON)
    op.create_index(op.f("ix_sent_cards_message_id"), "sent_cards", ["message_id"], unique=False)
