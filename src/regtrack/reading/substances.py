"""The names of the substances in every spelling, longest first and exclusive of one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from regtrack.domain.substances import Substance
from regtrack.reading.surface import rx


class Name(StrEnum):
    """Which sort of name a text used."""

    PLANT = "plant"  # the species or a common name
    ALKALOID = "mitragynine"
    SEVEN_OH = "7-oh"
    ANALOGUE = "analogue"
    TERM = "term"  # a term the text defines by one of the others


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at [start, end) of the surface."""

    start: int
    end: int
    name: Name
    substance: Substance


#: A text without any of these (lower case) names no substance of ours: the quick check.
ROOTS = (
    "kratom",
    "mytragyn",
    "mitrag",
    "7-oh",
    "7 oh",
    "7\u2011oh",
    "7\u2013oh",
    "7oh",
    "mgm-1",
    "mgm 1",
    "mgm1",
    "mgm\u20111",
    "mgm\u20131",
    "pseudoindoxyl",
    "pseudo-indoxyl",
    "ketum",
    "кратом",
    "мітрагін",
    "митрагин",
    "กระท่อม",
    "卡痛",
    "帽柱木",
    "クラトム",
    "ミトラギ",
    "ミトラガイナ",
    "크라톰",
    "미트라지닌",
)

#: Where a printed table lost the space between two of its cells: `FeesKratom`.
_GLUED = r"(?-i:(?<=[a-z0-9])(?=[A-Z]))"
_SEVEN = r"(?:7|seven)\s*-?\s*(?:alpha\s*-?\s*)?"
_HYDROXY = r"(?:hydroxy|hydroxi|hidroxi|hüdroksü)"
_MITRAGYNINE = r"m[iy]trag(?:yn|in|üni?|yi)\w{0,6}"
_ANALOGUE = (
    rf"(?:{_MITRAGYNINE} |speciogynine |)pseudo\s*-?\s*indoxyl\w*"
    r"|\bMGM\s*-?\s*1[56]\b"
    rf"|\b(?:{_SEVEN})?acetoxy\s*-?\s*{_MITRAGYNINE}"
    rf"|\bdihydro\s*-?\s*{_SEVEN}{_HYDROXY}\s*-?\s*{_MITRAGYNINE}"
    r"|\b(?:semi-?)?synthetic kratom(?: alkaloids?)?\b"
)
_SEVEN_OH = (
    rf"\b(?:{_SEVEN})?{_HYDROXY}\s*-?\s*m[iy]tragy?\w{{0,8}}"
    rf"|\b{_MITRAGYNINE}\s*-\s*{_SEVEN}hydroxy\b"
    r"|\b7\s*-?\s*OH(?:\s*-?\s*(?:MIT|MG|MITRAGYNINE))?\b(?!-?\s*(?:thc|cbd|cbn|dpat))"
    r"|7-히드록시미트라지닌"
)
_PLANT = (
    r"\bm[iy]tragyna (?:speciosa\b|spp?\b\.?)(?: \(?korth(?:als)?\b\.?\)?)?"
    rf"|(?<!non-)(?<!non\s)(?:\b|{_GLUED})kratom(?:u|em|ie|y)?(?:\b|{_GLUED})"
    r"|\bketum\b|กระท่อม|\bкратом\w{0,3}\b"
    r"|卡痛|クラトム|ミトラガイナ|크라톰"
)
_ALKALOID = (
    rf"\b(?!m[iy]tragyna\b){_MITRAGYNINE}\b|帽柱木鹼|ミトラギニン|미트라지닌"
    r"|\bм[іи]траг[іи]н[іи]н\w{0,2}\b"
)
_NAMES = rx(
    rf"(?P<analogue>{_ANALOGUE})|(?P<seven>{_SEVEN_OH})|(?P<plant>{_PLANT})|(?P<alk>{_ALKALOID})"
)
_KIND: dict[str, tuple[Name, Substance]] = {
    "analogue": (Name.ANALOGUE, Substance.ANALOGUES),
    "seven": (Name.SEVEN_OH, Substance.SEVEN_OH),
    "plant": (Name.PLANT, Substance.KRATOM),
    "alk": (Name.ALKALOID, Substance.KRATOM),
}

#: Synthetic alkaloids by description: analogues wherever they stand in a product rule.
SYNTHETICS = rx(
    r"\b(?:synthetic|synthesi[sz]ed|semi-?synthetic|synthetically|chemically|artificial)"
    r"(?: or (?:synthetic|artificial|semi-?synthetic|synthesi[sz]ed))?[ -]"
    r"(?:derived |produced |manufactured |modified |altered |converted |enhanced |created )?"
    r"(?:or otherwise (?:altered|modified) )?"
    r"(?:(?:kratom |mitragynine |indole )?(?:alkaloids?|metabolites?|analogue?s?)"
    rf"|{_MITRAGYNINE}|{_SEVEN}{_HYDROXY}\s*-?\s*m[iy]trag\w{{1,9}}|7\s*-?\s*OH|kratom"
    r"|(?:compounds?|derivatives?|constituents?|materials?|equivalents?|versions?|substances?)"
    r"(?:,? (?:of|from|contained in|containing|found in))?)"
)


_PLAIN_ROOTS = tuple(root for root in ROOTS if root.isascii())


def names_any(live: str) -> bool:
    """The quick check: whether the text may name a substance at all."""
    low = live.lower()
    return any(root in low for root in (_PLAIN_ROOTS if low.isascii() else ROOTS))


def find_mentions(text: str, start: int = 0, end: int | None = None) -> list[Mention]:
    """All names in text[start:end] in order, none inside another."""
    found: list[Mention] = []
    for match in _NAMES.finditer(text, start, len(text) if end is None else end):
        name, substance = _KIND[match.lastgroup or "plant"]
        found.append(Mention(match.start(), match.end(), name, substance))
    return found


def substances_of(mentions: Sequence[Mention]) -> tuple[Substance, ...]:
    """The substances named, in the order of the enumeration."""
    seen = {m.substance for m in mentions}
    return tuple(s for s in Substance if s in seen)
