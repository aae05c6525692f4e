"""Place lookup: microseconds of an exact name, milliseconds of a look-alike, size of the file.

Run: python bench/places.py [rounds]. Exact names are drawn from the whole gazetteer with a fixed
seed, each written as people write it and asked once a round; look-alikes are the same names with
two letters swapped. The goals: exact under 50 microseconds (median), near under 5 milliseconds,
under 10 MB in the wheel.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
import zlib
from collections.abc import Callable, Iterable

from regtrack.domain.places import resolve
from regtrack.paths import data_folder
from regtrack.store.gazetteer import SqliteGazetteer

FILE = data_folder() / "gazetteer" / "gazetteer.sqlite"
DRAWN = 2_000


def names() -> dict[str, list[str]]:
    """Ways to write a place, by how it is written."""
    import sqlite3

    draw = random.Random(1)
    with sqlite3.connect(f"{FILE.absolute().as_uri()}?mode=ro", uri=True) as db:

        def some(query: str) -> list[str]:
            rows = sorted(str(row[0]) for row in db.execute(query))
            return draw.sample(rows, min(DRAWN, len(rows)))

        return {
            "division id": some("SELECT id FROM division"),
            "ZIP": some("SELECT printf('%05d', code) FROM zip"),
            "postal code": some("SELECT code FROM code WHERE scheme = 'postal'"),
            "ISO and FIPS code": some(
                "SELECT CASE scheme WHEN 'fips' THEN 'fips:' ELSE '' END || code FROM code "
                "WHERE scheme IN ('iso', 'fips')"
            ),
            "City, ST": some("SELECT name FROM division WHERE kind = 'place' AND flags = ''"),
            "X County, ST": some("SELECT name FROM division WHERE kind = 'county'"),
            "bare name": some(
                "SELECT d.name FROM division d WHERE kind NOT IN ('county', 'place')"
            ),
            "name of one or many": some("SELECT DISTINCT key FROM name"),
        }


def timed(queries: Iterable[str], call: Callable[[str], object]) -> list[float]:
    """Seconds of each call."""
    spent = []
    for query in queries:
        started = time.perf_counter()
        call(query)
        spent.append(time.perf_counter() - started)
    return spent


def swapped(name: str) -> str:
    """The name with its third and fourth letters swapped, as fingers do."""
    return name[:2] + name[3:4] + name[2:3] + name[4:]


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    gazetteer = SqliteGazetteer(FILE)
    drawn = names()
    every: list[float] = []
    print(f"exact, best of {rounds} rounds, microseconds: median, 95 of 100, worst")
    for kind, queries in drawn.items():
        runs = [timed(queries, lambda query: resolve(query, gazetteer)) for _ in range(rounds)]
        best = sorted(min(times) * 1e6 for times in zip(*runs, strict=True))
        every += best
        at95 = best[int(len(best) * 0.95)]
        print(f"  {kind:20} {statistics.median(best):6.1f} {at95:6.1f} {best[-1]:8.1f}")
    print(
        f"  {'all':20} {statistics.median(every):6.1f} {sorted(every)[int(len(every) * 0.95)]:6.1f}"
    )

    first = SqliteGazetteer(FILE)
    cold = timed(["tuscalosa"], lambda query: first.near(query, None, 5))[0] * 1e3
    wrong = [swapped(name) for name in drawn["name of one or many"] if len(name) > 5][:200]
    runs = [timed(wrong, lambda query: gazetteer.near(query, None, 5)) for _ in range(rounds)]
    best = sorted(min(times) * 1e3 for times in zip(*runs, strict=True))
    print(
        f"near, whole gazetteer, milliseconds: first {cold:.1f} (loads rapidfuzz and the names), "
        f"then {statistics.median(best):.1f}, 95 of 100 {best[int(len(best) * 0.95)]:.1f}"
    )
    names_of_some = [name for name in drawn["name of one or many"] if len(name) > 5]
    held = sum(
        not {p.division for p in gazetteer.named(name)}.isdisjoint(
            p.division for p in gazetteer.near(swapped(name), None, 5)
        )
        for name in names_of_some
    )
    print(f"near: the name meant is among the five offered for {held} of {len(names_of_some)}")
    data = FILE.read_bytes()
    print(
        f"size: {len(data) / 1e6:.1f} MB, {len(zlib.compress(data, 6)) / 1e6:.1f} MB in the wheel"
    )


if __name__ == "__main__":
    main()
