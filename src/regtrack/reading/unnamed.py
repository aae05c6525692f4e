"""Rules for products and sellers that do not name the substance their act is about.

`A person may not act as a retailer without a license` regulates kratom where the act defines a
retailer as one who sells it; `final products shall be registered semiannually` does where the
section is about kratom and nothing else.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left
from collections.abc import Iterator

from regtrack.domain.provisions import Effect, Polarity
from regtrack.domain.substances import Substance
from regtrack.reading.effects.base import Context, Hit
from regtrack.reading.referring import OTHER_GOODS
from regtrack.reading.sections import Part, Section, Words
from regtrack.reading.substances import Name
from regtrack.reading.surface import rx
from regtrack.reading.weighing import Found

RULE = "regulate.unnamed"
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z(\"])|\x1f")
_ORDERS = rx(
    r"\b(?:shall|must|may not|may only|(?:is|are) required to|unlawful|(?:shall|may) be)\b"
)
_RULES_OF = rx(
    r"\bwithout (?:an?|the|first|having|being|obtaining)[\w ]{0,30}? (?:licen[cs]\w*|permits?"
    r"|registr\w+|certificate)\b"
    r"|\b(?:products?|retailers?|processors?|manufacturers?|distributors?|vendors?|sellers?|dealers?)\b"
    r"[^.;]{0,60}? (?:shall|must) be (?:registered|licensed|tested|labell?ed|permitted)\b"
    r"|\b(?:shall|must) (?:obtain|hold|apply for|register|maintain) [^.;]{0,40}?"
    r"(?:licen[cs]e|permit\b|registration|products?\b)"
    r"|\bcertificates? of analysis\b|\b(?:each|every) (?:batch|lot)\b"
    r"|\blabels? (?:shall|must)\b|\b(?:shall|must) (?:bear|carry|have) (?:an? )?label"
)
_LONGEST = 700


def find(context: Context, found: list[Found]) -> Iterator[Found]:
    """The first such rule of an act that is about kratom and in which no other rule is seen."""
    ruled = {f.hit.effect for f in found if f.hit.polarity is not Polarity.PERMITS}
    if not context.about or ruled & {Effect.REGULATE, Effect.PROHIBIT, Effect.STUDY}:
        return
    places = [m.start for m in context.names if m.name is not Name.TERM]
    defined = _defines(context, places)
    for section in context.sections:
        if section.part is not Part.ACTING or section.words is Words.REPEALED:
            continue
        if section.words is not Words.NEW and not context.surface.marked:
            continue
        named = _within(places, section.start, section.end)
        if not named and not (defined and section.words is Words.NEW):
            continue
        hit = _first(context, section)
        if hit is not None:
            yield Found(hit, RULE, section, sure=True)
            return


def _within(places: list[int], start: int, end: int) -> bool:
    return bisect_left(places, start) < bisect_left(places, end)


_DEFINED = rx(
    r"\"(?:retailer|processor|manufacturer|distributor|vendor|seller|dealer|licensee)[^\"]{0,20}\""
)
_DEFINITION = 160


def _defines(context: Context, places: list[int]) -> bool:
    """Whether the act defines those who trade, and names kratom in what it defines them by."""
    return any(
        _within(places, match.end(), match.end() + _DEFINITION)
        for match in _DEFINED.finditer(context.surface.text)
    )


def _first(context: Context, section: Section) -> Hit | None:
    text = context.surface.text
    at = section.start
    cuts = [m.start() for m in _SENTENCE.finditer(text, section.start, section.end)]
    for stop in [*cuts, section.end]:
        span, at = (at, stop), stop
        sentence = text[slice(*span)]
        match = _RULES_OF.search(sentence) if len(sentence) <= _LONGEST else None
        if match is None or not _ORDERS.search(sentence) or OTHER_GOODS.search(sentence):
            continue
        changes = section.words is Words.NEW or context.surface.changed(*span)
        if changes:
            begin = span[0] + match.start()
            hit = Hit(Effect.REGULATE, (Substance.KRATOM,), begin, span[0] + match.end())
            return dataclasses.replace(hit, polarity=Polarity.REQUIRES)
    return None
