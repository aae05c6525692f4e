"""The file that the builder writes."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from pathlib import Path
from typing import Any

from spelling import US

from regtrack.domain.gazetteer import fold

SCHEMA = Path(__file__).with_name("schema.sql")


def write(builder: Any, path: Path) -> None:
    """Write the file anew with all that the builder holds."""
    path.unlink(missing_ok=True)
    number = {d: n for n, d in enumerate(sorted(builder.divisions))}
    by_name = {fold(v[1]): d for d, v in builder.divisions.items() if v[0] == "county"}
    with sqlite3.connect(path) as db:
        db.executescript(SCHEMA.read_text())
        db.executemany(
            "INSERT INTO division VALUES (?,?,?,?,?,?)",
            [(number[d], d, *builder.divisions[d]) for d in sorted(builder.divisions)],
        )
        rows = sorted((k, number[d]) for k, d in builder.names if k and d in number)
        db.executemany("INSERT INTO name VALUES (?,?)", rows)
        codes = sorted((s, c, number[d]) for (s, c), d in builder.codes.items() if d in number)
        db.executemany("INSERT INTO code VALUES (?,?,?)", codes)
        pairs = sorted((number[p], number[c]) for p, cs in builder.within.items() for c in cs)
        db.executemany("INSERT INTO within VALUES (?,?)", pairs)
        for code, state, city, county, whole, places in sorted(builder.zips):
            seat = number.get(by_name.get(fold(county or ""), ""))
            row = (int(code), number[state], city, seat, whole)
            db.execute("INSERT INTO zip VALUES (?,?,?,?,?)", row)
            held = [(int(code), number[p]) for p in places]
            db.executemany("INSERT INTO zip_place VALUES (?,?)", held)
        also = {
            (int(z), number[by_name[fold(c)]]) for z, c in builder.zip_also if fold(c) in by_name
        }
        held = {row[0] for row in db.execute("SELECT code FROM zip")}
        rows = sorted(row for row in also if row[0] in held)
        db.executemany("INSERT INTO zip_also VALUES (?,?)", rows)
        rows = sorted((k, number[d], *rest) for (k, d), rest in builder.parts.items())
        db.executemany("INSERT INTO part VALUES (?,?,?,?)", rows)
        write_spellings(builder, db)
    db.execute("VACUUM")
    db.close()


def write_spellings(builder: Any, db: sqlite3.Connection) -> None:
    """The names of each state, and of the world, in one row each: a search reads them all."""
    spelled = defaultdict(set)
    towns = [row for row, (sort, _text) in builder.parts.items() if sort != "abroad"]
    for key, division in [*builder.names, *towns]:
        if key and division in builder.divisions:
            spelled["/".join(division.split("/")[:3])].add(key)
    rows = [(state, "\n".join(sorted(keys))) for state, keys in sorted(spelled.items())]
    world = [row for row in rows if row[0].startswith(US + "/")]
    rest = {
        key for state, keys in spelled.items() if not state.startswith(US + "/") for key in keys
    }
    db.executemany("INSERT INTO spelling VALUES (?,?)", [*world, ("", "\n".join(sorted(rest)))])
