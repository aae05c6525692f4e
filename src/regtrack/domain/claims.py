"""Between claims: which text of an instrument governs, and which of several claims is believed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from regtrack.domain.dates import PartialDate, day
from regtrack.domain.instruments import Stage, VersionRole
from regtrack.domain.observations import (
    Authority,
    Confidence,
    InForce,
    Method,
    Observation,
    StageEvent,
    TextRead,
)

_AUTHORITY = {
    Authority.OFFICIAL: 4,
    Authority.OFFICIAL_COPY: 3,
    Authority.AGGREGATOR: 2,
    Authority.PRESS: 1,
    Authority.VENDOR: 0,
}
_METHOD = {Method.REVIEWER: 1, Method.PARSER: 0, Method.CURATED: 0}
#: Whose word alone moves no status, unless it was reviewed.
LEADS = (Authority.PRESS, Authority.VENDOR)
_EARLIEST = PartialDate("0001")
_CONFIDENCE = (Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)


def sound(observations: Iterable[Observation]) -> list[Observation]:
    """Those that may move a status: not held for review, and no lead, which is what a parser
    makes of press or vendors (a reviewed fact may rest on them)."""
    return [
        o
        for o in observations
        if not o.held and not (o.method is Method.PARSER and o.authority in LEADS)
    ]


def waiting(observations: Sequence[Observation]) -> bool:
    """Whether a held reading waits for review: nobody has repeated it as not held."""
    accepted = {(o.version, o.claim) for o in observations if not o.held}
    return any(o.held and (o.version, o.claim) not in accepted for o in observations)


@dataclass(frozen=True, slots=True)
class Group:
    """Claims about one instrument that stand or fall together; `dated_on` is the instrument's.

    `dated` tells whether they say when: an undated claim never beats a dated one."""

    claims: tuple[Observation, ...]
    dated_on: PartialDate | None = None
    dated: bool = True

    @property
    def rank(self) -> tuple[int, int, int, dt.date, dt.datetime]:
        """Dated, then a reviewer's word, then authority, the instrument's date, time recorded."""
        return (
            int(self.dated),
            max(_METHOD[o.method] for o in self.claims),
            max(_AUTHORITY[o.authority] for o in self.claims),
            (self.dated_on or _EARLIEST).first,
            max(o.recorded_at for o in self.claims),
        )


def best_group(groups: Sequence[Group]) -> tuple[Group, list[Group]]:
    """The group that is believed, and the others."""
    winner = max(groups, key=lambda g: g.rank)
    return winner, [g for g in groups if g is not winner]


def stage_events(claims: Iterable[Observation]) -> list[StageEvent]:
    """The instrument's stage events in order, the last word per event key only."""
    latest: dict[str, Observation] = {}
    for observation in claims:
        if not isinstance(observation.claim, StageEvent):
            continue
        seen = latest.get(observation.claim.key)
        if seen is None or (seen.recorded_at, seen.id) < (observation.recorded_at, observation.id):
            latest[observation.claim.key] = observation
    events = [o.claim for o in latest.values() if isinstance(o.claim, StageEvent)]
    return sorted(events, key=lambda e: ((e.date or _EARLIEST).first, e.order, e.key))


def enactment(events: Sequence[StageEvent]) -> StageEvent | None:
    """The event by which it became law: the first dated one (a later one is its publication), as
    exactly as any event tells it; an undated one where there is no other."""
    told = [e for e in events if e.stage is Stage.ENACTED]
    dated = [(e, e.date) for e in told if e.date is not None]
    if not dated:
        return told[0] if told else None
    first, on = dated[0]
    within = (e for e, d in dated if d.precise and on.first <= d.first <= on.last)
    return next(within, first)


def record_dates(claims: Iterable[Observation]) -> InForce:
    """The record's word on the instrument's dates in force: authority first, then the latest."""
    found = [(o, o.claim) for o in claims if isinstance(o.claim, InForce)]
    if not found:
        return InForce()
    return max(
        found,
        key=lambda pair: (_AUTHORITY[pair[0].authority], pair[0].recorded_at, pair[0].id),
    )[1]


@dataclass(frozen=True, slots=True)
class Governing:
    """A reading whose provisions count, until the day a later reading of the same page replaces
    it (None: it still stands)."""

    read: Observation
    until: PartialDate | None = None


def governing_reads(claims: Iterable[Observation]) -> tuple[list[Governing], str]:
    """The readings of the text that became law, or none and why.

    Of several final texts the newest readable one governs alone. A page that shows the law as it
    stands (`current`) governs from reading to reading, so that an earlier state stays on record;
    the final text governs until the first page read after it.
    """
    latest: dict[str, tuple[Observation, TextRead]] = {}
    for o in claims:
        if isinstance(read := o.claim, TextRead) and not o.held:
            seen = latest.get(read.version)
            if seen is None or (seen[0].recorded_at, seen[0].id) < (o.recorded_at, o.id):
                latest[read.version] = (o, read)
    reads = sorted(
        (pair for pair in latest.values() if pair[1].role is not VersionRole.PROPOSAL),
        key=lambda pair: _recency(*pair),
    )
    if not reads:
        return [], "law, but only an earlier text is at hand"
    readable = [(o, c) for o, c in reads if c.readable]
    if not readable:
        return [], f"law, but its text cannot be read: {reads[-1][1].why or 'no readable text'}"
    finals = [i for i, (_, c) in enumerate(readable) if c.role is VersionRole.FINAL]
    chain = readable[finals[-1] if finals else 0 :]
    nexts = [_page_day(o, c) for o, c in chain[1:]]
    return [Governing(o, n) for (o, _), n in zip(chain, [*nexts, None], strict=True)], ""


def _recency(observation: Observation, read: TextRead) -> tuple[dt.date, dt.datetime, str]:
    dated = read.dated_on
    if dated is None and read.role is VersionRole.CURRENT:
        dated = _page_day(observation, read)
    return ((dated or _EARLIEST).first, observation.recorded_at, observation.id)


def _page_day(observation: Observation, read: TextRead) -> PartialDate:
    """The day a page of law in force was read: at the latest when that was recorded."""
    return read.dated_on or day(observation.recorded_at.date())


def least_confidence(observations: Iterable[Observation]) -> Confidence:
    """The lowest confidence among these; low when there are none."""
    return lowest(o.confidence for o in observations)


def lowest(confidences: Iterable[Confidence]) -> Confidence:
    """The lowest of these; low when there are none."""
    return max(confidences, key=_CONFIDENCE.index, default=Confidence.LOW)


def doubts(observations: Iterable[Observation]) -> tuple[str, ...]:
    """What speaks against these, in sentences for a reader; nothing where all is plain."""
    found = list(observations)
    said = []
    if any(o.conflict for o in found):
        said.append("the sources contradict each other on this")
    if any(o.held for o in found):
        said.append("the reading of the text waits for a person's review")
    if found and all(o.authority is Authority.AGGREGATOR for o in found):
        said.append("told by an aggregator only; the official source has not been read")
    elif found and all(o.authority in LEADS for o in found):
        said.append("reported by the press or a seller only; no official source has been read")
    return tuple(said)
