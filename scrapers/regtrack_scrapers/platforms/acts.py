"""What the platforms of published law share: options of one act, its keys, faults and dates.

A text that its publisher keeps up to date is law from the day it is read on (role `current`): the
act's own start says nothing of what was put into it later, so `effective_on` is told for an act
that was never amended and for a text as it was made, and for no other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from regtrack.contract import (
    Alias,
    FaultKind,
    FaultRecord,
    InstrumentKind,
    PartialDate,
    SourceSpec,
)
from regtrack_scrapers.platforms import options as opt
from regtrack_scrapers.platforms.model import ParseContext, Parsed
from regtrack_scrapers.platforms.page import LOCAL_SCHEMES

#: What a source may say of the acts that it follows.
FOLLOWED: opt.Options = {n: opt.INSTRUMENT[n] for n in ("kind", "alias")}
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def alias_problems(options: Mapping[str, Any]) -> list[tuple[str, str]]:
    """An alias names one act: the only one that the source follows."""
    if options.get("alias") and len(options.get("acts", ())) != 1:
        return [("alias", "names one act: give one in `acts`")]
    return []


def broken(
    context: ParseContext, message: str, kind: FaultKind = FaultKind.LAYOUT_CHANGED
) -> Parsed:
    """Nothing but a fault of these bytes."""
    return Parsed(faults=(context.fault(kind, message[:400]),))


def iso_day(text: str | None) -> PartialDate | None:
    """The day with which an ISO date or instant begins; None for no words. Raises ValueError."""
    words = (text or "").strip()
    if not words:
        return None
    if _ISO.match(words) is None:
        raise ValueError(f"{words[:40]!r} is no date")
    return PartialDate(words[:10])


def given_alias(spec: SourceSpec) -> tuple[Alias, ...]:
    """The natural key that the source itself names; () where it names none."""
    given = spec.options.get("alias")
    if given is None:
        return ()
    scheme, _, value = (part.strip() for part in str(given).partition(":"))
    return (Alias(scheme, f"{spec.division}|{value}" if scheme in LOCAL_SCHEMES else value),)


def given_kind(spec: SourceSpec, usual: InstrumentKind) -> InstrumentKind:
    """The kind that the source names, else the usual one."""
    return InstrumentKind(spec.options.get("kind", usual))


def stale(context: ParseContext, as_of: PartialDate | None) -> tuple[FaultRecord, ...]:
    """A fault where the publisher's own "as of" is older than the source's `stale_after` days."""
    days: Any = context.spec.options.get("stale_after")
    if as_of is None or days is None:
        return ()
    age = (context.retrieved_at.date() - as_of.last).days
    if age <= int(days):
        return ()
    message = f"as of {as_of} by the publisher's own words: {age} days old, {days} are usual"
    return (context.fault(FaultKind.STALE_UPSTREAM, message),)
