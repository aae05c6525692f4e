"""Feeds and calendars: valid for independent readers, and following what is known."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

import pytest
from icalendar import Calendar, Event
from lxml import etree

from notify.samples import BANNED, BILL, TN, MakeAlert
from regtrack.domain.changes import ChangeKind
from regtrack.domain.errors import ConfigError
from regtrack.domain.provisions import Effect
from regtrack.domain.status import Status
from regtrack.domain.substances import Substance
from regtrack.domain.timeline import Part, Segment, Timeline
from regtrack.notify.feed_folder import INDEX, FeedMaterial, path_of, write_feeds
from regtrack.services.day_events import DayEvent, day_events

ATOM = {"a": "http://www.w3.org/2005/Atom"}
KRATOM = Substance.KRATOM
FIRST = dt.datetime(2026, 6, 1, 15, tzinfo=dt.UTC)
RULED = {"o-rule": "i-rule", "o-ban": "i-1"}


def line(ban: dt.date | None, end: dt.date | None = None) -> Timeline:
    """Regulated since 2024; banned from a day, and until another."""
    rule = Part("o-rule", Effect.REGULATE, Status.REGULATED)
    stop = Part("o-ban", Effect.PROHIBIT, Status.PROHIBITED)
    start = dt.date(2024, 1, 1)
    if ban is None:
        return Timeline((Segment(start, None, (rule,)),))
    segments = [Segment(start, ban, (rule,)), Segment(ban, end, (stop, rule))]
    if end is not None:
        segments.append(Segment(end, None, (rule,)))
    return Timeline(tuple(segments))


def told(*timelines: Timeline) -> list[DayEvent]:
    """The events after these timelines, learnt a day apart."""
    generations = [(FIRST + dt.timedelta(days=n), t) for n, t in enumerate(timelines)]
    return day_events(TN, KRATOM, generations, RULED)


JULY, AUGUST, OCTOBER = dt.date(2026, 7, 1), dt.date(2026, 8, 1), dt.date(2026, 10, 1)


def test_a_day_that_moves_keeps_its_name_and_raises_its_number() -> None:
    (first,) = told(line(JULY))
    assert (first.on, first.after, first.sequence, first.cancelled) == (
        JULY, Status.PROHIBITED, 0, False
    )  # fmt: skip
    (moved,) = told(line(JULY), line(JULY), line(AUGUST))
    assert (moved.uid, moved.on, moved.sequence) == (first.uid, AUGUST, 1)
    assert moved.known_at == FIRST + dt.timedelta(days=2)


def test_a_day_that_is_off_is_cancelled_and_may_come_back() -> None:
    (off,) = told(line(JULY), line(None), line(None))
    assert (off.on, off.sequence, off.cancelled) == (JULY, 1, True)
    (back,) = told(line(JULY), line(None), line(AUGUST))
    assert (back.uid, back.on, back.sequence, back.cancelled) == (off.uid, AUGUST, 2, False)


def test_an_end_is_an_event_of_its_own_and_history_is_none() -> None:
    start, end = told(line(JULY, OCTOBER))
    assert (start.on, end.on, end.before, end.after) == (
        JULY, OCTOBER, Status.PROHIBITED, Status.REGULATED
    )  # fmt: skip
    assert start.uid != end.uid
    assert told(line(dt.date(2026, 5, 1))) == []


@pytest.fixture
def material(make_alert: MakeAlert) -> FeedMaterial:
    change = make_alert(ChangeKind.SCHEDULED_START, lines=BANNED, on="2026-07-01").change
    return FeedMaterial(
        [change], told(line(JULY, OCTOBER), line(AUGUST)), {TN: "Tennessee"}, {"i-1": BILL}
    )


def feed(path: Path) -> etree._Element:
    """A feed that has what RFC 4287 requires, checked by lxml."""
    root = etree.fromstring(path.read_bytes())
    for holder in (root, *root.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            (found,) = holder.findall(f"a:{name}", ATOM)
            assert found.text
        assert holder.findtext("a:id", None, ATOM).startswith("urn:uuid:")
        assert dt.datetime.fromisoformat(holder.findtext("a:updated", None, ATOM)).tzinfo
    assert root.findtext("a:author/a:name", None, ATOM)
    for entry in root.findall("a:entry", ATOM):
        assert entry.find("a:content", ATOM).get("type") == "html"
    ids = root.xpath("//a:entry/a:id/text()", namespaces=ATOM)
    assert len(ids) == len(set(ids))
    return root


def events(path: Path) -> list[Event]:
    """The events of a calendar that an independent library reads, its lines within bounds."""
    raw = path.read_bytes()
    assert all(len(part) <= 75 for part in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    found = Calendar.from_ical(raw)
    assert found.errors == []
    assert {"VERSION", "PRODID"} <= set(found)
    return list(found.walk("VEVENT"))


def test_independent_readers_read_them(tmp_path: Path, material: FeedMaterial) -> None:
    write_feeds(tmp_path, material, [TN], Substance, base="https://law.example.org/feeds/")
    root = feed(tmp_path / "us/tn/kratom.atom")
    (entry,) = root.findall("a:entry", ATOM)
    assert "Tennessee" in entry.findtext("a:title", None, ATOM)
    assert root.find("a:link", ATOM).get("href").endswith("/feeds/us/tn/kratom.atom")
    assert entry.find("a:link", ATOM).get("href") == BILL.url
    start, end = events(tmp_path / "us/tn/kratom.ics")
    assert (start.decoded("DTSTART"), start["SEQUENCE"], start["STATUS"]) == (
        AUGUST, 1, "CONFIRMED"
    )  # fmt: skip
    assert start.decoded("DTEND") - start.decoded("DTSTART") == dt.timedelta(days=1)
    assert "Tennessee: from this day kratom is banned" in start["SUMMARY"]
    assert (end["STATUS"], end["SEQUENCE"]) == ("CANCELLED", 1)
    assert end["SUMMARY"].startswith("Cancelled: ")
    assert events(tmp_path / "us/tn/7-oh.ics") == []
    feed(tmp_path / "us/tn/7-oh.atom")
    index = json.loads((tmp_path / INDEX).read_text())["feeds"]
    assert [(f["substance"], f["entries"], f["events"]) for f in index] == [
        ("kratom", 1, 1), ("7-oh", 0, 0), ("analogues", 0, 0)
    ]  # fmt: skip


def test_a_place_hears_of_what_binds_there_and_of_what_lies_below(
    tmp_path: Path, material: FeedMaterial
) -> None:
    nashville, ohio = f"{TN}/place:nashville", TN.replace(":tn", ":oh")
    nation = "ocd-division/country:us"
    write_feeds(tmp_path, material, [nation, TN, nashville, ohio], [KRATOM])
    stems = ("us", "us/tn", "us/tn/place-nashville", "us/oh")
    counts = [len(events(tmp_path / stem / "kratom.ics")) for stem in stems]
    assert counts == [2, 2, 2, 0]
    entries = [
        len(feed(tmp_path / stem / "kratom.atom").findall("a:entry", ATOM)) for stem in stems
    ]
    assert entries == [1, 1, 1, 0]


def test_what_is_as_it_should_be_is_left_alone_and_a_broken_write_leaves_the_old(
    tmp_path: Path, material: FeedMaterial, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert write_feeds(tmp_path, material, [TN], [KRATOM]) == 3
    before = {p: (p.read_bytes(), p.stat().st_ino) for p in tmp_path.rglob("*") if p.is_file()}
    assert write_feeds(tmp_path, material, [TN], [KRATOM]) == 0
    assert {p: (p.read_bytes(), p.stat().st_ino) for p in before} == before

    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:10])
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "write_bytes", full)
    other = FeedMaterial([], [], {TN: "Tennessee"}, {})
    with pytest.raises(ConfigError, match="No space left"):
        write_feeds(tmp_path, other, [TN], [KRATOM])
    assert {p: (p.read_bytes(), p.stat().st_ino) for p in tmp_path.rglob("*") if p.is_file()} == (
        before
    )


@pytest.mark.parametrize(
    ("division", "path"),
    [
        (TN, "us/tn"),
        ("ocd-division/country:us/state:al/place:new_site", "us/al/place-new_site"),
        ("ocd-division/country:us/state:..", "us/~2e~~2e~"),
        ("ocd-division/country:us/place:a~2e~", "us/place-a~7e~2e~7e~"),
        ("ocd-division/country:us/state:", "us/~"),
        ("ocd-division/country:us/place:a\\b\x00", "us/place-a~5c~b~0~"),
    ],
)
def test_no_division_leads_out_of_the_folder(division: str, path: str) -> None:
    assert path_of(division) == path
