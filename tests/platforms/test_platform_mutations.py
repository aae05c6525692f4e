"""Every recording of every platform, mutated: what comes of it is a typed fault, or what the good
bytes say, or less; never a change that they do not give, never a repeal, never a date of their own.

In process and without a network: the spider's own code, every parser, the extraction, the reading
rules and the import, into a database that already has the good state. Each try is rolled back."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import cases
import pytest
from mutations import MUTATIONS
from wire import Sent, Shelf, Wire

from regtrack.contract import DocumentRecord, FaultKind, FaultRecord, Record, SourceSpec
from regtrack.domain.changes import Change, ChangeKind
from regtrack.domain.errors import InvalidDocument
from regtrack.reading.text import LegalText
from regtrack.replay.recordings import Recordings
from regtrack.runner.extraction import extract
from regtrack.services.importing import import_document
from regtrack.store import database
from regtrack.store.repository import SqlRepository
from regtrack_scrapers.platforms.model import Follow

AT = cases.DAYS[3]
AGAIN = AT + dt.timedelta(days=1)
_TYPED = {str(kind) for kind in FaultKind} | {"unreadable_text", "ingest_error"}
_TOLD = {ChangeKind.STAGE, ChangeKind.STATUS, ChangeKind.ENDED, ChangeKind.CAME_INTO_FORCE,
         ChangeKind.SCHEDULED_START, ChangeKind.RENEWED, ChangeKind.CORRECTION,
         ChangeKind.RETRACTION}  # fmt: skip


class Texts:
    """The texts of a shelf, each read once."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._read: dict[tuple[str, str], LegalText | Exception] = {}

    def text(self, sha256: str, media_type: str, name: str) -> LegalText:
        """As the bounded extractor gives it. Raises UnreadableText."""
        key = sha256, media_type
        if key not in self._read:
            try:
                self._read[key] = extract(self._shelf.get(sha256), media_type, name)
            except Exception as error:
                self._read[key] = error
        found = self._read[key]
        if isinstance(found, Exception):
            raise found
        return found


#: What the good documents of one name say, by field.
Known = Mapping[str, set[Any]]


@dataclasses.dataclass
class Good:
    """A platform's database in the state that its recordings give."""

    engine: Any
    wire: Wire
    texts: Texts
    asked: list[tuple[SourceSpec, Follow]]
    known: dict[str, dict[str, Known]]  # by source and alias
    older: dict[str, list[bytes]]  # by address


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "regtrack.db"
    engine = database.engine_for(f"sqlite:///{file}")
    database.upgrade(engine)
    engine.dispose()
    return file


_MADE: dict[str, Good] = {}


@pytest.fixture
def good(platform: str, template: Path, monkeypatch: pytest.MonkeyPatch) -> Good:
    monkeypatch.setenv("REGTRACK_NOW", AGAIN.isoformat())
    monkeypatch.setenv("REGTRACK_REPLAY", "http://127.0.0.1:1")
    if platform not in _MADE:
        _MADE[platform] = _make(platform, template)
    return _MADE[platform]


def _make(platform: str, template: Path) -> Good:
    folder = cases.recorded(platform, "normal")
    assert folder is not None
    recordings = Recordings(folder)
    file = shutil.copy(template, template.parent / f"{platform}.db")
    shelf = Shelf()
    made = Good(
        engine=database.engine_for(f"sqlite:///{file}"),
        wire=Wire(recordings, recordings.days[-1], shelf),
        texts=Texts(shelf),
        asked=[],
        known={},
        older=defaultdict(list),
    )
    for given in cases.sources(platform, "normal"):
        known: dict[str, Known] = defaultdict(lambda: defaultdict(set))
        for day in recordings.days:
            spec, follows, records = Wire(recordings, day, shelf).full(given)
            assert [r for r in records if isinstance(r, FaultRecord)] == []
            with made.engine.begin() as connection:
                _import(SqlRepository(connection), made.texts, records, cases.DAYS[day])
            for record in records:
                if isinstance(record, DocumentRecord):
                    for name in _FIELDS:
                        known[str(record.aliases[0])][name].add(getattr(record, name))
        made.known[given.key] = known
        made.asked += [(spec, follow) for follow in follows]
    for _, follow in made.asked:
        bodies = [recordings.find(follow.url, day) for day in recordings.days]
        last = bodies[-1]
        olds = {b.body for b in bodies if b and last and b.body != last.body}
        made.older[follow.url] = sorted(olds)
    return made


def _import(
    repository: SqlRepository, texts: Texts, records: Iterable[Record], at: dt.datetime
) -> tuple[list[Change], list[str]]:
    changes: list[Change] = []
    faults: list[str] = []
    for record in records:
        if not isinstance(record, DocumentRecord):
            continue
        try:
            outcome = import_document(repository, texts, record, at)
        except InvalidDocument as error:
            faults.append(error.fault)
            continue
        changes += outcome.changes
        faults += [f.kind for f in outcome.faults]
    return changes, faults


def _tried(good: Good, spec: SourceSpec, follow: Follow, sent: Sent, *, skewed: bool) -> list[str]:
    """What is wrong with what came of an answer; nothing where all is well."""
    records = [r for _, r in good.wire.run(spec, follow, sent) if r is not None]
    faults = [str(r.kind) for r in records if isinstance(r, FaultRecord)]
    with good.engine.connect() as connection, connection.begin() as transaction:
        changes, unread = _import(SqlRepository(connection), good.texts, records, AGAIN)
        transaction.rollback()
    wrong = [f"a fault of no kind: {f}" for f in (*faults, *unread) if f not in _TYPED]
    wrong += [f"told: {cases.line_of(c)}" for c in changes if c.kind in _TOLD]
    for record in records:
        if isinstance(record, DocumentRecord):
            wrong += _beyond(record, good.known[spec.key], skewed)
    return wrong


_FIELDS = ("division", "kind", "stage", "how", "stage_on", "effective_on", "expires_on")
_DATES = ("stage_on", "effective_on", "expires_on")


def _beyond(found: DocumentRecord, known: Mapping[str, Known], skewed: bool) -> Iterator[str]:
    """What a document says that none of the good ones of its name does. Days long past that a
    publisher restates cannot be told from corrections; days to come can."""
    was = known.get(str(found.aliases[0]))
    if was is None:
        yield f"a document of its own: {found.aliases[0]}"
        return
    for name in _FIELDS:
        now = getattr(found, name)
        if now is None or now in was[name]:
            continue
        if skewed and name in _DATES and now.first <= AGAIN.date():
            continue
        yield f"{name} {was[name]} became {now}"


_OLDER = "older version served again"
_TRIES: Counter[str] = Counter()
_ALL = [
    pytest.param(p, name, id=f"{p}-{name}")
    for p in cases.folders()
    for name in (*MUTATIONS, _OLDER)
]


@pytest.mark.parametrize(("platform", "name"), _ALL)
def test_a_mutated_answer_tells_nothing_that_the_good_one_does_not(
    good: Good, platform: str, name: str
) -> None:
    wrong, tries = [], 0
    for spec, follow in good.asked:
        recorded = good.wire.recordings.find(follow.url, good.wire.day)
        assert recorded is not None
        for sent in _mutated(good, name, follow, recorded.body, recorded.media_type):
            tries += 1
            found = _tried(good, spec, follow, sent, skewed=name == "clock-skewed dates")
            wrong += [f"{follow.url}: {w}" for w in found]
    assert wrong == []
    _TRIES[name] += tries


def test_every_mutation_was_tried() -> None:
    """Runs last: a mutation that fits no recording would prove nothing."""
    if _MADE.keys() >= cases.folders().keys():
        assert {n for n in (*MUTATIONS, _OLDER) if not _TRIES[n]} == set()
        assert sum(_TRIES.values()) > 1000


def _mutated(good: Good, name: str, follow: Follow, body: bytes, media_type: str) -> Iterator[Sent]:
    if name == _OLDER:
        yield from (Sent(old, media_type) for old in good.older.get(follow.url, ()))
        return
    for made in MUTATIONS[name](body, media_type, follow.url):
        yield Sent(made.body, made.media_type or media_type, url=made.url)
