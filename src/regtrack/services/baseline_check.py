"""`regtrack baseline check`: contradictions in the curated baseline, told and never smoothed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from regtrack.domain.errors import ConfigError
from regtrack.domain.instruments import Alias
from regtrack.domain.status import Status
from regtrack.services.baseline_format import Fact, InstrumentRow, PlaceFile, read_file

_FIRST, _LAST = dt.date.min, dt.date.max


def check_baseline(folder: Path) -> list[str]:
    """Every problem in the folder, one line each, in a stable order; [] where there is none."""
    problems: list[str] = []
    places: list[PlaceFile] = []
    for path in sorted(folder.rglob("*.toml")):
        try:
            places.append(read_file(path))
        except ConfigError as error:
            problems.append(str(error))
    if not places and not problems:
        return [f"{folder}: no baseline file (*.toml) is here"]
    owners: dict[Alias, tuple[PlaceFile, InstrumentRow]] = {}
    divisions: dict[str, Path] = {}
    for place in places:
        if place.division in divisions:
            first = divisions[place.division]
            problems.append(f"{place.path}: {place.division} has a file already: {first}")
        divisions.setdefault(place.division, place.path)
        if place.path != folder / file_of(place.division):
            problems.append(f"{place.path}: belongs into {file_of(place.division)}")
        problems += [f"{place.path}: {text}" for text in _place_problems(place, owners)]
    problems += _link_problems(places, owners)
    return problems


def file_of(division: str) -> Path:
    """Where the file of a division lies below the folder: `us/ms/county-monroe.toml`."""
    country, *rest = [part.partition(":")[2] for part in division.split("/")[1:]]
    kinds = [part.replace(":", "-") for part in division.split("/")[2:]]
    if country == "us":
        if not rest:
            return Path("us.toml")
        top = Path("us")
        return top / f"{rest[0]}.toml" if len(rest) == 1 else top / rest[0] / f"{kinds[1]}.toml"
    top = Path("intl")
    return top / f"{country}.toml" if not rest else top / country / f"{'-'.join(kinds)}.toml"


def _place_problems(
    place: PlaceFile, owners: dict[Alias, tuple[PlaceFile, InstrumentRow]]
) -> Iterator[str]:
    keys = [fact.key for fact in place.facts] + [p.key for p in place.proposals]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield f"{key}: the key stands twice; give one another name"
    for fact in place.facts:
        yield from (f"{fact.key}: {text}" for text in _date_problems(place, fact))
        if not fact.sources and fact.status is not Status.UNKNOWN:
            yield f"{fact.key}: no source is named"
    yield from _instrument_problems(place, owners)
    yield from _claims_that_differ(place)
    yield from _absences_beside_law(place)


def _date_problems(place: PlaceFile, fact: Fact) -> Iterator[str]:
    if fact.effective and fact.end and fact.end.last <= fact.effective.first:
        yield f"ends {fact.end}, not after its start {fact.effective}"
    if fact.enacted and fact.effective and fact.effective.last < fact.enacted.first:
        yield f"in force {fact.effective}, before it was enacted {fact.enacted}"
    if fact.as_of and fact.as_of.first > place.reviewed.first:
        yield f"confirmed {fact.as_of}, after the review {place.reviewed}"
    if fact.ended and fact.expires and fact.ended.first > fact.expires.last:
        yield f"ended {fact.ended}, after it expired {fact.expires}"
    if fact.start_reckoned and fact.effective is None:
        yield "start_reckoned without effective"
    if fact.start_time and not (fact.effective and fact.effective.precise):
        yield "start_time without a full day in effective"


def _instrument_problems(
    place: PlaceFile, owners: dict[Alias, tuple[PlaceFile, InstrumentRow]]
) -> Iterator[str]:
    rows = [(fact.key, fact.instrument) for fact in place.facts if fact.instrument]
    rows += [(proposal.key, proposal.instrument) for proposal in place.proposals]
    for key, row in rows:
        for alias in row.aliases:
            other_place, other = owners.setdefault(alias, (place, row))
            if other.kind is not row.kind:
                yield f"{key}: {alias} is a {row.kind} here, a {other.kind} in {other_place.path}"
            elif other.aliases[0] not in row.aliases and row.aliases[0] not in other.aliases:
                yield f"{key}: {alias} is also an alias of {other.id}; part the two"


def _claims_that_differ(place: PlaceFile) -> Iterator[str]:
    enacted: dict[Alias, Fact] = {}
    same: dict[tuple[object, ...], Fact] = {}
    for fact in place.facts:
        if fact.instrument is None:
            continue
        first = fact.instrument.aliases[0]
        other = enacted.setdefault(first, fact)
        if other.enacted != fact.enacted:
            yield f"{fact.key}: {first} enacted {fact.enacted}, {other.enacted} in {other.key}"
        twin = same.setdefault((first, fact.substance, fact.status, fact.effect, fact.forms), fact)
        if twin is not fact:
            yield f"{fact.key}: says of {first} what {twin.key} says; keep one"
    proposed = {p.instrument.aliases[0]: p for p in place.proposals}
    for alias in sorted(set(proposed) & set(enacted), key=str):
        yield f"{proposed[alias].key}: {alias} is proposed here and law in {enacted[alias].key}"


def _absences_beside_law(place: PlaceFile) -> Iterator[str]:
    facts = [f for f in place.facts if not f.conflict and f.agency_position is None]
    absences = [f for f in facts if f.status is Status.NO_SPECIFIC_LAW]
    living = [f for f in facts if f.status not in (None, Status.NO_SPECIFIC_LAW, Status.UNKNOWN)]
    for absence in absences:
        for law in living:
            if law.substance is absence.substance and _overlap(absence, law):
                yield f"{absence.key}: says that no law is there while {law.key} is in force"


def _overlap(one: Fact, two: Fact) -> bool:
    """Whether both hold on some day for certain; a partial date gives the benefit of the doubt."""
    start = max(_start(one), _start(two))
    return start < min(_end(one), _end(two))


def _start(fact: Fact) -> dt.date:
    return fact.effective.last if fact.effective else _FIRST


def _end(fact: Fact) -> dt.date:
    return fact.end.first if fact.end else _LAST


def _link_problems(
    places: list[PlaceFile], owners: dict[Alias, tuple[PlaceFile, InstrumentRow]]
) -> list[str]:
    missing: dict[Path, list[Alias]] = defaultdict(list)
    for place in places:
        for link in place.links:
            missing[place.path] += [a for a in (link.source, link.target) if a not in owners]
    return [
        f"{path}: [[link]]: no instrument bears {alias}"
        for path, aliases in missing.items()
        for alias in aliases
    ]
