"""What the page of an administrative rule says of itself: dates, emergency, history. Pure.

One page shows first an emergency rule and then the permanent one: they are two acts. The first ends
by the second where the page lists it among earlier dates (`12/12/2025 (Emer.)`)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from regtrack.contract import PartialDate
from regtrack_scrapers.platforms.us_dates import DATE, day_after, days_in, read_day

_EFFECTIVE = r"effective(?: date)?(?: of (?:this )?rule)?|eff\.|takes effect(?: on)?"
_EXPIRES = re.compile(
    rf"\b(?:expir(?:es|ation)|in (?:effect|force) (?:through|until)|effective (?:through|until))\b"
    rf"[^.\n]{{0,40}}?({DATE})",
    re.IGNORECASE,
)
#: Only a heading says that the whole rule is gone; a sentence may speak of another.
_GONE = re.compile(r"\b(?:rescinded|repealed)\b", re.IGNORECASE)
_ENDED = r"(?:rescinded|repealed)(?: effective)?(?: date)?(?: on)?|(?:rescission|repeal) date"
_PRIOR = re.compile(r"^prior effective dates?\b|^history\b|^prior history\b", re.IGNORECASE)
_EMERGENCY = re.compile(
    r"\bemergency (?:filing|rule|amendment|adoption|regulation)s? (?:is|are) (?:currently )?in "
    r"effect|^emergency (?:rule|regulation)|\(emergency\)|^filing type:? emergency",
    re.IGNORECASE | re.MULTILINE,
)
_OF_EMERGENCY = re.compile(r"^\s*\(?\s*emer", re.IGNORECASE)
_CHANGES = re.compile(
    rf"\b(?:adopted|amended|new|filed|effective|eff\.?|am\.?|cr\.?)\b[^.;\n]{{0,60}}?({DATE})",
    re.IGNORECASE,
)
_UPDATED = r"(?:page )?last updated(?: on)?|current (?:through|as of)"


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier version of a rule."""

    on: PartialDate
    emergency: bool


@dataclass(frozen=True, slots=True)
class RulePage:
    """What a page says of its rule."""

    effective: PartialDate | None
    expires: PartialDate | None
    ended: PartialDate | None
    emergency: bool
    earlier: tuple[Earlier, ...]
    as_of: PartialDate | None

    @property
    def amended(self) -> bool:
        """Whether an earlier version that was no emergency stands in its history."""
        return any(not e.emergency for e in self.earlier)


def read_rule(heading: str, text: str) -> RulePage:
    """The rule of a page's words."""
    effective = day_after(_EFFECTIVE, text)
    expires = _EXPIRES.search(text)
    earlier = tuple(e for e in _earlier(text) if e.on != effective)
    if effective is None and earlier:
        effective, earlier = _newest(earlier)
    return RulePage(
        effective=effective,
        expires=read_day(expires[1]) if expires else None,
        ended=day_after(_ENDED, text) if _GONE.search(heading) else None,
        emergency=_EMERGENCY.search(text) is not None,
        earlier=earlier,
        as_of=day_after(_UPDATED, text),
    )


def _newest(earlier: tuple[Earlier, ...]) -> tuple[PartialDate, tuple[Earlier, ...]]:
    last = max(earlier, key=lambda e: e.on.first)
    return last.on, tuple(e for e in earlier if e is not last)


def _earlier(text: str) -> list[Earlier]:
    """The dates of the lines that tell the history."""
    found: list[Earlier] = []
    told = False
    for line in text.split("\n"):
        if _PRIOR.search(line):
            told = True
            found += _dates_of(line)
        elif told and found == [] and next(days_in(line), None):
            found += _dates_of(line)  # the dates stand under their heading
        else:
            told = False
    return found or [Earlier(read_day(m[1]), emergency=False) for m in _history_notes(text)]


def _history_notes(text: str) -> list[re.Match[str]]:
    """The notes behind a rule: `(Source: Amended at 50 Ill. Reg. 1, effective July 1, 2026)`."""
    notes = re.findall(r"[(\[](?:source|history|authority|stats?\.|ord\.)[^)\]]{5,600}[)\]]", text,
                       re.IGNORECASE)  # fmt: skip
    return [m for note in notes for m in _CHANGES.finditer(note)]


def _dates_of(line: str) -> list[Earlier]:
    return [
        Earlier(on, emergency=_OF_EMERGENCY.match(line[end:]) is not None)
        for on, _, end in days_in(line)
    ]
