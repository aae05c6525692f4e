"""The wire between spiders and the core: what a crawl hands over, as plain data with a JSON form.

A spider stores every body first (`SnapshotRecord`), then says what its parser makes of it
(`DocumentRecord`), or why it could not (`FaultRecord`). One record is one line of a spool file.
Parsers are pure: `parse(body, context) -> Parsed`; `regtrack reparse` runs them again on stored
bytes. Raises `InvalidDocument` where a record breaks these rules.
"""

from __future__ import annotations

import datetime as dt
import enum
import json
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from regtrack.domain.addresses import ip_of, is_public
from regtrack.domain.codec import build, plain
from regtrack.domain.dates import PartialDate
from regtrack.domain.errors import InvalidDocument
from regtrack.domain.instruments import Alias, How, InstrumentKind, LinkKind, Stage, VersionRole
from regtrack.domain.observations import Authority
from regtrack.domain.page_noise import without_noise

__all__ = [
    "ActionRecord",
    "Alias",
    "Authority",
    "DocumentRecord",
    "FaultKind",
    "FaultRecord",
    "FinishRecord",
    "How",
    "InstrumentKind",
    "InvalidDocument",
    "LinkKind",
    "LinkRecord",
    "PartialDate",
    "Record",
    "SnapshotRecord",
    "SourceSpec",
    "Stage",
    "TextRecord",
    "Validators",
    "VersionRole",
    "from_line",
    "ip_of",
    "is_public",
    "to_line",
    "without_noise",
]


class FaultKind(enum.StrEnum):
    """The `fault` words of `regtrack.domain.errors` that a crawl may report."""

    SOURCE_ERROR = "source_error"
    FETCH_FAILED = "fetch_failed"
    BLOCKED = "blocked"
    LAYOUT_CHANGED = "layout_changed"
    UNEXPECTEDLY_EMPTY = "unexpectedly_empty"
    INVALID_DOCUMENT = "invalid_document"
    SCHEMA_DRIFT = "schema_drift"
    STALE_UPSTREAM = "stale_upstream"
    QUOTA_SPENT = "quota_spent"


@dataclass(frozen=True, slots=True)
class SnapshotRecord:
    """Bytes received, stored under `sha256`, with the facts of the request.

    `role` says what the body is for the parser: list, detail, text. `fault` is set when the body
    was kept although it is not what was asked for (a challenge page, a wrong type)."""

    sha256: str
    url: str
    retrieved_at: dt.datetime
    status: int
    media_type: str
    size: int
    role: str = "page"
    etag: str | None = None
    last_modified: str | None = None
    fault: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class ActionRecord:
    """One step in an instrument's history, as the record writes it. `date` may be partial."""

    description: str
    date: PartialDate | None
    classification: tuple[str, ...] = ()
    chamber: str | None = None  # upper, lower, executive, legislature


@dataclass(frozen=True, slots=True)
class TextRecord:
    """One text of an instrument. `sha256` is None while only its address is known.

    `key` is what stays the same when its bytes change (the note and media type, or the address)."""

    key: str
    role: VersionRole
    note: str = ""
    dated_on: PartialDate | None = None
    url: str | None = None
    media_type: str = ""
    sha256: str | None = None
    retrieved_at: dt.datetime | None = None
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class LinkRecord:
    """This instrument bears on another one, named by a natural key."""

    kind: LinkKind
    target: Alias
    on: PartialDate | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """What a parser says about one instrument: who issued it, where it stands, its texts.

    `aliases` are its natural keys, the surest first. `actions` is the history (bills); `stage`,
    `how` and `stage_on` say it directly where a source has no history (a rule, an order, a page).
    `effective_on` and `expires_on` are dates the *record* gives; those in the text are read later.
    `authority` is the record's, `text_authority` that of the texts (an aggregator's record may
    name official texts at official addresses)."""

    source: str
    division: str
    kind: InstrumentKind
    aliases: tuple[Alias, ...]
    title: str
    authority: Authority = Authority.OFFICIAL
    text_authority: Authority = Authority.OFFICIAL
    publisher: str = ""
    number: str | None = None
    session: str | None = None
    citation: str | None = None
    url: str | None = None
    abstract: str | None = None
    actions: tuple[ActionRecord, ...] = ()
    stage: Stage | None = None
    how: How | None = None
    stage_on: PartialDate | None = None
    effective_on: PartialDate | None = None
    expires_on: PartialDate | None = None
    texts: tuple[TextRecord, ...] = ()
    links: tuple[LinkRecord, ...] = ()
    record_sha256: str | None = None
    retrieved_at: dt.datetime | None = None
    partial: bool = False  # a list row only: its missing actions and texts say nothing

    def __post_init__(self) -> None:
        if not self.aliases:
            raise InvalidDocument(
                f"{self.source}: a document without a natural key: {self.title!r}"
            )
        if not self.division.startswith("ocd-division/"):
            raise InvalidDocument(f"{self.source}: not a division id: {self.division!r}")


@dataclass(frozen=True, slots=True)
class FaultRecord:
    """Something was not as it should be; `kind` is the `fault` word of a RegtrackError class."""

    source: str
    kind: str
    message: str
    url: str | None = None
    sha256: str | None = None
    retry_after: float | None = None  # seconds


@dataclass(frozen=True, slots=True)
class FinishRecord:
    """The last line of a source's crawl: without it the crawl broke off."""

    source: str
    reason: str
    stats: Mapping[str, int] = field(default_factory=dict)


Record = SnapshotRecord | DocumentRecord | FaultRecord | FinishRecord
_RECORDS: dict[str, type] = {
    "snapshot": SnapshotRecord,
    "document": DocumentRecord,
    "fault": FaultRecord,
    "finish": FinishRecord,
}
_NAMES = {cls: name for name, cls in _RECORDS.items()}


def to_line(record: Record) -> str:
    """One JSON line, without the line feed, keys sorted so that equal records are equal bytes."""
    body = plain(record)
    body["record"] = _NAMES[type(record)]
    return json.dumps(body, ensure_ascii=False, sort_keys=True)


def from_line(line: str) -> Record:
    """The record of one spool line. Raises InvalidDocument for anything else."""
    try:
        body = json.loads(line)
        return typing.cast(Record, build(_RECORDS[body.pop("record")], body))
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise InvalidDocument(f"not a record: {error!r} in {line[:120]!r}") from error


@dataclass(frozen=True, slots=True)
class Validators:
    """What is known of an address since it was last stored: its HTTP validators and its bytes."""

    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """One watched source: a row of a sources file, or of the source table.

    `cadence` is how often it is due (`15m`, `6h`, `1d`, `7d`). `options` are the platform's own
    (text, lists of text, truth values). `validators` go by address; an empty mapping asks for a
    full fetch."""

    key: str
    platform: str
    url: str
    division: str
    publisher: str
    authority: Authority = Authority.OFFICIAL
    cadence: str = "1d"
    options: Mapping[str, Any] = field(default_factory=dict)
    validators: Mapping[str, Validators] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The spec as plain data, for the job of a crawl."""
        body = typing.cast(dict[str, Any], plain(self))
        body["validators"] = {url: plain(v) for url, v in self.validators.items()}
        return body

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> SourceSpec:
        """The spec that `to_json` wrote."""
        known = {url: Validators(**v) for url, v in body.get("validators", {}).items()}
        given = {**body, "authority": Authority(body["authority"]), "validators": known}
        return cls(**given)
