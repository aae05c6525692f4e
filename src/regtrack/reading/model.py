"""What reading yields: the codebook's answers, each with the rule that gave it and its quote."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from regtrack.domain.instruments import LinkKind
from regtrack.domain.provisions import Provision

#: Name and version of the rules; a change of what they yield is a new version.
READER = "rules@8"


class Relevance(StrEnum):
    """How much a text is about our substances (codebook)."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    INCIDENTAL = "incidental"
    NONE = "none"


class EffectiveKind(StrEnum):
    """How a text says when it takes effect (codebook)."""

    DATE = "date"
    UPON_ENACTMENT = "upon_enactment"
    DAYS_AFTER = "days_after"
    DEFAULT = "default"
    NONE_SEEN = "none_seen"
    CONTINGENT = "contingent"


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words at [start, end) of the live text (or of the title, where there is no text)."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Effective:
    """When a text takes effect. `days` counts from `after` (passage, approval, adjournment,
    publication, filing); `time` and `zone` are kept where the text gives an hour."""

    kind: EffectiveKind = EffectiveKind.NONE_SEEN
    date: dt.date | None = None
    days: int | None = None
    after: str | None = None
    time: str | None = None
    zone: str | None = None
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class ReadProvision:
    """A provision, the words that prove it and the id of the rule that saw them."""

    provision: Provision
    quote: Quote
    rule: str
    sure: bool = True  # False: held for review


@dataclass(frozen=True, slots=True)
class ReadLink:
    """Words that bear on another instrument; `target` is as the text names it."""

    kind: LinkKind
    target: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one text says of our substances. `mentions` counts their names in the live text;
    `notes` say what of it was not read."""

    relevance: Relevance = Relevance.NONE
    provisions: tuple[ReadProvision, ...] = ()
    effective: Effective = Effective()
    expires: dt.date | None = None
    conditional: bool = False
    links: tuple[ReadLink, ...] = ()
    mentions: int = 0
    from_title: bool = False
    notes: tuple[str, ...] = ()
