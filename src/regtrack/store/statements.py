"""Statements that mean the same on both engines: insert what is new, write over what is there."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from regtrack.domain.codec import plain


def table(model: Any) -> sa.Table:
    """The table of a model."""
    found: sa.Table = model.__table__
    return found


def plain_fields(value: Any) -> dict[str, Any]:
    """The column values of a domain object whose fields are columns, nulls included."""
    filled = plain(value)
    return {name: filled.get(name) for name in value.__dataclass_fields__}


class Statements:
    """What a repository is made of, on a connection whose transaction the caller owns."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection

    def _insert_new(self, into: sa.Table, values: list[dict[str, Any]], *keys: str) -> int:
        """Insert rows whose key is not there yet; how many were inserted."""
        if not values:
            return 0
        dialect = postgresql if self.connection.dialect.name == "postgresql" else sqlite
        statement = dialect.insert(into).on_conflict_do_nothing(index_elements=list(keys))
        # Counted by what comes back: psycopg leaves `rowcount` at -1 for an insert.
        statement = statement.returning(*(into.c[key] for key in keys))
        return sum(len(self.connection.execute(statement, value).all()) for value in values)

    def _upsert(self, into: sa.Table, value: dict[str, Any], *keys: str) -> None:
        dialect = postgresql if self.connection.dialect.name == "postgresql" else sqlite
        rest = {k: v for k, v in value.items() if k not in keys}
        statement = dialect.insert(into).values(value)
        statement = statement.on_conflict_do_update(index_elements=list(keys), set_=rest)
        self.connection.execute(statement)
