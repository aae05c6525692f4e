"""Which of a document's effective clauses is the one that counts, and for which section."""

from __future__ import annotations

import re
from collections.abc import Sequence

from regtrack.domain.provisions import StartKind, StartRule
from regtrack.reading.effective import EffectiveClause
from regtrack.reading.model import Effective, EffectiveKind
from regtrack.reading.sections import Section
from regtrack.reading.substances import find_mentions
from regtrack.reading.surface import Surface

#: More clauses than this that name sections are no bill's; the rest is not looked at.
_MOST_NAMED = 100


_START_KINDS = {
    EffectiveKind.UPON_ENACTMENT: StartKind.UPON_ENACTMENT,
    EffectiveKind.DAYS_AFTER: StartKind.DAYS_AFTER,
    EffectiveKind.CONTINGENT: StartKind.CONTINGENT,
}


def start_rule(effective: Effective) -> StartRule | None:
    """What a start without a date follows from; None where there is a date."""
    if effective.kind is EffectiveKind.DATE and effective.date is not None:
        return None
    kind = _START_KINDS.get(effective.kind, StartKind.DEFAULT)
    return StartRule(kind, effective.days, effective.after)


def condition_of(effective: Effective) -> str | None:
    """The words of what a start waits for; None where it waits for nothing."""
    waits = effective.kind is EffectiveKind.CONTINGENT and effective.quote is not None
    return effective.quote.text if waits and effective.quote else None


def starts(
    timed: list[EffectiveClause], surface: Surface, acting: Sequence[Section]
) -> dict[Section, Effective]:
    """The start of every acting section, and of others that a clause gives one of their own."""
    found: dict[Section, Effective] = {}
    for clause in timed:
        if clause.scope == "section":
            found.setdefault(clause.section, clause.effective)
    named = [c for c in timed if c.scope == "sections"][:_MOST_NAMED]
    whole = _whole(timed)
    for section in acting:
        own = next((c.effective for c in named if _covers(c, section, surface)), whole)
        found.setdefault(section, own or Effective())
    return found


def main_effective(
    timed: list[EffectiveClause], surface: Surface, acting: Sequence[Section]
) -> Effective:
    """The clause for the sections that act on our substances, else the one for the whole act."""
    own: dict[Section, Effective] = {}
    for clause in timed:
        if clause.scope == "section":
            own.setdefault(clause.section, clause.effective)
    for section in acting:
        if section in own:
            return own[section]
    named = [c for c in timed if c.scope == "sections"][:_MOST_NAMED]
    whole = _whole(timed)
    for section in acting:
        for clause in named:
            if _covers(clause, section, surface):
                return clause.effective
        if whole is not None:
            break  # the first section that acts follows the rest of the act
    if whole is None and not acting:
        whole = _for_names(timed, surface)
    return whole or Effective()


def _for_names(timed: list[EffectiveClause], surface: Surface) -> Effective | None:
    """Where no section acts: the only clause on sections that there is, or that for the section
    or the article of the act in which a substance is named."""
    named = [c for c in timed if c.scope == "sections"]
    own = [c for c in timed if c.scope == "section"]
    if len(named) == 1:
        return named[0].effective
    mention = next(iter(find_mentions(surface.text)), None) if named or own else None
    if mention is None:
        return None
    divisions = _divisions(surface.text, mention.start)
    told = [c for c in named if not divisions.isdisjoint(c.names)]
    told += [c for c in own if c.section.start <= mention.start < c.section.end]
    return told[0].effective if told else None


_DIVISIONS = (("article", re.compile(r"\bARTICLE ([IVX]+)\b")),
              ("part", re.compile(r"\bP(?:ART|art) ([IVX]+)\b(?! of\b)")))  # fmt: skip


def _divisions(text: str, at: int) -> frozenset[str]:
    """The article and the part of the act that a place stands in, as clauses name them."""
    found = ((kind, pattern.findall(text, 0, at)) for kind, pattern in _DIVISIONS)
    return frozenset(f"{kind} {numbers[-1]}" for kind, numbers in found if numbers)


def _whole(timed: list[EffectiveClause]) -> Effective | None:
    """The clause for the whole act that is most surely one; of equals one with a date."""
    whole = [c for c in timed if c.scope == "act"]
    if not whole:
        return None
    best = max(c.weight for c in whole)
    heavy = [c.effective for c in whole if c.weight == best]
    return next((e for e in heavy if e.kind is EffectiveKind.DATE), heavy[0])


def _covers(clause: EffectiveClause, section: Section, surface: Surface) -> bool:
    if section.number is not None and section.number in clause.names:
        return True
    divided = any(n.startswith(("article ", "part ")) for n in clause.names)
    if divided and not _divisions(surface.text, section.start).isdisjoint(clause.names):
        return True
    head = surface.text[section.start : section.start + 200]
    return any(("-" in n or ":" in n or "." in n) and n in head for n in clause.names)
