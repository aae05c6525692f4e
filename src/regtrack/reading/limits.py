"""Thresholds: how much of what, against which basis."""

from __future__ import annotations

import re

from regtrack.domain.provisions import Limit
from regtrack.domain.substances import Substance
from regtrack.reading.numbers import FRACTION, NUMBER, decimal
from regtrack.reading.substances import find_mentions
from regtrack.reading.surface import rx

_BEFORE = (
    r"(?:greater|more|higher|larger) than(?: or equal to)?|(?:in )?excess of|exceed(?:s|ing)?"
    r"|above|over|beyond"
    r"|(?:no|not|nor) (?:more|greater|higher) than|(?:no|not) (?:to )?exceed(?:ing)?|up to"
    r"|(?:a )?(?:maximum|limit)(?: \w+){0,3}? of|limited to|(?:less|fewer|lower) than|below|under"
    r"|at least|(?:not|no) less than|equal to or (?:greater|more) than|a minimum(?: \w+){0,3}? of"
)
_AFTER = r"(?:or|and) (?:more|greater|higher|above|over|less|fewer|lower|below)\b"
_UNIT = (
    r"(?P<unit>%|per ?cent(?:um)?\b|parts per million|ppm\b|parts per billion|ppb\b|milligrams?"
    r"|mgs?\b"
    r"|micrograms?|mcgs?\b|\u00b5g\b|ug\b|grams?|kilograms?|ounces?)"
)
_LIMIT = rx(
    rf"(?:(?P<rel>\b(?:{_BEFORE})|[<>\u2264\u2265])\s{{0,3}}(?:an? |the )?"
    r"(?:level |amount |concentration |total )?"
    rf"(?:of )?|(?<![\w.,$-]))"
    rf"(?P<number>{FRACTION}|{NUMBER})\s?(?:\((?P<figure>[\d.,]+)\s?%?\)\s?)?{_UNIT}"
    rf"(?:\s?\((?P<figure2>[\d.,]+)\s?%?(?: mg)?\))?(?:,? (?P<post>{_AFTER}))?"
)
_PER = (
    r"(?:serving|gram|g\b|dose|dosage|unit|container|package|dosage unit|milliliter|ml\b|kilogram"
    r"|kg\b"
    r"|day|bottle|square inch|product|capsule|tablet|fluid ounce|ounce|item)"
)
_BASIS = rx(
    rf"^ ?(?:/ ?|per (?:single |individual |recommended |retail )?)(?P<per>{_PER})"
    r"|^\W{0,3}(?:of (?:the )?(?P<of>[\w\- ]{0,60}?(?:alkaloid|composition|fraction|content|weight"
    r"|product|total)[\w\- ]{0,40}?)"
    r"(?=[.,;:)\"]|$| (?:of|or|and|in|that|per|is|shall|on|as|by|may|must|to|when) )"
    rf"|(?:of )?[\w\- ]{{0,50}}?(?:per|in (?:a|any|each)) "
    rf"(?:single |individual |recommended |retail )?(?P<per2>{_PER})"
    r"|(?:of )?[\w\-, ]{0,50}?(?:on a |by )(?P<dry>dry[- ]?weight(?: basis)?|weight|volume))"
)
#: One more threshold of the same sentence, which the relation of the first also governs.
_CONTINUES = rx(r"^\W{0,3}(?:and|or|nor)(?: of)? $")
_MONEY = rx(
    r"^ ?(?:of )?(?:the |its |their |such |all )?(?:[\w-]+ ){0,3}?(?:price|receipts|revenues?|sales"
    r"|proceeds|tax|fees?|income|votes?|members?|interest|ownership|value|amount due)\b"
)
_TAIL = 140


def find_limits(text: str) -> tuple[Limit, ...]:
    """The thresholds of a clause in order; the relation tells what stays allowed."""
    found: list[Limit] = []
    last: tuple[int, Limit] | None = None  # where the words of the last one end
    for match in _LIMIT.finditer(text):
        number = decimal(match["figure"] or match["figure2"] or match["number"])
        relation = _relation(match["rel"], match["post"])
        gap = text[last[0] : match.start()] if last else "."
        anew = last is not None and not gap.strip() and last[1].unit == _unit(match["unit"])
        if relation is None and last and (anew or _CONTINUES.match(gap)):
            relation = last[1].relation
        if number is None or relation is None:
            continue
        tail = text[match.end() : match.end() + _TAIL]
        if _MONEY.match(tail):
            continue
        basis, length = _basis(tail)
        substance = _of(text, match.start(), match.end())
        limit = Limit(number, _unit(match["unit"]), basis, relation, substance)
        if anew and last and last[1] in found:
            found.remove(last[1])  # a copy that lost its marks: the new number follows the old
        last = (match.end() + length, limit)
        if limit not in found:
            found.append(limit)
    return tuple(found)


def _basis(tail: str) -> tuple[str | None, int]:
    """What a threshold is measured against, and how far its words reach into the tail."""
    skipped = 0
    names = find_mentions(tail)
    # The substance itself may stand between the number and its basis.
    if names and re.fullmatch(r"\W*(?:of (?:the )?)?", tail[: names[0].start], re.I):
        rest = tail[names[0].end :]
        if not re.match(r"\s*(?:alkaloid|fraction|composition|content|product)", rest, re.I):
            skipped = names[0].end
    match = _BASIS.match(tail[skipped:])
    if match is None:
        return None, skipped
    per = match["per"] or match["per2"]
    words = f"per {per}" if per else match["of"] or match["dry"]
    words = re.sub(r"\bg$", "gram", re.sub(r"\bml$", "milliliter", words.lower()))
    return " ".join(words.split()), skipped + match.end()


def _relation(before: str | None, after: str | None) -> str | None:
    """What stays allowed of a quantity by the words around it; None when it is no threshold."""
    if after is not None:
        return "<=" if re.search(r"less|fewer|lower|below", after, re.I) else "<"
    if before is None:
        return None
    words = " ".join(before.lower().split())
    if words.startswith("a minimum"):
        return ">="
    if words in ("at least", "\u2265", "not less than", "no less than"):
        return "<"
    if re.fullmatch(r"equal to or .*|.* or equal to", words):
        return "<"
    if re.fullmatch(r"(?:less|fewer|lower) than|below|under|<", words):
        return "<"
    return "<="


def _unit(words: str) -> str:
    low = " ".join(words.lower().split())
    if low.startswith("parts"):
        return "ppb" if low.endswith("billion") else "ppm"
    if low.startswith(("%", "per")):
        return "%"
    if low.startswith(("milligram", "mg")):
        return "mg"
    if low.startswith(("microgram", "mcg", "\u00b5g", "ug")):
        return "mcg"
    return low


def _of(text: str, start: int, end: int) -> Substance | None:
    """The substance a limit is about: the nearest name, those right after the number first."""
    after = find_mentions(text, end, min(len(text), end + 60))
    beside = after and re.match(r"^\W*(?:of )?(?:\w+ ){0,2}$", text[end : after[0].start])
    if beside and not (after[0].substance is Substance.KRATOM and _whole_of(text, after[0].end)):
        return after[0].substance
    before = find_mentions(text, max(0, start - 200), start)
    exact = [m for m in before if m.substance is not Substance.KRATOM]
    if exact:
        return exact[-1].substance
    if before:
        return before[-1].substance
    return after[0].substance if after else None


def _whole_of(text: str, at: int) -> bool:
    """Whether a name only says what the share is a share of: `2 % of the kratom alkaloids`."""
    return (
        re.match(r"[\s-]*(?:product'?s?\s+)?(?:alkaloid|fraction)", text[at : at + 30], re.I)
        is not None
    )
