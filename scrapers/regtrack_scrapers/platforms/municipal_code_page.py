"""What a page of a municipal code says: its chapter, the ordinances that made it, how current it
is. Pure.

The history stands behind the words, as each publisher writes it: `(Ord. 537 § 3, 2024)` (Code
Publishing), `(Ord. 7614, passed 1-10-2018)` (American Legal), `[Adopted 12-6-2016 by L.L. No.
37-2016]` (eCode360; in Missouri `[Ord. No. 19-070, 8-26-2019]`). The day of an adoption is
no day on which it began."""

from __future__ import annotations

import re
from dataclasses import dataclass

from regtrack.contract import PartialDate
from regtrack_scrapers.platforms.us_dates import DATE, read_day

_PASSED = re.compile(
    r"\(?\bOrd(?:inance)?s?\.?\s+(?:No\.?\s*)?(?P<number>[A-Z]{0,3}-?\d[\w.-]*)"
    r"(?P<where>(?:[^();\[\]]|\([^()]{1,12}\)){0,60}?),?\s+(?P<verb>passed|adopted|amended)?\s*"
    rf"(?P<on>{DATE}|(?:19|20)\d\d)(?=[);,\]\s])",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    rf"\[(?:HISTORY:\s*)?(?P<verb>Adopted|Added|Amended|Repealed)\b[^\]]{{0,160}}?(?P<on>{DATE})"
    r"[^\]]{0,60}?\bby\s+"
    r"(?P<number>(?:L\.L\.|Ord\.|Res\.|Local Law)\s*(?:No\.?\s*)?[\w.-]*\d[\w-]*)",
    re.IGNORECASE,
)
_CURRENT = re.compile(
    rf"current (?:through|as of|to)\b[^.\n]{{0,160}}?({DATE})"
    rf"|(?:codified|legislation) (?:passed )?through [^.\n]{{0,120}}?({DATE})",
    re.IGNORECASE,
)
_SUPPLEMENT = re.compile(r"\b(?:Supplement|Supp\.)\s+(?:No\.?\s*)?(\d+(?:, Update \d+)?)", re.I)
_VERSION = re.compile(rf"({DATE})\s*\(current\)", re.IGNORECASE)
_GONE = re.compile(r"[(\[]?\b(?:repealed|reserved)\b[)\]]?\.?$", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:Ord\.|L\.L\.|Res\.|Local Law)\s*(?:No\.?\s*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passed:
    """An ordinance of a history: its number and the day or year in which it was adopted."""

    number: str
    on: PartialDate
    local_law: bool = False


@dataclass(frozen=True, slots=True)
class CodePage:
    """What a page says of its chapter."""

    history: tuple[Passed, ...]
    as_of: PartialDate | None
    supplement: str
    gone: bool

    @property
    def first(self) -> Passed:
        """The ordinance that made the chapter: the earliest, of one day the first named."""
        return min(self.history, key=lambda p: p.on.first)


def read_code(heading: str, text: str) -> CodePage:
    """The chapter of a page's words."""
    current = _CURRENT.search(text)
    version = _VERSION.search(text)
    told = (current[1] or current[2]) if current else version[1] if version else None
    supplement = _SUPPLEMENT.search(text)
    return CodePage(
        history=tuple(dict.fromkeys(_history(text))),
        as_of=read_day(told) if told else None,
        supplement=supplement[1] if supplement else "",
        gone=_GONE.search(heading) is not None,
    )


def _history(text: str) -> list[Passed]:
    found = []
    for match in (*_PASSED.finditer(text), *_BRACKETED.finditer(text)):
        number = " ".join(match["number"].split())
        try:
            on = PartialDate(match["on"]) if len(match["on"]) == 4 else read_day(match["on"])
        except ValueError:
            continue
        local = number.upper().startswith(("L.L", "LOCAL"))
        found.append(Passed(_PREFIX.sub("", number).rstrip(".,"), on, local))
    return found
