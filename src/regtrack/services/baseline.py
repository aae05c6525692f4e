"""The curated baseline: reviewed facts, kept as text, made into instruments and observations."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from regtrack.domain.errors import ConfigError
from regtrack.domain.instruments import Alias, Instrument, Link, instrument_id
from regtrack.domain.observations import (
    Absence,
    Claim,
    Confidence,
    Evidence,
    Method,
    Observation,
    StageEvent,
)
from regtrack.domain.provisions import Provision
from regtrack.domain.status import Status
from regtrack.domain.substances import Substance
from regtrack.services.baseline_claims import (
    absence_of,
    enactment_of,
    provisions_of,
    stages_of,
)
from regtrack.services.baseline_format import Fact, InstrumentRow, PlaceFile, read_file
from regtrack.services.baseline_sources import address, authority, seen


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the files say. `aliases` gives every natural key with its instrument's id; `names` and
    `doubts` are by division."""

    instruments: tuple[Instrument, ...]
    aliases: tuple[tuple[Alias, str], ...]
    links: tuple[Link, ...]
    observations: tuple[Observation, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    doubts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_folder(folder: Path) -> tuple[PlaceFile, ...]:
    """Every file of the baseline, by path. Raises ConfigError for a bad file or no file at all."""
    paths = sorted(folder.rglob("*.toml"))
    if not paths:
        raise ConfigError(f"{folder}: no baseline file (*.toml) is here; point to db/baseline")
    return tuple(read_file(path) for path in paths)


def load_baseline(folder: Path, recorded_at: dt.datetime) -> Baseline:
    """Read the baseline and make its claims, recorded at this instant (aware).

    The same files give the same instruments and the same observation ids, whenever they are read.
    Raises ConfigError for a bad file and for two instruments that share a natural key.
    """
    places = read_folder(folder)
    book = _Book()
    for place in places:
        for row in _instruments(place):
            book.add(place.division, row)
    observations = [o for place in places for o in _observations(place, book, recorded_at)]
    return Baseline(
        instruments=tuple(book.instruments.values()),
        aliases=tuple(book.owners.items()),
        links=tuple(link for place in places for link in _links(place, book)),
        observations=tuple({o.id: o for o in observations}.values()),
        names={place.division: place.name for place in places},
        doubts={place.division: place.doubts for place in places if place.doubts},
    )


class _Book:
    """Instruments by id, and which natural key belongs to which."""

    def __init__(self) -> None:
        self.instruments: dict[str, Instrument] = {}
        self.owners: dict[Alias, str] = {}

    def add(self, division: str, row: InstrumentRow) -> None:
        known = {self.owners[a] for a in row.aliases if a in self.owners}
        if len(known) > 1:
            raise ConfigError(f"{division}: {row.id}: its aliases name two instruments; part them")
        number = next((_number(a) for a in row.aliases if a.scheme == "bill-year"), None)
        key = next(iter(known), None) or instrument_id(row.aliases[0])
        first = Instrument(key, division, row.kind, row.id, number, None, row.citation)
        known_as = self.instruments.setdefault(key, first)
        cited = _joined(known_as.citation, row.citation)
        self.instruments[key] = dataclasses.replace(known_as, citation=cited)
        for alias in row.aliases:
            self.owners[alias] = key

    def id_of(self, row: InstrumentRow | None) -> str | None:
        return self.owners[row.aliases[0]] if row else None


def _joined(first: str | None, second: str | None) -> str | None:
    """Every place where an act stands: rows of one act cite its sections apart."""
    if not first or not second or second in first:
        return first or second
    return second if first in second else f"{first}; {second}"


def _number(alias: Alias) -> str:
    return alias.value.rpartition("|")[2]


def _instruments(place: PlaceFile) -> Iterator[InstrumentRow]:
    yield from (fact.instrument for fact in place.facts if fact.instrument)
    yield from (proposal.instrument for proposal in place.proposals)


def _links(place: PlaceFile, book: _Book) -> Iterator[Link]:
    for row in place.links:
        for alias in (row.source, row.target):
            if alias not in book.owners:
                raise ConfigError(f"{place.path}: [[link]]: no instrument bears {alias}")
        yield Link(book.owners[row.source], row.kind, book.owners[row.target], row.on)


def _observations(place: PlaceFile, book: _Book, now: dt.datetime) -> Iterator[Observation]:
    for fact in place.facts:
        for claim in _claims(place, fact):
            yield observe(
                place.division,
                claim,
                now,
                substance=_substance(fact, claim),
                instrument=book.id_of(fact.instrument),
                confidence=fact.confidence,
                sources=fact.sources,
                conflict=fact.conflict,
            )
    for proposal in place.proposals:
        for event in stages_of(proposal):
            yield observe(
                place.division,
                event,
                now,
                instrument=book.id_of(proposal.instrument),
                confidence=proposal.confidence,
                sources=proposal.sources,
            )


def _substance(fact: Fact, claim: Claim) -> Substance | None:
    if isinstance(claim, StageEvent):
        return None
    return claim.substance if isinstance(claim, Provision) else fact.substance


def _claims(place: PlaceFile, fact: Fact) -> Iterator[Provision | Absence | StageEvent]:
    if fact.status is Status.NO_SPECIFIC_LAW and fact.agency_position is None:
        yield absence_of(place, fact)
    else:
        yield from provisions_of(place, fact)
    event = enactment_of(fact)
    if event is not None:
        yield event


def observe(
    division: str,
    claim: Claim,
    recorded_at: dt.datetime,
    *,
    substance: Substance | None = None,
    instrument: str | None = None,
    confidence: Confidence = Confidence.LOW,
    sources: tuple[str, ...] = (),
    conflict: bool = False,
) -> Observation:
    """A curated observation; its id is a digest of all it says except the time it was recorded."""
    draft = Observation(
        id="",
        division=division,
        claim=claim,
        recorded_at=recorded_at,
        method=Method.CURATED,
        authority=authority(sources),
        confidence=confidence,
        substance=substance,
        instrument=instrument,
        evidence=tuple(Evidence(url=url) for url in map(address, seen(sources)) if url),
        conflict=conflict,
    )
    return dataclasses.replace(draft, id=content_id(draft))


def content_id(observation: Observation) -> str:
    """`o-` and a digest of what an observation says, whatever its id and time are."""
    body = dataclasses.asdict(observation)
    del body["id"], body["recorded_at"]
    body["claim_type"] = type(observation.claim).__name__
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, default=str)
    return "o-" + hashlib.sha256(text.encode()).hexdigest()


__all__ = ["Baseline", "content_id", "load_baseline", "observe", "read_folder"]
