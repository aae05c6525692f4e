"""Terms that a text defines by a substance: `"covered product" means ... kratom ...`."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from regtrack.domain.substances import Substance
from regtrack.reading.sections import Part, Section
from regtrack.reading.substances import Mention, Name
from regtrack.reading.surface import rx

_DEFINED = rx(
    r"[\"'](?P<term>[^\"']{3,60})[\"'](?: or \"[^\"]{3,60}\")?,?(?: as used in this \w+,?)?"
    r" (?P<how>means|has the meaning|includes|refers to|shall mean"
    r"|is defined as|has the same meaning)|the term \"?(?P<bare>[a-z][a-z -]{3,40}?)\"?"
    r" (?P<how2>means|includes)\b"
    r"|\b(?:an?|any) (?P<inline>[a-z-]+ (?:products?|extracts?)),? which"
    r" (?P<how3>means?|is defined as)\b"
    r"|\"(?P<headed>[^\"]{3,60})\.\"(?= (?:any of|an? |all |the |as follows|either))"
)
_STOP = re.compile(
    r"\"[^\"]{3,60}\.\"\s|\"[^\"]{3,60}\"(?:,| or)?\s+(?:means|has the|includes|refers"
    r"|shall mean|is defined)"
    # The head of the next section of the code.
    r"|(?<=[A-Za-z]{4}\.)\s+(?:\u00a7+ ?)?\d\w*(?:[-.]\w+)+\.?\s+(?=\(\w\)|[A-Z])",
    re.I,
)
_NOT_IN = rx(r"does not (?:include|contain|mean)|other than|not including|excluding|except")
_PERSON = re.compile(
    r"(?:er|or|ee|ant|person|individual|establishment|facility|business|vendor|licensee|shop|store"
    r"|premises|label|packaging|sales?|machine|property|agent|fee|tax|fund|price|brewery|winery)s?$"
)
_TOO_WIDE = frozenset(
    [
        "person",
        "board",
        "department",
        "commission",
        "commissioner",
        "secretary",
        "director",
        "state",
        "drug",
        "food",
        "law",
        "division",
        "sale",
        "sell",
        "manufacture",
        "distribute",
        "child",
        "minor",
        "consumer",
        "container",
        "package",
        "label",
        "beer",
        "wine",
        "liquor",
        "testing",
        "adulterated",
        "device",
        "fund",
        "program",
        "agency",
        "authority",
        "premises",
    ]
)


@lru_cache(maxsize=8)
def definitions(text: str) -> tuple[tuple[str, int, int], ...]:
    """Every term a text defines, in small letters, with where its definition begins and ends.

    A definition ends before the next one, and before what it leaves out."""
    found: list[tuple[str, int, int]] = []
    for match in _DEFINED.finditer(text):
        term = _term(match)
        found.append((term, match.end(), _definition_end(text, match.end(), len(text))))
    return tuple(found)


def _term(match: re.Match[str]) -> str:
    """The term that a match defines, in small letters."""
    named = match["term"] or match["bare"] or match["inline"] or match["headed"]
    return " ".join(named.lower().split())


def _definition_end(text: str, start: int, limit: int) -> int:
    stop = _STOP.search(text, start, min(limit, start + 2500))
    end = stop.start() if stop else min(limit, start + 900)
    exclusion = _NOT_IN.search(text, start, end)
    return exclusion.start() if exclusion else end


def defined_terms(text: str, sections: tuple[Section, ...], names: list[Mention]) -> list[Mention]:
    """The uses, in acting parts, of terms that are defined by a substance but do not name it.

    Two rounds, so that a term defined by a term counts.
    """
    terms: set[str] = set()
    known = sorted(names, key=lambda m: m.start)
    for _ in range(2):
        fresh = _terms(text, sections, known) - terms
        if not fresh:
            break
        terms |= fresh
        known = sorted(known + _uses(text, sections, fresh, known), key=lambda m: m.start)
    return known


def _terms(text: str, sections: tuple[Section, ...], known: list[Mention]) -> set[str]:
    found: set[str] = set()
    places = [m.start for m in known]

    def names_in(start: int, end: int) -> bool:
        return bisect_left(places, start) < bisect_left(places, end)

    for section in sections:
        if section.part is not Part.ACTING or not names_in(section.start, section.end):
            continue
        for match in _DEFINED.finditer(text, section.start, section.end):
            term = _term(match)
            if term in _TOO_WIDE or _PERSON.search(term) or names_in(match.start(), match.end()):
                continue
            end = _definition_end(text, match.end(), section.end)
            if names_in(match.end(), end):
                found.add(term)
    return found


def _uses(
    text: str, sections: tuple[Section, ...], terms: set[str], known: list[Mention]
) -> list[Mention]:
    words = "|".join(re.escape(t).replace(r"\ ", " ") for t in sorted(terms, key=len, reverse=True))
    pattern = rx(rf"\b(?:{words})(?:s|es)?\b")
    taken = {m.start for m in known}
    uses: list[Mention] = []
    for section in sections:
        if section.part is Part.ACTING:
            uses += [
                Mention(match.start(), match.end(), Name.TERM, Substance.KRATOM)
                for match in pattern.finditer(text, section.start, section.end)
                if match.start() not in taken
            ]
    return uses


def counts_seven(text: str, names: list[Mention]) -> bool:
    """Whether a definition of kratom counts 7-hydroxymitragynine as part of it."""
    pattern = rx(
        r"\"?kratom\"?,? (?:means|meaning|includes|is defined|shall mean|refers)[^.;]{0,400}?"
        r"(?:7-?\s?hydroxy ?-?mitragyn|7-OH)"
    )
    return bool(names) and pattern.search(text) is not None
