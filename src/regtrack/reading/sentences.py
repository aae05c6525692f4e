"""What the main verb of a sentence leaves of all that the rules see in it."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left
from functools import lru_cache

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
_LISTED = frozenset({Effect.SCHEDULE, Effect.DESCHEDULE})
#: What the same sentence orders besides a study.
_ORDERS = rx(r"\bhereby\b|\b(?:shall|must) (?:also )?(?:place|schedule|add|list|classify|remove)\b")
#: A body that buys or takes goods to learn what they hold.
_SAMPLES = rx(
    r"\b(?:department|university|laborator\w+|center|agency|authority|board|commission\w*|college"
    r"|institute|group|task force|committee|division|office|state police)\b[^.;]{0,80}?"
    r"\b(?:shall|must|may|is directed to)(?:,[^.;,]{0,60},)?(?: \w+ly)?"
    r" (?:purchase|buy|obtain|acquire|collect|gather|sample|survey|test|have \w+)\b"
    r"[^.;]{0,160}?\b(?:samples?|test\w*|analy[sz]\w+|content)\b"
)
#: What a sentence says of a law that it repeals, that law said.
_ENDS_REPEALED = rx(r"\b(?:is|are|be)(?: hereby)? repealed(?: in (?:its|their) entirety)?\W*$")
_APPLIED_FOR = rx(r"\b(?:regist\w+|applica\w+|licens\w+|submi\w+|complian\w+)\b")
Seen = tuple[str, Hit]


def narrowed(hits: list[Seen], clause: Clause, context: Context) -> list[Seen]:
    """The hits of a clause without those that are only spoken of in it.

    What is to be studied is not ruled, and what a local government may rule is not ruled by the
    act that lets it. In a law on penalties, what a graded offence costs is its penalty."""
    effects = {hit.effect for _, hit in hits}
    text = masked(clause)
    if Effect.STUDY in effects:
        hits = [(rule, hit) for rule, hit in hits if hit.effect not in _RULED]
        if not _ORDERS.search(text):
            hits = [(rule, hit) for rule, hit in hits if hit.effect not in _LISTED]
    if _SAMPLES.search(text) and not _APPLIED_FOR.search(text):
        hits = [(rule, hit) for rule, hit in hits if hit.effect is not Effect.REGULATE]
    if Effect.PREEMPT in effects:
        hits = [(rule, hit) for rule, hit in hits if hit.effect not in _RULED]
    if Effect.ALLOW_LOCAL in effects and not FORBID.search(text):
        hits = [(rule, hit) for rule, hit in hits if hit.effect not in _LOCAL]
    if Effect.REPEAL_REGULATION in effects and _ENDS_REPEALED.search(text):
        hits = [(rule, hit) for rule, hit in hits if hit.effect not in _RULED]
    graded = _graded(clause, context)
    return [("penalty.changed", graded)] if graded is not None else hits


_OPENING = 400
_PENAL = r"penalt|punish|sentenc|traffick"
#: So far before a clause the caption of the section of the code may stand that it is put into.
_CAPTION = 20_000
_ON_PENALTIES = rx(
    rf"(?:\u00a7 ?|\bread(?: as follows)?: ?[\"']?)\d[\w.:()-]*\.? [^.:]{{0,140}}?(?:{_PENAL})"
)
_TOLD_SO = rx(_PENAL)
#: A drug that another law lists: what an offence with it costs bans and lists nothing.
_LISTED_ALREADY = rx(
    r"\b(?:substances?|drugs?) (?:\w+ ){0,2}?(?:listed|scheduled|included|placed|classified)"
    rf" (?:as|in|on|under) (?:an? )?schedule \w+,? (?:that|which) [^.;]{{0,40}}?{ANY}"
)
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
    text = masked(clause)
    cost = _COSTS.search(text)
    if cost is not None and _LISTED_ALREADY.search(text):
        return _penalty(clause, cost, text)
    if clause.section.words not in (Words.AMENDED, Words.INSERTED) or not clause.own:
        return None
    if cost is None or _GRADE.search(text) is None or re.search(ANY, text) is None:
        return None
    if not _put_into_penalties(clause, context):
        return None
    if any(b.order is Order.ACTIVE and not b.bounds for b in bans(text)):
        return None
    return _penalty(clause, cost, text)


def _put_into_penalties(clause: Clause, context: Context) -> bool:
    """Whether the words go into a law whose caption, or what amends it, is on penalties."""
    text, section = context.surface.text, clause.section
    opening = text[section.start : min(section.end, section.start + _OPENING)]
    if _TOLD_SO.search(opening.split(":")[0]):
        return True
    captions = _captions(text)
    last = bisect_left(captions, clause.start) - 1
    return last >= 0 and captions[last] >= max(section.start, clause.start - _CAPTION)


@lru_cache(maxsize=4)
def _captions(text: str) -> tuple[int, ...]:
    """Where sections of the code begin whose caption is on penalties."""
    return tuple(match.start() for match in _ON_PENALTIES.finditer(text))


def _penalty(clause: Clause, cost: re.Match[str], text: str) -> Hit:
    hit = hit_at(clause, cost.span(), Effect.PENALTY, substances_in(text)[:1])
    return dataclasses.replace(hit, polarity=Polarity.REQUIRES)
