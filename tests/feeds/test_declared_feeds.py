"""Every feed of db/sources/feeds.toml over real HTTP on loopback, against recordings that we wrote
in the publisher's wire format: probe, crawl, snapshots, golden results, a day of changes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from feeding import DECLARED, GOLDEN, NOW, RECORDINGS, words_of

from fetching import learned, quick
from regtrack.contract import FinishRecord, Record, SnapshotRecord, SourceSpec, Stage
from regtrack.replay import ReplayServer
from regtrack.runner.crawl import crawl
from regtrack.runner.pacing import HostPacer
from regtrack.runner.probe import Verdict, probe_all
from regtrack.runner.snapshots import SnapshotStore
from regtrack.runner.sources_file import load

SPECS = load(DECLARED)
KEYS = [s.key for s in SPECS]
#: What day 2 says that day 1 did not: a new or altered row. The rest changed a text, or nothing.
CHANGED = {
    "us-regulations-gov",
    "us-openfda-food-enforcement",
    "gb-legislation",
    "ie-oireachtas-eisb",
    "no-lovdata-bundles",
    "de-neuris",
    "jp-egov",
    "at-ris-bgbl",
    "pl-sejm-eli",
    "ca-gazette-part-2",
    "ca-recalls",
    "de-gii-toc",
    "ua-rada-recent",
}


@dataclass(frozen=True)
class Days:
    """What two days of crawling handed over."""

    first: list[Record]
    again: Mapping[str, Verdict]
    second: list[Record]
    changed: frozenset[str]
    asked: frozenset[str]
    statuses: Mapping[int, int]


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Days]:
    tmp = tmp_path_factory.mktemp("feeds")
    store, pacer = SnapshotStore(tmp / "snapshots"), HostPacer(0.0)
    with pytest.MonkeyPatch.context() as patch, ReplayServer(RECORDINGS) as server:
        patch.setenv("REGTRACK_NOW", NOW)
        settings = quick(server.base)
        first = list(crawl(SPECS, tmp, store, settings, pacer))
        asked = {e.url for e in server.ledger.entries()}
        known: dict[str, list[Record]] = {k: [r for r in first if r.source == k] for k in KEYS}
        again = [replace(s, validators=learned(known[s.key])) for s in SPECS]
        server.ledger.clear()
        verdicts = {p.spec.key: p.verdict for p in probe_all(again, settings, pacer, store)}
        statuses = server.ledger.statuses()
        server.set_day(2)
        probes = probe_all(again, settings, pacer, store)
        changed = [p.spec for p in probes if p.verdict is Verdict.CHANGED]
        second = list(crawl(changed, tmp, store, settings, pacer))
        asked |= {e.url for e in server.ledger.entries()}
        keys = frozenset(s.key for s in changed)
        yield Days(first, verdicts, second, keys, frozenset(asked), statuses)


@pytest.mark.parametrize("key", KEYS)
def test_what_each_feed_gives_is_what_was_reviewed(days: Days, key: str) -> None:
    found = {"day1": words_of(days.first, key), "day2": words_of(days.second, key)}
    found = json.loads(json.dumps(found, default=str))
    file = GOLDEN / f"{key}.json"
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
        file.write_text(text + "\n", encoding="utf-8")
        pytest.fail(f"{file.name} was written: review it")
    assert found == json.loads(file.read_text(encoding="utf-8"))


def test_no_feed_has_a_fault_and_every_body_was_kept(days: Days) -> None:
    for records in (days.first, days.second):
        ends = {r.source: r.reason for r in records if isinstance(r, FinishRecord)}
        assert set(ends.values()) == {"finished"}
    assert {r.source for r in days.first if isinstance(r, SnapshotRecord)} == set(KEYS)


def test_a_second_look_on_the_same_day_finds_nothing_new(days: Days) -> None:
    assert {k for k, v in days.again.items() if v is not Verdict.UNCHANGED} == set()
    assert days.statuses[304] == 3  # the feeds whose recordings have validators


def test_the_next_day_only_what_changed_is_crawled(days: Days) -> None:
    assert days.changed == CHANGED


def test_what_is_new_is_told_at_the_stage_it_is(days: Days) -> None:
    """A draft, a bill, a proposed rule and an act that waits for its day are no law."""
    stages = {
        a["value"]: d.get("stage")
        for key in CHANGED
        for d in words_of(days.second, key)["documents"]
        for a in d["aliases"]
    }
    assert stages["us-regulations-gov|DEA-2026-0101-0001"] == Stage.PROPOSED
    draft = "gb-legislation|http://www.legislation.gov.uk/id/ukdsi/2026/9780348000000"
    assert stages[draft] == Stage.PROPOSED
    bill = "ie-oireachtas-eisb|https://data.oireachtas.ie/ie/oireachtas/bill/2026/91"
    assert stages[bill] == Stage.INTRODUCED
    assert stages["pl-sejm-eli|DU/2026/700"] is None
    assert stages["us-openfda-food-enforcement|F-0004-2026"] is None


def test_every_recording_is_asked_for_and_says_who_wrote_it(days: Days) -> None:
    from regtrack.replay.recordings import Recordings

    recordings = Recordings(RECORDINGS)
    used = {id(recordings.find(url, day)) for url in days.asked for day in (1, 2)}
    unused = [r.url for day in (1, 2) for r in recordings.all(day) if id(r) not in used]
    assert unused == []


def test_there_are_feeds_of_every_format_and_of_every_option() -> None:
    """What is shown as an example is everything there is."""
    assert {s.options["format"] for s in SPECS} == {"json", "xml", "csv", "atom", "rss"}
    assert len(SPECS) >= 8


SHARED = Path(__file__).resolve().parents[3] / "shared" / "captures"
CAPTURES = {
    "se-riksdagen-sfs": ("intl_riksdagen/search_dataskydd.json", 5),
    "de-neuris": ("intl_neuris_de/search_bdsg.json", 2),
    "at-ris-bgbl": ("intl_ris_at/bundesrecht_search.json", 10),
    "ua-rada-recent": ("intl_rada_ua/recent-page1.json", 1),
    "gb-legislation": ("intl_legislation_gov_uk/sample-atom-ukpga-page1.xml", 20),
}


@pytest.mark.parametrize("key", CAPTURES)
def test_recorded_answers_of_the_real_publisher_are_read_without_a_fault(key: str) -> None:
    from feeding import parsed

    file = SHARED / CAPTURES[key][0]
    if not file.exists():
        pytest.skip("there is no folder `shared` with captures beside this checkout")
    spec: SourceSpec = next(s for s in SPECS if s.key == key)
    if "match" in spec.options:
        spec = replace(spec, options={k: v for k, v in spec.options.items() if k != "match"})
    result = parsed(spec, file.read_bytes())
    assert result.faults == ()
    assert len(result.documents) >= CAPTURES[key][1]
    assert all(d.title and d.stage_on and d.url for d in result.documents)
