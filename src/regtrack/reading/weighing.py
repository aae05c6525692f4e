"""The rules weighed against one another: what stands of all that was seen."""

from __future__ import annotations

import dataclasses

from regtrack.domain.provisions import Effect, Polarity
from regtrack.domain.substances import Substance
from regtrack.reading.effects.base import Hit
from regtrack.reading.sections import Section


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
    kept = _without_replaced(kept)
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
            )
        ]
    return kept


def _without_replaced(found: list[Found]) -> list[Found]:
    """A law that is repealed and written anew, or made a ban, is not repealed."""
    anew = {
        s
        for f in found
        for s in f.hit.substances
        if f.hit.effect in (Effect.REGULATE, Effect.PROHIBIT)
        and f.hit.polarity is not Polarity.PERMITS
    }
    if Substance.KRATOM in anew:
        anew |= set(Substance)
    return [
        f
        for f in found
        if f.hit.effect is not Effect.REPEAL_REGULATION or not set(f.hit.substances) <= anew
    ]
