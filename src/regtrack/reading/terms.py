"""Terms that a text defines by a substance: `"covered product" means ... kratom ...`."""

from __future__ import annotations

import re

from regtrack.domain.substances import Substance
from regtrack.reading.sections import Part, Section
from regtrack.reading.substances import Mention, Name
from regtrack.reading.surface import rx

_DEFINED = rx(
    r"\"(?P<term>[^\"]{3,60})\"(?: or \"[^\"]{3,60}\")?,?(?: as used in this \w+,?)?"
    r" (?P<how>means|has the meaning|includes|refers to|shall mean"
    r"|is defined as|has the same meaning)|the term \"?(?P<bare>[a-z][a-z -]{3,40}?)\"?"
    r" (?P<how2>means|includes)\b"
)
_STOP = re.compile(
    r"\"[^\"]{3,60}\"(?:,| or)?\s+(?:means|has the|includes|refers|shall mean|is defined)", re.I
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
    for section in sections:
        if section.part is not Part.ACTING or not any(
            section.start <= m.start < section.end for m in known
        ):
            continue
        for match in _DEFINED.finditer(text, section.start, section.end):
            term = " ".join((match["term"] or match["bare"]).lower().split())
            if (
                term in _TOO_WIDE
                or _PERSON.search(term)
                or any(match.start() <= m.start < match.start() + len(match[0]) for m in known)
            ):
                continue
            stop = _STOP.search(text, match.end(), min(section.end, match.end() + 2500))
            end = stop.start() if stop else min(section.end, match.end() + 900)
            exclusion = _NOT_IN.search(text, match.end(), end)
            end = exclusion.start() if exclusion else end
            if any(match.end() <= m.start < end for m in known):
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
