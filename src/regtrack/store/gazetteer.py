"""The gazetteer in its read-only SQLite file; an exact lookup reads a few pages of it."""

from __future__ import annotations

import os
import sqlite3

from regtrack.domain.divisions import NATION, Kind
from regtrack.domain.errors import ConfigError
from regtrack.domain.gazetteer import Place, Zip, by_id, fold
from regtrack.store.sqlite_files import opened

_PLACE = "SELECT d.id, d.kind, d.name, d.population, d.flags FROM division d "


class SqliteGazetteer:
    """`regtrack.domain.gazetteer.Gazetteer` over db/gazetteer/gazetteer.sqlite.

    Raises ConfigError where the file is missing. One object serves one thread.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        try:
            self._db = opened(path, immutable=True)
        except sqlite3.OperationalError as error:
            raise ConfigError(
                f"{path}: the gazetteer is missing; install regtrack again"
            ) from error

    def close(self) -> None:
        """Give the file back."""
        self._db.close()

    def get(self, division: str) -> Place | None:
        """The place with this id."""
        return self._one(_PLACE + "WHERE d.id = ?", division)

    def named(self, name: str) -> tuple[Place, ...]:
        """Every place with this folded name, by id."""
        return self._all(_PLACE + "JOIN name USING (n) WHERE name.key = ?", fold(name))

    def coded(self, scheme: str, code: str) -> Place | None:
        """By `postal` (AL), `alpha2` (al), `alpha3` (ALB) or `iso` (US-AL)."""
        return self._one(_PLACE + "JOIN code USING (n) WHERE scheme = ? AND code = ?", scheme, code)

    def states(self) -> tuple[Place, ...]:
        """The states, the district and the territories of the United States, by name."""
        found = self._all(
            _PLACE + "WHERE d.id LIKE ? AND d.kind IN ('state', 'district', 'territory')",
            f"{NATION}/%",
        )
        return tuple(sorted(found, key=lambda p: p.name))

    def zip_code(self, code: str) -> Zip | None:
        """A five-digit ZIP."""
        row = self._db.execute(
            "SELECT s.id, z.city, c.id FROM zip z JOIN division s ON s.n = z.state "
            "LEFT JOIN division c ON c.n = z.county WHERE z.code = ?",
            (int(code),),
        ).fetchone()
        if row is None:
            return None
        held = self._all(_PLACE + "JOIN zip_place USING (n) WHERE code = ?", int(code))
        return Zip(code, row[0], row[1], held, self.get(row[2]) if row[2] else None)

    def counties(self, division: str) -> tuple[Place, ...]:
        """The counties a place lies in, as far as known, by id."""
        return self._all(
            _PLACE + "JOIN within w ON w.county = d.n "
            "JOIN division p ON p.n = w.place WHERE p.id = ?",
            division,
        )

    def mail_counties(self, name: str, state: str) -> tuple[Place, ...]:
        """The counties that postal data give for a post office name of one state; slow."""
        rows = self._db.execute(
            "SELECT z.city, c.id FROM zip z JOIN division s ON s.n = z.state "
            "JOIN division c ON c.n = z.county WHERE s.id = ?",
            (state,),
        )
        wanted = fold(name)
        ids = {county for city, county in rows if fold(city) == wanted}
        return by_id(place for d in ids if (place := self.get(d)))

    def near(self, name: str, state: str | None, limit: int) -> tuple[Place, ...]:
        """Places whose names look like this one, best first, in one state or anywhere."""
        from rapidfuzz import process  # only after a miss: it costs tens of milliseconds
        from rapidfuzz.distance import JaroWinkler

        inside = "" if state is None else "WHERE d.id LIKE ? || '/%'"
        rows = self._db.execute(
            f"SELECT name.key, d.id, d.population, d.kind NOT IN ('country', 'state') "  # noqa: S608
            f"FROM name JOIN division d USING (n) {inside}",
            () if state is None else (state,),
        ).fetchall()
        keys = [row[0] for row in rows]
        scorer = JaroWinkler.normalized_similarity
        hits = process.extract(fold(name), keys, scorer=scorer, limit=limit * 8, score_cutoff=0.86)
        ranked = sorted(
            hits,
            key=lambda hit: (-round(hit[1], 1), rows[hit[2]][3], -rows[hit[2]][2], -hit[1]),
        )
        ids = dict.fromkeys(rows[index][1] for _key, _score, index in ranked)
        return tuple(place for d in list(ids)[:limit] if (place := self.get(d)))

    def _one(self, query: str, *values: str) -> Place | None:
        row = self._db.execute(query, values).fetchone()
        return _place(row) if row else None

    def _all(self, query: str, *values: str | int) -> tuple[Place, ...]:
        return by_id(_place(row) for row in self._db.execute(query, values))


def _place(row: tuple[str, str, str, int, str]) -> Place:
    division, kind, name, population, flags = row
    return Place(
        division, Kind(kind), name, population, "independent" in flags, "township" in flags
    )
