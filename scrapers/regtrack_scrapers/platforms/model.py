"""The contract of a platform: pure functions from an address to what to fetch, and from bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

from regtrack.contract import DocumentRecord, FaultKind, FaultRecord, SourceSpec
from regtrack_scrapers.faults import Fault
from regtrack_scrapers.platforms.options import Options


@dataclass(frozen=True, slots=True)
class Follow:
    """An address to fetch. `role` is list, detail, page or text; `accept` the media families
    (json, html, xml, text, pdf, office) of which the body must be one; `keyed` asks for the
    source's key; an answer 404 that has the words `nothing` is an empty list and no fault.

    `lasting`: the address names its bytes (by a hash or a date of change in its fragment, which is
    never sent), so that what is stored under it is not asked for again. `public` is the address of
    a text for people, where `url` is one that only a key opens. `carry` is handed to the parser of
    the body: what an earlier body of the same record said. `exact`: what counts in a page stands in
    its scripts, so that it is compared by its bytes and not by its words."""

    url: str
    role: str
    accept: tuple[str, ...] = ("html", "pdf", "text", "xml")
    keyed: bool = False
    lasting: bool = False
    public: str | None = None
    carry: Mapping[str, Any] = field(default_factory=dict)
    nothing: str = ""
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """A secret that is sent to one host only, as a header or as a parameter of the address (put
    there on the wire only); its value stands in an environment variable. Without an optional key
    the source is asked all the same."""

    variable: str
    host: str
    header: str | None = None
    parameter: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A text that stands inside another answer, cut out to be kept as bytes of its own. `url` is
    the answer's address with a fragment."""

    url: str
    body: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class ParseContext:
    """All that a parser may know beside the bytes."""

    spec: SourceSpec
    url: str
    role: str
    sha256: str
    retrieved_at: dt.datetime
    media_type: str = ""
    carry: Mapping[str, Any] = field(default_factory=dict)

    def fault(self, kind: FaultKind, message: str) -> FaultRecord:
        """A fault of these bytes."""
        return FaultRecord(self.spec.key, kind, message, url=self.url, sha256=self.sha256)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a parser makes of one body. A document whose text is followed waits for that text; one
    whose text is a part names it by its SHA-256."""

    documents: tuple[DocumentRecord, ...] = ()
    follow: tuple[Follow, ...] = ()
    faults: tuple[FaultRecord, ...] = ()
    parts: tuple[Part, ...] = ()


class Platform(Protocol):
    """The software that many publishers share."""

    name: str
    #: What a source may say beside what every source says, and how each is checked.
    options: Options
    #: The platform's own key; None where it needs none, or where each source declares one.
    key: Key | None

    def start(self, spec: SourceSpec) -> tuple[Follow, ...]:
        """What to fetch first; these are also the addresses that the probe asks."""
        ...

    def parse(self, body: bytes, context: ParseContext) -> Parsed:
        """What these bytes say. Never raises for what a source may send: it tells a fault."""
        ...


@runtime_checkable
class CheckedAsWhole(Protocol):
    """A platform whose options bear on each other."""

    def problems(self, options: Mapping[str, Any], url: str) -> list[tuple[str, str]]:
        """Each wrong or missing option with what to write instead."""
        ...


@runtime_checkable
class KeyedBySource(Protocol):
    """A platform whose sources declare their own keys."""

    def key_for(self, spec: SourceSpec) -> Key | None:
        """The key that this source declares; None for none."""
        ...


@runtime_checkable
class Metered(Protocol):
    """A platform whose key buys so many requests."""

    #: How many, in which period: hour, day or month (of UTC). The option `quota` overrides.
    quota: tuple[int, str]


@runtime_checkable
class Deep(Protocol):
    """A platform of which something may be new behind first answers that are as they were."""

    def is_deep(self, spec: SourceSpec) -> bool:
        """Whether this source is crawled without a probe: each address is still asked with what
        is known of it, so that a quiet look costs short answers."""
        ...


@runtime_checkable
class Judging(Protocol):
    """A platform whose errors come with status 200."""

    def judge(self, body: bytes, follow: Follow) -> Fault | None:
        """Why this body is not what was asked for; None where it is, or cannot be told."""
        ...


@runtime_checkable
class Wrapping(Protocol):
    """A platform that sends a text inside another body."""

    def unwrap(self, body: bytes, follow: Follow) -> tuple[bytes, str] | Fault | None:
        """The text's own bytes and media type, or why they are not in there; None where the body
        is the text itself."""
        ...
