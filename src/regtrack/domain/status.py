"""From effects to a status, and which of two is stricter (design: words and rules)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from regtrack.domain.provisions import Audience, Effect, Polarity, Provision
from regtrack.domain.substances import PARENT, Substance


class Status(StrEnum):
    """The legal status of a substance in a place on a date."""

    SCHEDULED = "scheduled"
    PROHIBITED = "prohibited"
    RESTRICTED = "restricted"
    REGULATED = "regulated"
    AGE_RESTRICTED = "age_restricted"
    EXPRESSLY_LAWFUL = "expressly_lawful"
    NO_SPECIFIC_LAW = "no_specific_law"
    UNKNOWN = "unknown"


#: Strictest first; `unknown` is outside.
STRICTNESS: tuple[Status, ...] = (
    Status.SCHEDULED,
    Status.PROHIBITED,
    Status.RESTRICTED,
    Status.REGULATED,
    Status.AGE_RESTRICTED,
    Status.EXPRESSLY_LAWFUL,
    Status.NO_SPECIFIC_LAW,
)
BANS = frozenset({Status.SCHEDULED, Status.PROHIBITED})
LABEL: dict[Status, str] = {
    Status.SCHEDULED: "controlled substance",
    Status.PROHIBITED: "banned",
    Status.RESTRICTED: "restricted: some forms, places, amounts or uses are banned",
    Status.REGULATED: "legal under product rules",
    Status.AGE_RESTRICTED: "legal with a minimum age",
    Status.EXPRESSLY_LAWFUL: "expressly lawful",
    Status.NO_SPECIFIC_LAW: "no law names it (general food and drug law may still apply)",
    Status.UNKNOWN: "unknown",
}

_BANNED_ACTS = frozenset({"sale", "possession"})
_DIRECT: dict[Effect, Status] = {
    Effect.SCHEDULE: Status.SCHEDULED,
    Effect.RESTRICT: Status.RESTRICTED,
    Effect.REGULATE: Status.REGULATED,
    Effect.AGE_LIMIT: Status.AGE_RESTRICTED,
    Effect.DESCHEDULE: Status.NO_SPECIFIC_LAW,
    Effect.REPEAL_REGULATION: Status.NO_SPECIFIC_LAW,
}


def provision_status(provision: Provision) -> Status | None:
    """The status one living provision gives by itself; None where it gives none."""
    if not provision.composed or provision.audience in (Audience.LICENSEES, Audience.ARMED_FORCES):
        return None
    if provision.effect is not Effect.PROHIBIT and provision.effect not in _DIRECT:
        return None
    if provision.polarity is Polarity.PERMITS:
        return _permit_status(provision)
    if provision.effect is Effect.PROHIBIT:
        return _prohibit_status(provision)
    if provision.effect is Effect.REGULATE and _caps(provision):
        return Status.RESTRICTED
    return _DIRECT[provision.effect]


def _caps(provision: Provision) -> bool:
    """A product rule that caps 7-OH, or bars synthetic alkaloids, leaves only some of it legal."""
    if provision.substance is Substance.ANALOGUES:
        return True
    return provision.substance in PARENT and bool(provision.limits)


def _permit_status(provision: Provision) -> Status | None:
    """Leave to export or to make it says nothing about those who buy and carry it."""
    if provision.acts and not _BANNED_ACTS.intersection(provision.acts):
        return None
    return Status.EXPRESSLY_LAWFUL


def _prohibit_status(provision: Provision) -> Status:
    limited = provision.limits or provision.forms or provision.audience is Audience.MINORS
    if limited or not _BANNED_ACTS.intersection(provision.acts):
        return Status.RESTRICTED
    return Status.PROHIBITED


def strictest(statuses: Iterable[Status]) -> Status:
    """The strictest of these; unknown when there is none or only unknown ones."""
    known = [s for s in statuses if s is not Status.UNKNOWN]
    return min(known, key=STRICTNESS.index, default=Status.UNKNOWN)
