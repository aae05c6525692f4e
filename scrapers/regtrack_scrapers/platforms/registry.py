"""The platforms by name, and the one door to their parsers."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from regtrack.contract import FaultKind, SourceSpec
from regtrack_scrapers.platforms.federal_register import FederalRegister
from regtrack_scrapers.platforms.feed import Feed
from regtrack_scrapers.platforms.model import Key, ParseContext, Parsed, Platform
from regtrack_scrapers.platforms.openstates import OpenStates
from regtrack_scrapers.platforms.page import Page

PLATFORMS: dict[str, Platform] = {
    p.name: p for p in (OpenStates(), FederalRegister(), Page(), Feed())
}


@runtime_checkable
class _KeyedBySource(Protocol):
    """A platform whose sources declare their own keys."""

    def key_for(self, spec: SourceSpec) -> Key | None: ...


def key_of(spec: SourceSpec) -> Key | None:
    """The key that requests of this source need; None for none."""
    platform = PLATFORMS[spec.platform]
    if isinstance(platform, _KeyedBySource):
        return platform.key_for(spec)
    if platform.key is None:
        return None
    header, variable, host = platform.key
    return Key(variable, host, header=header)


def parse_snapshot(platform: str, body: bytes, context: ParseContext) -> Parsed:
    """Parse stored bytes as this platform does. Raises KeyError for an unknown platform.

    Whatever a parser trips over becomes a fault: a source's bytes never end a run."""
    parser = PLATFORMS[platform]
    try:
        return parser.parse(body, context)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        kind = FaultKind.LAYOUT_CHANGED
        return Parsed(faults=(context.fault(kind, f"the parser stopped: {error!r}"),))
