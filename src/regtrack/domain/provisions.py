"""What a text does to one substance: the codebook's effects, made into provisions with dates."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from regtrack.domain.dates import PartialDate
from regtrack.domain.default_starts import DefaultRule
from regtrack.domain.record import Record
from regtrack.domain.substances import Substance


class Effect(StrEnum):
    """What a text does to a substance."""

    SCHEDULE = "schedule"
    DESCHEDULE = "deschedule"
    PROHIBIT = "prohibit"
    RESTRICT = "restrict"
    REGULATE = "regulate"
    AGE_LIMIT = "age_limit"
    TAX = "tax"
    REPEAL_REGULATION = "repeal_regulation"
    STUDY = "study"
    PENALTY = "penalty"
    PREEMPT = "preempt"
    ALLOW_LOCAL = "allow_local"


class Polarity(StrEnum):
    """Whether a provision forbids, requires or permits."""

    FORBIDS = "forbids"
    REQUIRES = "requires"
    PERMITS = "permits"


class Audience(StrEnum):
    """Whom a provision binds. Rules for one audience are shown and never composed."""

    EVERYONE = "everyone"
    MINORS = "minors"
    LICENSEES = "licensees"
    ARMED_FORCES = "armed_forces"


class Territory(StrEnum):
    """The land a provision binds. A county ordinance that is silent binds unincorporated land."""

    UNSTATED = "unstated"
    ALL = "all"
    UNINCORPORATED = "unincorporated"
    INCORPORATED = "incorporated"


class Limit(Record):
    """A threshold: `<= 2 % of alkaloid fraction`. `number` is the decimal as written."""

    number: str
    unit: str
    basis: str | None = None
    relation: str = "<="
    substance: Substance | None = None

    def __str__(self) -> str:
        text = f"{self.relation} {self.number} {self.unit}"
        return f"{text} {self.basis}" if self.basis else text


class StartKind(StrEnum):
    """How a text says when it starts, where it gives no date."""

    UPON_ENACTMENT = "upon_enactment"
    DAYS_AFTER = "days_after"
    DEFAULT = "default"
    CONTINGENT = "contingent"


class StartRule(Record):
    """A start that follows from another event: `days` after `after` (signature, passage,
    adjournment, publication ...). Where the text is silent, `default` is the rule of its place;
    None: there is none that is sure."""

    kind: StartKind
    days: int | None = None
    after: str | None = None
    default: DefaultRule | None = None


#: Hours at which a day begins: what starts then holds for all of it.
_DAY_BEGINS = ("12:01am", "12:00am", "12am", "00:00", "00:01", "0:01")


class Provision(Record):
    """One effect on one substance, from `start` until `end` (the first day it no longer holds).

    `start` None means that the text or the source does not tell: the provision then counts from
    `attested_on`, the first day somebody saw it in force, and not before. `condition` names a
    trigger that has not happened: the provision is not alive. `forms` limits it to some products.
    `start_time` and `start_zone` are the hour of its first day as the law writes them.
    `starts` is the text's own rule for its start, reckoned once the instrument's stages are known.
    `composed` False marks agency positions and recommendations: shown, never composed.
    """

    substance: Substance
    effect: Effect
    acts: tuple[str, ...] = ()
    polarity: Polarity = Polarity.FORBIDS
    audience: Audience = Audience.EVERYONE
    territory: Territory = Territory.UNSTATED
    limits: tuple[Limit, ...] = ()
    forms: str | None = None
    min_age: int | None = None
    schedule: str | None = None
    start: PartialDate | None = None
    start_time: str | None = None
    start_zone: str | None = None
    end: PartialDate | None = None
    attested_on: dt.date | None = None
    condition: str | None = None
    composed: bool = True
    note: str | None = None
    starts: StartRule | None = None

    @property
    def starts_within_a_day(self) -> bool:
        """Whether it holds for a part of its first day only."""
        hour = (self.start_time or "").lower().replace(" ", "").replace(".", "")
        return bool(hour) and hour not in _DAY_BEGINS
