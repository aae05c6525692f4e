"""Lookups on a generated database of 1,000,000 observations over 25,000 divisions.

Run: python bench/scale.py [OBSERVATIONS]. It builds two databases, one of a hundredth of the size,
asks for the status of 500 places in process, rebuilds timelines and reads the change log. What
means anything elsewhere are the ratios: a lookup must not cost more for the law of other places.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from regtrack.domain.changes import Change, ChangeKind, StatusLine
from regtrack.domain.codec import plain
from regtrack.domain.dates import PartialDate
from regtrack.domain.derivation import derive
from regtrack.domain.gazetteer import chain
from regtrack.domain.instruments import How, Stage
from regtrack.domain.observations import (
    Authority,
    Confidence,
    Evidence,
    Method,
    Observation,
    StageEvent,
)
from regtrack.domain.provisions import Effect, Provision
from regtrack.domain.status import Status
from regtrack.domain.substances import Substance
from regtrack.paths import data_folder
from regtrack.services.answering import Question, answers
from regtrack.store import database, queries, rows
from regtrack.store.columns import instant_text
from regtrack.store.fastread import View, open_read_only
from regtrack.store.gazetteer import SqliteGazetteer
from regtrack.store.repository import SqlRepository

PER_DIVISION = 40
TEMPLATES = 40
NOW = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)
_EFFECTS = (Effect.PROHIBIT, Effect.REGULATE, Effect.AGE_LIMIT, Effect.SCHEDULE, Effect.RESTRICT)


def history(seed: int) -> list[Observation]:
    """Twenty acts of one place, each with its enactment and one provision."""
    dice = random.Random(seed)
    found = []
    for number in range(PER_DIVISION // 2):
        on = dt.date(2012, 1, 1) + dt.timedelta(days=dice.randrange(5400))
        end = on + dt.timedelta(days=dice.randrange(90, 900)) if dice.random() < 0.7 else None
        effect = dice.choice(_EFFECTS)
        claims: list[Any] = [
            StageEvent(Stage.ENACTED, "enacted", on=PartialDate(on.isoformat()), how=How.VOTE),
            Provision(dice.choice(list(Substance)), effect, acts=("sale", "possession"),
                      min_age=21 if effect is Effect.AGE_LIMIT else None,
                      start=PartialDate(on.isoformat()),
                      end=PartialDate(end.isoformat()) if end else None),
        ]  # fmt: skip
        for place, claim in enumerate(claims):
            found.append(
                Observation(
                    f"@-{number}-{place}", "@", claim, NOW, Method.CURATED, Authority.OFFICIAL,
                    Confidence.HIGH, getattr(claim, "substance", None), f"@-i{number}",
                    evidence=(Evidence(quote="the sale of kratom is prohibited",
                                       url="https://law.example/code"),),
                )
            )  # fmt: skip
    return found


def template(seed: int) -> dict[str, list[dict[str, Any]]]:
    """The rows of a made-up place, `@` where its number goes."""
    observations = history(seed)
    periods = []
    for substance, timeline in derive(observations, ()).items():
        base = {"division": "@", "substance": substance.value, "recorded_at": NOW}
        aside = {"pending": [], "losing": list(timeline.losing)}
        periods.append({**base, "ordinal": -1, "start": None, "until": None,
                        "status": "unknown", "parts": [], "aside": aside})  # fmt: skip
        for ordinal, segment in enumerate(timeline.segments):
            periods.append({**base, "ordinal": ordinal, "start": segment.start,
                            "until": segment.until, "status": segment.status.value,
                            "parts": [plain(p) for p in segment.parts], "aside": {}})  # fmt: skip
    acts = sorted({o.instrument for o in observations if o.instrument})
    return {
        "observation": [rows.observation_row(o) for o in observations],
        "period": periods,
        "instrument": [
            {"id": i, "division": "@", "kind": "ordinance", "title": f"Ordinance {i}",
             "number": i, "session": None, "citation": None, "url": None, "recorded_at": NOW}
            for i in acts
        ],
    }  # fmt: skip


def _bound(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return instant_text(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return json.dumps(value) if isinstance(value, (dict, list)) else value


def fill(file: Path, divisions: Sequence[str]) -> None:
    """Write the histories of these divisions by plain inserts: the store's own way is not what is
    measured here."""
    made = [template(seed) for seed in range(TEMPLATES)]
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        for name in ("instrument", "observation", "period"):
            columns = list(made[0][name][0])
            marks = ", ".join("?" * len(columns))
            sql = f'INSERT INTO "{name}" ({", ".join(columns)}) VALUES ({marks})'
            connection.executemany(sql, _rows(made, name, columns, divisions))
        connection.executemany(
            'INSERT INTO change (id, "key", kind, division, recorded_at, news, body) '
            "VALUES (?, ?, ?, ?, ?, 1, ?)",
            (_change(number, division) for number, division in enumerate(divisions)),
        )
    connection.close()


def _rows(
    made: Sequence[dict[str, list[dict[str, Any]]]],
    name: str,
    columns: Sequence[str],
    divisions: Sequence[str],
) -> Iterator[list[Any]]:
    texts = [[[_bound(row[c]) for c in columns] for row in one[name]] for one in made]
    at = columns.index("division")
    for number, division in enumerate(divisions):
        for row in texts[number % TEMPLATES]:
            own = [v.replace("@", str(number)) if isinstance(v, str) else v for v in row]
            own[at] = division
            yield own


def _change(number: int, division: str) -> tuple[Any, ...]:
    at = NOW - dt.timedelta(minutes=number)
    change = Change(
        key=f"k{number}", kind=ChangeKind.STATUS, division=division,
        recorded_at=at, on=PartialDate("2026-10-01"),
        lines=(StatusLine(Substance.KRATOM, Status.UNKNOWN, Status.PROHIBITED),),
    )  # fmt: skip
    return (change.id, change.key, "status", division, instant_text(at), json.dumps(plain(change)))


def timed(act: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def measure(home: Path, divisions: Sequence[str], places: SqliteGazetteer) -> dict[str, float]:
    """Milliseconds of each kind of lookup, on the divisions given."""
    view = View(open_read_only(home / "regtrack.db"))

    def status(division: str) -> Callable[[], object]:
        chained = chain(division, places)
        return lambda: answers(view, Question(division, chained, NOW))

    asked = [timed(status(d)) for d in divisions]
    engine = database.engine_for(f"sqlite:///{home / 'regtrack.db'}")
    with engine.begin() as connection:
        store = SqlRepository(connection)
        rebuilt = [
            timed(lambda d=d: derive(store.observations_in(d), store.links_in(d)))  # type: ignore[misc]
            for d in divisions[:100]
        ]
        since = NOW - dt.timedelta(minutes=20)
        log = [timed(lambda: queries.changes(connection, since)) for _ in range(10)]
    engine.dispose()
    asked.sort()
    return {
        "status median": statistics.median(asked),
        "status p99": asked[int(len(asked) * 0.99) - 1],
        "rebuild median": statistics.median(rebuilt),
        "changes --since (20 of them)": statistics.median(log),
    }


def build(home: Path, divisions: Sequence[str]) -> None:
    engine = database.engine_for(f"sqlite:///{home / 'regtrack.db'}")
    database.upgrade(engine)
    engine.dispose()
    fill(home / "regtrack.db", divisions)


def main() -> None:
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    places = SqliteGazetteer(data_folder() / "gazetteer" / "gazetteer.sqlite")
    connection = sqlite3.connect(data_folder() / "gazetteer" / "gazetteer.sqlite")
    inside = "SELECT id FROM division WHERE id LIKE 'ocd-division/country:us/%' ORDER BY id"
    known = [row[0] for row in connection.execute(inside)]
    connection.close()
    random.Random(1).shuffle(known)
    found = {}
    for size in (total // 100, total):
        divisions = known[: size // PER_DIVISION]
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            build(home, divisions)
            found[size] = measure(home, divisions[:500], places)
        told = "  ".join(f"{name} {ms:.2f} ms" for name, ms in found[size].items())
        print(f"{size:>9,} observations, {len(divisions):,} divisions: {told}")
    small, large = found.values()
    print("ratio large / small: " + "  ".join(f"{n} {large[n] / small[n]:.2f}" for n in large))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process, building included: {peak:.0f} MB")


if __name__ == "__main__":
    main()
