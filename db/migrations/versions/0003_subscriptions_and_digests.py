"""subscriptions with hours, an end and an audit; deliveries in digests and in order."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from regtrack.store.columns import Instant, Json

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Each added column has a default, so that rows stay where they are on both engines.
    for column in (
        sa.Column("below", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("least", sa.String(), nullable=False, server_default="info"),
        sa.Column("ahead", Json, nullable=False, server_default="[]"),
        sa.Column("timing", Json, nullable=False, server_default="{}"),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("paused", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("secret_env", sa.String(), nullable=True),
    ):
        op.add_column("subscription", column)
    op.add_column("delivery", sa.Column("digest", sa.String(), nullable=True))
    op.add_column(
        "delivery", sa.Column("holds", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_index("ix_delivery_digest", "delivery", ["digest"])
    op.create_index("ix_delivery_subscription", "delivery", ["subscription", "state"])
    op.create_table(
        "subscription_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subscription", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("fields", Json, nullable=False),
        sa.ForeignKeyConstraint(
            ["subscription"],
            ["subscription.id"],
            name=op.f("fk_subscription_event_subscription"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription_event")),
    )
    op.create_index("ix_subscription_event_subscription", "subscription_event", ["subscription"])
