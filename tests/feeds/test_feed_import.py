"""Feeds from the wire to the answer: probe, crawl, snapshots, import, changes, proof; and that a
signal, a proposal or a word in another row moves nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from feeding import feed

from records import Desk
from regtrack.bootstrap import App
from regtrack.contract import SourceSpec
from regtrack.domain.changes import ChangeKind
from regtrack.domain.observations import TextRead
from regtrack.domain.provisions import Provision
from regtrack.domain.status import Status
from regtrack.replay import ReplayServer
from regtrack.services.verifying import Verification, Verifier
from regtrack.services.watching import SourceReport
from regtrack.store import database, queries

TN = "ocd-division/country:us/state:tn"
LIST = "https://api.example.gov/list"
BAN = "Section 1. It is unlawful for any person to sell, distribute or possess kratom."


class Watched:
    """An app that watches feeds at a replay server."""

    def __init__(self, desk: Desk, server: ReplayServer, clock: Callable[[str], None]) -> None:
        self.desk = desk
        self.server = server
        self.clock = clock

    @property
    def app(self) -> App:
        return self.desk.app

    def cycle(self, specs: list[SourceSpec], at: str) -> dict[str, SourceReport]:
        """One look at these sources at an instant."""
        self.clock(at)
        from regtrack import home

        self.app.sources.register(specs, home.now())
        return {r.key: r for r in self.app.watcher.cycle([s.key for s in specs])}

    def provisions(self) -> list[Provision]:
        """What was read out of titles and texts."""
        with database.reading(self.app.engine) as connection:
            found = list(queries.every_observation(connection))
        return [o.claim for o in found if isinstance(o.claim, Provision)]

    def proof(self) -> Verification:
        """Every quote, looked for again."""
        verifier = Verifier(self.app.texts, self.app.snapshots)
        with database.reading(self.app.engine) as connection:
            return verifier.run(queries.every_observation(connection))


@pytest.fixture
def watching(
    regtrack_home: Path, clock: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Path], Watched]]:
    """Makes an app that watches at a replay server of these recordings."""
    made: list[ReplayServer] = []
    apps: list[App] = []

    def make(recordings: Path) -> Watched:
        server = ReplayServer(recordings)
        server.__enter__()
        made.append(server)
        monkeypatch.setenv("REGTRACK_REPLAY", server.base)
        monkeypatch.setenv("REGTRACK_DELAY", "0")
        app = App()
        app.__enter__()
        apps.append(app)
        return Watched(Desk(app, clock), server, clock)

    yield make
    for app in apps:
        app.__exit__(None, None, None)
    for server in made:
        server.__exit__(None, None, None)


def record(folder: Path, day: int, rows: list[Mapping[str, Any]]) -> Path:
    """Recordings of one list, written by us."""
    place = folder / f"day{day}" / "list"
    place.mkdir(parents=True)
    meta = {"url": LIST, "media_type": "application/json", "body": "body.json",
            "validators": False, "written": "by us for this test"}  # fmt: skip
    (place / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    (place / "body.json").write_text(json.dumps({"rows": rows}), encoding="utf-8")
    return folder


def tennessee(**options: Any) -> SourceSpec:
    made = feed("json", LIST, "tn-feed", **options)
    return SourceSpec("tn-feed", "feed", LIST, TN, "Tennessee", options=made.options)


LAW = {"text": "body", "date": "on", "kind": "rule",
       "stage": {"from": "type", "is": {"Final": "enacted", "Draft": "proposed"}},
       "effective": "from"}  # fmt: skip


def rule(kind: str, body: str = BAN) -> dict[str, Any]:
    return {"id": "7", "title": "Rule on kratom", "body": body, "on": "2026-05-01", "type": kind,
            "from": "2026-06-01"}  # fmt: skip


def test_a_draft_moves_nothing_and_the_same_words_do_when_they_are_adopted(
    watching: Callable[[Path], Watched], tmp_path: Path
) -> None:
    folder = record(record(tmp_path / "r", 1, [rule("Draft")]), 2, [rule("Final")])
    watched = watching(folder)
    spec = tennessee(**LAW)
    first = watched.cycle([spec], "2026-06-10T12:00:00+00:00")["tn-feed"]
    assert (first.reason, first.documents, first.faults) == ("finished", 1, [])
    assert watched.desk.status("2026-06-10", TN) is Status.UNKNOWN
    again = watched.cycle([spec], "2026-06-10T13:00:00+00:00")["tn-feed"]
    assert (again.reason, again.changes) == ("unchanged", [])
    watched.server.set_day(2)
    second = watched.cycle([spec], "2026-06-11T12:00:00+00:00")["tn-feed"]
    assert second.faults == []
    assert watched.desk.status("2026-06-11", TN) is Status.PROHIBITED
    assert any(c.kind is ChangeKind.STAGE and c.news for c in second.changes)
    proof = watched.proof()
    assert proof.missing == []
    assert proof.found >= 2


def test_a_row_that_is_gone_from_its_list_repeals_nothing(
    watching: Callable[[Path], Watched], tmp_path: Path
) -> None:
    folder = record(record(tmp_path / "r", 1, [rule("Final")]), 2, [])
    watched = watching(folder)
    spec = tennessee(**LAW)
    watched.cycle([spec], "2026-06-10T12:00:00+00:00")
    assert watched.desk.status("2026-06-10", TN) is Status.PROHIBITED
    watched.server.set_day(2)
    gone = watched.cycle([spec], "2026-06-11T12:00:00+00:00")["tn-feed"]
    assert (gone.reason, gone.changes) == ("finished", [])
    assert watched.desk.status("2026-06-12", TN) is Status.PROHIBITED


def test_a_signal_moves_no_status_and_is_no_news_whatever_it_says(
    watching: Callable[[Path], Watched], tmp_path: Path
) -> None:
    row = {"id": "1", "title": "AN ACT to prohibit the sale and possession of kratom",
           "sum": BAN + " This act takes effect June 1, 2026.", "on": "2026-05-01"}  # fmt: skip
    watched = watching(record(tmp_path / "r", 1, [row]))
    spec = tennessee(signal=True, summary="sum", date="on")
    report = watched.cycle([spec], "2026-06-10T12:00:00+00:00")["tn-feed"]
    assert (report.documents, report.changes) == (1, [])
    assert watched.desk.status("2026-06-10", TN) is Status.UNKNOWN
    assert watched.desk.pending(TN) == []
    assert watched.provisions() == []


TITLED = {"stage": "proposed", "summary": "sum", "date": "on"}


def test_a_quote_of_title_and_summary_is_found_again_in_one_of_them(
    watching: Callable[[Path], Watched], tmp_path: Path
) -> None:
    """The record has another field between the two."""
    row = {"id": "1", "title": "AN ACT to prohibit the sale of", "other": "words",
           "sum": "kratom &amp; <b>kratom</b> products", "on": "2026-06-09"}  # fmt: skip
    watched = watching(record(tmp_path / "r", 1, [row]))
    watched.cycle([tennessee(**TITLED)], "2026-06-10T12:00:00+00:00")
    assert watched.provisions()
    assert watched.proof().missing == []


def test_a_quote_from_an_answer_in_xml_is_found_again(
    watching: Callable[[Path], Watched], tmp_path: Path
) -> None:
    folder = record(tmp_path / "r", 1, [])
    meta = json.loads((folder / "day1/list/meta.json").read_text(encoding="utf-8"))
    changed = {**meta, "media_type": "application/xml"}
    (folder / "day1/list/meta.json").write_text(json.dumps(changed), encoding="utf-8")
    title = "AN ACT to prohibit the &lt;i&gt;sale&lt;/i&gt; &amp;amp; possession of kratom"
    body = f'<list><row id="1"><title>{title}</title></row></list>'
    (folder / "day1/list/body.json").write_text(body, encoding="utf-8")
    watched = watching(folder)
    made = feed("xml", LIST, "tn-feed", stage="proposed")
    spec = SourceSpec("tn-feed", "feed", LIST, TN, "Tennessee", options=made.options)
    report = watched.cycle([spec], "2026-06-10T12:00:00+00:00")["tn-feed"]
    assert (report.documents, report.faults) == (1, [])
    assert watched.provisions()
    proof = watched.proof()
    assert (proof.missing, proof.found >= 1) == ([], True)


def test_the_words_of_one_row_are_never_read_as_another_s(
    watching: Callable[[Path], Watched], tmp_path: Path
) -> None:
    """Each inline text is bytes of its own: the roads rule of the same answer names nothing."""
    other = {**rule("Final", "Section 1. Roads shall be kept in repair."), "id": "8"}
    watched = watching(record(tmp_path / "r", 1, [rule("Final"), other]))
    watched.cycle([tennessee(**LAW)], "2026-06-10T12:00:00+00:00")
    with database.reading(watched.app.engine) as connection:
        reads = [o for o in queries.every_observation(connection) if isinstance(o.claim, TextRead)]
    named = [bool(r.claim.mentions) for r in reads if isinstance(r.claim, TextRead)]
    assert sorted(named) == [False, True]
    assert watched.proof().missing == []
