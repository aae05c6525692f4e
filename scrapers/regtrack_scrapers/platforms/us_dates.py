"""Dates as American rules, codes and ordinances write them; what is no date is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regtrack.contract import PartialDate

_MONTHS = {name: i for i, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
)}  # fmt: skip
#: A date in words or figures; two figures of a year are of this century up to 49.
DATE = (
    r"(?:(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.? \d{1,2},? \d{4}"
    r"|\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d{2})(?!\d)|\d{4}-\d{2}-\d{2}(?!\d))"
)
_DATE = re.compile(DATE, re.IGNORECASE)
_NAMED = re.compile(r"([A-Za-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})")
_FIGURES = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})")
_CENTURY = 50


def read_day(text: str) -> PartialDate:
    """The day of a date as `DATE` finds it. Raises ValueError for no day of the calendar."""
    words = " ".join(text.split())
    if named := _NAMED.fullmatch(words):
        month = _MONTHS.get(named[1].lower(), 0)
        return PartialDate(f"{named[3]}-{month:02}-{int(named[2]):02}")
    if figures := _FIGURES.fullmatch(words):
        year = int(figures[3])
        if len(figures[3]) == 2:
            year += 2000 if year < _CENTURY else 1900
        return PartialDate(f"{year}-{int(figures[1]):02}-{int(figures[2]):02}")
    return PartialDate(words)


def days_in(text: str) -> Iterator[tuple[PartialDate, int, int]]:
    """Every date of a text with its place; figures that are no day are passed over."""
    for match in _DATE.finditer(text):
        try:
            yield read_day(match[0]), match.start(), match.end()
        except ValueError:
            continue


def day_after(label: str, text: str) -> PartialDate | None:
    """The date behind a label (a pattern) that begins a line, on that line or the next; None for
    none. Words within a sentence are no label: they may be of another act."""
    match = re.search(rf"^(?:{label})[\s:]*({DATE})", text, re.IGNORECASE | re.MULTILINE)
    if match is None:
        return None
    try:
        return read_day(match[1])
    except ValueError:
        return None
