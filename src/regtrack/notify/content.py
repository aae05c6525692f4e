"""What a message says, before it is text or HTML: one list of blocks that both are made from."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from regtrack.domain.alerts import Alert
from regtrack.domain.changes import Change, ChangeKind, StatusLine
from regtrack.domain.observations import Confidence, Evidence
from regtrack.notify import clean, words
from regtrack.notify.headline import by_stage, headline, moved
from regtrack.notify.words import STATUS, Timing

_MAX_QUOTES = 3
_MAX_NOTES = 10
_QUOTE = 600
_NOTE = 400
#: A mark that a cut left open reaches to the end.
MARKS = re.compile(r"\[-(?P<gone>.+?)(?:-\]|$)|\{\+(?P<new>.+?)(?:\+\}|$)")
_SHELL = frozenset('"\\$`!')

DISCLAIMER = "This is information, not legal advice. Ask a lawyer before you rely on it."
_CONFIDENCE: dict[Confidence, str] = {
    Confidence.HIGH: "high",
    Confidence.MEDIUM: "medium: check the source before you act on it",
    Confidence.LOW: "low: treat it as a lead and check the source",
}


class Block(StrEnum):
    """What sort of block: how it is set in text and HTML."""

    PARAGRAPH = "paragraph"
    FACT = "fact"  # label and text
    QUOTE = "quote"  # words of a source
    LINK = "link"  # label and an address that is safe to link
    CODE = "code"  # label and a command
    REDLINE = "redline"  # words of a text, with [-gone-] and {+new+}


@dataclass(frozen=True, slots=True)
class Part:
    """One block. `text` is one clean line, not yet escaped for any format."""

    block: Block
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under a heading."""

    heading: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """A whole message: a headline, sections, and the small print."""

    headline: str
    sections: tuple[Section, ...]
    footer: tuple[str, ...]


def content(alert: Alert) -> Content:
    """Everything the message for this alert says."""
    sections = (
        Section("What changed", tuple(_changed(alert))),
        Section("Where it stands", tuple(_standing(alert))),
        Section("The wording", tuple(_redline(alert.change))),
        Section("Proof", tuple(_proof(alert.change))),
        Section("How sure this is", tuple(_doubts(alert.change))),
        Section("Check it yourself", tuple(_check(alert))),
    )
    subscription = clean.line(alert.subscription, 80)
    return Content(
        headline=headline(alert),
        sections=tuple(s for s in sections if s.parts),
        footer=(DISCLAIMER, f"You get this because of your regtrack subscription {subscription}."),
    )


def _fact(label: str, text: str) -> Part:
    return Part(Block.FACT, text, label)


def _changed(alert: Alert) -> list[Part]:
    change = alert.change
    parts = [part for line in change.lines for part in _line(alert, line)]
    if change.mends:
        parts.append(_fact("Puts right", "what we told you about this before: it was wrong"))
    if change.lines and change.division.count("/") > 1:
        # A reader must not take one layer for the whole: the state may ban what the city permits.
        parts.append(_fact("Of which law", "this place's own; that of the places above may differ"))
    instrument = change.instrument
    if instrument is not None:
        named = words.act(instrument)
        parts.append(_fact("Instrument", named[:1].upper() + named[1:]))
        if instrument.title:
            parts.append(_fact("Title", clean.line(instrument.title)))
        if instrument.citation:
            parts.append(_fact("Citation", clean.line(instrument.citation, 120)))
        if instrument.session:
            parts.append(_fact("Session", clean.line(instrument.session, 60)))
    return parts


def _line(alert: Alert, line: StatusLine) -> list[Part]:
    change = alert.change
    name = words.SUBSTANCE[line.substance]
    if line not in moved(change):
        why = " (this text is not law and changes nothing)" if by_stage(change) else " (unchanged)"
        return [_fact(f"{name}, now", STATUS[line.before] + why)]
    before, after = _labels(alert)
    return [
        _fact(f"{name}, {before}", STATUS[line.before]),
        _fact(f"{name}, {after}", STATUS[line.after]),
    ]


def _labels(alert: Alert) -> tuple[str, str]:
    """How the status before and the one after are called."""
    change = alert.change
    if change.kind in (ChangeKind.CORRECTION, ChangeKind.RETRACTION):
        return "as we said (wrong)", "correct"
    where = words.timing(change.on, alert.today)
    if where is Timing.AHEAD or change.kind in (ChangeKind.SCHEDULED_START, ChangeKind.SUNSET_NEAR):
        return "now", f"from {change.on}" if change.on else "then"
    if where is Timing.UNSURE:
        return "before", f"from some day in {change.on}"
    return "before", "now"


def _standing(alert: Alert) -> list[Part]:
    change = alert.change
    parts = []
    if change.stage is not None:
        parts.append(_fact("Stage", words.STAGE_MEANING[change.stage]))
        if how := words.how_word(change.how):
            parts.append(_fact("How", how))
    if change.on is not None:
        when = f"{change.on} ({words.distance(change.on, alert.today)})"
        parts.append(_fact(_DATE_LABEL.get(change.kind, "Date"), when))
    elif change.kind is not ChangeKind.SOURCE_FAULT:
        parts.append(_fact("Date", "not in the record; regtrack does not guess dates"))
    parts.append(_fact("Days are counted from", alert.today.isoformat()))
    parts.append(_fact("Recorded by regtrack", _minute(change.recorded_at)))
    return parts


_DATE_LABEL: dict[ChangeKind, str] = {
    ChangeKind.SCHEDULED_START: "Comes into force",
    ChangeKind.CAME_INTO_FORCE: "In force from",
    ChangeKind.SUNSET_NEAR: "Ends",
    ChangeKind.ENDED: "Ended",
    ChangeKind.RENEWED: "Renewed",
    ChangeKind.STAGE: "Date of this step",
    ChangeKind.TEXT: "Seen changed",
}


def _minute(instant: dt.datetime) -> str:
    return instant.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M UTC")


def marked(note: str) -> bool:
    """Whether a note is a place of a text that changed, with what went and what came."""
    return bool(MARKS.search(note))


def _redline(change: Change) -> list[Part]:
    """Every place of the text that changed; where some are left out it is said."""
    places = [note for note in change.notes if marked(note)]
    if not places:
        return []
    told = Part(Block.REDLINE, "To be read so: [-what is gone-] {+what is new+}")
    parts = [Part(Block.REDLINE, clean.line(note, _QUOTE)) for note in places[:_MAX_NOTES]]
    more = len(places) - len(parts)
    if more:
        parts.append(Part(Block.PARAGRAPH, f"and {more} more places"))
    return [told, *parts]


def _proof(change: Change) -> list[Part]:
    parts: list[Part] = []
    for evidence in change.evidence[:_MAX_QUOTES]:
        parts += _evidence(evidence)
    more = len(change.evidence) - _MAX_QUOTES
    if more > 0:
        parts.append(Part(Block.PARAGRAPH, f"and {more} more in `regtrack timeline`"))
    return parts


def _evidence(evidence: Evidence) -> list[Part]:
    parts = []
    if evidence.quote:
        parts.append(Part(Block.QUOTE, clean.line(evidence.quote, _QUOTE)))
    url = clean.address(evidence.url)
    if url:
        parts.append(Part(Block.LINK, url, "Source"))
    elif evidence.url:
        parts.append(_fact("Source", "its address is not one that is safe to show"))
    if evidence.sha256:
        parts.append(_fact("Snapshot", f"SHA-256 {clean.line(evidence.sha256, 64)}"))
    if evidence.retrieved_at:
        parts.append(_fact("Retrieved", _minute(evidence.retrieved_at)))
    return parts


def _doubts(change: Change) -> list[Part]:
    parts = [_fact("Confidence", _CONFIDENCE[change.confidence])]
    parts.append(_fact("Reviewed by a person", "yes" if change.reviewed else "no"))
    if by_stage(change) and any(line.before is not line.after for line in change.lines):
        parts.append(_fact("Doubt", "the record gives a change of status for a text not yet law"))
    notes = [note for note in change.notes if not marked(note)]
    parts += [_fact("Note", clean.line(note, _NOTE)) for note in notes[:_MAX_NOTES]]
    return parts


def _check(alert: Alert) -> list[Part]:
    change = alert.change
    place = clean.line(alert.place, 80)
    asked = clean.line(change.division, 200) if not place or _SHELL & set(place) else place
    parts = []
    if not _SHELL & set(asked):
        parts.append(Part(Block.CODE, f'regtrack status "{asked}"', "Status"))
    if any(e.sha256 for e in change.evidence):
        parts.append(Part(Block.CODE, "regtrack verify", "Quotes found again in the bytes"))
    parts.append(_fact("Change id", change.id))
    parts.append(_fact("Place id", clean.line(change.division, 200)))
    url = clean.address(change.instrument.url) if change.instrument else None
    if url:
        parts.append(Part(Block.LINK, url, "Official page"))
    return parts
