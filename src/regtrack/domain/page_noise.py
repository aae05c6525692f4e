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
#: hundred times as fast as one for a pattern, and each costs something, so they are few and rare.
#: Each pattern needs words beside its figures, or seconds: a date or an hour alone may be law.
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
            ("generated", "rendered", "printed", "retrieved", "page loaded"),
            r"page (?:generated|rendered|printed|retrieved|loaded)(?: on| at| in|:)+"
            r"[ \w,:./-]{1,40}"
            rf"|\b(?:generated|rendered|printed|retrieved)(?: on| at|:)* {_DAY}{_AT}",
        ),
        (
            ("current time", "server time", "local time", " time: "),
            r"(?:current time|server time|local time)[: ]+[ \w,:./-]{1,40}"
            rf"|\b(?:processing|response|loading|query) time: {_FIGURE} ?(?:ms|s\b|sec)",
        ),
        (
            ("today",),
            rf"\btoday(?:['’]s date)?(?: is|:)+ ?{_DAY}(?:{_AT})?|today is[: ]+[ \w,:./-]{{1,40}}",
        ),
        (
            ("visit", "hits", "hit count", "views", "viewed", "viewing this", "download", "online"),
            rf"\b{_COUNTED}(?: so far| today| count)?: ?{_FIGURE}|\b{_FIGURE} {_COUNTED}\b"
            rf"|\bvisitor (?:number|no\.?|#|count:?) ?{_FIGURE}"
            rf"|\b(?:viewed|visited|downloaded) {_FIGURE} times\b"
            rf"|\b{_FIGURE} (?:people|users|visitors) (?:are )?viewing this\b",
        ),
        (("©", "(c)", "copyright"), r"(?:©|\(c\)|copyright) ?\d{4}(?: ?[-–] ?\d{4})?"),
        ((":",), r"(?<![\d:])\d{1,2}:\d{2}:\d{2}(?: ?[ap]\.?m\.?)?"),
        (
            ("session", "token", "csrf", "nonce", "request", "trace", "sid="),
            r"\b(?:session|token|csrf|nonce|request|trace)(?:[ -]id)?: ?(?=[\w-]*\d)[\w-]{6,}"
            r"|[;?&](?:jsessionid|phpsessid|aspsessionid\w*|session_?id|sid)=[\w.!-]+",
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
