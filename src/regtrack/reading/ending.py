"""When a text ends: sunsets, repeals on a day, and periods counted from a start."""

from __future__ import annotations

import datetime as dt

from regtrack.reading.days import DAY, add_months, read_day
from regtrack.reading.model import Effective
from regtrack.reading.numbers import NUMBER, whole
from regtrack.reading.sections import Part, Section, Words
from regtrack.reading.surface import Surface, rx

_ENDS = rx(
    r"(?:\bexpires?|\bsunsets?|shall terminate|terminates|\bis repealed|are repealed"
    r"|be repealed|stand repealed"
    r"|(?:remain|be|is|are|stay)s? in (?:full force and )?effect (?:until|through|to)"
    r"|effective (?:until|through)"
    r"|(?:remain|continue)s? (?:in force )?(?:until|through)|ceases? to (?:have effect"
    r"|be effective|be in effect)"
    r"|no longer (?:in effect|effective)|shall be of no (?:further )?(?:force|effect)"
    r"|(?:in effect|effective)[^.;]{0,80}? (?:through|until|to))"
    rf"[\w, ]{{0,50}}?(?P<day>{DAY})"
)
_BEFORE_DAY = rx(rf"effective (?P<day>{DAY}),?[^.;]{{0,80}}?\b(?:is|are) repealed")
_PERIOD = rx(
    rf"(?:for (?:a (?:period|term) of |up to )?(?:not (?:more than|to exceed) "
    rf"|no more than )?(?:an initial )?"
    rf"|not to exceed |expires? (?:automatically )?|in effect for )"
    rf"(?P<n>{NUMBER})(?: \((?P<f>\d+)\))?[- ](?P<unit>days?|years?|months?)"
)
_TEXTUAL = rx(
    r"this (?:act|section|chapter|article|order|rule|regulation|ordinance|temporary \w+"
    r"|emergency \w+|declaration|"
    r"executive order|bill|emergency rule|final rule|ban|moratorium|scheduling)|these (?:rules"
    r"|regulations|provisions)"
    r"|^\W*sunset|temporary|moratorium"
)

_OWN_HEAD = rx(r"^\W*(?:section|sec\.) ?\d+[a-z]?\.")
_WHOLE = rx(
    r"(?:this|the|these)(?: \w+){0,3} (?:act|order|rules?|regulations?|ordinance|bill|ban"
    r"|moratorium|declaration"
    r"|notice|scheduling|resolution|chapter|article)\b[^.;]{0,120}$|^\W*sunset|(?:this|these"
    r"|the)(?: \w+){0,3} "
    r"(?:act|order|rules?|regulations?|ordinance|bill|ban|moratorium|declaration|chapter"
    r"|article)\b[^.;]{0,100}?"
    r"(?:expire|sunset|terminat|repealed|effect|remain)"
)


def find(
    surface: Surface,
    sections: tuple[Section, ...],
    acting: tuple[Section, ...],
    effective: Effective,
) -> tuple[dt.date | None, dict[Section, dt.date]]:
    """The day the whole act ends (the first day it no longer holds is not told apart), and the
    days on which single sections end."""
    whole_end: dt.date | None = None
    ends: dict[Section, dt.date] = {}
    for section in sections:
        if section.part is not Part.ACTING:
            continue
        for match in _ENDS.finditer(surface.text, section.start, section.end):
            if section not in acting and section.end - section.start > 2500:
                continue
            when = read_day(match["day"])
            before = surface.text[max(section.start, match.start() - 200) : match.start()]
            before = _OWN_HEAD.sub("", before)
            if when is None or not _TEXTUAL.search(before + match[0]):
                continue
            if _existing(surface, section, match.start(), match.end()):
                continue
            if rx(r"this (?:section|subsection)").search(before[-120:]):
                ends.setdefault(section, when)
                if section not in acting:
                    continue
            elif rx(r"section [\d-]|,\s?$").search(before[-60:]) or not _WHOLE.search(
                before + match[0]
            ):
                continue
            whole_end = whole_end or when
    return whole_end or _reckoned(surface, sections, effective), ends


def _existing(surface: Surface, section: Section, start: int, end: int) -> bool:
    if section.words is not Words.AMENDED:
        return False
    return not (surface.marked and surface.changed(start, end))


def _reckoned(
    surface: Surface, sections: tuple[Section, ...], effective: Effective
) -> dt.date | None:
    """A period that a temporary act gives itself, counted from the start it names."""
    if effective.date is None:
        return None
    for section in sections:
        if section.part is not Part.ACTING:
            continue
        for match in _PERIOD.finditer(surface.text, section.start, section.end):
            around = surface.text[max(section.start, match.start() - 220) : match.end() + 60]
            if not rx(
                r"(?:order|rule|regulation|temporary|emergency|declaration|ban"
                r"|moratorium)[^.;]{0,200}?"
                r"(?:effect|remain|expire|period|valid|last)"
            ).search(around) or rx(r"imprison|suspen|licen|fine|jail|comment").search(around):
                continue
            count = whole(match["f"] or match["n"])
            if count is None:
                continue
            unit = match["unit"].lower()
            if unit.startswith("day"):
                return effective.date + dt.timedelta(days=count)
            return add_months(effective.date, count * (12 if unit.startswith("year") else 1))
    return None
