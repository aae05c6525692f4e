"""What differs on a web page at every request, and is not what the page says."""

from __future__ import annotations

import re

_HOUR = r"\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?"
_DAY = r"(?:[a-z]{3,9}\.? \d{1,2},? \d{4}|\d[\d./-]{5,9})"
#: Stems, one of which stands in every match of the pattern beside them: a search for a stem is a
#: hundred times as fast. Each pattern needs words beside its figures, or seconds: a date or an hour
#: alone may be law.
_NOISE: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (stems, re.compile(pattern, re.IGNORECASE))
    for stems, pattern in (
        (
            ("last updated", "last modified", "last reviewed", "last changed"),
            r"(?:page )?last (?:updated|modified|reviewed|changed)(?: on| at|:)*[ ,]*"
            rf"(?:{_DAY})?(?:[ ,]+(?:at )?{_HOUR})?",
        ),
        (
            ("page generated", "page rendered", "page printed", "page retrieved", "page loaded"),
            r"page (?:generated|rendered|printed|retrieved|loaded)(?: on| at| in|:)+"
            r"[ \w,:./-]{1,40}",
        ),
        (
            ("today is", "current time", "server time", "local time"),
            r"(?:today is|current time|server time|local time)[: ]+[ \w,:./-]{1,40}",
        ),
        (
            ("visit", "hits", "views", "downloads"),
            r"\b(?:visitors?|visits|hits|page ?views|downloads)(?: so far| today)?: ?[\d.,]+"
            r"|\b[\d.,]+ (?:visitors?|visits|hits|page ?views|downloads)\b",
        ),
        (("©", "(c)", "copyright"), r"(?:©|\(c\)|copyright) ?\d{4}(?: ?[-–] ?\d{4})?"),
        ((":",), r"(?<![\d:])\d{1,2}:\d{2}:\d{2}(?: ?[ap]\.?m\.?)?"),
        (
            ("session", "token", "csrf", "nonce", "request", "trace"),
            r"\b(?:session|token|csrf|nonce|request|trace)(?:[ -]id)?: ?(?=[\w-]*\d)[\w-]{6,}",
        ),
    )
)


def without_noise(text: str) -> str:
    """The words of a page without times of its making, counters and tokens; spaces folded."""
    low = text.lower()
    for stems, pattern in _NOISE:
        if any(stem in low for stem in stems):
            text = pattern.sub(" ", text)
    return " ".join(text.split())
