"""Entries of a schedule that stand already and are narrowed: `Mitragynine, except in leaf`."""

from __future__ import annotations

from regtrack.domain.substances import Substance
from regtrack.reading.clauses import Clause
from regtrack.reading.effects.base import ANY, Context, masked
from regtrack.reading.effects.schedule_names import schedule_near_name
from regtrack.reading.effects.schedule_statutes import schedule_cited
from regtrack.reading.sections import Words
from regtrack.reading.substances import Mention
from regtrack.reading.surface import Surface, rx

#: Words that leave a part of what stands before them out.
_LEAVES = rx(
    r"^[\W_]*(?:and )?(?:except|other than|exclud|unless|but (?:not|only)|not includ|if\b|when\b"
    r"|only\b|provided|with the exception|in (?:a |an |any )?(?:concentration|quantit|amount|form)"
    r"|exceeding|in excess|greater|more than|above|at (?:a )?(?:level|concentration)"
    r"|(?:that|which) (?:is|are|has|have|contains?|exceeds?)\b|containing more|with (?:a|more)\b"
    r"|(?:this|the) (?:item|paragraph|entry|listing|substance|subdivision|subsection|subparagraph"
    r"|term) (?:does|shall) not (?:include|apply))"
)


def _shows_what_is_new(clause: Clause, surface: Surface) -> bool:
    """Whether this is amended law whose marks tell word for word what is added."""
    if surface.adds_in_capitals or surface.only_strikes:
        return False
    return clause.section.words is Words.AMENDED and surface.marked


def qualified(clause: Clause, context: Context) -> tuple[int, int] | None:
    """Where words are added that narrow what an entry of existing law names; None elsewhere."""
    surface = context.surface
    if not _shows_what_is_new(clause, surface):
        return None
    names = own_names(clause)
    if not names or surface.added(names[0].start, names[0].end):
        return None
    added = surface.added_spans(names[0].end, clause.end)
    return next((s for s in added if _LEAVES.match(surface.text[s[0] : s[1]])), None)


#: Nothing but numbers stands before the name: the paragraph is the entry.
_ENTRY = rx(rf"^(?:\W*(?:\d[\w.:-]*|\(\w{{1,5}}\)|\w{{1,3}}\.))*\W*{ANY}")


def is_entry(clause: Clause, context: Context) -> bool:
    """Whether a clause is an entry by itself, in a text that names its schedule."""
    body = masked(clause)[clause.body_at :]
    section = clause.section
    cited = schedule_cited(context.surface.text, section.start, clause.start)
    told = cited is not None or schedule_near_name(context) is not None
    return told and _ENTRY.match(body) is not None


_NOT_IN = rx(
    r"^\W*(?:this|the|such) (?:item|paragraph|entry|listing|subdivision|subsection|subparagraph"
    r"|clause|schedule) (?:does|shall) not (?:include|apply to|cover|control)"
)


def left_behind(clause: Clause, context: Context) -> tuple[tuple[int, int] | None, list[Mention]]:
    """An added sentence behind an entry that stands already, on what the entry leaves out."""
    surface = context.surface
    if clause.section.words is not Words.AMENDED or not _NOT_IN.search(clause.body):
        return None, []
    before = max(clause.section.start, clause.start - 30)
    if not surface.added(clause.start, clause.end) or surface.added(before, clause.start):
        return None, []
    if not _of_a_schedule(clause, context):
        return None, []
    return (clause.start, clause.end), own_names(clause)


_CONTROLS = rx(r"\bschedules?\b|\bcontrolled (?:dangerous )?substances?\b|\bpenalty group\b")


def _of_a_schedule(clause: Clause, context: Context) -> bool:
    """Whether the law that a clause is added to is one of controlled substances."""
    text, section = context.surface.text, clause.section
    if schedule_cited(text, section.start, clause.start) is not None:
        return True
    return _CONTROLS.search(text, section.start, clause.end) is not None


def put_in(
    clause: Clause, context: Context, substances: tuple[Substance, ...]
) -> tuple[Substance, ...]:
    """Of the substances of an entry those that are new, where others stand in it already."""
    surface = context.surface
    if not _shows_what_is_new(clause, surface):
        return substances
    names = own_names(clause)
    new = {m.substance for m in names if surface.added(m.start, m.end)}
    old = {m.substance for m in names} - new
    return tuple(s for s in substances if s not in old) if new else substances


def own_names(clause: Clause) -> list[Mention]:
    """The names in the body of a clause."""
    return [m for m in clause.mentions if clause.start <= m.start < clause.end]


def listed_before(clause: Clause, at: int) -> list[Mention]:
    """The names of an entry before the words that narrow it."""
    return [m for m in own_names(clause) if m.end <= at]
