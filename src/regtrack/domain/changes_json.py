"""A change as plain data: the fields that `regtrack changes --json` and every webhook carry."""

from __future__ import annotations

import datetime as dt

from regtrack.domain.changes import Change, StatusLine
from regtrack.domain.instruments import Instrument
from regtrack.domain.observations import Evidence


def change_json(change: Change) -> dict[str, object]:
    """The change as JSON-ready data: strings, booleans, None, lists and dicts only.

    `from` and `to` are the statuses of the first line, or None; `lines` has them all. `ahead` is
    empty but for a reminder of a start: the numbers of days before it that were reached. `mends`
    are the ids of the changes that a correction or retraction puts right. Instants are ISO 8601 in
    UTC ending in `Z`; `on` may be a partial date. Characters that no JSON store takes (NUL, lone
    surrogates) are replaced by U+FFFD.
    """
    first = change.lines[0] if change.lines else None
    return {
        "id": change.id,
        "kind": change.kind.value,
        "division": _text(change.division),
        "substances": [s.value for s in change.substances],
        "instrument": _instrument(change.instrument),
        "stage": change.stage.value if change.stage else None,
        "how": _text(change.how),
        "from": first.before.value if first else None,
        "to": first.after.value if first else None,
        "on": change.on.text if change.on else None,
        "ahead": list(change.ahead),
        "mends": list(change.mends),
        "recorded_at": instant(change.recorded_at),
        "reviewed": change.reviewed,
        "confidence": change.confidence.value,
        "lines": [_line(line) for line in change.lines],
        "evidence": [_evidence(e) for e in change.evidence],
        "notes": [_text(note) for note in change.notes],
    }


def instant(value: dt.datetime) -> str:
    """An aware instant as `2026-07-01T05:00:00.000000Z`, of one width so that text order is time
    order. Raises ValueError for a naive one."""
    if value.tzinfo is None:
        raise ValueError("instant without a time zone")
    return value.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _instrument(instrument: Instrument | None) -> dict[str, object] | None:
    if instrument is None:
        return None
    return {
        "kind": instrument.kind.value,
        "session": _text(instrument.session),
        "number": _text(instrument.number),
        "citation": _text(instrument.citation),
        "title": _text(instrument.title),
        "url": _text(instrument.url),
    }


def _line(line: StatusLine) -> dict[str, object]:
    return {
        "substance": line.substance.value,
        "from": line.before.value,
        "to": line.after.value,
    }


def _evidence(evidence: Evidence) -> dict[str, object]:
    return {
        "quote": _text(evidence.quote),
        "url": _text(evidence.url),
        "sha256": evidence.sha256,
        "extractor": evidence.extractor,
        "start": evidence.start,
        "end": evidence.end,
        "retrieved_at": instant(evidence.retrieved_at) if evidence.retrieved_at else None,
    }


def _text(value: str | None) -> str | None:
    if value is None:
        return None
    whole = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\0", "\N{REPLACEMENT CHARACTER}")
