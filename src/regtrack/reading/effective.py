"""When a text takes effect and when it ends: the clauses that say so, and what they say."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from regtrack.reading.effective_heads import headed
from regtrack.reading.effective_scope import OWN_HEAD, in_passed_line, scope_of
from regtrack.reading.effective_spanish import clauses_in
from regtrack.reading.effective_when import read_when
from regtrack.reading.effective_words import CONTINGENT
from regtrack.reading.model import Effective
from regtrack.reading.sections import Part, Section, Words
from regtrack.reading.surface import Surface, rx

_ANCHORS = (
    "take effect", "takes effect", "taking effect", "taken effect", "take immediate effect",
    "takes immediate effect", "be effective", "is effective", "are effective", "becomes effective",
    "become effective", "effective date", "go into effect", "goes into effect", "going into effect",
    "in effect", "be in force", "is in force", "in full force", "into force", "immediate effect",
    "effective on ",
    "effective upon", "effective immediately", "effective from", "effective as of", "effective:",
    "becomes operative", "become operative", "be operative", "becomes law", "effective january",
    "effective february", "effective march", "effective april", "effective may", "effective june",
    "effective july", "effective august", "effective september", "effective october",
    "effective november", "effective december", "of force", "comes into", "come into",
    "effective at", "effective beginning", "effective retroactive", "effective 12:01",
    "apply on and after", "effective the", "made effective", "deemed effective",
    "effectiveness", "have effect", "act shall apply to", "act applies to",
    "emergency measure", "shall commence", "commences on", "applies on and after",
    "declared for this act",
)  # fmt: skip


@dataclass(frozen=True)
class EffectiveClause:
    """One clause: for the whole act, for the section it stands in, or for sections it names."""

    effective: Effective
    scope: str  # act, section, sections
    names: tuple[str, ...]
    section: Section
    weight: int


def find_clauses(surface: Surface, sections: tuple[Section, ...]) -> list[EffectiveClause]:
    """Every clause of the document that says when it or a part of it takes effect."""
    text = surface.text
    low = text.lower() if text.isascii() else text.translate(_LOWER)
    found: list[EffectiveClause] = []
    begun: set[tuple[str, tuple[str, ...], int]] = set()
    starts = [s.start for s in sections]
    for at, anchor in _anchors(low):
        section = _section_at(sections, starts, at)
        if section is None or section.part is Part.NOTE:
            continue
        clause = _clause(surface, section, at, anchor)
        if clause is None:
            continue
        quote = clause.effective.quote
        # Two anchors of one sentence give the same words.
        if quote and any(
            (clause.scope, clause.names, quote.start + off) in begun for off in range(-3, 4)
        ):
            continue
        found.append(clause)
        if quote and clause.weight:
            begun.add((clause.scope, clause.names, quote.start))
    heads = headed(surface, sections)
    found += [EffectiveClause(made, "act", (), s, 3) for s, made in clauses_in(surface, sections)]
    return found + [EffectiveClause(made, "section", (), section, 1) for section, made in heads]


_LOWER = {upper: upper + 32 for upper in range(65, 91)}


def _anchors(low: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for anchor in _ANCHORS:
        at = low.find(anchor)
        while at >= 0 and len(found) < 4000:
            found.append((at, anchor))
            at = low.find(anchor, at + len(anchor))
    return sorted(found)


def _section_at(sections: tuple[Section, ...], starts: list[int], at: int) -> Section | None:
    index = bisect_right(starts, at) - 1
    return sections[index] if index >= 0 and at < sections[index].end else None


def _clause(surface: Surface, section: Section, at: int, anchor: str) -> EffectiveClause | None:
    text = surface.text
    begin = _sentence_start(text, max(section.start, at - 420), at)
    tail_at = at + len(anchor.rstrip(" :"))
    if anchor.split()[-1][:3] in _MONTH_STARTS:
        tail_at = at + len("effective")
    stop = min(section.end, tail_at + 420)
    before, tail = text[begin:at], text[tail_at:stop]
    if _not_a_clause(before, anchor, tail):
        return None
    scope, names = scope_of(before, anchor, tail, section, text)
    if scope is None or _reprinted(surface, section, begin, at):
        return None
    if tail.lower().startswith(" until") and rx(r"\bnot (?:be )?$").search(before):
        until = len(" until")
        if not CONTINGENT.match(tail):
            tail, tail_at = tail[until:], tail_at + until
    read = read_when(surface, tail, tail_at, begin)
    if read is None:
        return _unread(surface, section, begin, tail_at, anchor, scope)
    weight = 2 + (section.end - section.start < 1500) + (section.part is not Part.FRONT)
    front = section.part is Part.FRONT and not in_passed_line(before, section)
    if front and not rx(r"in effect|dates?:|effective").search(anchor):
        return None
    return EffectiveClause(read, scope, names, section, weight)


_MONTH_STARTS = frozenset(
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
)


_STRONG = rx(r"effect$|effective$|effective date|operative|effective (?:on|upon|at|from)")


def _unread(
    surface: Surface, section: Section, begin: int, end: int, anchor: str, scope: str
) -> EffectiveClause | None:
    """Words on the start of the whole act that say nothing the rules can read. They count behind
    every clause that is read, and where there is none the text is not silent."""
    if scope != "act" or section.part is Part.FRONT or not _STRONG.search(anchor):
        return None
    quote = surface.quote(begin, min(end + 120, section.end), end)
    return EffectiveClause(Effective(quote=quote), scope, (), section, 0)


def _sentence_start(text: str, floor: int, at: int) -> int:
    cut = floor
    for match in re.finditer(r"[.;:](?=\s+[A-Z\"(\d])|\)\s(?=[A-Z])", text[floor:at]):
        before = text[floor : floor + match.start()]
        if (
            re.search(r"(?:\bs|\bss|\bNo|\bSec|\bArt|\b[A-Z]|\bch|\b\d+)$", before)
            and match[0] == "."
        ):
            continue
        cut = floor + match.end()
    while cut < at and text[cut].isspace():
        cut += 1
    return cut


_PETITION = rx(r"\bif (?:a|any) referendum (?:petition )?is (?:filed|ordered|called)\b")


def _not_a_clause(before: str, anchor: str, tail: str) -> bool:
    if anchor == "effective date" and not re.match(
        r"\s*(?:[.:;-]|of (?:this|the)[\w ,]{0,60}?(?:is|shall be)\b|is\b|shall be\b|and\b"
        r"|\w* ?\d)",
        tail,
        re.I,
    ):
        return True
    if anchor == "declared for this act":
        return not rx(r"^\W{0,4}(?:section \d+\W+)?an emergency is (?:hereby )?$").search(
            before[-60:]
        )
    if _PETITION.search(before):
        return True  # a vote that may be called does not make the start wait
    if rx(r"\bnot (?:be )?$").search(before):
        return not tail.lower().startswith((" unless", " until"))
    return rx(
        r"\b(?:before|prior to|after|until|since|as of|on|by|which|that (?:is|are|was)"
        r"|date (?:that |on which )?this"
        r"|law|rules?|laws) ?(?:the |this act |this section |this chapter |it |became |were "
        r"|was |are |is )*$"
        r"|provid\w* (?:for )?an?\W*$|licen[cs]e|permit(?:s)?\b|registration|policy|contract"
        r"|insur|policies"
        r"|(?:rule|suspension|revocation|order of|registrat\w+) (?:shall|may|will|is|remains?"
        r"|remain)\b"
        r"|appropriation|fiscal"
    ).search(before[-90:]) is not None and not rx(
        r"\bthis(?: \w+){0,2} (?:act|bill|ordinance|order|section|rule|law|by-?law|resolution"
        r"|legislation)(?: \w+){0,3} ?$|declared|emergency"
    ).search(before[-60:])


#: The head of a section of the act, whose number does not follow on.
_LAST_HEAD = rx(r"\beffective date\W+(?:section|sec\.) \d+\.")


def _reprinted(surface: Surface, section: Section, begin: int, at: int) -> bool:
    """Whether the clause is existing law in an amended section."""
    if section.words is not Words.AMENDED or section.end - section.start < 500:
        return False
    if _LAST_HEAD.search(surface.text, max(section.start, begin - 90), at):
        return False
    if OWN_HEAD.fullmatch(surface.text[section.start : at]):
        return False
    return not (surface.marked and surface.changed(begin, at + 60))
