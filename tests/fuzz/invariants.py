"""What must hold whatever comes in; each check raises AssertionError when it does not."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping, Sequence

from regtrack.domain.errors import InvalidDocument, UnreadableText
from regtrack.reading.days import read_day
from regtrack.reading.model import Quote, Reading
from regtrack.reading.reader import read_text, read_title
from regtrack.reading.stages import codebook_stage, effective_actions, is_law, stage_events
from regtrack.reading.stages_dates import effective_dates, words_date
from regtrack.reading.substances import find_mentions, names_any
from regtrack.reading.surface import Surface
from regtrack.reading.text import LegalText, Mark, Run
from regtrack.runner.extraction import extract
from regtrack.runner.extraction.wire import LENGTH, as_message, as_text, packed, unpacked
from regtrack_scrapers.platforms.openstates_bill import bill_record

STATE = "ocd-division/country:us/state:xx"
_STAGES = frozenset(
    [
        "introduced",
        "in_committee",
        "passed_one_chamber",
        "passed_both",
        "to_governor",
        "signed",
        "became_law_without_signature",
        "chaptered",
        "vetoed",
        "failed",
    ]
)
#: Effects that struck words can have: the opposite of what they said.
_OF_STRUCK = frozenset({"deschedule", "repeal_regulation"})
#: Seconds of the processor that a text may take: a start, and so much a million characters.
_START, _EACH_MILLION = 3.0, 60.0


def _quotes(reading: Reading) -> list[Quote]:
    found = [p.quote for p in reading.provisions] + [link.quote for link in reading.links]
    return found + ([reading.effective.quote] if reading.effective.quote else [])


def check_reading(text: LegalText) -> None:
    """Quotes stand where they are said to, nothing comes of struck words but their opposite,
    reading is quick and gives the same again."""
    started = time.process_time()
    reading = read_text(text, division=STATE)
    took = time.process_time() - started
    size = sum(len(run.text) for run in text.runs)
    assert took < _START + _EACH_MILLION * size / 1e6, f"{took:.1f} s for {size} characters"
    for quote in _quotes(reading):
        assert text.live[quote.start : quote.end].replace("\n", " ") == quote.text
        assert len(quote.text.split()) <= 30
    surface = Surface.of(text)
    assert len(surface.text) == len(text.live)
    named = bool(find_mentions(surface.text))
    assert not named or names_any(text.live), "the quick check hides a name"
    if not named:
        assert {p.provision.effect.value for p in reading.provisions} <= _OF_STRUCK
        assert reading.mentions == 0
    assert read_text(LegalText(text.runs, text.extractor), division=STATE) == reading


def check_title(title: str, abstract: str) -> None:
    """Any title can be read in time, and nothing read from it is sure."""
    started = time.process_time()
    reading = read_title(title, abstract, division=STATE)
    assert time.process_time() - started < _START
    assert not any(p.sure for p in reading.provisions)
    assert read_title(title, abstract, division=STATE) == reading


def check_growth(pieces: Sequence[str]) -> None:
    """Four times the text takes at most ten times as long."""
    unit = "".join(pieces)
    if not unit.strip():
        return
    small, large = (_seconds(unit, length) for length in (15_000, 60_000))
    if large < 0.5 or large < 10 * small:
        return
    again = [min(_seconds(unit, length) for _ in range(2)) for length in (15_000, 60_000)]
    assert again[1] < 10 * again[0], f"{again[0]:.2f} s, then {again[1]:.2f} s: {unit!r}"


def _seconds(unit: str, length: int) -> float:
    text = LegalText((Run("Be it enacted: " + unit * (length // len(unit) + 1)),), "fuzz@1")
    started = time.process_time()
    read_text(text, division=STATE, title="An act relating to kratom")
    read_title("An act relating to kratom", text.live, division=STATE)
    return time.process_time() - started


def check_extraction(data: bytes) -> None:
    """Bytes become a text or UnreadableText; the text goes through the pipe unchanged, can be
    read, and the same bytes give it again."""
    started = time.process_time()
    try:
        text = extract(data)
    except UnreadableText:
        return
    took = time.process_time() - started
    assert took < _START + _EACH_MILLION * len(data) / 1e6, f"{took:.1f} s for {len(data)} bytes"
    message = packed(as_message(text))
    assert as_text(unpacked(message[LENGTH.size :])) == text
    assert extract(data) == text
    check_reading(text)


def check_marks(data: bytes, live: str, struck: str) -> None:
    """Words that a document strikes are not live; those beside them are."""
    text = extract(data)
    assert live in text.live
    assert struck not in text.live
    assert struck in "".join(r.text for r in text.runs if r.mark is Mark.STRUCK)


def check_record(body: Mapping[str, object]) -> None:
    """A record of whatever shape is told as stages, or refused as InvalidDocument."""
    try:
        record = bill_record(body, source="fuzz")
    except InvalidDocument:
        return
    events = stage_events(record)
    assert len({e.key for e in events}) == len(events)
    for on in (dt.date(1990, 1, 1), dt.date(2026, 6, 1), dt.date.max):
        word, when = codebook_stage(events, on)
        assert word in _STAGES
        assert when is None or when.first <= on
        if is_law(events, on):
            assert word in ("signed", "became_law_without_signature", "chaptered")
    effective_actions(record)
    assert bill_record(body, source="fuzz") == record


def check_dates(words: str) -> None:
    """Any words can be asked for a day."""
    read_day(words)
    words_date(words, None)
    list(effective_dates(words, None))
