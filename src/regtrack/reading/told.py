"""What a digest or a statement of purpose says of a copy that has lost its marks."""

from __future__ import annotations

import re
from functools import lru_cache

from regtrack.reading.effects.base import Context
from regtrack.reading.sections import Part, Section
from regtrack.reading.substances import find_mentions
from regtrack.reading.surface import rx

_NAMED = r"\b[^.;]{0,200}?\b(?:kratom|mitragyn\w*|7-?\s?(?:OH\b|hydroxy\w*))"
_ADDS = (
    r"\b(?:adds?|added|adding|plac(?:e|es|ed|ing)|schedul(?:e|es|ed|ing)|list(?:s|ed|ing)"
    r"|includ(?:e|es|ed|ing)|designat\w+|classif\w+"
)
_SAYS_ADDED = rx(rf"{_ADDS}){_NAMED}")
_SAYS = rx(rf"{_ADDS}|remov\w+|delet\w+){_NAMED}")
_MOST = 20_000


def says_changed(context: Context) -> bool:
    """Whether the words around an act say that it adds or removes one of our substances."""
    return any(_SAYS.search(words) for words in _around(context))


def says_added(context: Context) -> bool:
    """Whether the words around an act say that it adds one of our substances."""
    return any(_SAYS_ADDED.search(words) for words in _around(context))


#: Words of a rule that a digest repeats: so many in a row, some of them its own.
_RUN = 4
_OWN = 5
_EVERY = frozenset(
    [
        "person",
        "persons",
        "product",
        "products",
        "kratom",
        "selling",
        "offering",
        "offer",
        "prohibits",
        "shall",
        "which",
        "under",
        "other",
        "manufacture",
        "distribute",
        "distribution",
        "purchase",
        "retail",
        "retailer",
        "state",
        "federal",
        "section",
    ]
)
_BEFORE = rx(r"\b(?:existing|current|present|federal) law\b")
_WORD = re.compile(r"[\w-]+")


def says_of(context: Context, words: str) -> bool:
    """Whether the words around an act tell, of what it does, what a clause of it says."""
    return not _runs(words).isdisjoint(_told(tuple(_around(context))))


@lru_cache(maxsize=4)
def _told(around: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """The runs of words of the sentences that do not tell the law as it stands."""
    sentences = (s for told in around for s in re.split(r"[.;]\s", told))
    return frozenset(run for s in sentences if not _BEFORE.search(s) for run in _runs(s))


def _runs(words: str) -> set[tuple[str, ...]]:
    """The runs of words that say something of their own."""
    low = [w.lower() for w in _WORD.findall(words)]
    runs = {tuple(low[i : i + _RUN]) for i in range(len(low) - _RUN + 1)}
    return {run for run in runs if sum(_tells(word) for word in run) > 1}


def _tells(word: str) -> bool:
    return len(word) > _OWN and word not in _EVERY


_CITED = re.compile(r"\b[Ss]ections? (\d[\w.:-]*\w|\d)|\b(\d+[A-Z]?(?:[-.]\d+[A-Za-z]*)+)")
_ON_A_TOPIC = rx(r"\b(?:relating|relative|related) to\b|\bconcerning\b|\bas to\b")
_OPENING = 240


def said_of_another(context: Context, section: Section) -> bool:
    """Whether a title that tells each section's topic names the substance in another one only."""
    cited = _numbers(context.surface.text[section.start : section.start + _OPENING])
    told = [part for part in context.title.split(";") if _ON_A_TOPIC.search(part)]
    parts = [(_numbers(part), bool(find_mentions(part))) for part in told]
    own = [named for numbers, named in parts if numbers & cited]
    return bool(own) and not any(own) and any(numbers and named for numbers, named in parts)


def _numbers(words: str) -> set[str]:
    return {match[1] or match[2] for match in _CITED.finditer(words)}


def _around(context: Context) -> list[str]:
    told = [s for s in context.sections if s.part in (Part.FRONT, Part.NOTE)]
    text = context.surface.text
    return [text[s.start : min(s.end, s.start + _MOST)] for s in told]
