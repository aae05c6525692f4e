"""Struck words give the opposite of what they said: an entry out of a list, an act repealed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from regtrack.domain.provisions import Effect
from regtrack.reading.effects.base import Context, Hit
from regtrack.reading.effects.schedule_names import schedule_named
from regtrack.reading.sections import Part, Section
from regtrack.reading.substances import find_mentions, names_any, substances_of
from regtrack.reading.surface import rx

_LIST = rx(
    r"schedule [iv]+a?\b|controlled substances?|penalty group|hallucinogen|narcotic|synthetic drug"
)
_REGULATES = rx(
    r"(?:shall|may|must) (?:not )?|regist|label|(?:under|younger than|below) (?:the age|\d+)"
    r"|kratom consumer protection|processor|\bpermit|\blicen[cs]e"
)
#: A rule for those who trade in it: enough by itself, however short.
_RULE = rx(
    r"\b(?:shall|may|must|required|prohibited|unlawful)\b|\b(?:selling|offering)\b[^.;]{0,60}?"
    r"\b(?:younger|under|without|(?:does|do|is|are) not)\b"
)
#: Where a section of the code begins that is reprinted in a section of the bill.
_CODE_HEAD = rx(r"\u00a7+ ?\d[\w.:-]*\. (?=[A-Z])|\n\d+[A-Z]?-[\d.-]+\. ")


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
        for floor, roof in _code_sections(surface.text, section):
            inside = [(at, w) for at, w in named if floor <= at < roof or at == roof == stop - 1]
            if inside:
                length = sum(len(w) for at, w in struck if floor <= at <= roof)
                yield from _gone(surface.text, section, (floor, roof), inside, length)


def _code_sections(text: str, section: Section) -> list[tuple[int, int]]:
    """The sections of the code that a section of the bill reprints, as stretches of it."""
    cuts = [m.start() for m in _CODE_HEAD.finditer(text, section.start + 1, section.end)]
    ends = [section.start, *cuts, section.end]
    return list(pairwise(ends))


def _gone(
    text: str,
    section: Section,
    span: tuple[int, int],
    named: list[tuple[int, str]],
    length: int,
) -> Iterator[tuple[Hit, str, Section]]:
    """What the struck words `named`, within one section of the code, take away."""
    live = {m.substance for m in find_mentions(text, *span)}
    gone = {s for _, w in named for s in substances_of(find_mentions(w))} - live
    if not gone:
        return
    rule = next(((at, w) for at, w in named if _is_rule(w)), None)
    at, words = rule or named[0]
    before = text[span[0] : at]
    substances = tuple(sorted(gone))
    start, end = _live_words(text, section, at)
    listed = _LIST.search(before[-60000:]) and len(words) < 900 and not _REGULATES.search(words)
    if listed and rule is None:
        hit = Hit(Effect.DESCHEDULE, substances, start, end, schedule=schedule_named(before))
        yield hit, "deschedule.struck", section
    elif rule is not None or (length > 300 and _REGULATES.search(words)):
        hit = Hit(Effect.REPEAL_REGULATION, substances, start, end)
        yield hit, "repeal.struck", section


def _is_rule(words: str) -> bool:
    """Whether struck words are a whole rule, not a word in the list of another one."""
    return len(words) > 40 and _RULE.search(words) is not None


def _live_words(text: str, section: Section, at: int) -> tuple[int, int]:
    """Live words beside a strike: the proof of what is gone is where it is missing."""
    floor = max(section.start, at - 120)
    words = list(re.finditer(r"\S+", text[floor:at]))[-14:]
    if words:
        return floor + words[0].start(), floor + words[-1].end()
    after = re.compile(r"\S+(?:\s+\S+){0,8}").search(text, at, min(section.end, at + 200))
    return (after.start(), after.end()) if after else (section.start, section.start + 1)
