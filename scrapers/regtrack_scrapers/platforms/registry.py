"""The platforms by name, and the one door to their parsers."""

from __future__ import annotations

from regtrack.contract import FaultKind
from regtrack_scrapers.platforms.federal_register import FederalRegister
from regtrack_scrapers.platforms.model import ParseContext, Parsed, Platform
from regtrack_scrapers.platforms.openstates import OpenStates
from regtrack_scrapers.platforms.page import Page

PLATFORMS: dict[str, Platform] = {p.name: p for p in (OpenStates(), FederalRegister(), Page())}


def parse_snapshot(platform: str, body: bytes, context: ParseContext) -> Parsed:
    """Parse stored bytes as this platform does. Raises KeyError for an unknown platform.

    Whatever a parser trips over becomes a fault: a source's bytes never end a run."""
    parser = PLATFORMS[platform]
    try:
        return parser.parse(body, context)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        kind = FaultKind.LAYOUT_CHANGED
        return Parsed(faults=(context.fault(kind, f"the parser stopped: {error!r}"),))
