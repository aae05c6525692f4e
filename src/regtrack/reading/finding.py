"""Every rule asked about every clause that may change the law."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from regtrack.domain.provisions import Effect, Polarity
from regtrack.reading.clauses import Clause, clauses
from regtrack.reading.effects.base import Context, Hit
from regtrack.reading.list_ends import ends_list
from regtrack.reading.penalties import only_penalty
from regtrack.reading.posture import URGES
from regtrack.reading.rules import RULES
from regtrack.reading.sections import Part, Section, Words
from regtrack.reading.sentences import narrowed
from regtrack.reading.surface import in_capitals
from regtrack.reading.told import said_of_another, says_added, says_changed, says_of
from regtrack.reading.weighing import Found

#: So many clauses that name a substance are read: twenty times those of the longest bill known.
MOST_CLAUSES = 4000

_FLAT = (Effect.PROHIBIT, Effect.SCHEDULE, Effect.DESCHEDULE)


def search(context: Context) -> tuple[list[Found], int]:
    """What the rules see in the acting parts, and how many clauses were left unread."""
    found: list[Found] = []
    left = MOST_CLAUSES
    unread = 0
    places = [mention.start for mention in context.names]
    for section in context.sections:
        if section.part not in (Part.ACTING, Part.SHORT_TITLE):
            continue
        inside = slice(bisect_left(places, section.start), bisect_left(places, section.end))
        if inside.start == inside.stop:
            continue
        named = clauses(context.surface.text, section, list(context.names[inside]))
        unread += max(0, len(named) - left)
        newness = _Newness(context, section)
        for clause in named[:left]:
            sure = newness.new(clause)
            if sure is not None:
                found += [Found(h, rule, section, sure) for rule, h in _seen(clause, context)]
        left = max(0, left - len(named))
    return found, unread


def _seen(clause: Clause, context: Context) -> list[tuple[str, Hit]]:
    hits = [(rule.id, hit) for rule in RULES for hit in rule.find(clause, context)]
    if any(hit.effect in _FLAT for _, hit in hits if hit.polarity is not Polarity.PERMITS):
        # A sentence that bans or lists the substance sets no rules for products.
        hits = [(rule, hit) for rule, hit in hits if hit.effect is not Effect.REGULATE]
    if any(hit.effect is Effect.DESCHEDULE for _, hit in hits):
        # An entry of a schedule that is repealed is no law that regulates.
        hits = [(rule, hit) for rule, hit in hits if hit.effect is not Effect.REPEAL_REGULATION]
    hits = narrowed(hits, clause, context)
    if hits and URGES.search(clause.text):
        hits = [(rule, hit) for rule, hit in hits if hit.effect is Effect.STUDY]
    if hits and only_penalty(clause, context.surface):
        hits = [(rule, hit) for rule, hit in hits if hit.effect is Effect.PENALTY]
    return hits


class _Newness:
    """Which clauses of one section are new."""

    def __init__(self, context: Context, section: Section) -> None:
        self._context = context
        self._section = section
        self._in_capitals: bool | None = None

    def new(self, clause: Clause) -> bool | None:
        """True: surely new. False: new by the title only. None: existing law."""
        surface = self._context.surface
        if self._section.words is not Words.AMENDED:
            return True
        if surface.marked:
            if surface.changed(clause.start, clause.end):
                return True
            # Single words in capitals escape the marks of a copy that prints additions so.
            if not surface.adds_in_capitals:
                told = surface.only_strikes and (self._added or says_of(self._context, clause.body))
                return False if told else None
        words = surface.text[clause.start : clause.end].lstrip()
        # What a label says is printed in capitals everywhere.
        if in_capitals(words) and words[:1] not in ('"', "'") and not self._all_in_capitals():
            return True
        if surface.marked or self._elsewhere:
            return None
        told = self._context.about or self._changed or ends_list(clause, self._context)
        return False if told else None

    @cached_property
    def _elsewhere(self) -> bool:
        return said_of_another(self._context, self._section)

    @cached_property
    def _changed(self) -> bool:
        return says_changed(self._context)

    @cached_property
    def _added(self) -> bool:
        return says_added(self._context)

    def _all_in_capitals(self) -> bool:
        if self._in_capitals is None:
            section = self._section
            self._in_capitals = in_capitals(self._context.surface.live[section.start : section.end])
        return self._in_capitals
