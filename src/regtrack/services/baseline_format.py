"""The files of the curated baseline: one TOML file per division, read into rows and checked.

docs/baseline.md describes every key. Anything a file may not say raises ConfigError with the
file, the table, the key and what to write instead; nothing is guessed.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from regtrack.domain.dates import PartialDate
from regtrack.domain.errors import ConfigError
from regtrack.domain.instruments import Alias, How, InstrumentKind, LinkKind, Stage, bill_number
from regtrack.domain.observations import Confidence
from regtrack.domain.provisions import Audience, Effect, Limit, Territory
from regtrack.domain.status import Status
from regtrack.domain.substances import Substance
from regtrack.services.baseline_table import Table

ACTS = frozenset(
    {
        "sale",
        "possession",
        "manufacture",
        "use",
        "import",
        "export",
        "distribution",
        "delivery",
        "purchase",
        "display",
        "advertising",
        "processing",
        "cultivation",
        "storage",
        "transfer",
        "consumption",
    }
)
#: Numberings that count per issuer: the division is put in front of the value.
LOCAL_SCHEMES = frozenset({"bill-year", "rule", "emergency-rule", "act", "ordinance", "baseline"})
GLOBAL_SCHEMES = frozenset({"fr", "celex", "ecli"})
_LIMIT = re.compile(r"^(kratom|7-oh|analogues) (<=|>=|<|>) (\d+(?:\.\d+)?) (%|\S+)(?: (.+))?$")
_START_TIME = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$")


@dataclass(frozen=True, slots=True)
class InstrumentRow:
    """The legal act a fact rests on; `aliases` are its natural keys, the first is its identity."""

    kind: InstrumentKind
    id: str
    citation: str | None
    aliases: tuple[Alias, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One legal change or standing status. Either `status` or `effect` is set."""

    key: str
    substance: Substance
    status: Status | None
    effect: Effect | None
    acts: tuple[str, ...]
    acts_in_doubt: tuple[str, ...]
    audience: Audience
    territory: Territory
    forms: str | None
    limits: tuple[Limit, ...]
    min_age: int | None
    age_acts: tuple[str, ...]
    schedule: str | None
    synthetic_ban: str | None
    covers: tuple[str, ...]
    agency_position: str | None
    conflict: bool
    enacted: PartialDate | None
    effective: PartialDate | None
    start_time: str | None
    start_reckoned: bool
    ended: PartialDate | None
    expires: PartialDate | None
    end_reckoned: bool
    export_permitted_until: PartialDate | None
    instrument: InstrumentRow | None
    how: How | None
    as_of: PartialDate | None
    confidence: Confidence
    sources: tuple[str, ...]
    notes: str
    attributes: tuple[tuple[str, str | bool | int], ...]

    @property
    def end(self) -> PartialDate | None:
        """The first day it no longer holds."""
        return self.ended or self.expires


@dataclass(frozen=True, slots=True)
class Proposal:
    """An instrument that is not law: its stages, and what it would do, in words."""

    key: str
    substances: tuple[Substance, ...]
    title: str
    effect: str
    instrument: InstrumentRow
    events: tuple[tuple[Stage, PartialDate | None], ...]
    confidence: Confidence
    sources: tuple[str, ...]
    notes: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One instrument of this file bears on another one."""

    source: Alias
    kind: LinkKind
    target: Alias
    on: PartialDate | None


@dataclass(frozen=True, slots=True)
class PlaceFile:
    """What one file says about one division."""

    path: Path
    division: str
    name: str
    reviewed: PartialDate
    doubts: tuple[str, ...]
    facts: tuple[Fact, ...]
    proposals: tuple[Proposal, ...]
    links: tuple[LinkRow, ...]
    notes: tuple[str, ...]


def read_file(path: Path) -> PlaceFile:
    """Read one file of the baseline. Raises ConfigError for anything it may not say."""
    try:
        body = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML: {error}; write key = value lines") from error
    top = Table(path, "top of the file", body)
    division = top.need("division")
    if not division.startswith("ocd-division/country:"):
        raise top.fail("division", f"{division!r} is no division id", "ocd-division/country:...")
    reviewed = top.date("reviewed")
    if reviewed is None or not reviewed.precise:
        raise top.fail("reviewed", "is missing", 'the day of the review, as "2026-05-10"')
    place = PlaceFile(
        path=path,
        division=division,
        name=top.need("name"),
        reviewed=reviewed,
        doubts=top.texts("doubts"),
        facts=tuple(_fact(path, division, row) for row in top.tables("fact")),
        proposals=tuple(_proposal(path, division, row) for row in top.tables("proposal")),
        links=tuple(_link(path, division, row) for row in top.tables("link")),
        notes=tuple(_note(path, row) for row in top.tables("note")),
    )
    top.done()
    return place


def _fact(path: Path, division: str, body: dict[str, Any]) -> Fact:
    table = Table(path, f"[[fact]] {body.get('key', '(no key)')}", body)
    substance = table.choice("substance", Substance)
    status, effect = table.choice("status", Status), table.choice("effect", Effect)
    if substance is None:
        raise table.fail("substance", "is missing", "one of " + ", ".join(Substance))
    if (status is None) == (effect is None):
        raise table.fail("status", "exactly one of status and effect is needed", 'status = "..."')
    fact = Fact(
        key=table.need("key"),
        substance=substance,
        status=status,
        effect=effect,
        acts=table.each("acts", _act, "some of " + ", ".join(sorted(ACTS))),
        acts_in_doubt=table.each("acts_in_doubt", _act, "some of " + ", ".join(sorted(ACTS))),
        audience=table.choice("audience", Audience) or Audience.EVERYONE,
        territory=table.choice("territory", Territory) or Territory.UNSTATED,
        forms=table.text("forms"),
        limits=table.each("limits", limit, '"7-oh <= 2 % of alkaloid fraction"'),
        min_age=table.take("min_age", int, "a number, as 21"),
        age_acts=table.each("age_acts", _act, "some of " + ", ".join(sorted(ACTS))),
        schedule=table.text("schedule"),
        synthetic_ban=table.either("synthetic_ban", "synthetic alkaloids are barred"),
        covers=table.texts("covers"),
        agency_position=table.text("agency_position"),
        conflict=table.flag("conflict"),
        enacted=table.date("enacted"),
        effective=table.date("effective"),
        start_time=table.read("start_time", _time, '"17:00"'),
        start_reckoned=table.flag("start_reckoned"),
        ended=table.date("ended"),
        expires=table.date("expires"),
        end_reckoned=table.flag("end_reckoned"),
        export_permitted_until=table.date("export_permitted_until"),
        instrument=_instrument(table, division),
        how=table.choice("how", How),
        as_of=table.date("as_of"),
        confidence=table.choice("confidence", Confidence) or Confidence.LOW,
        sources=table.texts("sources"),
        notes=table.text("notes") or "",
        attributes=tuple(sorted((table.take("attributes", dict, "a table") or {}).items())),
    )
    table.done()
    return fact


def _proposal(path: Path, division: str, body: dict[str, Any]) -> Proposal:
    table = Table(path, f"[[proposal]] {body.get('key', '(no key)')}", body)
    instrument = _instrument(table, division)
    if instrument is None:
        raise table.fail("instrument", "is missing", 'instrument = { kind = "bill", id = "..." }')
    events: list[tuple[Stage, PartialDate | None]] = []
    for row in table.tables("events"):
        event = Table(path, f"{table.where} events", row)
        stage = event.choice("stage", Stage)
        if stage is None or stage is Stage.ENACTED:
            raise event.fail("stage", "a proposal is not law", "a [[fact]] for what was enacted")
        events.append((stage, event.date("on")))
        event.done()
    table.date("as_of")
    proposal = Proposal(
        key=table.need("key"),
        substances=table.each("substances", Substance, "some of " + ", ".join(Substance)),
        title=table.need("title"),
        effect=table.text("effect") or "",
        instrument=instrument,
        events=tuple(events),
        confidence=table.choice("confidence", Confidence) or Confidence.LOW,
        sources=table.texts("sources"),
        notes=table.text("notes") or "",
    )
    table.done()
    return proposal


def _link(path: Path, division: str, body: dict[str, Any]) -> LinkRow:
    table = Table(path, "[[link]]", body)
    source, target = (_alias(table, key, table.need(key), division) for key in ("source", "target"))
    kind = table.choice("kind", LinkKind)
    if kind is None:
        raise table.fail("kind", "is missing", "one of " + ", ".join(LinkKind))
    row = LinkRow(source, kind, target, table.date("on"))
    table.done()
    return row


def _note(path: Path, body: dict[str, Any]) -> str:
    table = Table(path, "[[note]]", body)
    text = table.need("text")
    table.date("on"), table.date("as_of"), table.texts("sources")
    table.done()
    return text


def _instrument(table: Table, division: str) -> InstrumentRow | None:
    body = table.take("instrument", dict, '{ kind = "statute", id = "SB 1 (2026)" }')
    texts = table.texts("aliases")
    if body is None:
        if texts:
            raise table.fail("aliases", "without an instrument", "an instrument, or drop the line")
        return None
    if not texts:
        raise table.fail("aliases", "is missing", '["bill-year:2026|SB1"] or ["baseline:..."]')
    inner = Table(table.path, f"{table.where} instrument", body)
    kind = inner.choice("kind", InstrumentKind)
    if kind is None:
        raise inner.fail("kind", "is missing", "one of " + ", ".join(InstrumentKind))
    aliases = tuple(_alias(table, "aliases", text, division) for text in texts)
    row = InstrumentRow(kind, inner.need("id"), inner.text("citation"), aliases)
    inner.done()
    return row


def _alias(table: Table, key: str, text: str, division: str) -> Alias:
    scheme, colon, value = text.partition(":")
    if not colon or not value or scheme not in LOCAL_SCHEMES | GLOBAL_SCHEMES:
        schemes = ", ".join(sorted(LOCAL_SCHEMES | GLOBAL_SCHEMES))
        raise table.fail(key, f"{text!r} is no natural key", f'"scheme:value", scheme of {schemes}')
    if scheme in GLOBAL_SCHEMES:
        return Alias(scheme, value)
    if scheme == "bill-year":
        year, bar, number = value.partition("|")
        if not (bar and number and re.fullmatch(r"\d{4}", year)):
            raise table.fail(key, f"{text!r} lacks its year", '"bill-year:2026|SB430"')
        value = f"{year}|{bill_number(number)}"
    return Alias(scheme, f"{division}|{value}")


def limit(text: str) -> Limit:
    """Read `7-oh <= 2 % of alkaloid fraction`. Raises ValueError for another shape."""
    match = _LIMIT.match(text)
    if match is None:
        raise ValueError(text)
    substance, relation, number, unit, basis = match.groups()
    return Limit(number, unit, basis, relation, Substance(substance))


def _act(text: str) -> str:
    if text not in ACTS:
        raise ValueError(text)
    return text


def _time(text: str) -> str:
    if not _START_TIME.match(text):
        raise ValueError(text)
    return text
