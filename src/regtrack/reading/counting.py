"""Which provisions of a reading are effects in the sense of the codebook."""

from __future__ import annotations

from regtrack.domain.provisions import Polarity, Provision

#: The note of what a rule on kratom products carries for other substances: a cap on
#: 7-hydroxymitragynine, a bar of synthetic alkaloids. It bears on their status; the effect is the
#: regulation of kratom, whose limits it is.
CARRIED = "carried by the rules on kratom products"


def is_effect(provision: Provision) -> bool:
    """Whether it is listed as an effect: permissions and what other rules carry are not."""
    return provision.polarity is not Polarity.PERMITS and provision.note != CARRIED
