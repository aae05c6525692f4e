"""A cycle of watching: leases, faults that are told once, and what breaks one source only."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from regtrack.bootstrap import App
from regtrack.contract import (
    Alias,
    DocumentRecord,
    FaultRecord,
    FinishRecord,
    How,
    InstrumentKind,
    PartialDate,
    Record,
    SnapshotRecord,
    SourceSpec,
    Stage,
    TextRecord,
    VersionRole,
)
from regtrack.domain.alerts import Subscription
from regtrack.domain.changes import Change, ChangeKind
from regtrack.domain.errors import InvalidDocument
from regtrack.reading.text import LegalText
from regtrack.runner.extraction import extract
from regtrack.services import importing, lease_keeping, watching
from regtrack.services.answering import Question, answers
from regtrack.services.ports import Lease, SourceState
from regtrack.services.watching import Watcher, cadence, retry_after
from regtrack.store import queries
from regtrack.store.database import sqlite_file
from regtrack.store.fastread import View, open_read_only

START = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
UTAH = "ocd-division/country:us/state:ut"
BAN = b"<html><body><p>It is unlawful for any person to sell or possess kratom.</p></body></html>"
SHA = hashlib.sha256(BAN).hexdigest()


def spec(key: str) -> SourceSpec:
    url = f"https://{key}.example/"
    return SourceSpec(key, "page", url, UTAH, "Somebody", cadence="6h")


def document(key: str, number: int = 1) -> DocumentRecord:
    url = f"https://{key}.example/"
    text = TextRecord(url, VersionRole.FINAL, url=url, media_type="text/html", sha256=SHA)
    return DocumentRecord(
        source=key,
        division=UTAH,
        kind=InstrumentKind.RULE,
        aliases=(Alias("page", f"{key}-{number}"),),
        title=f"A rule of {key}",
        stage=Stage.ENACTED,
        how=How.ADOPTED,
        effective_on=PartialDate("2026-06-01"),
        texts=(text,),
    )


def snapshot(key: str) -> SnapshotRecord:
    url = f"https://{key}.example/"
    return SnapshotRecord(SHA, url, START, 200, "text/html", len(BAN), etag='"1"', source=key)


def good(key: str) -> list[Record]:
    return [snapshot(key), document(key), FinishRecord(key, "finished")]


def bad(key: str, kind: str = "blocked", wait: float | None = None) -> list[Record]:
    return [FaultRecord(key, kind, "answered 403", retry_after=wait), FinishRecord(key, "faults")]


class Texts:
    """The one text there is; `calls` counts how often it was read."""

    def __init__(self) -> None:
        self.calls = 0
        self.during: Callable[[], None] = lambda: None

    def text(self, sha256: str, media_type: str, name: str) -> LegalText:
        self.calls += 1
        self.during()
        return extract(BAN, media_type, name)


@dataclass
class Fetched:
    """A fetcher that hands over what a test says, per source."""

    give: dict[str, Callable[[], Iterable[Record]]] = field(default_factory=dict)
    asked: list[list[str]] = field(default_factory=list)
    closed: int = 0

    def fetch(self, specs: Sequence[SourceSpec]) -> Iterator[Record]:
        self.asked.append([s.key for s in specs])
        try:
            for one in specs:
                yield from self.give.get(one.key, lambda key=one.key: good(key))()
        finally:
            self.closed += 1


@dataclass
class Desk:
    """An app on a fresh database, a clock that a test moves, and a watcher on both."""

    app: App
    fetched: Fetched = field(default_factory=Fetched)
    texts: Texts = field(default_factory=Texts)
    now: dt.datetime = START

    def watcher(self, owner: str = "me") -> Watcher:
        return Watcher(
            self.app.unit, self.app.sources, self.fetched, self.texts, lambda: self.now, owner
        )

    def register(self, *keys: str) -> None:
        self.app.sources.register([spec(k) for k in keys], self.now)

    def changes(self, kind: ChangeKind | None = None) -> list[Change]:
        with self.app.engine.connect() as connection:
            return [c for c in queries.changes(connection) if kind in (None, c.kind)]

    def later(self, **span: float) -> None:
        self.now += dt.timedelta(**span)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("REGTRACK_HOME", str(tmp_path))
    monkeypatch.setenv("REGTRACK_NOW", START.isoformat())
    with App() as app:
        yield Desk(app)


def test_a_source_is_looked_at_when_the_law_of_its_place_changes(desk: Desk) -> None:
    desk.register("one")
    coming = dataclasses.replace(document("one"), effective_on=PartialDate("2026-07-04"))
    desk.fetched.give["one"] = lambda: [snapshot("one"), coming, FinishRecord("one", "finished")]
    desk.app.sources.register([dataclasses.replace(spec("one"), cadence="30d")], START)
    desk.watcher().cycle()
    due = desk.app.sources.states()["one"].next_due_at
    the_day_before = dt.datetime(2026, 7, 3, 12, tzinfo=dt.UTC)  # six in the morning in Utah
    assert the_day_before <= due < the_day_before + dt.timedelta(hours=1)


def test_a_good_run_is_due_again_after_its_cadence(desk: Desk) -> None:
    desk.register("one")
    (report,) = desk.watcher().cycle()
    assert (report.reason, report.documents, report.fatal) == ("finished", 1, False)
    assert [c.kind for c in report.changes] == [ChangeKind.STAGE, ChangeKind.STATUS]
    row = desk.app.sources.states()["one"]
    assert (row.lease_owner, row.failures, row.fault) == (None, 0, None)
    assert row.next_due_at == START + dt.timedelta(hours=6)
    assert desk.watcher().cycle() == []
    desk.later(hours=6)
    (again,) = desk.watcher().cycle()
    assert (again.documents, again.changes) == (1, [])
    assert desk.texts.calls == 1
    assert desk.fetched.closed == 2


def test_the_operator_is_told_once_after_three_faulty_runs_and_again_after_it_healed(
    desk: Desk,
) -> None:
    desk.register("one")
    with desk.app.unit() as (repository, now):
        repository.add_subscription(
            Subscription("s-op", None, email="op@example.org", operator=True), now
        )
        repository.add_subscription(Subscription("s-all", None, email="all@example.org"), now)

    def told() -> list[int]:
        with desk.app.engine.connect() as connection:
            found = connection.exec_driver_sql(
                "SELECT subscription, COUNT(*) FROM delivery JOIN change ON change.id = "
                "delivery.change WHERE change.kind = 'source_fault' GROUP BY subscription"
            ).all()
        assert all(subscription == "s-op" for subscription, _ in found)
        return [n for _, n in found]

    def run(records: Callable[[], Iterable[Record]]) -> None:
        desk.fetched.give["one"] = records
        desk.later(days=1)
        assert len(desk.watcher().cycle()) == 1

    for _ in range(2):
        run(lambda: bad("one"))
    assert told() == []
    for _ in range(4):
        run(lambda: bad("one"))
    assert told() == [1]
    row = desk.app.sources.states()["one"]
    assert (row.failures, row.fault, row.fault_told) == (6, "blocked", True)
    run(lambda: good("one"))
    row = desk.app.sources.states()["one"]
    assert (row.failures, row.fault, row.fault_message, row.fault_told) == (0, None, None, False)
    assert row.last_ok_at == desk.now
    assert told() == [2]
    for _ in range(5):
        run(lambda: bad("one"))
    assert told() == [3]
    (first, healed, second) = desk.changes(ChangeKind.SOURCE_FAULT)
    assert len({first.id, healed.id, second.id}) == 3
    assert "blocked: answered 403" in first.notes[0]
    assert "never read" in first.notes[1]
    assert (healed.how, healed.notes[0]) == (
        "healed", "source one answers again; it was blocked, 6 runs in a row",
    )  # fmt: skip
    assert "stands, as of 2026-07-08 12:00 UTC" in second.notes[1]
    run(lambda: good("one"))
    run(lambda: good("one"))
    assert told() == [4]  # once, and not at every good run


def test_a_crash_after_telling_the_operator_does_not_tell_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.register("one")
    desk.fetched.give["one"] = lambda: bad("one")
    for _ in range(2):
        desk.watcher().cycle()
        desk.later(days=1)

    def crash(*_: object) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(type(desk.app.sources), "finish", crash)
        with pytest.raises(KeyboardInterrupt):
            desk.watcher().cycle()
    assert len(desk.changes(ChangeKind.SOURCE_FAULT)) == 1
    desk.watcher().cycle()
    assert desk.app.sources.states()["one"].fault_told
    assert len(desk.changes(ChangeKind.SOURCE_FAULT)) == 1


def test_a_broken_source_is_asked_ever_later_and_never_before_it_wants(desk: Desk) -> None:
    assert [retry_after(n) for n in (1, 2, 3)] == [dt.timedelta(minutes=m) for m in (15, 30, 60)]
    assert retry_after(9) == retry_after(10_000) == dt.timedelta(hours=12)
    desk.register("one")
    desk.fetched.give["one"] = lambda: bad("one", wait=7200.0)
    desk.watcher().cycle()
    assert desk.app.sources.states()["one"].next_due_at == START + dt.timedelta(hours=2)
    assert [cadence(t) for t in ("15m", "6h", "2d", "often")] == [
        dt.timedelta(minutes=15), dt.timedelta(hours=6), dt.timedelta(days=2), dt.timedelta(days=1),
    ]  # fmt: skip


def test_a_run_that_broke_off_is_read_again_in_full(desk: Desk) -> None:
    """Its documents are in; its validators are not believed."""
    desk.register("one")
    desk.fetched.give["one"] = lambda: [snapshot("one"), document("one")]
    (report,) = desk.watcher().cycle()
    assert (report.documents, report.fatal) == (1, True)
    desk.later(hours=1)
    (lease,) = desk.app.sources.claim(desk.now, "other", watching.LEASE)
    assert lease.spec.validators == {}


def test_a_document_that_got_lost_on_the_way_is_a_fault(desk: Desk) -> None:
    """The crawl stored the page and counted its document, and no such record came: believing the
    page's validators would call it unchanged for ever."""
    desk.register("one")
    finish = FinishRecord("one", "finished", {"documents": 1})
    desk.fetched.give["one"] = lambda: [snapshot("one"), finish]
    (report,) = desk.watcher().cycle()
    assert report.fatal
    assert desk.app.sources.states()["one"].fault_message == (
        "the crawl counted 1 documents and 0 came"
    )
    desk.later(hours=1)
    desk.fetched.give["one"] = lambda: [snapshot("one"), document("one"), finish]
    (report,) = desk.watcher().cycle()
    assert (report.fatal, report.documents) == (False, 1)


def test_one_document_that_breaks_our_rules_leaves_the_others_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.register("one", "two")
    whole = importing.import_document

    def broken(repository: object, texts: object, record: DocumentRecord, now: object) -> object:
        if record.aliases[0].value == "one-1":
            raise AssertionError("a rule that did not think of this")
        if record.aliases[0].value == "one-2":
            raise InvalidDocument("no such stage")
        return whole(repository, texts, record, now)  # type: ignore[arg-type] # as they came

    monkeypatch.setattr(importing, "import_document", broken)
    desk.fetched.give["one"] = lambda: [
        snapshot("one"), *(document("one", n) for n in (1, 2, 3)), FinishRecord("one", "finished"),
    ]  # fmt: skip
    reports = {r.key: r for r in desk.watcher().cycle()}
    assert [f.kind for f in reports["one"].faults] == ["ingest_error", "invalid_document"]
    assert (reports["one"].documents, reports["one"].fatal) == (1, True)
    assert (reports["two"].documents, reports["two"].fatal) == (1, False)
    assert desk.app.sources.states()["one"].fault == "invalid_document"
    desk.later(hours=1)
    (lease,) = desk.app.sources.claim(desk.now, "other", watching.LEASE)
    assert (lease.spec.key, lease.spec.validators) == ("one", {})


def test_one_source_that_breaks_the_fetch_leaves_the_others_alone(desk: Desk) -> None:
    def broken() -> Iterable[Record]:
        raise KeyError("a platform that is gone")

    desk.register("a", "b", "c")
    desk.fetched.give["b"] = broken
    reports = {r.key: r for r in desk.watcher().cycle()}
    assert [reports[k].fatal for k in "abc"] == [False, True, False]
    assert desk.fetched.asked == [["a", "b", "c"], ["b"], ["c"]]
    row = desk.app.sources.states()["b"]
    assert row.fault == "fetch_failed"
    assert "KeyError" in row.fault_message
    assert row.next_due_at > desk.now


def test_who_lost_the_lease_writes_nothing(desk: Desk) -> None:
    """A process that was frozen past its lease wakes up in the middle of its cycle."""
    desk.register("one")
    mine, theirs = desk.watcher("me"), desk.watcher("them")
    frozen = replace(mine, fetcher=Fetched())

    def meanwhile() -> Iterable[Record]:
        desk.later(minutes=21)
        assert len(theirs.cycle()) == 1
        return good("one")

    frozen.fetcher.give["one"] = meanwhile  # type: ignore[attr-defined] # our own fetcher
    (report,) = frozen.cycle()
    assert (report.reason, report.documents) == ("taken over", 0)
    with desk.app.engine.connect() as connection:
        runs = queries.last_runs(connection, "one")
        count = "SELECT COUNT(*) FROM snapshot"
        assert connection.exec_driver_sql(count).scalar_one() == 1
    assert [(r["reason"], r["fence"]) for r in runs] == [("finished", 2), ("taken over", 1)]
    row = desk.app.sources.states()["one"]
    assert (row.failures, row.fence, row.lease_owner) == (0, 2, None)


def test_two_cycles_at_once_never_have_one_source(desk: Desk) -> None:
    desk.register("one", "two")
    inner: list[int] = []

    def meanwhile() -> Iterable[Record]:
        inner.append(len(desk.watcher("them").cycle()))
        return good("one")

    desk.fetched.give["one"] = meanwhile
    assert len(desk.watcher().cycle()) == 2
    assert inner == [0]


def test_a_long_run_keeps_its_lease(desk: Desk) -> None:
    desk.register("one")
    held: list[float] = []

    def slow() -> Iterable[Record]:
        before = desk.app.sources.states()["one"].lease_until
        desk.later(seconds=10)  # far past the lease that was claimed
        end = time.monotonic() + 60
        while desk.app.sources.states()["one"].lease_until == before:
            assert time.monotonic() < end, "not renewed"
            time.sleep(0.02)
        assert desk.watcher("them").cycle() == []
        return good("one")

    desk.fetched.give["one"] = slow
    watcher = replace(desk.watcher(), lease=dt.timedelta(seconds=4), kept=held.append)
    (report,) = watcher.cycle()
    assert report.reason == "finished"
    assert desk.app.sources.states()["one"].lease_owner is None
    assert len(held) >= 2
    assert all(0 < seconds <= 4 for seconds in held)


def test_a_run_whose_source_somebody_else_took_ends_and_writes_nothing(desk: Desk) -> None:
    """The clock of this machine stood still, or it did: the lease ran out and was taken over."""
    desk.register("one")
    held: list[float] = []
    taken: list[Lease] = []

    def slow() -> Iterable[Record]:
        desk.later(seconds=10)
        taken.extend(desk.app.sources.claim(desk.now, "them", watching.LEASE))
        end = time.monotonic() + 60
        while held[-1]:
            assert time.monotonic() < end, "not noticed"
            time.sleep(0.02)
        return good("one")

    desk.fetched.give["one"] = slow
    watcher = replace(desk.watcher(), lease=dt.timedelta(seconds=4), kept=held.append)
    assert watcher.cycle() == []
    assert desk.fetched.closed == 1
    assert desk.changes() == []
    assert [lease.taken_from for lease in taken] == ["me"]
    assert desk.app.sources.states()["one"].lease_owner == "them"


def test_what_a_clock_far_ahead_wrote_does_not_bind_when_it_is_right_again(desk: Desk) -> None:
    desk.register("one", "two")
    ahead = desk.now + dt.timedelta(days=900)
    (lease,) = desk.app.sources.claim(ahead, "dead", watching.LEASE, keys=["one"])
    (other,) = desk.app.sources.claim(ahead, "me", watching.LEASE, keys=["two"])
    desk.app.sources.finish(other, "finished", {}, SourceState(ahead, ahead))
    assert {r.key for r in desk.watcher().cycle()} == {"one", "two"}
    assert desk.watcher().cycle() == []
    assert desk.app.sources.renew([lease], desk.now) == ["one"]


def test_a_renewal_that_comes_late_does_not_block_a_finished_source(desk: Desk) -> None:
    desk.register("one")
    (lease,) = desk.app.sources.claim(desk.now, "me", watching.LEASE)
    desk.app.sources.release([lease], desk.now)
    desk.app.sources.renew([lease], desk.now + watching.LEASE)
    assert desk.app.sources.states()["one"].lease_until is None
    assert lease_keeping.MAX_RUN > watching.LEASE


def test_a_stop_ends_after_the_document_in_hand_and_gives_the_rest_back(desk: Desk) -> None:
    desk.register("one", "two")
    stop: list[bool] = []
    desk.texts.during = lambda: stop.append(True)  # the word comes while a document is read
    desk.fetched.give["one"] = lambda: [
        snapshot("one"), document("one", 1), document("one", 2), FinishRecord("one", "finished"),
    ]  # fmt: skip
    watcher = replace(desk.watcher(), stopping=lambda: bool(stop))
    assert watcher.cycle() == []
    assert desk.fetched.closed == 1
    assert {c.instrument.title for c in desk.changes() if c.instrument} == {"A rule of one"}
    rows = desk.app.sources.states().values()
    assert all(r.lease_owner is None and r.next_due_at <= desk.now for r in rows)
    with desk.app.engine.connect() as connection:
        for key in ("one", "two"):
            assert queries.last_runs(connection, key)[0]["reason"] == "stopped"
    stop.clear()
    desk.texts.during = lambda: None
    assert [r.documents for r in desk.watcher().cycle()] == [2, 1]
    keys = [c.key for c in desk.changes()]
    assert len(keys) == len(set(keys))


def test_texts_are_read_outside_the_transaction(desk: Desk) -> None:
    """Reading may take a minute; somebody else can write meanwhile."""
    desk.register("one")

    def write() -> None:
        with desk.app.unit() as (repository, _):
            repository.put_setting("meanwhile", "written")

    desk.texts.during = write
    desk.app.engine.dispose()
    (report,) = desk.watcher().cycle()
    assert (report.documents, report.faults) == (1, [])
    assert desk.texts.calls == 1


def test_a_day_that_began_is_told_before_what_is_learnt(desk: Desk) -> None:
    """A ban whose first day has come is told as in force, not as news of that day."""
    desk.register("one", "two")
    tomorrow = replace(document("one"), effective_on=PartialDate("2026-07-02"))
    desk.fetched.give["one"] = lambda: [tomorrow, FinishRecord("one", "finished")]
    desk.fetched.give["two"] = list
    desk.watcher().cycle()
    assert desk.changes(ChangeKind.SCHEDULED_START)
    desk.later(days=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REGTRACK_NOW", desk.now.isoformat())
        desk.watcher().cycle()
    (came,) = desk.changes(ChangeKind.CAME_INTO_FORCE)
    assert came.on == PartialDate("2026-07-02")
    assert not [c for c in desk.changes(ChangeKind.STATUS) if c.on == came.on]


def test_a_source_is_read_in_full_at_intervals_and_finds_a_304_that_lies(desk: Desk) -> None:
    """The validators go, the bytes stay known; a faulty full read does not count as one."""
    desk.app.sources.register([replace(spec("one"), options={"full_every": 3})], desk.now)
    seen: list[tuple[bool, str | None, str | None]] = []

    def look(records: Callable[[], Iterable[Record]]) -> None:
        (lease,) = desk.app.sources.claim(desk.now, "peek", dt.timedelta(0), keys=["one"])
        known = lease.spec.validators.get("https://one.example/")
        seen.append((lease.full, known.etag if known else None, known.sha256 if known else None))
        desk.app.sources.release([lease], desk.now)
        desk.fetched.give["one"] = records
        desk.watcher().cycle(["one"])
        desk.later(days=1)

    for _ in range(3):
        look(lambda: good("one"))
    look(lambda: bad("one"))
    look(lambda: good("one"))
    look(lambda: good("one"))
    assert [full for full, *_ in seen] == [True, False, False, True, True, False]
    assert seen[0] == (True, None, None)
    assert seen[1] == (False, '"1"', SHA)
    assert seen[4] == (True, None, SHA)


def test_no_full_read_where_the_source_wants_none(desk: Desk) -> None:
    desk.app.sources.register([replace(spec("one"), options={"full_every": 0})], desk.now)
    (lease,) = desk.app.sources.claim(desk.now, "me", dt.timedelta(minutes=1))
    assert not lease.full


def test_what_a_source_last_said_stands_while_it_fails_and_says_as_of_when(desk: Desk) -> None:
    desk.register("one")
    desk.watcher().cycle()
    desk.fetched.give["one"] = lambda: bad("one", "schema_drift")
    for _ in range(5):
        desk.later(days=10)
        desk.watcher().cycle(["one"])
    url = desk.app.engine.url.render_as_string(hide_password=False)
    file = sqlite_file(url)
    assert file is not None
    question = Question(UTAH, ("ocd-division/country:us", UTAH), desk.now, desk.now.date())
    found = answers(View(open_read_only(file)), question)
    answer = next(a for a in found if a["substance"] == "kratom")
    assert (answer["status"], answer["as_of"]) == ("prohibited", "2026-07-01")
