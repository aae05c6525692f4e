"""LegiScan, Congress.gov and govinfo over real HTTP on loopback: what each case hands over."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import platform_recordings as made
from fetching import learned, quick
from regtrack.contract import (
    DocumentRecord,
    FaultKind,
    FaultRecord,
    FinishRecord,
    Record,
    SnapshotRecord,
    SourceSpec,
    to_line,
)
from regtrack.replay import ModeKind, ReplayServer
from regtrack.runner.crawl import crawl
from regtrack.runner.fetcher import ProbeAndCrawl
from regtrack.runner.pacing import HostPacer
from regtrack.runner.probe import Verdict, probe_all
from regtrack.runner.snapshots import SnapshotStore
from regtrack_scrapers.keys import KeyUse

PLATFORMS = ("legiscan", "congress", "govinfo")
SOURCES: dict[str, Callable[..., SourceSpec]] = {
    "legiscan": made.legiscan_source,
    "congress": made.congress_source,
    "govinfo": made.govinfo_source,
}
#: The first address of each platform, without its query.
FIRST = {"legiscan": made.LEGISCAN, "congress": made.CONGRESS, "govinfo": made.STATUS_URL}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReplayServer]:
    root = tmp_path_factory.mktemp("recordings")
    made.write_legiscan(root / "one")
    made.write_congress(root / "two")
    made.write_govinfo(root / "three")
    both = root / "all"
    for folder in sorted(root.glob("*/day*/*")):
        target = both / folder.parent.name / folder.name
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            folder.rename(target)
    with ReplayServer(both) as server:
        yield server


@pytest.fixture
def look(server: ReplayServer, store: SnapshotStore, tmp_path: Path) -> Callable[..., list[Record]]:
    """Crawl sources once, under our keys."""

    def once(*specs: SourceSpec) -> list[Record]:
        settings = quick(server.base)
        settings = replace(settings, keys=made.KEYS, key_use=str(tmp_path / "key-use"))
        return list(crawl(specs, tmp_path, store, settings))

    return once


def documents(records: list[Record]) -> list[DocumentRecord]:
    return [r for r in records if isinstance(r, DocumentRecord)]


def faults(records: list[Record]) -> list[tuple[str, str]]:
    return [(r.kind, r.message) for r in records if isinstance(r, FaultRecord)]


def kinds(records: list[Record]) -> list[str]:
    return [kind for kind, _ in faults(records)]


def finish(records: list[Record]) -> str:
    (last,) = (r for r in records if isinstance(r, FinishRecord))
    return last.reason


GOLDEN: dict[tuple[str, int], tuple[str, str, int, list[str]]] = {
    # platform and day: number, session, actions, texts that came
    ("legiscan", 1): ("SB 430", "2025-2026 Regular Session", 6, []),
    ("legiscan", 2): ("SB 430", "2025-2026 Regular Session", 10, ["Enrolled"]),
    ("congress", 1): ("HR 8000", "119", 2, ["Introduced in House"]),
    ("congress", 2): ("HR 8000", "119", 3, ["Introduced in House"]),
    ("govinfo", 1): ("HR 8000", "119", 2, ["Introduced in House"]),
    ("govinfo", 2): ("HR 8000", "119", 3, ["Introduced in House"]),
}


@pytest.mark.parametrize(("platform", "day"), GOLDEN)
def test_a_bill_as_the_record_has_it_on_a_day(
    platform: str, day: int, server: ReplayServer, look: Callable[..., list[Record]]
) -> None:
    server.set_day(day)
    records = look(SOURCES[platform]())
    assert faults(records) == []
    (bill,) = documents(records)
    came = [t.note for t in bill.texts if t.sha256]
    assert (bill.number, bill.session, len(bill.actions), came) == GOLDEN[platform, day]
    assert finish(records) == "finished"


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_quiet_look_hands_over_nothing_and_asks_for_little(
    platform: str, server: ReplayServer, store: SnapshotStore, look: Callable[..., list[Record]]
) -> None:
    first = look(SOURCES[platform]())
    server.ledger.clear()
    spec = replace(SOURCES[platform](), validators=learned(first))
    again = look(spec)
    assert (documents(again), faults(again), finish(again)) == ([], [], "finished")
    asked = [e.url for e in server.ledger.entries() if not e.url.endswith("/robots.txt")]
    most = {"legiscan": 1, "congress": 2, "govinfo": 2}[platform]
    assert len(asked) <= most, asked
    (probe,) = probe_all([spec], replace(quick(server.base), keys=made.KEYS), HostPacer(0.0), store)
    assert probe.verdict is Verdict.UNCHANGED


@pytest.mark.parametrize("platform", PLATFORMS)
def test_what_changed_is_asked_for_and_only_that(
    platform: str, server: ReplayServer, look: Callable[..., list[Record]]
) -> None:
    known = dict(learned(look(SOURCES[platform]())))
    server.set_day(2)
    second = look(replace(SOURCES[platform](), validators=known))
    (bill,) = documents(second)
    assert len(bill.actions) == GOLDEN[platform, 2][2]
    assert [t.note for t in bill.texts if t.sha256] == GOLDEN[platform, 2][3]
    known |= learned(second)
    server.set_day(3)
    server.ledger.clear()
    third = look(replace(SOURCES[platform](), validators=known))
    assert [d.actions for d in documents(third)] == [bill.actions]
    assert not any("getBillText" in e.url for e in server.ledger.entries())


_CASES: tuple[tuple[str, ModeKind, dict[str, Any], FaultKind], ...] = (
    ("gone", ModeKind.STATUS, {"status": 404}, FaultKind.LAYOUT_CHANGED),
    ("moved", ModeKind.REDIRECT, {"target": "https://elsewhere.example/"}, FaultKind.BLOCKED),
    ("challenge", ModeKind.CHALLENGE, {}, FaultKind.BLOCKED),
    ("wrong type", ModeKind.BODY, {"body": "GIF89a", "media_type": "image/gif"},
     FaultKind.LAYOUT_CHANGED),
    ("truncated", ModeKind.BREAK_OFF, {}, FaultKind.FETCH_FAILED),
    ("bad key", ModeKind.STATUS, {"status": 403}, FaultKind.BLOCKED),
    ("login wall", ModeKind.BODY, {"body": "<html><form><input type=password></form></html>"},
     FaultKind.BLOCKED),
    ("server error", ModeKind.STATUS, {"status": 503}, FaultKind.FETCH_FAILED),
    ("too many", ModeKind.STATUS, {"status": 429, "seconds": 60}, FaultKind.BLOCKED),
    ("nothing", ModeKind.BODY, {"body": " ", "media_type": "application/json"},
     FaultKind.UNEXPECTEDLY_EMPTY),
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "options", "expected"), [c[1:] for c in _CASES], ids=[c[0] for c in _CASES]
)
def test_a_list_that_cannot_be_had_is_a_fault_and_never_no_change(
    kind: ModeKind,
    options: dict[str, Any],
    expected: FaultKind,
    server: ReplayServer,
    look: Callable[..., list[Record]],
) -> None:
    for platform in PLATFORMS:
        server.set_mode(FIRST[platform], kind, **options)
    records = look(*(source() for source in SOURCES.values()))
    for platform in PLATFORMS:
        mine = [r for r in records if r.source == platform]
        assert kinds(mine) == [expected], faults(mine)
        assert (documents(mine), finish(mine)) == ([], "faults")


def wrong(body: str) -> dict[str, Any]:
    return {"body": body, "media_type": "application/json"}


BODIES: tuple[tuple[str, str, str, str, str], ...] = (
    # platform, what of it, address, body, the fault ("" for none)
    ("legiscan", "bad key", "", json.dumps(made.error("Invalid API Key")), "blocked"),
    ("legiscan", "spent", "", json.dumps(made.error("API query limit exceeded")), "blocked"),
    ("legiscan", "gone", "?op=getBill&", json.dumps(made.error("Unknown bill id")),
     "layout_changed"),
    ("legiscan", "other error", "", json.dumps(made.error("Database busy")), "fetch_failed"),
    ("legiscan", "empty", "", json.dumps(made.search()), ""),
    ("legiscan", "no rows", "", json.dumps({"status": "OK", "searchresult": {"summary": {
        "count": 3}, "results": []}}), "layout_changed"),
    ("legiscan", "half a text", "?op=getBillText", json.dumps(made.text_answer(
        b"half", text_size=99)), "fetch_failed"),
    ("legiscan", "other text", "?op=getBillText", json.dumps(made.text_answer(b"other")),
     "fetch_failed"),
    ("legiscan", "no base64", "?op=getBillText", json.dumps(made.text_answer(doc="%%%")),
     "layout_changed"),
    ("congress", "empty", "/bill/119/hr?", json.dumps(made.bill_list()), "unexpectedly_empty"),
    ("congress", "no list", "/bill/119/hr?", "{}", "layout_changed"),
    ("congress", "xml", "/bill/119/hr?", "<bills/>", "layout_changed"),
    ("congress", "untitled", "/bill/119/hr/8000?", json.dumps({"bill": {
        **made.congress_detail(1)["bill"], "title": ""}}), "layout_changed"),
    ("congress", "no actions", "/bill/119/hr/8000/actions", '{"actions": []}',
     "unexpectedly_empty"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("platform", "address", "body", "expected"),
    [(p, a, b, e) for p, _, a, b, e in BODIES],
    ids=[f"{p} {n}" for p, n, *_ in BODIES],
)
def test_a_body_that_says_something_else(
    platform: str,
    address: str,
    body: str,
    expected: str,
    server: ReplayServer,
    look: Callable[..., list[Record]],
) -> None:
    server.set_day(2)
    base = made.LEGISCAN if platform == "legiscan" else made.CONGRESS
    server.set_mode(base + address, ModeKind.BODY, **wrong(body))
    records = look(SOURCES[platform]())
    assert kinds(records) == ([expected] if expected else [])
    texts = [t.fault for d in documents(records) for t in d.texts if "Text" in address]
    assert texts == ([expected] if "Text" in address else [])


def test_an_error_with_status_200_is_not_believed_next_time(
    server: ReplayServer, look: Callable[..., list[Record]]
) -> None:
    gone = json.dumps(made.error("Unknown bill id"))
    server.set_mode(f"{made.LEGISCAN}?op=getBill&", ModeKind.BODY, **wrong(gone))
    first = look(made.legiscan_source())
    assert kinds(first) == ["layout_changed"]
    server.clear()
    again = look(replace(made.legiscan_source(), validators=learned(first)))
    assert [d.number for d in documents(again)] == ["SB 430"]


XML: tuple[tuple[str, bytes, str], ...] = (
    ("html", b"<html><body>moved</body></html>", "layout_changed"),
    ("broken", made.status_xml(1)[:300], "layout_changed"),
    ("no actions", b"<billStatus><bill><congress>119</congress><type>HR</type><number>8000</number>"
     b"<title>END 7-OH Act</title></bill></billStatus>", "unexpectedly_empty"),
    ("no number", b"<billStatus><bill><title>x</title></bill></billStatus>", "layout_changed"),
    ("bomb", b'<!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><billStatus><bill>'
     b"<congress>119</congress><type>&b;</type></bill></billStatus>", "layout_changed"),
)  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), [x[1:] for x in XML], ids=[x[0] for x in XML])
def test_a_status_file_that_is_none(
    body: bytes, expected: str, server: ReplayServer, look: Callable[..., list[Record]]
) -> None:
    server.change(made.STATUS_URL, body)
    records = look(made.govinfo_source())
    assert kinds(records) == [expected]


def test_the_pages_of_a_search_and_of_a_list(
    tmp_path: Path, store: SnapshotStore, server: ReplayServer
) -> None:
    root = tmp_path / "paged"
    query = {"op": "getSearchRaw"}
    for page in (1, 2, 3):
        found = made.search((2_100_430, f"{page}" * 32), page=page, pages=3)
        at = query if page == 1 else {**query, "page": str(page)}
        made.record(root, 1, f"search-{page}", made.LEGISCAN, found, query=at)
    bill = {"status": "OK", "bill": made.legiscan_bill(6)}
    made.record(root, 1, "bill", made.LEGISCAN, bill, query={"op": "getBill"})
    base = f"{made.CONGRESS}/bill/119/hr"
    rows = [(str(n), "Another bill", made.UPDATED[0]) for n in range(2)]
    following = f"{base}?offset=250&limit=250&format=json"
    made.record(root, 1, "list", base, made.bill_list(*rows, following=following))
    settings = replace(quick(""), keys=made.KEYS)
    with ReplayServer(root) as paged:
        settings = replace(settings, replay=paged.base)
        specs = [made.legiscan_source(), made.congress_source(pages=3)]
        records = list(crawl(specs, tmp_path, store, settings))
        asked = [e.url for e in paged.ledger.entries()]
    assert faults(records) == []
    pages = [u.partition("page=")[2][:1] for u in asked if "getSearchRaw" in u]
    assert pages == ["", "2", "3"]
    offsets = [u.partition("offset=")[2][:3] for u in asked if "/bill/119/hr" in u]
    assert offsets == ["0&s", "250", "500"]
    assert len(documents(records)) == 1  # three rows of one bill are one document


@pytest.mark.parametrize("platform", PLATFORMS)
def test_the_key_is_on_the_wire_and_nowhere_else(
    platform: str,
    server: ReplayServer,
    store: SnapshotStore,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    use = tmp_path / "key-use"
    settings = replace(quick(server.base), keys=made.KEYS, key_use=str(use))
    fetcher = ProbeAndCrawl(settings, store, tmp_path)
    options = {"since": "2026-01-01T00:00:00Z"} if platform == "govinfo" else {}
    first = list(fetcher.fetch([SOURCES[platform](**options)]))
    server.set_mode(FIRST[platform], ModeKind.REDIRECT, target=f"https://x.example/?key={made.KEY}")
    known = learned(first)
    second = list(fetcher.fetch([replace(SOURCES[platform](**options), validators=known)]))
    assert kinds(second)
    sent = [e.url for e in server.ledger.entries()]
    assert any("key=s3cret" in url for url in sent) is (platform == "legiscan")
    told = "\n".join([*(to_line(r) for r in (*first, *second)), caplog.text])
    kept = b"\n".join(p.read_bytes() for p in store.root.rglob("*") if p.is_file())
    for secret in (made.KEY, "s3cret"):
        assert secret not in told
        assert secret.encode() not in kept
    counted = KeyUse(use).count(f"REGTRACK_{platform.upper()}_KEY", "month")
    hosts = {"legiscan": "api.legiscan.com", "congress": "api.congress.gov",
             "govinfo": "api.govinfo.gov"}  # fmt: skip
    asked = [u for u in sent if hosts[platform] in u and not u.endswith("/robots.txt")]
    assert counted == len(asked) > 0


@pytest.mark.parametrize("platform", ["legiscan", "congress"])
def test_a_spent_key_is_told_and_asks_for_nothing(
    platform: str, server: ReplayServer, store: SnapshotStore, tmp_path: Path
) -> None:
    settings = quick(server.base)
    settings = replace(settings, keys=made.KEYS, key_use=str(tmp_path / "key-use"))
    records = list(crawl([SOURCES[platform](quota=1)], tmp_path, store, settings))
    (fault,) = (r for r in records if isinstance(r, FaultRecord))
    assert (fault.kind, "has spent its 1 requests" in fault.message) == ("blocked", True)
    assert fault.retry_after is not None
    assert 0 < fault.retry_after <= 31 * 86_400
    server.ledger.clear()
    known = learned(records)
    spec = replace(SOURCES[platform](quota=1), validators=known)
    (probe,) = probe_all([spec], settings, HostPacer(0.0), store)
    if platform == "legiscan":  # of Congress.gov no first address is known yet
        assert probe.verdict is Verdict.FAULT
    assert server.ledger.entries() == []


def test_the_feed_tells_which_other_bills_to_look_into(
    server: ReplayServer, look: Callable[..., list[Record]]
) -> None:
    spec = made.govinfo_source(bills=[], feed=True)
    first = look(spec)
    assert [d.number for d in documents(first)] == ["HR 8000"]
    server.ledger.clear()
    assert documents(look(replace(spec, validators=learned(first)))) == []
    asked = [e.url for e in server.ledger.entries() if "BILLSTATUS-119" in e.url]
    assert asked == []  # one batch, one look


def test_a_feed_that_names_nothing_is_a_fault(
    server: ReplayServer, look: Callable[..., list[Record]]
) -> None:
    server.change(made.FEED_URL, made.feed())
    assert kinds(look(made.govinfo_source(bills=[], feed=True))) == ["unexpectedly_empty"]


def test_a_text_is_stored_as_itself_and_told_at_its_public_address(
    server: ReplayServer, store: SnapshotStore, look: Callable[..., list[Record]]
) -> None:
    server.set_day(2)
    records = look(made.legiscan_source())
    (bill,) = documents(records)
    (text,) = bill.texts
    assert text.sha256 is not None
    assert store.get(text.sha256) == made.KS_TEXT
    assert (text.media_type, text.url) == (
        "text/html", "https://www.kslegislature.gov/b2025_26/measures/documents/sb430_enrolled",
    )  # fmt: skip
    named = {r.sha256 for r in records if isinstance(r, SnapshotRecord)}
    assert text.sha256 in named
