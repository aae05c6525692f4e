"""When a text ends: sunsets, repeals on a day, and periods counted from a start."""

from __future__ import annotations

import datetime as dt
import re

from regtrack.reading.days import DAY, add_months, read_day
from regtrack.reading.effective_words import HOUR
from regtrack.reading.model import Effective
from regtrack.reading.numbers import NUMBER, whole
from regtrack.reading.sections import Part, Section, Words
from regtrack.reading.surface import Surface, rx

_ENDS = rx(
    r"(?P<verb>\bexpires?|\bsunsets?|shall terminate|terminates|(?:\bis|are|be|stands?) repealed"
    r"|(?:remain|be|is|are|stay)s? in (?:full force and )?effect(?: only)? (?:until|through|to)"
    r"|effective(?: only)? (?:until|through)"
    r"|(?:remain|continue)s? (?:in force )?(?:until|through)|ceases? to (?:have effect"
    r"|be effective|be in effect|be in force)"
    r"|no longer (?:in effect|effective)|shall be of no (?:further )?(?:force|effect)"
    r"|\b(?:is|are|be|become|becomes) (?:null and )?void"
    r"|(?:in effect|effective)[^.;]{0,80}? (?:through|until|to))"
    rf"(?P<gap>[\w, ]{{0,50}}?(?:{HOUR}[\w, ]{{0,40}}?)?)(?P<day>{DAY})"
)
_BEFORE_DAY = rx(
    rf"\b(?:effective|on|after|as of) (?P<day>{DAY}),?[^.;]{{0,80}}?"
    r"\b(?P<verb>(?:is|are|be|stands?) (?:hereby )?repealed|expires?|sunsets?|terminates)\b"
    r"(?! (?:on|when|at|upon|if|as)\b)(?P<gap>)"
)
_PERIOD = rx(
    rf"(?:for (?:a (?:period|term) of |up to )?(?:not (?:more than|to exceed) "
    rf"|no more than )?(?:an initial )?"
    rf"|not to exceed |expires? (?:automatically )?|in effect for )"
    rf"(?P<n>{NUMBER})(?: \((?P<f>\d+)\))?(?:-| )(?P<unit>days?|years?|months?)"
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
    r"(?:expire|sunset|terminat|repealed|effect|remain|void)"
)
#: Sections of the act itself by their numbers, as the subject of what ends.
_NUMBERED = rx(
    r"\bsections? (?P<names>\d{1,3}(?:(?:,| and| to| through|, and| or|-) ?\d{1,3}){0,12})"
    r"(?: of this (?:act|bill|ordinance))?,? (?:and )?(?:shall |is |are |will )?$"
)
#: What holders have ends as well, and is not the law.
_HELD = rx(
    r"\b(?:licen[cs]es?|permits?|registrations?|certificates?|appointments?|terms?|contracts?"
    r"|grants?|approvals?|waivers?|polic(?:y|ies)|member(?:s|ship)?)\b[^.;]{0,60}$"
)
_STOP = re.compile(r"(?<!\b[ap]\.m)(?<!\bNo)[.;](?=\s+[A-Z(\"])")
_REPEALED = rx(r"repealed")
_WHOLE_DAY = rx(r"\bthrough|\bto$|void|\bafter\b")
_MORNING = rx(r"\b12:0[01] ?a\.? ?m")
_ONE_DAY = dt.timedelta(days=1)


def find(
    surface: Surface,
    sections: tuple[Section, ...],
    acting: tuple[Section, ...],
    effective: Effective,
) -> tuple[dt.date | None, dict[Section, dt.date]]:
    """The day the whole act ends, as its words give it, and by section the first day on which it
    no longer holds: `through June 30` ends on July 1."""
    whole_end: dt.date | None = None
    ends: dict[Section, dt.date] = {}
    acts = frozenset(acting)
    for section in sections:
        if section.part is not Part.ACTING:
            continue
        if section not in acts and section.end - section.start > 2500:
            continue
        for match in _matches(surface.text, section):
            when = read_day(match["day"])
            if when is None or _existing(surface, section, match.start(), match.end()):
                continue
            hit = _subject(surface.text, section, match, sections)
            off = _first_day_off(match, when)
            for ended in hit or ():
                ends.setdefault(ended, off)
            if hit is None or (acts and len(hit) >= len(acts) and acts <= set(hit)):
                for ended in acting if whole_end is None else ():
                    ends.setdefault(ended, off)
                whole_end = whole_end or when
    return whole_end or _reckoned(surface, sections, effective), ends


#: Every day has one of these, and both patterns are dear: they are tried around it only.
_YEAR = re.compile(r"(?:19|2\d|30)\d\d(?!\d)|/\d\d\b")
_BEFORE_YEAR, _BEHIND_YEAR = 500, 200


def _matches(text: str, section: Section) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    for start, end in _near_years(text, section):
        found += _ENDS.finditer(text, start, end)
        found += _BEFORE_DAY.finditer(text, start, end)
    return sorted(found, key=lambda m: m.start())


def _near_years(text: str, section: Section) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for year in _YEAR.finditer(text, section.start, section.end):
        start = max(section.start, year.start() - _BEFORE_YEAR)
        end = min(section.end, year.end() + _BEHIND_YEAR)
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _subject(
    text: str, section: Section, match: re.Match[str], sections: tuple[Section, ...]
) -> tuple[Section, ...] | None:
    """The sections that end; None: the whole act; empty: something else does."""
    before = text[max(section.start, match.start() - 260) : match.start()]
    cuts = list(_STOP.finditer(before))
    sentence = before[cuts[-1].end() :] if cuts else before
    if len(cuts) > 0 and re.match(r"\W*(?:It|They|The same)\b", sentence):
        sentence = before[cuts[-2].end() if len(cuts) > 1 else 0 :]
    sentence = _OWN_HEAD.sub("", sentence)
    said = sentence + match[0]
    numbered = _NUMBERED.search(sentence)
    if numbered:
        names = _numbers(numbered["names"])
        return tuple(s for s in sections if s.number in names and s.part is Part.ACTING)
    if _HELD.search(sentence) or not _TEXTUAL.search(said):
        return ()
    if rx(r"this (?:section|subsection)").search(sentence[-120:]):
        return (section,)
    if rx(r"section [\d-]|,\s?$").search(sentence[-60:]) or not _WHOLE.search(said):
        return ()
    return None


def _numbers(text: str) -> frozenset[str]:
    names = set(re.findall(r"\d+", text))
    for first, last in re.findall(r"(\d+) ?(?:to|through|-) ?(\d+)", text):
        if 0 < int(last) - int(first) < 200:
            names |= {str(n) for n in range(int(first), int(last) + 1)}
    return frozenset(names)


def _first_day_off(match: re.Match[str], when: dt.date) -> dt.date:
    """The first day on which what ends no longer holds. A day that it holds in part counts, and
    so does the last day of a month that a lapse names; a repeal names its first day."""
    if _MORNING.search(match["gap"]):
        return when
    hour = re.search(HOUR, match["gap"], re.I) is not None
    lapses = not _REPEALED.search(match["verb"])
    last_of_month = (when + _ONE_DAY).day == 1
    whole_day = _WHOLE_DAY.search(match["verb"] + match["gap"])
    return when + _ONE_DAY if hour or whole_day or (lapses and last_of_month) else when


def _existing(surface: Surface, section: Section, start: int, end: int) -> bool:
    if section.words is not Words.AMENDED:
        return False
    return not (surface.marked and surface.changed(start, end))


def _reckoned(
    surface: Surface, sections: tuple[Section, ...], effective: Effective
) -> dt.date | None:
    """The day after a period that a temporary act gives itself, counted from the start it
    names."""
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
            ).search(around) or rx(r"imprison|suspen|licen|fine\b|fined|jail|comment").search(
                around
            ):
                continue
            count = whole(match["f"] or match["n"])
            if count is None:
                continue
            unit = match["unit"].lower()
            if unit.startswith("day"):
                return effective.date + dt.timedelta(days=count)
            return add_months(effective.date, count * (12 if unit.startswith("year") else 1))
    return None
