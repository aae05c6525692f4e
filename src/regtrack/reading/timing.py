"""Which of a document's effective clauses is the one that counts, and for which section."""

from __future__ import annotations

from collections.abc import Sequence

from regtrack.reading.effective import EffectiveClause
from regtrack.reading.model import Effective, EffectiveKind
from regtrack.reading.sections import Section
from regtrack.reading.surface import Surface


def starts(timed: list[EffectiveClause], surface: Surface) -> dict[Section, Effective]:
    """Sections that a clause gives a start of their own."""
    found: dict[Section, Effective] = {}
    for clause in timed:
        if clause.scope == "section":
            found.setdefault(clause.section, clause.effective)
    return found


def main_effective(
    timed: list[EffectiveClause], surface: Surface, acting: Sequence[Section]
) -> Effective:
    """The clause for the sections that act on our substances, else the one for the whole act."""
    for section in acting:
        for clause in timed:
            if clause.scope == "section" and clause.section == section:
                return clause.effective
    named = [c for c in timed if c.scope == "sections"]
    for section in acting:
        for clause in named:
            if _covers(clause, section, surface):
                return clause.effective
    whole = [c for c in timed if c.scope == "act"]
    if not whole and len(named) == 1 and not acting:
        return named[0].effective
    if not whole:
        return Effective()
    best = max(c.weight for c in whole)
    heavy = [c.effective for c in whole if c.weight == best]
    return next((e for e in heavy if e.kind is EffectiveKind.DATE), heavy[0])


def _covers(clause: EffectiveClause, section: Section, surface: Surface) -> bool:
    if section.number is not None and section.number in clause.names:
        return True
    head = surface.text[section.start : section.start + 200]
    return any(("-" in n or ":" in n or "." in n) and n in head for n in clause.names)
