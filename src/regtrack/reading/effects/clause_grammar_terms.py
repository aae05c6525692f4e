"""Terms that a text defines by 7-OH or the analogues and not by kratom: `concentrated product`."""

from __future__ import annotations

import re
from functools import lru_cache

from regtrack.domain.substances import Substance
from regtrack.reading.effects.base import MASK
from regtrack.reading.substances import SYNTHETICS, Mention, Name, find_mentions
from regtrack.reading.surface import rx
from regtrack.reading.terms import definitions

#: Words before a name that only tell where the alkaloid comes from, or what it is measured by.
_SOURCE = rx(
    r"(?:from|of|in|by|to|and|or|than|\bthe|plant|leaf|genus|species|\()(?: the| a| any)?"
    r"(?: (?:plant|leaf|leaves|dried|alkaloids?|species|genus|total|natural)){0,4}\W{0,3}$"
)
_SENTENCE = re.compile(r"\.(?=\s+[A-Z])")
_MEASURED = rx(r"^[\w ]{0,3}(?:alkaloid|leaf|leaves|plant|fraction|content)")


@lru_cache(maxsize=8)
def concentrates(text: str) -> tuple[tuple[str, tuple[Substance, ...]], ...]:
    """The terms of a text whose definition is of 7-OH or the analogues alone, longest first."""
    found: dict[str, tuple[Substance, ...]] = {}
    for term, start, end in definitions(text):
        substances = _meant(text, start, end)
        if substances and term not in found:
            found[term] = substances
    return tuple(sorted(found.items(), key=lambda item: -len(item[0])))


@lru_cache(maxsize=8)
def _members(text: str) -> tuple[tuple[str, tuple[Substance, ...]], ...]:
    """What else than kratom a term of a text is defined by: `means mitragynine or 7-OH`."""
    found: dict[str, tuple[Substance, ...]] = {}
    for term, start, end in definitions(text):
        stop = _SENTENCE.search(text, start, end)
        names = find_mentions(text, start, stop.start() if stop else end)
        own = [m for m in names if not _source(text, m) or _CONTAINS.search(text[: m.start][-60:])]
        seen = {m.substance for m in own}
        if len(seen) > 1 and not find_mentions(term):
            found.setdefault(term, tuple(s for s in Substance if s in seen))
    return tuple(found.items())


_CONTAINS = rx(
    r"(?:contain\w*|means|includes?)(?: (?!alkaloid|level)[\w,-]+){0,6},? (?:or |and )?$"
)


def members_of(words: str, text: str) -> tuple[Substance, ...]:
    """The substances by which the terms used in `words` are defined, where these are several."""
    low = " ".join(words.lower().split())
    seen = {s for term, substances in _members(text) if term in low for s in substances}
    return tuple(s for s in Substance if s in seen)


@lru_cache(maxsize=8)
def product_members(text: str) -> tuple[Substance, ...]:
    """What a text's `kratom product` may also be: one that `contains kratom, mitragynine, or
    7-hydroxymitragynine`. What only tells of the leaf adds nothing."""
    for term, start, end in definitions(text):
        if term not in ("kratom product", "kratom products"):
            continue
        stop = _SENTENCE.search(text, start, end)
        names = find_mentions(text, start, stop.start() if stop else end)
        own = [m for m in names if not _source(text, m) or _CONTAINS.search(text[: m.start][-60:])]
        seen = {m.substance for m in own}
        if Substance.KRATOM in seen:
            return tuple(s for s in Substance if s in seen and s is not Substance.KRATOM)
    return ()


def _meant(text: str, start: int, end: int) -> tuple[Substance, ...]:
    stop = _SENTENCE.search(text, start, end)
    end = stop.start() if stop else end
    names = find_mentions(text, start, end)
    if any(m.substance is Substance.KRATOM and not _source(text, m) for m in names):
        return ()
    seen = {m.substance for m in names} - {Substance.KRATOM}
    if seen and SYNTHETICS.search(text, start, end):
        seen.add(Substance.ANALOGUES)
    return tuple(s for s in Substance if s in seen)


def _source(text: str, name: Mention) -> bool:
    before = text[max(0, name.start - 80) : name.start]
    after = text[name.end : name.end + 40]
    return _SOURCE.search(before) is not None or _MEASURED.match(after) is not None


def named_by(masked_text: str, plain: str, text: str) -> tuple[str, tuple[Substance, ...]]:
    """Masked text with such terms masked as what they mean, and the substances they add.

    `plain` is the same stretch unmasked; `text` is the whole document."""
    added: set[Substance] = set()
    low = plain.lower()
    for term, substances in concentrates(text):
        if term not in " ".join(low.split()):
            continue
        name = Name.SEVEN_OH if Substance.SEVEN_OH in substances else Name.ANALOGUE
        words = r"\s+".join(re.escape(word) for word in term.split())
        for match in re.finditer(rf"\b{words}s?\b", low):
            mask = MASK[name] * len(match[0])
            masked_text = masked_text[: match.start()] + mask + masked_text[match.end() :]
            added.update(substances)
    return masked_text, tuple(s for s in Substance if s in added)
