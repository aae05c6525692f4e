"""Numbers as bills write them: `two percent (2%)`, `.4%`, `eight hundred`."""

from __future__ import annotations

import re

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINAL_UNITS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_ORDINAL_TENS = [
    "twentieth",
    "thirtieth",
    "fortieth",
    "fiftieth",
    "sixtieth",
    "seventieth",
    "eightieth",
    "ninetieth",
]
_WORD = "|".join(sorted([*_UNITS, *_TENS, "hundred", "one-half"], key=len, reverse=True))
_ORDINAL = "|".join(sorted([*_ORDINAL_UNITS, *_ORDINAL_TENS], key=len, reverse=True))

#: A number in figures or words, with the figures that may follow the words in brackets.
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d*\.?\d+|(?:{_WORD})(?:[ -](?:and )?(?:{_WORD})){{0,4}})"
_PARTS = {"half": 2, "quarter": 4, "tenth": 10, "hundredth": 100, "thousandth": 1000}
#: A number with a part of one, in words: `one and one-half`, `five-tenths of one`.
FRACTION = (
    rf"(?:(?:(?:{_WORD})(?: and)? )?(?:{_WORD})(?:[ -](?:{_WORD}))?[ -](?:{'|'.join(_PARTS)})s?"
    rf"(?: of (?:one|an?|1)(?= ))?)"
)
#: An ordinal: `91st`, `ninety-first`, `120th`.
ORDINAL = (
    rf"(?:\d{{1,3}}(?:st|nd|rd|th|d)|(?:one hundred (?:and )?)?"
    rf"(?:(?:{'|'.join(_TENS)})[ -])?(?:{_ORDINAL})|(?:one )?hundredth)"
)


def decimal(text: str) -> str | None:
    """The decimal a number stands for, as figures; None when it is not one."""
    clean = text.strip().lower().replace(",", "")
    if re.fullmatch(r"\d*\.?\d+", clean):
        return "0" + clean if clean.startswith(".") else clean
    parts = _FRACTION.match(clean)
    if parts:
        return _sum_of(parts)
    value = whole(clean)
    return None if value is None else str(value)


_FRACTION = re.compile(
    rf"(?:(?P<whole>{_WORD})\s+(?:and\s+)?)?(?P<count>(?:{_WORD})(?:[\s-](?:{_WORD}))?)[\s-]"
    rf"(?P<part>{'|'.join(_PARTS)})s?(?:\s+of\s+(?:one|an?|1))?$"
)


def _sum_of(match: re.Match[str]) -> str:
    count, units = whole(match["count"]) or 0, whole(match["whole"] or "zero") or 0
    return f"{units + count / _PARTS[match['part']]:g}"


def whole(text: str) -> int | None:
    """The whole number of figures, words or an ordinal."""
    clean = text.strip().lower().replace(",", "")
    figures = re.fullmatch(r"(\d+)(?:st|nd|rd|th|d)?", clean)
    if figures:
        return int(figures[1])
    total = 0
    for word in re.split(r"[\s-]+", clean):
        if word in _UNITS:
            total += _UNITS.index(word)
        elif word in _TENS:
            total += 20 + 10 * _TENS.index(word)
        elif word in ("hundred", "hundredth"):
            total = max(total, 1) * 100
        elif word in _ORDINAL_UNITS:
            total += _ORDINAL_UNITS.index(word)
        elif word in _ORDINAL_TENS:
            total += 20 + 10 * _ORDINAL_TENS.index(word)
        elif word != "and":
            return None
    return total or None
