"""Starts that stand in the head of a section: `[EFFECTIVE JULY 1, 2026]`, `Effective 05/06/26`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regtrack.reading.days import read_day
from regtrack.reading.effective_when import made_effective, read_when
from regtrack.reading.model import Effective, EffectiveKind
from regtrack.reading.sections import Part, Section
from regtrack.reading.surface import Surface, rx

#: Utah prints the day beside the number of the section it is for.
_UT_HEAD = re.compile(r"(?<=\w)Effective (?:on )?(\d\d/\d\d/\d\d)\b")
#: Indiana and Connecticut print it in brackets behind the words that amend. A caption of the law
#: that is amended may have brackets of its own: they do not follow those words.
_BRACKET = rx(
    r"(?:as follows|in lieu thereof|\(new\)|is (?:added|repealed|amended)|are repealed) ?[:,.]?"
    r" ?[\[(](?P<at>effective) (?P<when>[^\])\[(]{3,90})[\])]"
)
_HEAD = 900


def headed(surface: Surface, sections: tuple[Section, ...]) -> Iterator[tuple[Section, Effective]]:
    """Each acting section whose head says when it starts."""
    for section in sections:
        if section.part is not Part.ACTING:
            continue
        found = _utah(surface, section) or _bracketed(surface, section)
        if found is not None:
            yield section, found


def _utah(surface: Surface, section: Section) -> Effective | None:
    stop = min(section.end, section.start + 260)
    match = _UT_HEAD.search(surface.text, section.start, stop)
    when = read_day(match[1]) if match else None
    if match is None or when is None:
        return None
    start, end = match.span()
    return made_effective(surface, EffectiveKind.DATE, start, end, date=when)


def _bracketed(surface: Surface, section: Section) -> Effective | None:
    stop = min(section.end, section.start + _HEAD)
    match = _BRACKET.search(surface.text, section.start, stop)
    if match is None:
        return None
    return read_when(surface, " " + match["when"], match.start("when") - 1, match.start("at"))
