"""Calendar days as laws write them."""

from __future__ import annotations

import datetime as dt
import re

from regtrack.reading.numbers import ORDINAL, whole

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
#: The name of a month.
MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust"
    r"|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
#: One calendar day; read it with `read_day`.
DAY = (
    rf"(?:{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s*(?:of\s+)?(?:A\.?D\.?\s*)?"
    rf"|\s+in\s+the\s+year\s+)"
    rf"(?:19|2\d|30)\d\d"
    rf"|(?:the\s+)?\d{{1,2}}(?:st|nd|rd"
    rf"|th)?\s+(?:(?:day\s+)?of\s+)?{MONTH},?\s+(?:A\.?D\.?\s*)?(?:19|2\d|30)\d\d"
    rf"|(?:the\s+)?{ORDINAL}\s+(?:day\s+)?of\s+{MONTH},?\s+(?:A\.?D\.?\s*)?(?:19|2\d|30)\d\d"
    rf"|{MONTH}\s+(?:first|{ORDINAL}),?\s+(?:19|2\d|30)\d\d"
    r"|(?:19|2\d|30)\d\d-\d\d-\d\d|\d{1,2}/\d{1,2}/(?:(?:19|2\d|30)\d\d|\d\d)\b)"
)
_PARTS = re.compile(rf"{MONTH}\b", re.IGNORECASE)


def read_day(text: str) -> dt.date | None:
    """The calendar day of a match of DAY; None where there is no such day."""
    clean = " ".join(text.split()).lower()
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", clean):
            return dt.date.fromisoformat(clean)
        slashed = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{2,4})", clean)
        if slashed:
            year = int(slashed[3])
            return dt.date(year + 2000 if year < 100 else year, int(slashed[1]), int(slashed[2]))
        month_at = _PARTS.search(clean)
        year_at = re.search(r"(?:19|2\d|30)\d\d\s*$", clean)
        if month_at is None or year_at is None:
            return None
        month = next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(month_at[0][:3]))
        rest = clean[: month_at.start()] + " " + clean[month_at.end() : year_at.start()]
        day = _day_number(rest)
        return dt.date(int(year_at[0]), month, day) if day else None
    except ValueError:
        return None


def _day_number(text: str) -> int | None:
    figures = re.search(r"\d{1,2}", text)
    if figures:
        return int(figures[0])
    words = re.search(ORDINAL, text, re.I)
    return whole(words[0]) if words else None


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day some months later, or the last day of that month."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return dt.date(year, month + 1, last)
        except ValueError:
            continue
    raise ValueError(f"no day {months} months after {day}")
