"""Legal acts, where they stand, and how they bear on one another."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from regtrack.domain.dates import PartialDate
from regtrack.domain.record import Record


class InstrumentKind(StrEnum):
    """What sort of legal act."""

    BILL = "bill"
    RESOLUTION = "resolution"
    STATUTE = "statute"
    RULE = "rule"
    EMERGENCY_RULE = "emergency_rule"
    EXECUTIVE_ORDER = "executive_order"
    HEALTH_ORDER = "health_order"
    ORDINANCE = "ordinance"
    COURT_ORDER = "court_order"
    AGENCY_NOTICE = "agency_notice"
    DECREE = "decree"


class Stage(StrEnum):
    """Where an instrument stands. Only `enacted` is law."""

    PROPOSED = "proposed"
    INTRODUCED = "introduced"
    IN_COMMITTEE = "in_committee"
    PASSED_ONE_CHAMBER = "passed_one_chamber"
    PASSED_BOTH = "passed_both"
    TO_GOVERNOR = "to_governor"
    ENACTED = "enacted"
    VETOED = "vetoed"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class How(StrEnum):
    """By what an instrument was enacted."""

    SIGNED = "signed"
    UNSIGNED = "unsigned"
    OVERRIDE = "override"
    VOTE = "vote"
    ADOPTED = "adopted"
    ORDERED = "ordered"
    PUBLISHED = "published"


class LinkKind(StrEnum):
    """How one instrument ends, prolongs or explains another."""

    WITHDRAWS = "withdraws"
    AMENDS = "amends"
    CORRECTS = "corrects"
    REPEALS = "repeals"
    SUPERSEDES = "supersedes"
    RENEWS = "renews"
    EXTENDS = "extends"
    STAYS = "stays"
    SUBSTITUTES = "substitutes"
    COMPANION_OF = "companion_of"
    CARRIED_OVER_FROM = "carried_over_from"
    MERGED_INTO = "merged_into"
    IMPLEMENTS = "implements"


class VersionRole(StrEnum):
    """Which text of an instrument a document version is."""

    PROPOSAL = "proposal"  # introduced, substitute, engrossed: not law even if the bill is
    FINAL = "final"  # enrolled, chaptered, as adopted, as published
    CURRENT = "current"  # a page that shows the text in force when it was read


class Alias(Record):
    """A natural key of an instrument: `scheme` says whose numbering, `value` is normalized."""

    scheme: str
    value: str

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


def bill_number(text: str) -> str:
    """A bill number as one word without leading zeros: `HJR 0147` gives `HJR147`."""
    word = "".join(text.upper().split()).replace(".", "")
    letters = word.rstrip("0123456789")
    digits = word[len(letters) :]
    return letters + (digits.lstrip("0") or digits)


def bill_alias(division: str, session: str, number: str) -> Alias:
    """The natural key of a bill within the session its issuer names."""
    return Alias("bill", f"{division}|{session}|{bill_number(number)}")


def instrument_id(alias: Alias) -> str:
    """Our own id for an instrument first seen under this natural key."""
    import hashlib  # who answers makes no ids

    return "i-" + hashlib.sha256(str(alias).encode()).hexdigest()[:20]


class Instrument(Record):
    """A legal act. `number` and `session` are as the record writes them."""

    id: str
    division: str
    kind: InstrumentKind
    title: str
    number: str | None = None
    session: str | None = None
    citation: str | None = None
    url: str | None = None


class Link(Record, unequal=("recorded_at",)):
    """`source` bears on `target` from `on`; both are instrument ids.

    `until` is the first day it no longer does; for a prolongation the new end of the target.
    `recorded_at` is when we learnt of it (None: always known); it does not tell links apart."""

    source: str
    kind: LinkKind
    target: str
    on: PartialDate | None = None
    until: PartialDate | None = None
    recorded_at: dt.datetime | None = None
