"""The rules weighed against one another: what stands of all that was seen."""

from __future__ import annotations

import dataclasses

from regtrack.domain.provisions import Effect, Polarity
from regtrack.domain.substances import Substance
from regtrack.reading.effects.base import Hit
from regtrack.reading.sections import Section, Words


@dataclasses.dataclass(frozen=True)
class Found:
    """A hit with where and by which rule it was seen."""

    hit: Hit
    rule: str
    section: Section
    sure: bool


def settle(found: list[Found]) -> list[Found]:
    """What stands when the rules are weighed against one another."""
    kept = found
    if any(f.hit.effect is not Effect.PENALTY for f in kept):
        kept = [f for f in kept if f.hit.effect is not Effect.PENALTY]
    kept = _without_passing_studies(kept)
    kept = _without_hedged(_without_dispensed(_carried(_without_replaced(kept))))
    flat = {
        s
        for f in kept
        for s in f.hit.substances
        if f.hit.effect is Effect.PROHIBIT and f.hit.polarity is Polarity.FORBIDS
    }
    permits_only = [f for f in kept if f.hit.polarity is not Polarity.PERMITS]
    if not permits_only:
        return []
    scheduled = {s for f in kept for s in f.hit.substances if f.hit.effect is Effect.SCHEDULE}
    if flat & scheduled:
        # The penalties that follow from a schedule are not a second ban.
        kept = [
            f
            for f in kept
            if not (
                f.hit.effect is Effect.PROHIBIT
                and f.hit.polarity is Polarity.FORBIDS
                and set(f.hit.substances) <= scheduled
                and not _own_ban(f)
            )
        ]
    return _without_needless(kept)


def _without_passing_studies(found: list[Found]) -> list[Found]:
    """Where kratom is to be studied, so are its alkaloids: no study of their own."""
    studied = {s for f in found if f.hit.effect is Effect.STUDY for s in f.hit.substances}
    if Substance.KRATOM not in studied:
        return found
    return [
        f for f in found if f.hit.effect is not Effect.STUDY or Substance.KRATOM in f.hit.substances
    ]


def _own_ban(found: Found) -> bool:
    """Whether a ban stands in a section made for it, and orders something or forbids goods sold.

    An offence of holding the drug only says what follows from its schedule."""
    sold = "sale" in found.hit.acts and "possession" not in found.hit.acts
    return found.section.words is Words.NEW and (found.hit.ordered or sold)


_SENTENCE = 240


def _without_dispensed(found: list[Found]) -> list[Found]:
    """Who may dispense, on whose prescription, is told of the channel; it sets no product rule."""
    places = [
        (f.section, f.hit.start)
        for f in found
        if f.hit.effect is Effect.RESTRICT and f.hit.forms == "prescription only"
    ]
    return [
        f
        for f in found
        if f.rule != "regulate.product"
        or not any(s == f.section and abs(at - f.hit.start) < _SENTENCE for s, at in places)
    ]


def _without_hedged(found: list[Found]) -> list[Found]:
    """A ban that leaves what its own section rules is one of everything else: a part of it."""
    ruled = {
        (f.section, s)
        for f in found
        if f.sure and f.hit.effect in _NEEDLESS
        for s in f.hit.substances
    }
    return [
        f
        for f in found
        if not f.hit.hedged or not {(f.section, s) for s in f.hit.substances} <= ruled
    ]


_NEEDLESS = (Effect.AGE_LIMIT, Effect.REGULATE)


def _without_needless(found: list[Found]) -> list[Found]:
    """Where nobody may sell it, an age or a rule for its sale is a part of the ban."""
    banned = {
        s
        for f in found
        for s in f.hit.substances
        if f.hit.effect is Effect.PROHIBIT
        and f.hit.polarity is Polarity.FORBIDS
        and f.sure
        and "sale" in f.hit.acts
    }
    return [
        f for f in found if f.hit.effect not in _NEEDLESS or not set(f.hit.substances) <= banned
    ]


def _without_replaced(found: list[Found]) -> list[Found]:
    """A law that is repealed and written anew is not repealed."""
    anew = _ruled(found, Effect.REGULATE)
    # What is left of a law, and amended, is not written in place of its repealed sections.
    put_in = _ruled([f for f in found if f.section.words is not Words.AMENDED], Effect.REGULATE)
    # Words struck from a law that is made a ban are not its repeal.
    banned = anew | _ruled(found, Effect.PROHIBIT)
    by_rule = {"repeal.struck": banned, "repeal.cited": put_in}
    return [
        f
        for f in found
        if f.hit.effect is not Effect.REPEAL_REGULATION
        or f.hit.condition
        or (f.rule == "repeal.regulation" and f.section.words is Words.REPEALED)
        or not set(f.hit.substances) <= by_rule.get(f.rule, anew)
    ]


def _ruled(found: list[Found], effect: Effect) -> set[Substance]:
    """The substances an effect is on; the others follow kratom."""
    hits = [f.hit for f in found if f.hit.effect is effect]
    ruled = {s for h in hits if h.polarity is not Polarity.PERMITS for s in h.substances}
    return set(Substance) if Substance.KRATOM in ruled else ruled


_PARTS = {
    "regulate.cap": "products above the limit",
    "regulate.synthetic": "products with synthetic alkaloids",
}


def _carried(found: list[Found]) -> list[Found]:
    """A cap on 7-OH or a bar of synthetics among the rules on kratom products is a part of them.

    It bears on the status of 7-OH and of the analogues, and is no effect of its own."""
    ruled = any(
        Substance.KRATOM in f.hit.substances
        and f.hit.effect in (Effect.REGULATE, Effect.RESTRICT, Effect.AGE_LIMIT, Effect.PROHIBIT)
        and f.hit.polarity is not Polarity.PERMITS
        for f in found
    )
    if not ruled:
        return found
    return [
        dataclasses.replace(
            f,
            hit=dataclasses.replace(
                f.hit, effect=Effect.RESTRICT, carried=True, forms=_PARTS[f.rule]
            ),
        )
        if f.rule in _PARTS
        else f
        for f in found
    ]
