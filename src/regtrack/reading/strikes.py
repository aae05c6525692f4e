"""Struck words give the opposite of what they said: an entry out of a list, an act repealed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from regtrack.domain.provisions import Effect
from regtrack.reading.effects.base import Context, Hit
from regtrack.reading.effects.schedule_names import schedule_named
from regtrack.reading.sections import Part, Section
from regtrack.reading.substances import find_mentions, names_any, substances_of
from regtrack.reading.surface import rx

_LIST = rx(
    r"schedule [iv]+\b|controlled substances?|penalty group|hallucinogen|narcotic|synthetic drug"
)
_REGULATES = rx(
    r"(?:shall|may|must) (?:not )?|regist|label|under (?:the age|\d+)"
    r"|kratom consumer protection|processor"
)


def find(context: Context) -> Iterator[tuple[Hit, str, Section]]:
    """Effects of what is struck, with the rule's id and the section it stood in."""
    surface = context.surface
    places = [at for at, _ in surface.strikes]
    for section in context.sections:
        if section.part is not Part.ACTING:
            continue
        # What is struck at the end of the text belongs to the section that ends there.
        stop = section.end + (section.end == len(surface.text))
        struck = surface.strikes[bisect_left(places, section.start) : bisect_left(places, stop)]
        named = [(at, w) for at, w in struck if names_any(w) and find_mentions(w)]
        if not named:
            continue
        live = {m.substance for m in find_mentions(surface.text, section.start, section.end)}
        gone = {s for _, w in named for s in substances_of(find_mentions(w))} - live
        if not gone:
            continue
        at, words = named[0]
        before = surface.text[section.start : at]
        substances = tuple(sorted(gone))
        start, end = _live_words(surface.text, section, at)
        listed = _LIST.search(before[-60000:]) and len(words) < 900 and not _REGULATES.search(words)
        if listed:
            hit = Hit(Effect.DESCHEDULE, substances, start, end, schedule=schedule_named(before))
            yield hit, "deschedule.struck", section
        elif sum(len(w) for _, w in struck) > 300 and _REGULATES.search(words):
            hit = Hit(Effect.REPEAL_REGULATION, substances, start, end)
            yield hit, "repeal.struck", section


def _live_words(text: str, section: Section, at: int) -> tuple[int, int]:
    """Live words beside a strike: the proof of what is gone is where it is missing."""
    floor = max(section.start, at - 120)
    words = list(re.finditer(r"\S+", text[floor:at]))[-14:]
    if words:
        return floor + words[0].start(), floor + words[-1].end()
    after = re.compile(r"\S+(?:\s+\S+){0,8}").search(text, at, min(section.end, at + 200))
    return (after.start(), after.end()) if after else (section.start, section.start + 1)
