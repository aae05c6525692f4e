"""Which provisions of a reading are effects in the sense of the codebook."""

from __future__ import annotations

from regtrack.domain.provisions import Effect, Polarity, Provision

#: The note of what a rule on kratom products carries for other substances: a cap on
#: 7-hydroxymitragynine, a bar of synthetic alkaloids. It bears on their status; the effect is the
#: regulation of kratom, whose limits it is.
CARRIED = "carried by the rules on kratom products"


def is_effect(provision: Provision) -> bool:
    """Whether it is listed as an effect.

    A permission is not, nor what other rules carry, nor a repeal that waits for another event."""
    if provision.polarity is Polarity.PERMITS or provision.note == CARRIED:
        return False
    return not (provision.effect is Effect.REPEAL_REGULATION and provision.condition)
