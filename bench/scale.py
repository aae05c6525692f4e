"""Lookups on a generated database of 1,000,000 observations over 25,000 divisions.

Run: python bench/scale.py [OBSERVATIONS [FOLDER]]. It builds two databases, one of a hundredth of
the size (or takes those of an earlier run from FOLDER), asks both for the status of the same places
by turns, rebuilds timelines and reads the change log. The places asked and all above them have the
same law in both, so that the ratio tells what the law of other places costs; the processor's time
is told beside the clock's, which a busy machine stretches.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import multiprocessing
import random
import re
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
_ID = re.compile(r"@-[-i0-9]+")
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
            own = [_numbered(v, number) if isinstance(v, str) and "@" in v else v for v in row]
            own[at] = division
            yield own


def _numbered(text: str, number: int) -> str:
    """Ids as the program makes them: digests, which lie anywhere in an index."""

    def digest(match: re.Match[str]) -> str:
        return hashlib.blake2b(f"{number}{match[0]}".encode(), digest_size=10).hexdigest()

    return _ID.sub(digest, text)


def _change(number: int, division: str) -> tuple[Any, ...]:
    at = NOW - dt.timedelta(minutes=number)
    change = Change(
        key=f"k{number}", kind=ChangeKind.STATUS, division=division,
        recorded_at=at, on=PartialDate("2026-10-01"),
        lines=(StatusLine(Substance.KRATOM, Status.UNKNOWN, Status.PROHIBITED),),
    )  # fmt: skip
    return (change.id, change.key, "status", division, instant_text(at), json.dumps(plain(change)))


class Clock:
    """Milliseconds of calls, by the clock and of the processor."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.used: list[float] = []

    def time(self, act: Callable[[], object]) -> None:
        wall, used = time.perf_counter(), time.process_time()
        act()
        self.used.append((time.process_time() - used) * 1000)
        self.wall.append((time.perf_counter() - wall) * 1000)

    def told(self) -> dict[str, float]:
        wall, used = sorted(self.wall), sorted(self.used)
        at = max(int(len(wall) * 0.99) - 1, 0)
        return {
            "median": statistics.median(wall), "p99": wall[at],
            "processor median": statistics.median(used), "processor p99": used[at],
        }  # fmt: skip


def build(home: Path, divisions: Sequence[str]) -> None:
    engine = database.engine_for(f"sqlite:///{home / 'regtrack.db'}")
    database.upgrade(engine)
    engine.dispose()
    fill(home / "regtrack.db", divisions)


def statuses(homes: Sequence[Path], asked: Sequence[str], places: SqliteGazetteer) -> list[Clock]:
    """The status of each place, asked of one database after the other, once to warm both."""
    views = [View(open_read_only(home / "regtrack.db")) for home in homes]
    for clocks in ([Clock() for _ in homes], [Clock() for _ in homes]):
        for division in asked:
            question = Question(division, chain(division, places), NOW)
            for view, clock in zip(views, clocks, strict=True):
                clock.time(lambda v=view, q=question: answers(v, q))  # type: ignore[misc]
    return clocks


def rebuilds(home: Path, asked: Sequence[str]) -> tuple[Clock, Clock]:
    """Timelines made of the stored claims, and the changes of 20 minutes."""
    engine = database.engine_for(f"sqlite:///{home / 'regtrack.db'}")
    rebuilt, log = Clock(), Clock()
    with database.reading(engine) as connection:
        store = SqlRepository(connection)
        for division in asked[:100]:
            rebuilt.time(lambda d=division: derive(store.observations_in(d), store.links_in(d)))  # type: ignore[misc]
        since = NOW - dt.timedelta(minutes=20)
        for _ in range(20):
            log.time(lambda: queries.changes(connection, since))
    engine.dispose()
    return rebuilt, log


def divisions_of(places: SqliteGazetteer, small: int, large: int) -> tuple[list[str], list[str]]:
    """Places to ask for, and the divisions of the large database: first those of the small one,
    which are these places and all above them."""
    connection = sqlite3.connect(data_folder() / "gazetteer" / "gazetteer.sqlite")
    inside = "SELECT id FROM division WHERE id LIKE 'ocd-division/country:us/%' ORDER BY id"
    known = [row[0] for row in connection.execute(inside)]
    connection.close()
    random.Random(1).shuffle(known)
    asked: list[str] = []
    held: dict[str, None] = {}
    for division in known:
        above = chain(division, places)
        if len(held.keys() | set(above)) > small:
            break
        asked.append(division)
        held.update(dict.fromkeys(above))
    return asked, list(dict.fromkeys([*held, *known]))[:large]


def run(root: Path, total: int) -> None:
    places = SqliteGazetteer(data_folder() / "gazetteer" / "gazetteer.sqlite")
    sizes = {"small": total // 100 // PER_DIVISION, "large": total // PER_DIVISION}
    asked, divisions = divisions_of(places, *sizes.values())
    homes = [root / name for name in sizes]
    for home, size in zip(homes, sizes.values(), strict=True):
        if not home.is_dir():
            home.mkdir(parents=True)
            # In a process of its own, so that this one's peak memory is that of lookups.
            child = multiprocessing.get_context("spawn").Process(
                target=build, args=(home, divisions[:size])
            )
            child.start()
            child.join()
    found = [{"status": clock} for clock in statuses(homes, asked, places)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for clocks, home in zip(found, homes, strict=True):
        clocks["rebuild"], clocks["changes --since"] = rebuilds(home, asked)
    print(f"{len(asked)} places asked; peak memory after their statuses {peak:.0f} MB")
    for act in found[0]:
        small, large = (clocks[act].told() for clocks in found)
        for name in small:
            ratio = large[name] / small[name]
            print(f"{act:16}{name:17}{small[name]:7.2f} ms{large[name]:8.2f} ms  ratio {ratio:.2f}")


def main() -> None:
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    if len(sys.argv) > 2:
        run(Path(sys.argv[2]), total)
        return
    with tempfile.TemporaryDirectory() as folder:
        run(Path(folder), total)


if __name__ == "__main__":
    main()
