"""What the main verb of a sentence leaves of all that the rules see in it."""

from __future__ import annotations

import dataclasses
import re

from regtrack.domain.provisions import Effect, Polarity
from regtrack.reading.clauses import Clause
from regtrack.reading.effects.base import ANY, Context, Hit, hit_at, masked, substances_in
from regtrack.reading.effects.clause_grammar import Order, bans
from regtrack.reading.effects.clause_grammar_words import FORBID
from regtrack.reading.sections import Words
from regtrack.reading.surface import rx

_RULED = frozenset(
    {Effect.REGULATE, Effect.AGE_LIMIT, Effect.RESTRICT, Effect.PROHIBIT, Effect.TAX}
)
_LOCAL = _RULED - {Effect.TAX}
Seen = tuple[str, Hit]


def narrowed(hits: list[Seen], clause: Clause, context: Context) -> list[Seen]:
    """The hits of a clause without those that are only spoken of in it.

    What is to be studied is not ruled, and what a local government may rule is not ruled by the
    act that lets it. In a law on penalties, what a graded offence costs is its penalty."""
    effects = {hit.effect for _, hit in hits}
    if Effect.STUDY in effects:
        hits = [(rule, hit) for rule, hit in hits if hit.effect not in _RULED]
    if Effect.ALLOW_LOCAL in effects and not FORBID.search(masked(clause)):
        hits = [(rule, hit) for rule, hit in hits if hit.effect not in _LOCAL]
    graded = _graded(clause, context)
    return [("penalty.changed", graded)] if graded is not None else hits


_OPENING = 400
_ON_PENALTIES = rx(r"penalt|punish|sentenc")
_COSTS = rx(
    r"\b(?:felony|misdemeanor|infraction|fined?|imprison\w*|jail|sentenced|civil penalty|penalty"
    r" of|offense level)\b"
)
#: A grade of an offence that another law makes one.
_GRADE = rx(
    r"\b(?:weigh\w+|amounts?|quantit\w+|aggregate)\b|\b(?:ounces?|grams?|kilograms?|pounds?|oz|kg"
    r"|dosage units?)\b|\binvolv\w+|\bconvicted\b|controlled substance (?:is|was)\b"
)


def _graded(clause: Clause, context: Context) -> Hit | None:
    """What an offence with the substance costs, where words are put into a law on penalties."""
    section = clause.section
    if section.words not in (Words.AMENDED, Words.INSERTED) or not clause.own:
        return None
    text = masked(clause)
    cost = _COSTS.search(text)
    if cost is None or _GRADE.search(text) is None or re.search(ANY, text) is None:
        return None
    opening = context.surface.text[section.start : min(section.end, section.start + _OPENING)]
    if not _ON_PENALTIES.search(opening.split(":")[0]):
        return None
    if any(b.order is Order.ACTIVE and not b.bounds for b in bans(text)):
        return None
    hit = hit_at(clause, cost.span(), Effect.PENALTY, substances_in(text)[:1])
    return dataclasses.replace(hit, polarity=Polarity.REQUIRES)
