"""Claims with evidence. An observation is only ever added; a later one speaks louder."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from regtrack.domain.dates import PartialDate
from regtrack.domain.instruments import How, Stage, VersionRole
from regtrack.domain.provisions import Provision
from regtrack.domain.record import Record
from regtrack.domain.substances import Substance


class Authority(StrEnum):
    """Who speaks. Press and vendors are leads: by themselves they move no status."""

    OFFICIAL = "official"
    OFFICIAL_COPY = "official_copy"
    AGGREGATOR = "aggregator"
    PRESS = "press"
    VENDOR = "vendor"


class Method(StrEnum):
    """How a claim came to us."""

    PARSER = "parser"
    CURATED = "curated"
    REVIEWER = "reviewer"


class Confidence(StrEnum):
    """How sure a claim is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Evidence(Record):
    """Where a claim stands. `quote` is found at [start, end) of the text that `extractor` makes
    of the bytes named `sha256`; a curated fact has an address only. `source` is the key of the
    watched source, whose last good look keeps the claim fresh."""

    url: str | None = None
    quote: str | None = None
    sha256: str | None = None
    extractor: str | None = None
    start: int | None = None
    end: int | None = None
    retrieved_at: dt.datetime | None = None
    source: str | None = None


class StageEvent(Record):
    """An instrument reached a stage. `on` is the date of the record, `words_on` the date its words
    give, which is preferred. `key` tells two events of one instrument apart."""

    stage: Stage
    key: str
    on: PartialDate | None = None
    words_on: PartialDate | None = None
    how: How | None = None
    chamber: str | None = None
    description: str = ""
    detail: str | None = None  # the codebook's word: chaptered, became_law_without_signature ...
    order: int = 0  # place within its day, earliest first

    @property
    def date(self) -> PartialDate | None:
        """The date that counts."""
        return self.words_on or self.on


class TextRead(Record):
    """A document version was read, whatever it held: the proof of an absence as well."""

    version: str
    role: VersionRole
    reader: str
    readable: bool
    dated_on: PartialDate | None = None
    words_searched: str | None = None
    mentions: int = 0
    why: str | None = None  # why it could not be read
    order: int = 0  # the text's place in its record, the newest last
    relevance: str | None = None
    effective_kind: str | None = None
    effective_on: dt.date | None = None
    effective_days: int | None = None
    effective_quote: str | None = None
    expires_on: dt.date | None = None


class InForce(Record):
    """A record gives an instrument's dates in force, apart from its text. `end` is the first day
    it no longer holds, `adjourned_on` the last day of the session that made it. `hastened` are
    words by which it starts earlier than the acts of its place do, on a day they do not give."""

    start: PartialDate | None = None
    end: PartialDate | None = None
    adjourned_on: PartialDate | None = None
    hastened: str | None = None


class Absence(Record):
    """Somebody looked and found no law that names the substance, from `start` until `end`."""

    start: PartialDate | None = None
    end: PartialDate | None = None
    attested_on: dt.date | None = None
    note: str | None = None


class Retraction(Record):
    """An earlier observation was wrong and no longer counts; `why` is shown."""

    observation: str
    why: str


Claim = Provision | StageEvent | TextRead | InForce | Absence | Retraction


class Observation(Record):
    """A claim, whose it is and when it was recorded.

    `id` is a digest of everything but the time, so that saying the same thing twice is one row.
    `version` and `reader` name the text a provision was read in; None for curated facts.
    """

    id: str
    division: str
    claim: Claim
    recorded_at: dt.datetime
    method: Method = Method.PARSER
    authority: Authority = Authority.OFFICIAL
    confidence: Confidence = Confidence.HIGH
    substance: Substance | None = None
    instrument: str | None = None
    version: str | None = None
    reader: str | None = None
    evidence: tuple[Evidence, ...] = ()
    conflict: bool = False
    held: bool = False
