"""The stages of an instrument as changes: each told once, and only as news what is news."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from regtrack.domain.changes import Change, ChangeKind
from regtrack.domain.claims import doubts, stage_events
from regtrack.domain.instruments import Instrument, LinkKind
from regtrack.domain.observations import Method, Observation, StageEvent, TextRead
from regtrack.domain.provisions import Provision
from regtrack.domain.substances import Substance
from regtrack.domain.zones import local_date
from regtrack.reading.model import Relevance
from regtrack.reading.stages_changes import stage_changes

#: A stage reached longer ago, of an instrument seen for the first time, is history and not news.
NEWS_DAYS = 30
#: How the keys of stages begin that another instrument's record told.
_TOLD_BY_ANOTHER = tuple(f"{kind}|" for kind in LinkKind)
_RELEVANT = (Relevance.PRIMARY, Relevance.SECONDARY)


@dataclass(frozen=True, slots=True)
class Touched:
    """An instrument with the claims known before and now."""

    instrument: Instrument
    known: Sequence[Observation]
    now: Sequence[Observation]
    told_first: bool = False

    @property
    def first_seen(self) -> bool:
        """Whether no record has told of its stages yet: it is new, was only named by another, or
        is known from curated facts. Its history is then history and not news; so is what a record
        that is itself seen for the first time tells of another (`told_first`)."""
        return self.told_first or no_record(self.known)


def no_record(known: Sequence[Observation]) -> bool:
    """Whether none of these claims is a stage that the instrument's own record told."""
    return not any(
        isinstance(o.claim, StageEvent)
        and o.method is Method.PARSER
        and not o.claim.key.startswith(_TOLD_BY_ANOTHER)
        for o in known
    )


def new_stages(touched: Touched, now: dt.datetime) -> list[Change]:
    """The stage changes of an instrument that were not told before; old history is no news."""
    today = local_date(touched.instrument.division, now)
    seen = stage_change_log(touched.instrument, touched.known, today, now)
    log = stage_change_log(touched.instrument, touched.now, today, now)
    fresh = new_stage_changes(seen, log)
    if not fresh and log and log[-1].news and not seen[-1].news:
        # It was moving already when a text first named the substance: that is the news.
        note = "it stood at this stage before a text that names the substance was read"
        last = log[-1]
        fresh = [replace(last, key=f"{last.key}|named", notes=(note, *last.notes))]
    return [replace(c, news=_is_news(c, touched, today)) for c in fresh]


def new_stage_changes(seen: Sequence[Change], log: Sequence[Change]) -> list[Change]:
    """The changes of a log beyond those seen before.

    A stage that was told already is not told again because an earlier row of it, or another date,
    was learnt later: of each stage only as many are new as the log has grown by."""
    keys = {c.key for c in seen}
    grown = Counter(c.stage for c in log)
    grown.subtract(c.stage for c in seen)
    fresh: list[Change] = []
    for change in reversed(log):
        if change.key not in keys and grown[change.stage] > 0:
            grown[change.stage] -= 1
            fresh.append(change)
    return fresh[::-1]


def stage_change_log(
    instrument: Instrument,
    observations: Sequence[Observation],
    today: dt.date,
    now: dt.datetime,
) -> list[Change]:
    """Every stage change that an instrument's record tells up to a day, each under a key of its
    own. One that a curated fact told before is logged, and is no news."""
    recorded = [o for o in observations if o.method is Method.PARSER]
    others = [o for o in observations if o.method is not Method.PARSER]
    events = _by(today, stage_events(recorded))
    told = {e.stage for e in _by(today, stage_events(others))}
    substances, relevant = _about(observations)
    told_by = {o.claim.key: o for o in recorded if isinstance(o.claim, StageEvent)}
    return [
        Change(
            key=f"stage|{instrument.id}|{event.stage}|{event.key}",
            kind=ChangeKind.STAGE,
            division=instrument.division,
            recorded_at=now,
            substances=substances,
            instrument=instrument,
            stage=event.stage,
            how=event.detail or event.how,
            on=event.date,
            evidence=told_by[event.key].evidence,
            confidence=told_by[event.key].confidence,
            notes=doubts([told_by[event.key]]),
            news=relevant and event.stage not in told,
        )
        for event in stage_changes(events)
    ]


def _by(today: dt.date, events: Iterable[StageEvent]) -> list[StageEvent]:
    """The events that have happened by a day; an undated one has."""
    return [e for e in events if e.date is None or e.date.first <= today]


def _about(observations: Iterable[Observation]) -> tuple[tuple[Substance, ...], bool]:
    """What an instrument is about, and whether it is, by its title and every text read so far: a
    text that dropped a subject is still news to those who follow it."""
    claims = [o.claim for o in observations]
    found = {c.substance for c in claims if isinstance(c, Provision)}
    relevant = any(isinstance(c, TextRead) and c.relevance in _RELEVANT for c in claims)
    return tuple(s for s in Substance if s in found), bool(found) or relevant


def _is_news(change: Change, touched: Touched, today: dt.date) -> bool:
    if not change.news or not touched.first_seen:
        return change.news
    return change.on is not None and (today - change.on.last).days <= NEWS_DAYS
