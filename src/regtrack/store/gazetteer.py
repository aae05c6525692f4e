"""The gazetteer in its read-only SQLite file; an exact lookup reads a few pages of it."""

from __future__ import annotations

import os
import sqlite3

from regtrack.domain.divisions import NATION, Kind
from regtrack.domain.errors import ConfigError
from regtrack.domain.gazetteer import Part, PartKind, Place, Zip, by_id, fold
from regtrack.store.sqlite_files import opened

_PLACE = "SELECT d.id, d.kind, d.name, d.population, d.flags FROM division d "
_NAMED = _PLACE + "JOIN name USING (n) WHERE name.key = ?"
#: Divisions are numbered in the order of their ids: those of one state follow each other.
_IN_STATE = (
    " AND name.n BETWEEN (SELECT n FROM division WHERE id > ? ORDER BY id LIMIT 1)"
    " AND (SELECT n FROM division WHERE id < ? ORDER BY id DESC LIMIT 1)"
)


class SqliteGazetteer:
    """`regtrack.domain.gazetteer.Gazetteer` over db/gazetteer/gazetteer.sqlite.

    Raises ConfigError where the file is missing. One object serves one thread.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._spelled: dict[str | None, list[str]] = {}
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

    def named(self, name: str, state: str | None = None) -> tuple[Place, ...]:
        """Every place with this folded name, by id, or those in one state."""
        if state is None:
            return self._all(_NAMED, fold(name))
        return self._all(
            _NAMED + _IN_STATE, fold(name), state + "/", state + "0"
        )  # "0" follows "/"

    def coded(self, scheme: str, code: str) -> Place | None:
        """By `postal` (AL), `alpha2` (al), `alpha3` (ALB), `iso` (US-AL) or `fips` (01, 01097)."""
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
            "SELECT s.id, z.city, z.whole FROM zip z JOIN division s ON s.n = z.state "
            "WHERE z.code = ?",
            (int(code),),
        ).fetchone()
        if row is None:
            return None
        held = self._all(_PLACE + "JOIN zip_place USING (n) WHERE code = ?", int(code))
        seats = self._all(_PLACE + "JOIN zip z ON z.county = d.n WHERE z.code = ?", int(code))
        also = self._all(_PLACE + "JOIN zip_also USING (n) WHERE code = ?", int(code))
        return Zip(code, row[0], row[1], bool(row[2]), held, by_id((*seats, *also)))

    def parts(self, name: str) -> tuple[Part, ...]:
        """What else bears this folded name: towns without a council, cities abroad."""
        rows = self._db.execute(
            "SELECT d.id, d.kind, d.name, d.population, d.flags, p.sort, p.name "
            "FROM part p JOIN division d USING (n) WHERE p.key = ? ORDER BY d.id",
            (fold(name),),
        )
        return tuple(Part(row[6], PartKind(row[5]), _place(row[:5])) for row in rows)

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

        hits = process.extract(
            fold(name),
            self._spellings(state),
            scorer=JaroWinkler.normalized_similarity,
            limit=limit * 8,
            score_cutoff=0.86,
        )
        found: dict[str, tuple[float, Place]] = {}
        for key, score, _index in hits:
            held = self.named(key, state) or tuple(part.holder for part in self.parts(key))
            for place in held:
                if state is None or place.division.startswith(state + "/"):
                    found.setdefault(place.division, (score, place))
        ranked = sorted(found.values(), key=_closeness)
        return tuple(place for _score, place in ranked[:limit])

    def _spellings(self, state: str | None) -> list[str]:
        """Every folded name there is, or those of one state; kept once read."""
        if state not in self._spelled:
            rows = self._db.execute(
                "SELECT keys FROM spelling WHERE ?1 IS NULL OR state = ?1", (state,)
            )
            self._spelled[state] = [key for row in rows for key in row[0].split("\n")]
        return self._spelled[state]

    def _one(self, query: str, *values: str) -> Place | None:
        row = self._db.execute(query, values).fetchone()
        return _place(row) if row else None

    def _all(self, query: str, *values: str | int) -> tuple[Place, ...]:
        return by_id(_place(row) for row in self._db.execute(query, values))


def _closeness(hit: tuple[float, Place]) -> tuple[float, bool, int, float]:
    """Of names about equally alike, nations and states first, then the largest place."""
    score, place = hit
    top = place.kind in {Kind.COUNTRY, Kind.STATE}
    return (-round(score, 1), not top, -place.population, -score)


def _place(row: tuple[str, str, str, int, str]) -> Place:
    division, kind, name, population, flags = row
    return Place(
        division, Kind(kind), name, population, "independent" in flags, "township" in flags
    )
