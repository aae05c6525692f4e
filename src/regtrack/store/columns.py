"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

#: A JSON document.
Json = sa.JSON().with_variant(JSONB(), "postgresql")

_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


class Instant(sa.types.TypeDecorator[dt.datetime]):
    """An aware instant in UTC. SQLite keeps fixed-width ISO text, so that text order is time order
    and the fast read path needs no decoding; PostgreSQL keeps timestamptz."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> Any:
        """Text on SQLite, timestamptz elsewhere."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(sa.String(27))
        return dialect.type_descriptor(sa.DateTime(timezone=True))

    def process_bind_param(self, value: dt.datetime | None, dialect: sa.Dialect) -> Any:
        """Refuse naive instants; write UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive instant cannot be stored; give it a time zone")
        return instant_text(value) if dialect.name == "sqlite" else value.astimezone(dt.UTC)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> dt.datetime | None:
        """Give aware UTC."""
        if value is None:
            return None
        if isinstance(value, str):
            return dt.datetime.fromisoformat(value)
        return value.astimezone(dt.UTC)  # type: ignore[no-any-return] # the driver's datetime


def instant_text(value: dt.datetime) -> str:
    """The fixed-width text of an instant, as SQLite keeps it."""
    return value.astimezone(dt.UTC).strftime(_FORMAT)
