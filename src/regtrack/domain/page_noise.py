"""What differs on a web page at every request, and is not what the page says."""

from __future__ import annotations

import re

_HOUR = r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]\.?m\.?|z)?"
_DAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
    r"(?:[a-z]{3,9}\.? \d{1,2},? \d{4}|\d{1,2} [a-z]{3,9}\.? \d{4}|\d[\d./-]{5,9})"
)
_AT = rf"[ ,t]+(?:at )?{_HOUR}"
_AGO = r"(?:\b(?:\d+|an?|one) (?:second|minute|hour|day|week)s? ago\b|\bjust now\b)"
_COUNTED = r"(?:visitors?|visits|hits?|(?:page ?)?views|downloads|(?:users|guests|visitors) online)"
_FIGURE = r"\d[\d.,]*[km]?\b"
#: Stems, one of which stands in every match of the pattern beside them: a search for a stem is a
#: hundred times as fast. Each pattern needs words beside its figures, or seconds: a date or an hour
#: alone may be law.
_NOISE: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (stems, re.compile(pattern, re.IGNORECASE))
    for stems, pattern in (
        (
            ("last ",),
            r"(?:page )?last (?:updated|modified|reviewed|changed|checked|refreshed|accessed)"
            rf"(?: on| at|:)*[ ,]*(?:{_AGO}|(?:{_DAY})?(?:{_AT})?)",
        ),
        ((" ago", "just now"), rf"(?:\b(?:updated|posted|checked|refreshed):? )?{_AGO}"),
        (
            ("page generated", "page rendered", "page printed", "page retrieved", "page loaded"),
            r"page (?:generated|rendered|printed|retrieved|loaded)(?: on| at| in|:)+"
            r"[ \w,:./-]{1,40}",
        ),
        (
            ("generated", "rendered", "printed", "retrieved", "produced", "exported", "accessed"),
            r"\b(?:generated|rendered|printed|retrieved|produced|exported|accessed)"
            rf"(?: on| at|:)* {_DAY}{_AT}",
        ),
        ((" time: ",), rf"\b(?:processing|response|loading|query) time: {_FIGURE} ?(?:ms|s\b|sec)"),
        (
            ("today is", "current time", "server time", "local time"),
            r"(?:today is|current time|server time|local time)[: ]+[ \w,:./-]{1,40}",
        ),
        (("today",), rf"\btoday(?:['’]s date)?(?: is|:)+ ?{_DAY}(?:{_AT})?"),
        (
            ("visit", "hit", "views", "downloads", "online"),
            rf"\b{_COUNTED}(?: so far| today| count)?: ?{_FIGURE}|\b{_FIGURE} {_COUNTED}\b",
        ),
        (("visitor ",), rf"\bvisitor (?:number|no\.?|#|count:?) ?{_FIGURE}"),
        ((" times",), rf"\b(?:viewed|visited|downloaded|accessed) {_FIGURE} times\b"),
        ((" viewing this",), rf"\b{_FIGURE} (?:people|users|visitors) (?:are )?viewing this\b"),
        (("©", "(c)", "copyright"), r"(?:©|\(c\)|copyright) ?\d{4}(?: ?[-–] ?\d{4})?"),
        ((":",), r"(?<![\d:])\d{1,2}:\d{2}:\d{2}(?: ?[ap]\.?m\.?)?"),
        (
            ("session", "token", "csrf", "nonce", "request", "trace"),
            r"\b(?:session|token|csrf|nonce|request|trace)(?:[ -]id)?: ?(?=[\w-]*\d)[\w-]{6,}",
        ),
        (
            ("sess", "sid="),
            r"[;?&](?:jsessionid|phpsessid|aspsessionid\w*|session_?id|sid)=[\w.!-]+",
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
