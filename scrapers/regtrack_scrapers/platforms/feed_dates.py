"""Dates as feeds write them: never guessed, only as exact as the words are."""

from __future__ import annotations

import datetime as dt
import email.utils
import re
from collections.abc import Sequence

from regtrack.contract import PartialDate

_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?P<time>[T ]\d\d:\d\d.*)?)?)?")
_YEARS = range(1200, 2200)


def read_date(text: str, formats: Sequence[str], zone: dt.tzinfo | None) -> PartialDate | None:
    """The date of these words in the first format that fits; None for no words.

    An instant with an offset is told as the day it is in `zone`, or as it is written without one:
    `2026-09-11T03:59:59Z` is September 10 in Washington. Raises ValueError for other words."""
    words = text.strip()
    if not words:
        return None
    for form in formats:
        try:
            found = _read(words, form, zone)
        except (ValueError, TypeError, OverflowError):
            continue
        if int(found.text[:4]) in _YEARS:
            return found
    raise ValueError(f"{words[:40]!r} is no date as {' or '.join(formats)}")


def _read(words: str, form: str, zone: dt.tzinfo | None) -> PartialDate:
    if form == "rfc822":
        return _day(email.utils.parsedate_to_datetime(words), zone)
    if form == "iso":
        match = _ISO.fullmatch(words)
        if match is None:
            raise ValueError(words)
        if not match["time"]:
            return PartialDate(words)
        return _day(dt.datetime.fromisoformat(words), zone)
    found = dt.datetime.strptime(words, form)  # noqa: DTZ007 - most forms have no zone to read
    if "%d" in form or "%j" in form or "%e" in form:
        return _day(found, zone)
    month = any(part in form for part in ("%m", "%b", "%B"))
    return PartialDate(f"{found.year:04}-{found.month:02}" if month else f"{found.year:04}")


def _day(instant: dt.datetime, zone: dt.tzinfo | None) -> PartialDate:
    local = instant.astimezone(zone) if zone is not None and instant.tzinfo else instant
    return PartialDate(local.date().isoformat())
