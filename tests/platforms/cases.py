"""The cases of the platforms: what is recorded, how it is played, the words of golden files.

A platform's folder `tests/platforms/<name>/` holds `sources.toml` (or `sources.from`, the path of
a file of sources from which those of this platform are taken), for every case a folder of
recordings (`<case>.from`, the path of one that stands elsewhere; `<case>.none`, why there is none)
with a `sources.toml` of its own where the case asks differently, and `golden/<case>.json`, or
`golden/<case>/<source>.json` for platforms of many sources. Days after the first are the cases
`changed`, `changed3` and so on. A golden file that is missing is written, to be reviewed."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from fetching import quick
from records import row_counts
from regtrack.bootstrap import App
from regtrack.contract import DocumentRecord, FaultRecord, Record, SourceSpec
from regtrack.domain.changes import Change
from regtrack.domain.codec import plain
from regtrack.replay import ReplayServer
from regtrack.replay.recordings import Recordings
from regtrack.runner.extraction import BoundedExtractor
from regtrack.runner.fetcher import ProbeAndCrawl
from regtrack.runner.snapshots import SnapshotStore
from regtrack.runner.sources_file import load
from regtrack.services.verifying import Verifier
from regtrack.services.watch_ports import SourceReport
from regtrack.store import database, queries

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CASES = ("normal", "empty", "paged")
#: When each day of the recordings is looked at, as the demonstration has it.
DAYS: Mapping[int, dt.datetime] = {
    1: dt.datetime(2026, 10, 8, 14, tzinfo=dt.UTC),
    2: dt.datetime(2026, 10, 9, 14, tzinfo=dt.UTC),
    3: dt.datetime(2026, 10, 14, 14, tzinfo=dt.UTC),
}
#: A claim takes at most so many sources at once.
_BATCH = 50


def folders() -> dict[str, Path]:
    """The folder of every platform that has one."""
    return {f.name: f for f in sorted(HERE.iterdir()) if f.is_dir() and f.name[0] not in "._"}


def recorded(platform: str, case: str) -> Path | None:
    """The folder of a case's recordings; None where the platform says why there is none."""
    own = folders()[platform] / case
    elsewhere = own.with_suffix(".from")
    if elsewhere.exists():
        return ROOT / elsewhere.read_text(encoding="utf-8").strip()
    return None if own.with_suffix(".none").exists() else own


def sources(platform: str, case: str) -> list[SourceSpec]:
    """The sources of a platform under test."""
    folder = folders()[platform]
    for own in (folder / case / "sources.toml", folder / "sources.toml"):
        if own.exists():
            return load(own)
    other = ROOT / (folder / "sources.from").read_text(encoding="utf-8").strip()
    return [s for s in load(other) if s.platform == platform]


def golden(platform: str, case: str) -> Path:
    """The golden file of a case, or the folder of those of its sources."""
    folder = folders()[platform] / "golden"
    return folder / case if (folder / case).is_dir() else folder / f"{case}.json"


@dataclass
class Look:
    """What one look at every source of a case gave, by source."""

    records: dict[str, list[Record]] = field(default_factory=dict)
    reports: dict[str, SourceReport] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    statuses: Mapping[int, int] = field(default_factory=dict)


class Handed:
    """A fetcher of what was fetched before."""

    def __init__(self, records: Mapping[str, Sequence[Record]]) -> None:
        self._records = records

    def fetch(self, specs: Sequence[SourceSpec]) -> Iterator[Record]:
        """The records of these sources."""
        for spec in specs:
            yield from self._records.get(spec.key, ())


class Stage:
    """One case of all platforms: a server of their recordings, one store of what it sent, and for
    each platform an app with a database of its own, since several tell of the same acts."""

    def __init__(self, case: str, folder: Path, base: str, patch: pytest.MonkeyPatch) -> None:
        self._patch, self._folder = patch, folder
        self.specs = {p: sources(p, case) for p in with_case(case)}
        self.store = SnapshotStore(folder / "snapshots")
        self._extractor = BoundedExtractor()
        self._fetcher = ProbeAndCrawl(quick(base), self.store, folder)
        self.apps: dict[str, App] = {}
        for platform, specs in self.specs.items():
            self.apps[platform] = self._app(platform)
            self.apps[platform].sources.register(specs, DAYS[1])

    def _app(self, platform: str) -> App:
        home = self._folder / platform
        home.mkdir()
        if self.apps:  # the schema of the first
            made = next(iter(self.apps.values())).home / "regtrack.db"
            shutil.copy(made, home / "regtrack.db")
        self._patch.setenv("REGTRACK_HOME", str(home))
        app = App()
        app.engine.dispose()  # made while the home is set
        app.snapshots, app.extractor = self.store, self._extractor
        return app

    def close(self) -> None:
        """End every app and the child that reads texts."""
        self._extractor.close()
        for app in self.apps.values():
            app.close()

    def look(self, server: ReplayServer, day: int, hours: int = 0) -> Look:
        """Look at every source on a day: one fetch of all, then the import of each platform."""
        at = DAYS[day] + dt.timedelta(hours=hours)
        self._patch.setenv("REGTRACK_NOW", at.isoformat())
        server.set_day(day)
        server.ledger.clear()
        look = Look()
        known = [lease.spec for app in self.apps.values() for lease in app.sources.peek()]
        for record in self._fetcher.fetch(known):
            look.records.setdefault(record.source, []).append(record)
        for platform, app in self.apps.items():
            app.watcher.fetcher = Handed(look.records)
            keys = [s.key for s in self.specs[platform]]
            for start in range(0, len(keys), _BATCH):
                reports = app.watcher.cycle(keys[start : start + _BATCH])
                look.reports |= {r.key: r for r in reports}
        look.asked = {e.url for e in server.ledger.entries()}
        look.statuses = server.ledger.statuses()
        return look

    def counts(self) -> Counter[str]:
        """The rows of every table of all databases."""
        return sum((Counter(row_counts(a.engine)) for a in self.apps.values()), Counter())

    def proof(self) -> tuple[int, list[Any]]:
        """How many quotes were found again in all databases, and what was not."""
        found, missing = 0, []
        for app in self.apps.values():
            with database.reading(app.engine) as connection:
                verifier = Verifier(app.texts, app.snapshots)
                proof = verifier.run(queries.every_observation(connection))
            found += proof.found
            missing += proof.missing
        return found, missing


@contextmanager
def stage(case: str, folder: Path) -> Iterator[tuple[Stage, ReplayServer]]:
    """A case set up in an empty folder: nothing of this machine's settings leaks in."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("REGTRACK_DATABASE_URL", raising=False)
        with ReplayServer(gather(case, folder / "recordings")) as server:
            made = Stage(case, folder, server.base, patch)
            try:
                yield made, server
            finally:
                made.close()


def with_case(case: str) -> list[str]:
    """The platforms that have recordings of a case."""
    return [p for p in folders() if recorded(p, case) is not None]


def gather(case: str, into: Path) -> Path:
    """One folder with the recordings of a case of every platform; each stands in it once."""
    there = {f.resolve() for p in with_case(case) for f in _takes(p, case)}
    for number, folder in enumerate(sorted(there)):
        place = into / folder.parent.name / f"{number:03}-{folder.name}"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(folder)
    return into


def _takes(platform: str, case: str) -> Iterator[Path]:
    folder = recorded(platform, case)
    assert folder is not None
    return (m.parent for m in folder.glob("day*/*/meta.json"))


def clashes(case: str) -> list[str]:
    """Addresses for which two platforms have recorded different answers."""
    seen: dict[tuple[Any, ...], tuple[str, bytes]] = {}
    wrong = []
    for platform in with_case(case):
        folder = recorded(platform, case)
        assert folder is not None
        recordings = Recordings(folder)
        for day in recordings.days:
            for found in recordings.all(day):
                first = seen.setdefault((day, found.url, found.query), (platform, found.body))
                if first[1] != found.body:
                    wrong.append(f"{found.url}: {first[0]} and {platform}")
    return wrong


def words_of(look: Look, key: str) -> dict[str, Any]:
    """What one source gave, as a golden file has it."""
    records = look.records.get(key, ())
    report = look.reports[key]
    said = {
        "documents": documents_of(records),
        "faults": sorted(_told(f) for f in report.faults),
    }
    return {name: value for name, value in said.items() if value}


def given(look: Look, keys: Sequence[str]) -> dict[str, Any]:
    """What the sources of one platform gave. Two that show one act tell its change once, whoever
    comes first: the changes stand beside the sources."""
    changes = sorted(line_of(c) for key in keys for c in look.reports[key].changes)
    words: dict[str, Any] = {key: words_of(look, key) for key in keys}
    return {**words, "changes": changes} if changes else words


def _told(fault: FaultRecord) -> str:
    return f"{fault.kind}: {fault.message}"


def documents_of(records: Iterable[Record]) -> list[dict[str, Any]]:
    """The documents, with whether there are bytes in place of which."""
    documents = [plain(r) for r in records if isinstance(r, DocumentRecord)]
    for document in documents:
        document.pop("retrieved_at", None)
        document["record_sha256"] = bool(document.get("record_sha256"))
        for text in document.get("texts", ()):
            text.pop("retrieved_at", None)
            text["sha256"] = bool(text.get("sha256"))
    documents.sort(key=lambda d: json.dumps(d["aliases"], sort_keys=True))
    found: list[dict[str, Any]] = json.loads(json.dumps(documents, default=str))
    return found


def line_of(change: Change) -> str:
    """A change in one line: kind, place, act, stage, days and the lines of its statuses."""
    act = change.instrument
    named = (act.number or act.citation or act.title[:60]) if act else None
    words = [
        change.kind.value,
        change.division.removeprefix("ocd-division/"),
        named,
        change.stage.value if change.stage else None,
        change.on.text if change.on else None,
        *(f"{line.substance}: {line.before} > {line.after}" for line in change.lines),
        *change.notes,
        None if change.news else "no news",
    ]
    return " | ".join(w for w in words if w)


def compare(platform: str, case: str, found: Mapping[str, Any]) -> None:
    """Hold what a platform's sources gave against the golden file or files."""
    place = golden(platform, case)
    files = {place: dict(found)}
    if place.suffix == "":
        files = {place / f"{key}.json": words for key, words in found.items()}
        assert {f.stem for f in place.iterdir()} <= set(found), f"{place} has other sources"
    new = [file for file in files if not file.exists()]
    for file in new:
        file.parent.mkdir(exist_ok=True, parents=True)
        words = json.dumps(files[file], ensure_ascii=False, indent=1, sort_keys=True)
        file.write_text(words + "\n", encoding="utf-8")
    assert not new, f"written, review them: {', '.join(f.name for f in new)}"
    for file, words in files.items():
        wanted = json.loads(file.read_text(encoding="utf-8"))
        assert _in_order(words) == _in_order(wanted), file.relative_to(HERE)


def _in_order(words: Any) -> Any:
    """With the documents in one order: two that are asked for at once come as they come."""
    if isinstance(words, list):
        return [_in_order(word) for word in words]
    if not isinstance(words, dict):
        return words
    told = {name: _in_order(word) for name, word in words.items()}
    if "documents" in told:
        told["documents"] = sorted(told["documents"], key=lambda d: json.dumps(d, sort_keys=True))
    return told
