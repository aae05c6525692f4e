"""The names of the substances in every spelling, longest first and exclusive of one another."""

from __future__ import annotations

import re
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


#: A text without any of these names no substance of ours; `_TWO_PARTS` looks for the one name
#: (7-OH) that has no such stem. In small letters, as UTF-8: plain searches of bytes go through a
#: megabyte in half a millisecond each.
_LATIN_STEMS = (b"kratom", b"trag", b"ketum", b"mgm", b"indoxyl")
_OTHER_STEMS = tuple(
    stem.encode()
    for stem in (
        "กระท่อม",
        "卡痛",
        "帽柱木鹼",
        "クラトム",
        "ミトラギニン",
        "ミトラガイナ",
        "크라톰",
        "미트라지닌",
    )
)
_CYRILLIC = (b"\xd0", b"\xd1")
_CYRILLIC_STEMS = ("кратом", "траг")
#: `7-OH`, also with what reading blanks between its parts: numbers of lines, words about marks,
#: the furniture of a page.
_TWO_PARTS = re.compile(
    rb"7(?:[\s.\x1c-\x1f-]|\xc2[\x85\xa0]|\xe1\x9a\x80|\xe2\x80[\x80-\xaf]|\xe2\x81\x9f"
    rb"|\xe2\x88\x92|\xe3\x80\x80)*+"
    rb"(?:(?:(?:\d{1,4}\s++)*+|(?<=\n).{0,2000}?(?:(?<![a-z])|(?<=end)|(?<=jacketed)))"
    rb"oh(?:(?![a-ln-z])|new text|deleted text|page \d)"
    rb"|new text|deleted text|xxxx|page \d)",
    re.DOTALL,
)
#: Letters that a pattern without case takes for a Latin one.
_LOOKALIKES = {"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k"}

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
    r"|\b(?:(?:semi-?)?synthe(?:tic|si[sz]ed)|chemically (?:altered|modified)) kratom"
    r"(?: alkaloids?)?\b"
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


def names_any(live: str) -> bool:
    """The quick check: whether the text may name a substance at all.

    False only where `find_mentions` finds nothing, also once page furniture is blanked."""
    plain = live.isascii()
    if not plain:
        for letter, latin in _LOOKALIKES.items():
            if letter in live:
                live = live.replace(letter, latin)
    low = live.encode("utf-8", "surrogatepass").lower()
    if any(stem in low for stem in _LATIN_STEMS) or _TWO_PARTS.search(low):
        return True
    return not plain and _names_foreign(live, low)


def _names_foreign(live: str, low: bytes) -> bool:
    if any(stem[:1] in low and stem in low for stem in _OTHER_STEMS):
        return True
    if not any(lead in low for lead in _CYRILLIC):
        return False
    folded = live.lower()
    return any(stem in folded for stem in _CYRILLIC_STEMS)


def find_mentions(text: str, start: int = 0, end: int | None = None) -> list[Mention]:
    """All names in text[start:end] in order, none inside another."""
    stop = len(text) if end is None else min(end, len(text))
    found: list[Mention] = []
    for begin, cut in _windows(text, start, stop):
        for match in _NAMES.finditer(text, begin, cut):
            name, substance = _KIND[match.lastgroup or "plant"]
            found.append(Mention(match.start(), match.end(), name, substance))
    return found


#: The longest name with its inner spaces, and the longest of these, in characters.
_LONGEST = 600
_GAP = " " * 60
_SHORT = 2000
_STEMS = tuple(stem.decode() for stem in _LATIN_STEMS)
_FOREIGN_STEMS = (*_CYRILLIC_STEMS, *(stem.decode() for stem in _OTHER_STEMS))
_SEVEN_STEM = re.compile(r"7\s*-?\s*oh")


def _windows(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """The stretches where a name may stand: all around the stems, wide enough for any name.

    The pattern of all names takes half a second for a megabyte, the stems a hundredth of that."""
    if stop - start < _SHORT:
        return [(start, stop)]
    low = text[start:stop].lower()
    if len(low) != stop - start or any(letter in text for letter in _LOOKALIKES):
        return [(start, stop)]
    windows: list[tuple[int, int]] = []
    for at in _stems(low):
        begin, cut = max(start, start + at - _LONGEST), min(stop, start + at + _LONGEST)
        if windows and begin <= windows[-1][1]:
            begin = windows.pop()[0]
        windows.append((begin, cut))
    if any(_GAP in text[begin:cut] for begin, cut in windows):
        return [(start, stop)]  # blanks of any length may stand between the parts of a name
    return windows


def _stems(low: str) -> list[int]:
    found = [match.start() for match in _SEVEN_STEM.finditer(low)]
    for stem in _STEMS if low.isascii() else (*_STEMS, *_FOREIGN_STEMS):
        at = low.find(stem)
        while at >= 0:
            found.append(at)
            at = low.find(stem, at + len(stem))
    return sorted(found)


def substances_of(mentions: Sequence[Mention]) -> tuple[Substance, ...]:
    """The substances named, in the order of the enumeration."""
    seen = {m.substance for m in mentions}
    return tuple(s for s in Substance if s in seen)
