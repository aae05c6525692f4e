"""Words that point back at a substance: `any such product`, `these products`."""

from __future__ import annotations

from bisect import bisect_left

from regtrack.domain.substances import Substance
from regtrack.reading.sections import Part, Section
from regtrack.reading.substances import Mention, Name
from regtrack.reading.surface import rx

REFERS = rx(
    r"\b(?:such|these|those|said) (?:an? )?(?:products?|goods|items?)\b"
    r"|\b(?:an?|any|no|each|the) products? (?=(?:that|which)\b)"
)
#: So far behind a name a sentence may point back at it.
_NEAR = 400
#: A product that holds a named substance is told of itself.
_HOLDS = 60
#: Goods of other kinds.
OTHER_GOODS = rx(
    r"\b(?:tobacco|hemp|vapou?r|nicotine|alcohol\w*|cannabis|beer|wine|liquor|marijuana|cannabinoid"
    r"|smoking)(?: \w+)? (?:products?|goods|items?|beverages?|devices?)\b|\bcigarettes?\b"
)


def referring(text: str, sections: tuple[Section, ...], names: list[Mention]) -> list[Mention]:
    """The names of a text and what points back at them, in acting parts, in order."""
    places = [m.start for m in names]
    found: list[Mention] = []
    for section in sections:
        if section.part is not Part.ACTING:
            continue
        for match in REFERS.finditer(text, section.start, section.end):
            last = bisect_left(places, match.start()) - 1
            if last < 0 or names[last].start < max(section.start, match.start() - _NEAR):
                continue
            named = last + 1 < len(places) and places[last + 1] < match.end() + _HOLDS
            if not named and not OTHER_GOODS.search(text, names[last].end, match.start()):
                found.append(Mention(match.start(), match.end(), Name.TERM, Substance.KRATOM))
    return sorted([*names, *found], key=lambda m: m.start) if found else names
