"""Repealing sections that cite a law by its number only: is it the law that regulates kratom?

A repealer seldom says what the repealed law is about. It is taken for a law on our substances
where the document shows it: an appendix prints the repealed words, the number stands beside that
of a section on kratom in the same document, or the document does nothing that is not about them.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from regtrack.domain.provisions import Effect
from regtrack.domain.substances import Substance
from regtrack.reading.effects.base import Context, Hit
from regtrack.reading.effects.schedule_names import schedule_named
from regtrack.reading.effects.schedule_statutes import schedule_cited
from regtrack.reading.sections import Part, Section, Words
from regtrack.reading.substances import Name, find_mentions, substances_of
from regtrack.reading.surface import rx
from regtrack.reading.weighing import Found

RULE = "repeal.cited"
_REPEALED = rx(
    r"(?:\d[\w.() ,-]{2,120}? of the statutes|(?:sections?|chapters?|articles?|subchapters?"
    r"|parts?|titles?|subdivisions?|paragraphs?|rules?|regulations?|statutes|code|\u00a7"
    r"|\b(?-i:[A-Z]{2,4}|[A-Z](?:\.[A-Z]){1,3}\.?(?: [A-Z]\.)?))"
    r"[^.;]{0,40}\d[^;]{0,300}?) "
    r"(?:is|are|(?<!to\s)be)(?: each)?(?: hereby)? repealed\b(?P<tail>[^.;]{0,200})"
)
_LISTED = rx(r"the following[\w ,]{0,60}?(?:is|are)(?: hereby)? repealed(?P<tail>:[^;]{0,3000})")
_OTHERWISE = rx(
    r"^[\w ,]{0,20}?(?:and (?:a new|re-?enacted|the following)|on \w+ \d|effective \w+ \d|in lieu)"
    r"|re-?enacted|laws? in conflict|conflicting"
)
_CONDITION = rx(r"^\W*(?:if|when|upon|only|on the date)\b")
_ITSELF = rx(r"\bthis (?:act|section|chapter|article|subchapter|part)\b")
_NUMBER = re.compile(r"\b\d+[A-Za-z]?(?:[.:-]\d+[A-Za-z]?)+\b")
#: The same with the part of the section: `961.14 (4) (wr)`.
_WHOLE_NUMBER = re.compile(rf"{_NUMBER.pattern}(?: \(\w{{1,4}}\))*")
NAMED = r"(?:kratom|mitragyn\w*|7-?\s?(?:OH\b|hydroxy\w*))"
#: A digest that says what the repealed numbers are about.
_TOLD = rx(
    rf"\b(?:repeal(?:s|ed|ing)?|remov\w+|eliminat\w+|abolish\w*)\b(?: [^.;]{{0,120}}?)?\b(?:laws?"
    rf"|regulations?|acts?|statutes?|program\w*|provisions?|requirements?|regulat\w+|registration"
    rf"|licens\w+|rules?|code)\b[^.;]{{0,120}}?\b{NAMED}"
    rf"|\b(?:repeal(?:s|ed|ing)?|remov\w+|eliminat\w+|abolish\w*)\b[^.;]{{0,80}}?\b{NAMED}[^.;]{{0,60}}?"
    r"\b(?:laws?|regulations?|act|statutes?|program\w*|provisions?|requirements?|registration"
    r"|licens\w+|rules?)\b"
)
_RULES_OF = frozenset(
    {Effect.REGULATE, Effect.PROHIBIT, Effect.RESTRICT, Effect.AGE_LIMIT, Effect.TAX}
)
_MOST_SECTIONS = 8
#: More sections than this that cite a repealed number are no bill's.
_MOST_REPEALS = 100
_START = attrgetter("start")


def find(context: Context, found: list[Found]) -> Iterator[Found]:
    """Repeals of a law on our substances that do not name them, each once."""
    text = context.surface.text
    tried = 0
    yield from _bracketed(context)
    for section in context.sections:
        if tried > _MOST_REPEALS:
            return
        if section.part is not Part.ACTING or _names_itself(context, section):
            continue
        stop = min(section.end, section.start + 4000)
        match = _LISTED.search(text, section.start, stop)
        match = match or _REPEALED.search(text, section.start, stop)
        if match is None or not _is_new(context, section, match):
            continue
        tail = match["tail"]
        if _OTHERWISE.search(tail) or _ITSELF.search(match[0]) or _OTHERWISE.search(match[0]):
            continue
        if _reenacted(context, section, match[0]):
            continue
        tried += 1
        whose = _whose(context, section, match, found)
        unlisted = _unlisted(context)
        listed = unlisted and schedule_cited(text, *match.span()) is not None
        if whose or listed or (unlisted and not _lists(found)):
            if unlisted:
                told = _named_ahead(context)
                hit = Hit(Effect.DESCHEDULE, told[0], *match.span(), schedule=told[1], weight=2)
                yield Found(hit, "deschedule.cited", section, sure=False)
                return
            condition = " ".join(tail.split()) if _CONDITION.search(tail) else None
            hit = Hit(Effect.REPEAL_REGULATION, whose, match.start(), match.end(), weight=2)
            yield Found(dataclasses.replace(hit, condition=condition), RULE, section, sure=True)
            return


def _lists(found: list[Found]) -> bool:
    """Whether other words of the document list or unlist a substance."""
    return any(f.hit.effect in (Effect.SCHEDULE, Effect.DESCHEDULE) for f in found)


#: How West Virginia prints a section that ends.
_BRACKETED = rx(r"\[ ?repealed\.? ?\]")


def _bracketed(context: Context) -> Iterator[Found]:
    """Sections printed as `[Repealed.]` and nothing else, in an act that says what they were."""
    digest = _TOLD.search(context.title)
    for section in context.sections if digest else ():
        match = _BRACKETED.search(context.surface.text, section.start, section.end)
        if match is not None and section.part is Part.ACTING:
            hit = Hit(Effect.REPEAL_REGULATION, (Substance.KRATOM,), *match.span(), weight=2)
            yield Found(hit, RULE, section, sure=True)
            return


def _reenacted(context: Context, section: Section, words: str) -> bool:
    """Whether the repealed numbers are those of sections that the document amends: Kansas and
    Nebraska repeal the old words of every section they print anew."""
    numbers = set(_WHOLE_NUMBER.findall(words))
    text = context.surface.text
    amended = [
        text[s.start : min(s.end, s.start + 300)]
        for s in context.sections
        if s is not section and s.words in (Words.AMENDED, Words.INSERTED)
    ]
    anew = {n for head in amended for n in _WHOLE_NUMBER.findall(head.split("renumbered")[0])}
    return bool(numbers) and numbers <= anew


def _names_itself(context: Context, section: Section) -> bool:
    at = bisect_left(context.names, section.start, key=_START)
    return at < len(context.names) and context.names[at].start < section.end


def _is_new(context: Context, section: Section, match: re.Match[str]) -> bool:
    if section.words is not Words.AMENDED or section.end - section.start < 600:
        return True
    return context.surface.marked and context.surface.changed(*match.span())


def _whose(
    context: Context, section: Section, match: re.Match[str], found: list[Found]
) -> tuple[Substance, ...]:
    numbers = set(_NUMBER.findall(match[0]))
    digest = _TOLD.search(context.title) or _TOLD.search(_ahead(context))
    if digest or _printed(context, numbers) or _beside(context, numbers, found):
        return (Substance.KRATOM,)
    if _titled(context, numbers):
        return (Substance.KRATOM,)
    others = [s for s in context.sections if s.part is Part.ACTING and s is not section]
    told = {f.section for f in found if f.hit.effect is not Effect.PENALTY}
    if (
        told
        and len(others) <= _MOST_SECTIONS
        and all(s in told or _idle(context, s) for s in others)
    ):
        return (Substance.KRATOM,)
    return ()


_UNLISTED = rx(
    rf"{NAMED}[^.;]{{0,200}}?(?:schedule|controlled substance)[^.;]{{0,80}}\. [^.;]{{0,60}}?"
    r"(?:remov\w+|delet\w+|deschedul\w+|takes?) (?:those|these|both|such|the two"
    r"|them)\b[^.;]{0,60}?"
    r"(?:schedule|controlled substance)"
    rf"|(?:remov\w+|delet\w+|deschedul\w+|no longer)[^.;]{{0,160}}?{NAMED}[^.;]{{0,160}}?"
    r"(?:schedule|controlled substance)"
)


def _ahead(context: Context) -> str:
    told = [s for s in context.sections if s.part in (Part.FRONT, Part.NOTE)]
    return " ".join(context.surface.text[s.start : s.end] for s in told)


def _unlisted(context: Context) -> bool:
    """Whether the digest says that the repealed numbers are entries of a schedule."""
    return _UNLISTED.search(_ahead(context)) is not None


def _named_ahead(context: Context) -> tuple[tuple[Substance, ...], str | None]:
    """The substances that the digest names so, and their schedule."""
    told = " ".join(match[0] for match in _UNLISTED.finditer(_ahead(context)))
    return tuple(substances_of(find_mentions(told))), schedule_named(told)


#: The words of a title behind the one topic of the act.
_TOPIC = rx(r"\b(?:relating to|concerning|relative to)(?: the)? (?P<topic>[^;.,]{3,80})[;.,]")


def _titled(context: Context, numbers: set[str]) -> bool:
    """Whether the long title tells kratom as the topic of the act, and repeals these numbers."""
    topic = _TOPIC.search(context.title)
    if topic is None or not find_mentions(topic["topic"]):
        return False
    told = re.search(r"\brepeal\w*\b[^;]*", context.title, re.IGNORECASE)
    return told is not None and bool(numbers & set(_NUMBER.findall(told[0])))


def _printed(context: Context, numbers: set[str]) -> bool:
    """Whether an appendix prints the repealed words, and they are about kratom."""
    for note in context.sections:
        words = context.surface.text[note.start : note.end]
        if note.part is Part.NOTE and "ppendix" in words[:40].lower() + words[:9].lower():
            return any(n in words for n in numbers) and bool(find_mentions(words))
    return False


def _beside(context: Context, numbers: set[str], found: list[Found]) -> bool:
    """Whether a repealed section stands within ten numbers of one that regulates kratom."""
    for item in found:
        if item.hit.effect not in _RULES_OF:
            continue
        head = context.surface.text[item.section.start : item.section.start + 120]
        if any(n[:-1] == own[:-1] and len(n) > 5 for own in _NUMBER.findall(head) for n in numbers):
            return True
    return False


_HOUSEKEEPING = rx(
    r"effective date|takes? effect|effective|emergency|severab|repeal|supersed|applie"
)


def _idle(context: Context, section: Section) -> bool:
    """Whether a section only says when the act takes effect, or how it is read."""
    words = context.surface.text[section.start : section.end]
    if any(m.name is not Name.TERM for m in find_mentions(words)):
        return True
    if section.number is None and len(words) < 200:
        return True  # the end of the enacting words
    return len(words) < 700 and _HOUSEKEEPING.search(words) is not None
