"""Which schedule, class or group a text names, and where lists of them begin."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from regtrack.reading.effects.base import Context
from regtrack.reading.surface import rx

_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V", "6": "VI"}
_WORDS = {"ONE": "I", "TWO": "II", "THREE": "III", "FOUR": "IV", "FIVE": "V", "SIX": "VI"}
_SPELT = "one|two|three|four|five|six"
_CLASS = rx(
    r"\b(?:(?:schedules?|clasificaci[\u00f3o]n) (?P<s>(?:I{1,3}|IV|VI?)A?|[1-6]|[W-Z](?= drugs?\b)"
    rf"|(?:{_SPELT})(?= (?:of|controlled|list|drug|substance)|[,.;]))\b"
    r"(?!,? ?(?:and |or |y |o |through |to )?(?:schedule )?(?:(?:I{1,3}|IV|VI?)A?|[1-6])\b"
    r"|-[IV1-6])"
    r"|(?P<pg>penalty group [1-4](?:-[AB])?)|class \"?(?P<c>[A-E])\"? (?:controlled )?substances?"
    r"|(?P<cc>class [A-E])(?= of| substance|:| as| the following| is amended)|(?P<n>(?:narcotic"
    r"|dangerous) drugs?(?=\"? (?:means|includes?)\b))"
    r"|(?:as|are|(?<!which\s)(?<!that\s)is|(?:definition|list) of|relating to)"
    r" (?:a )?\"?(?P<n2>(?:narcotic|dangerous) drugs?))"
)
_ELSEWHERE = rx(
    r"(?:another|any other|(?<!are\s)(?<!is\s)(?<!be\s)listed in|except\w* (?:in|by)|federal"
    r"|u\.s\.c\.?)[^.;]{0,12}$"
    # The last of several.
    r"|schedules? (?:I{1,3}|IV|VI?|[1-6])A?,? (?:and|or|through|to|y|o) $"
)
#: Words that begin a list of controlled substances.
LIST_HEAD = rx(
    r"following (?:\w+ ){0,6}?(?:substances?|drugs?|opiates?|opioids?|hallucinogen\w*|compounds?"
    r"|materials?|stimulants?|depressants?|controlled)|contain\w* any (?:quantity|amount) of"
    r"|unless specifically excepted|schedule (?:I|V)+A?\b|consist of|penalty group"
    r"|(?:narcotic|dangerous) drugs?\"? means|controlled substances?\"? means|is (?:controlled"
    r"|included) in"
    r"|are (?:controlled|included|established)|substances? (?:listed|designated|included)"
)
#: Words that begin nothing but a list of controlled substances.
CHEMICAL_HEAD = rx(
    r"contain\w* any (?:quantity|amount) of (?:any of )?the following"
    r"|conteng\w+ cualquier cantidad de|sustancias (?:alucin[\u00f3o]genas|psicod[\u00e9e]licas)"
    r"|following (?:\w+,? ){0,4}?(?:hallucinogenic|psychedelic|opiates?|opioids?|opium derivatives"
    r"|narcotic drugs?|stimulants|depressants)"
    r"|\b(?:hallucinogenic|psychedelic) substances\b ?[.:]|\bopium derivatives ?[.:]"
    r"|following (?:\w+ ){0,3}?substances,? (?:having|which have|their salts|including their"
    r"|or which contain)"
)


def schedule_named(text: str) -> str | None:
    """The last schedule, class or group that a stretch of text names; None when it names none."""
    marks = schedule_marks(text)
    return marks[-1][1] if marks else None


_ANY_OF = rx(r"\b(?:an?|any|each|every|of|other) $")
_SORT = rx(r"^\w+ \w+ (?:controlled |drugs?\b|substances?\b)")


def any_of_class(text: str, at: int) -> bool:
    """Whether the mark at `at` only tells the sort of a substance: `a Schedule VI drug`."""
    before = _ANY_OF.search(text[max(0, at - 12) : at])
    return before is not None and _SORT.match(text[at : at + 40]) is not None


@lru_cache(maxsize=8)
def schedule_marks(text: str) -> tuple[tuple[int, str], ...]:
    """Where a text names a schedule, class or group of its own, and which."""
    return tuple(
        (match.start(), _label(match))
        for match in _CLASS.finditer(text)
        if not _ELSEWHERE.search(text[max(0, match.start() - 30) : match.start()])
    )


@lru_cache(maxsize=8)
def _list_heads(text: str) -> tuple[int, ...]:
    return tuple(match.start() for match in LIST_HEAD.finditer(text))


@lru_cache(maxsize=8)
def _chemical_heads(text: str) -> tuple[int, ...]:
    return tuple(match.start() for match in CHEMICAL_HEAD.finditer(text))


def chemical_list_begins(text: str, floor: int, end: int) -> bool:
    """Whether a list that can be of nothing but controlled substances begins in [floor, end)."""
    heads = _chemical_heads(text)
    index = bisect_left(heads, end) - 1
    return index >= 0 and heads[index] >= floor


def last_mark(text: str, floor: int, end: int) -> str | None:
    """The last schedule named in [floor, end)."""
    marks = schedule_marks(text)
    index = bisect_left(marks, (end, "")) - 1
    return marks[index][1] if index >= 0 and marks[index][0] >= floor else None


def list_begins(text: str, floor: int, end: int) -> bool:
    """Whether a list of controlled substances begins in [floor, end)."""
    heads = _list_heads(text)
    index = bisect_left(heads, end) - 1
    return index >= 0 and heads[index] >= floor


def _label(match: re.Match[str]) -> str:
    if match["s"]:
        label = match["s"].upper()
        return _ROMAN.get(label) or _WORDS.get(label) or label
    if match["c"]:
        return f"Class {match['c'].upper()}"
    text = " ".join((match["pg"] or match["cc"] or match["n"] or match["n2"]).split())
    if match["pg"] or match["cc"]:
        return text[:1].upper() + text[1:-1].lower() + text[-1:].upper()
    return text.lower().rstrip("s")


def schedule_near_name(context: Context) -> str | None:
    """The schedule that the title or an explanation names in one sentence with the substance."""
    return _near_name(context.title) or _near_name(context.surface.text)


_BESIDE = rx(
    r"(?:kratom|mitragyn\w+|7-oh)[^.;]{0,160}?"
    r"(?P<k>\b(?:schedule|clasificaci[\u00f3o]n) (?:I|V)+A?\b)"
    r"|(?P<k2>\bschedule (?:I|V)+A?\b)[^.;]{0,100}?(?:kratom|mitragyn|7-oh)"
    r"|(?:kratom|mitragyn\w+)[^.;]{0,80}?(?P<k3>class [A-E]\b)"
)


@lru_cache(maxsize=8)
def _near_name(text: str) -> str | None:
    match = _BESIDE.search(text)
    if match:
        return schedule_named((match["k"] or match["k2"] or match["k3"]) + " of")
    return None
