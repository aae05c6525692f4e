"""The platforms by name, and the one door to their parsers."""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from regtrack.contract import DocumentRecord, FaultKind, PartialDate, SourceSpec
from regtrack_scrapers.faults import Fault
from regtrack_scrapers.platforms.model import (
    CheckedAsWhole,
    Deep,
    Follow,
    Judging,
    Key,
    KeyedBySource,
    Metered,
    ParseContext,
    Parsed,
    Platform,
    Wrapping,
)
from regtrack_scrapers.platforms.options import COMMON

#: A register may name the day of its next issues; nothing is told to have happened later.
_AHEAD = dt.timedelta(days=60)
#: Where each platform stands, module and class: one is loaded when a source on it is met.
_WHERE = {
    "openstates": "openstates:OpenStates",
    "federal_register": "federal_register:FederalRegister",
    "legiscan": "legiscan:LegiScan",
    "congress": "congress:Congress",
    "govinfo": "govinfo:GovInfo",
    "page": "page:Page",
    "feed": "feed:Feed",
    "ecfr": "ecfr:Ecfr",
    "utah": "utah:Utah",
    "legislature_files": "legislature_files:LegislatureFiles",
    "legistar": "legistar:Legistar",
    "legislation_gov_uk": "legislation_gov_uk:LegislationGovUk",
    "eli": "eli:Eli",
    "state_rules": "state_rules:StateRules",
    "municipal_code": "municipal_code:MunicipalCode",
    "canada": "canada:Canada",
    "frl_au": "frl_au:FederalRegisterAu",
    "agenda": "agenda:Agenda",
}


class _Platforms(Mapping[str, Platform]):
    """The platforms by name. Raises KeyError for a name that none has."""

    def __init__(self) -> None:
        self._loaded: dict[str, Platform] = {}

    def __getitem__(self, name: str) -> Platform:
        if name not in self._loaded:
            module, _, made = _WHERE[name].partition(":")
            loaded = importlib.import_module(f"regtrack_scrapers.platforms.{module}")
            self._loaded[name] = getattr(loaded, made)()
        return self._loaded[name]

    def __contains__(self, name: object) -> bool:
        return name in _WHERE

    def __iter__(self) -> Iterator[str]:
        return iter(_WHERE)

    def __len__(self) -> int:
        return len(_WHERE)


PLATFORMS: Mapping[str, Platform] = _Platforms()


def option_problems(
    platform: str, options: Mapping[str, Any], url: str
) -> Iterator[tuple[str, str]]:
    """Each wrong or missing option of a source, with what to write instead."""
    chosen = PLATFORMS[platform]
    checks = {**COMMON, **chosen.options}
    for name, value in options.items():
        if name not in checks:
            known = ", ".join(sorted(checks))
            yield name, f"is not an option of this platform; it has {known}"
        elif message := checks[name](value):
            yield name, f"{value!r} is wrong; {message}"
    if isinstance(chosen, CheckedAsWhole):
        known_ones = {name: v for name, v in options.items() if name in chosen.options}
        yield from chosen.problems(known_ones, url)


def key_of(spec: SourceSpec) -> Key | None:
    """The key that requests of this source need: its own, or its platform's; None for none."""
    platform = PLATFORMS[spec.platform]
    return platform.key_for(spec) if isinstance(platform, KeyedBySource) else platform.key


def is_deep(spec: SourceSpec) -> bool:
    """Whether this source is to be crawled whatever its first answers say."""
    platform = PLATFORMS[spec.platform]
    return isinstance(platform, Deep) and platform.is_deep(spec)


def quota_of(spec: SourceSpec) -> tuple[int, str] | None:
    """How many requests its key buys in which period (hour, day or month); None for no bound."""
    platform = PLATFORMS[spec.platform]
    if not isinstance(platform, Metered):
        return None
    most, period = platform.quota
    given = spec.options.get("quota")
    return (given if isinstance(given, int) else most), period


def parse_snapshot(platform: str, body: bytes, context: ParseContext) -> Parsed:
    """Parse stored bytes as this platform does. Raises KeyError for an unknown platform.

    Whatever a parser trips over becomes a fault: a source's bytes never end a run."""
    parser = PLATFORMS[platform]
    try:
        return _as_of(parser.parse(body, context), context)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        kind = FaultKind.LAYOUT_CHANGED
        return Parsed(faults=(context.fault(kind, f"the parser stopped: {error!r}"),))


def _as_of(parsed: Parsed, context: ParseContext) -> Parsed:
    """Without the documents that are dated after the day on which they came: each is a fault."""
    last = context.retrieved_at.date() + _AHEAD
    wrong = {d.aliases[0]: when for d in parsed.documents if (when := _ahead(d, last))}
    if not wrong:
        return parsed
    kept = tuple(d for d in parsed.documents if d.aliases[0] not in wrong)
    faults = tuple(
        context.fault(FaultKind.INVALID_DOCUMENT, f"{name} is dated {when}, which is yet to come")
        for name, when in wrong.items()
    )
    return replace(parsed, documents=kept, faults=(*parsed.faults, *faults))


def _ahead(document: DocumentRecord, last: dt.date) -> PartialDate | None:
    """The date of a stage beyond a day, or of a history of which most is; announced hearings and
    days in force may lie ahead."""
    if document.stage_on is not None and document.stage_on.first > last:
        return document.stage_on
    dated = [a.date for a in document.actions if a.date is not None]
    late = [date for date in dated if date.first > last]
    return max(late, key=lambda date: date.first) if len(late) * 2 > len(dated) else None


def judge_body(platform: str, body: bytes, follow: Follow) -> Fault | None:
    """Why a body that came with status 200 is an error all the same; None where it is none."""
    judge = PLATFORMS[platform]
    return judge.judge(body, follow) if isinstance(judge, Judging) else None


def unwrap_text(platform: str, body: bytes, follow: Follow) -> tuple[bytes, str] | Fault | None:
    """The text inside a body with its media type, or a fault; None where a body is the text."""
    wrapping = PLATFORMS[platform]
    return wrapping.unwrap(body, follow) if isinstance(wrapping, Wrapping) else None
