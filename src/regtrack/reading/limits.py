"""Thresholds: how much of what, against which basis."""

from __future__ import annotations

import re

from regtrack.domain.provisions import Limit
from regtrack.domain.substances import Substance
from regtrack.reading.numbers import NUMBER, decimal
from regtrack.reading.substances import find_mentions
from regtrack.reading.surface import rx

_MORE = (
    r"(?:greater|more|higher|larger) than|(?:in )?excess of|exceed(?:s|ing)?|above|over|beyond"
    r"|(?:no|not) (?:more|greater|higher) than|(?:no|not) (?:to )?exceed(?:ing)?|up to"
    r"|(?:a )?maximum(?: \w+){0,3}? of|limited to|(?:less|fewer|lower) than|below|under"
    r"|at least|(?:not|no) less than|equal to or greater than|<|>|\u2264|\u2265"
)
_UNIT = (
    r"(?P<unit>%|per ?cent(?:um)?|parts per million|ppm|milligrams?|mgs?\b|micrograms?|mcg|grams?"
    r"|kilograms?|ounces?)"
)
_LIMIT = rx(
    rf"(?P<rel>{_MORE})\s{{0,3}}(?:an? |the )?(?:level |amount |concentration |total )?(?:of )?"
    rf"(?P<number>{NUMBER})\s?(?:\((?P<figure>[\d.,]+)\s?%?\)\s?)?{_UNIT}"
    rf"(?:\s?\((?P<figure2>[\d.,]+)\s?%?(?: mg)?\))?"
)
_BASIS = rx(
    r"^\W{0,3}(?:of (?:the )?(?P<of>[\w\- ]{0,60}?(?:alkaloid|composition|fraction|content|weight"
    r"|product|total)[\w\- ]{0,40}?)(?=[.,;:)]|$| (?:of|or|and|in|that|per|is|shall|on|as|by) )"
    r"|(?:of )?[\w\- ]{0,50}?(?P<per>per (?:serving|gram|dose|unit|container|package|dosage unit"
    r"|milliliter|ml|kilogram|day|bottle|square inch))"
    r"|(?:of )?[\w\-, ]{0,50}?(?:on a |by )(?P<dry>dry[- ]?weight(?: basis)?|weight|volume))"
)


def find_limits(text: str) -> tuple[Limit, ...]:
    """The thresholds of a clause in order; the relation tells what stays allowed."""
    found: list[Limit] = []
    for match in _LIMIT.finditer(text):
        number = decimal(match["figure"] or match["figure2"] or match["number"])
        if number is None:
            continue
        relation = _relation(
            match["rel"].lower(), text[max(0, match.start() - 160) : match.start()]
        )
        tail = text[match.end() : match.end() + 140]
        basis = _BASIS.match(tail)
        words = next((g for g in basis.groups() if g), None) if basis else None
        limit = Limit(
            number=number,
            unit=_unit(match["unit"]),
            basis=" ".join(words.split()).lower() if words else None,
            relation=relation,
            substance=_of(text, match.start(), match.end()),
        )
        if limit not in found:
            found.append(limit)
    return tuple(found)


def _relation(words: str, before: str) -> str:
    words = " ".join(words.split())
    if words in ("at least", "equal to or greater than", "\u2265", "not less than", "no less than"):
        return "<"
    if re.fullmatch(r"(?:less|fewer|lower) than|below|under|<", words):
        return "<"
    return "<="


def _unit(words: str) -> str:
    low = " ".join(words.lower().split())
    if low.startswith(("%", "per")):
        return "%"
    if low.startswith(("parts", "ppm")):
        return "ppm"
    if low.startswith(("milligram", "mg")):
        return "mg"
    if low.startswith(("microgram", "mcg")):
        return "mcg"
    return low


def _of(text: str, start: int, end: int) -> Substance | None:
    """The substance a limit is about: the nearest name, those right after the number first."""
    after = find_mentions(text, end, min(len(text), end + 60))
    if after and re.match(r"^\W*(?:of )?(?:\w+ ){0,2}$", text[end : after[0].start]):
        return after[0].substance
    before = find_mentions(text, max(0, start - 200), start)
    exact = [m for m in before if m.substance is not Substance.KRATOM]
    if exact:
        return exact[-1].substance
    if before:
        return before[-1].substance
    return after[0].substance if after else None
