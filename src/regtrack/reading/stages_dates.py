"""Dates in the words of an action: when it happened, and when a law takes effect.

`Approved by Governor on Monday, April 27, 2026` tells the day of the act, and is believed before
the date of the row. `Effective date 08/01/2026`, a hearing, a deadline or a calendar day is the
date of something else.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from regtrack.domain.dates import PartialDate, day

_MONTHS = "january february march april may june july august september october november december"
_MONTH = {name[:3]: number for number, name in enumerate(_MONTHS.split(), 1)}
_NAME = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"(?P<name>{_NAME}) (?P<nd>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<ny>\d{{4}})\b"
    rf"|\b(?P<dd>\d{{1,2}}) (?P<dname>{_NAME}),? (?P<dy>\d{{4}})\b"
    r"|\b(?P<iy>\d{4})-(?P<im>\d{2})-(?P<id>\d{2})\b"
    r"|(?<![\d/-])(?P<m>\d{1,2})[/-](?P<d>\d{1,2})[/-](?P<y>\d{4}|\d{2})(?![\d/-])",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^\s*\d{1,2}/\d{1,2}/\d{4}\s+")
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:eff|effective|effect|due|deadline|until|hearing|scheduled|schedule|calendar|agenda"
    r"|set for"
    r"|meeting|expires?|sunset|begin\w*|for the day|special order|orders of the day|session)\b"
    r"[^;]*$|\bby\W*$",
    re.IGNORECASE,
)
_EFFECT = re.compile(r"\beff(?:ective|ect)?\b", re.IGNORECASE)
_AT_ONCE = re.compile(
    r"\beffective (?:immediately|upon (?:signature|approval|becoming))|^\W*effective date\W*$",
    re.IGNORECASE,
)
_NOT_EFFECT = re.compile(
    r"without (?:the )?effective|effective date (?:repealed|amended|clause|of this)"
    r"|immediate effect\b"
    r"|motion|amend",
    re.IGNORECASE,
)
#: Words and row speak of one act: a wider gap is a slip of the pen or another year's act.
_NEAR = dt.timedelta(days=200)


def _dates(text: str) -> Iterator[tuple[int, int, dt.date]]:
    for match in _DATE.finditer(text):
        found = _read(match)
        if found is not None:
            yield match.start(), match.end(), found


def _read(match: re.Match[str]) -> dt.date | None:
    part = match.groupdict()
    if part["name"]:
        year, month, number = part["ny"], _MONTH[part["name"][:3].lower()], part["nd"]
    elif part["dname"]:
        year, month, number = part["dy"], _MONTH[part["dname"][:3].lower()], part["dd"]
    elif part["iy"]:
        year, month, number = part["iy"], int(part["im"]), part["id"]
    else:
        year, month, number = part["y"], int(part["m"]), part["d"]
        year = "20" + year if len(year) == 2 else year
    try:
        return dt.date(int(year), month, int(number))
    except ValueError:
        return None


def words_date(
    words: str, on: PartialDate | None, *, lead_only: bool = False
) -> PartialDate | None:
    """The day on which the words say that the act was done; None where they do not say it.

    `on` is the date of the row, which the words must be near. `lead_only`: believe only a date
    that stands first (for rows that announce or name other days)."""
    for start, _, found in _dates(words):
        before = words[:start].strip()
        if before and (lead_only or _OF_SOMETHING_ELSE.search(before)):
            continue
        if on is None or abs(found - on.first) <= _NEAR:
            return day(found)
    return None


def without_dates(words: str) -> str:
    """The words without any date in them, and without a date that stands first."""
    return _DATE.sub("", _LEADING.sub("", words))


def without_lead(words: str) -> str:
    """The words without a date that stands first."""
    return _LEADING.sub("", words)


def effective_dates(words: str, on: PartialDate | None) -> Iterator[tuple[PartialDate, str]]:
    """Each date from which the words say that the law holds, with the words that say it.

    A row that is nothing but `Effective date`, or `Effective immediately`, gives its own date."""
    if _NOT_EFFECT.search(words):
        return
    if _AT_ONCE.search(words):
        if on is not None:
            yield on, words
        return
    marks = list(_EFFECT.finditer(words))
    for number, mark in enumerate(marks):
        stop = marks[number + 1].start() if number + 1 < len(marks) else len(words)
        for _, end, found in _dates(words[mark.start() : stop]):
            yield day(found), words[mark.start() : mark.start() + end].strip()
            break
