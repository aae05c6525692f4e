"""Feeds and calendars as files that any web server can hand out."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from regtrack.domain.alerts import Subscription
from regtrack.domain.changes import Change
from regtrack.domain.errors import ConfigError
from regtrack.domain.instruments import Instrument
from regtrack.domain.substances import Substance
from regtrack.notify import words
from regtrack.notify.atom import ENTRIES, atom
from regtrack.notify.icalendar import calendar
from regtrack.services.day_events import DayEvent

INDEX = "index.json"
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


@dataclass(frozen=True, slots=True)
class FeedMaterial:
    """What feeds are made of: the news, newest first, the days to come, the names of divisions
    and the instruments behind the days."""

    news: Sequence[Change]
    events: Sequence[DayEvent]
    places: Mapping[str, str]
    instruments: Mapping[str, Instrument]


def write_feeds(
    folder: Path,
    material: FeedMaterial,
    divisions: Iterable[str],
    substances: Iterable[Substance],
    base: str = "",
) -> int:
    """Write a feed and a calendar for each place and substance, then an index of them; how many
    files are other than before. Each file is there whole or as it was. `base` is the address of
    the folder, if it has one. Raises ConfigError where the folder cannot be written.

    A place's files tell what a subscription to it would: its own, what lies below it, and what
    binds there from above.
    """
    chosen, index, changed = tuple(substances), [], 0
    try:
        for division in divisions:
            for substance in chosen:
                entry, files = _feed(division, substance, material, base)
                index.append(entry)
                changed += sum(_put(folder / name, body) for name, body in files.items())
        body = json.dumps({"feeds": index}, indent=1, ensure_ascii=True).encode() + b"\n"
        return changed + _put(folder / INDEX, body)
    except OSError as error:
        raise ConfigError(f"feeds cannot be written to {folder}: {error.strerror}") from error


def _feed(
    division: str, substance: Substance, material: FeedMaterial, base: str
) -> tuple[dict[str, object], dict[str, bytes]]:
    reader = Subscription("feed", division, (substance,))
    news = [c for c in material.news if reader.wants(c)]
    events = [e for e in material.events if e.substance is substance and _binds(division, e)]
    name = material.places.get(division, division)
    title = f"{name}: {words.SUBSTANCE[substance]} law"
    stem = f"{path_of(division)}/{substance.value}"
    files = {"atom": f"{stem}.atom", "ics": f"{stem}.ics"}
    entries = [(c, material.places.get(c.division, c.division)) for c in news[:ENTRIES]]
    address = f"{base.rstrip('/')}/{files['atom']}" if base else None
    bodies = {
        files["atom"]: atom(f"{division}|{substance}", title, entries, address),
        files["ics"]: calendar(title, events, material.places, material.instruments),
    }
    entry: dict[str, object] = {
        "division": division, "name": name, "substance": substance.value, **files,
        "entries": len(entries), "events": sum(not e.cancelled for e in events),
    }  # fmt: skip
    return entry, bodies


def _binds(division: str, event: DayEvent) -> bool:
    mine, its = f"{division}/", f"{event.division}/"
    return mine.startswith(its) or its.startswith(mine)


def path_of(division: str) -> str:
    """The folder of a division: `us/oh`, `us/al/place-mobile`. No two have the same, and none
    leads out of the feeds' folder."""
    steps = []
    for step in division.removeprefix("ocd-division/").split("/"):
        kind, _, value = step.partition(":")
        plain = value if kind in ("country", "state") else f"{kind}-{value}"
        steps.append("".join(c if c in _PLAIN else f"~{ord(c):x}~" for c in plain) or "~")
    return "/".join(steps)


def _put(path: Path, body: bytes) -> bool:
    """Write a file whole unless it is as it should be; whether it was written."""
    try:
        if path.read_bytes() == body:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(body)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return True
