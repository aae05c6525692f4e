"""since when the failures of a receiver are its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from regtrack.store.columns import Instant

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("endpoint", sa.Column("own_since", Instant(), nullable=True))
