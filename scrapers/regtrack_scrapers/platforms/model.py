"""The contract of a platform: pure functions from an address to what to fetch, and from bytes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from regtrack.contract import DocumentRecord, FaultKind, FaultRecord, SourceSpec


@dataclass(frozen=True, slots=True)
class Follow:
    """An address to fetch. `role` is list, detail, page or text; `accept` the media families
    (json, html, xml, text, pdf, office) of which the body must be one; `keyed` asks for the
    source's key; an answer 404 that has the words `nothing` is an empty list and no fault."""

    url: str
    role: str
    accept: tuple[str, ...] = ("html", "pdf", "text", "xml")
    keyed: bool = False
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """A secret that is sent to one host only, as a header or as a parameter of the address; its
    value stands in an environment variable. Without an optional key the source is asked all the
    same."""

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
    #: Header and environment variable of the platform's key, and the host it may be sent to.
    key: tuple[str, str, str] | None

    def start(self, spec: SourceSpec) -> tuple[Follow, ...]:
        """What to fetch first; these are also the addresses that the probe asks."""
        ...

    def parse(self, body: bytes, context: ParseContext) -> Parsed:
        """What these bytes say. Never raises for what a source may send: it tells a fault."""
        ...
