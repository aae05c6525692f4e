"""Days on which law starts and ends as an iCalendar file (RFC 5545), for any calendar program."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from regtrack.domain.instruments import Instrument
from regtrack.notify import clean, words
from regtrack.notify.content import DISCLAIMER
from regtrack.services.day_events import DayEvent

_OCTETS = 75
#: A calendar without events needs something in it to be one.
_ZONE = (
    "BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip


def calendar(
    title: str,
    events: Iterable[DayEvent],
    places: Mapping[str, str],
    instruments: Mapping[str, Instrument],
) -> bytes:
    """The calendar of these events: each fills its day in the place, and says in words what
    changes. Nothing from a page can add a property: lines are clean, escaped and folded."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//regtrack//regtrack//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(clean.line(title))}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
    ]
    count = len(lines)
    for event in events:
        place = places.get(event.division, event.division)
        lines += _event(event, place, instruments.get(event.instrument or ""))
    if len(lines) == count:
        lines += _ZONE
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(event: DayEvent, place: str, instrument: Instrument | None) -> list[str]:
    known = event.known_at.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    url = clean.address(instrument.url) if instrument else None
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{known}",
        f"LAST-MODIFIED:{known}",
        f"SEQUENCE:{event.sequence}",
        f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}",
        f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.on + dt.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(_summary(event, place))}",
        f"DESCRIPTION:{_escaped(_description(event, instrument))}",
        "TRANSP:TRANSPARENT",
    ]
    return [*lines, *([f"URL:{url}"] if url else []), "END:VEVENT"]


def _summary(event: DayEvent, place: str) -> str:
    verb = words.is_are([event.substance])
    said = f"{words.SUBSTANCE[event.substance]} {verb} {words.STATUS_SHORT[event.after]}"
    text = f"{clean.line(place, 80)}: from this day {said}"
    return f"Cancelled: {text}" if event.cancelled else text


def _description(event: DayEvent, instrument: Instrument | None) -> str:
    parts = [f"Before: {words.STATUS[event.before]}.", f"Then: {words.STATUS[event.after]}."]
    if event.cancelled:
        parts = ["The law no longer says so for this day.", *parts]
    if instrument is not None:
        named = words.act(instrument)
        parts.append(named[:1].upper() + named[1:])
        parts += [clean.line(t) for t in (instrument.title, instrument.citation) if t]
    parts.append(f'Check: regtrack timeline "{clean.line(event.division, 200)}"')
    return "\n".join([*parts, DISCLAIMER])


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """The line in pieces of 75 octets, no character broken."""
    pieces, piece = [], b""
    for char in line:
        octets = char.encode("utf-8", "replace")
        if len(piece) + len(octets) > _OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
