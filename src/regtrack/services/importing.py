"""Importing one document: find or add the instrument, add its claims, derive, diff, publish.

Everything happens in the caller's transaction; importing the same document twice writes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from regtrack.contract import DocumentRecord, FaultRecord, LinkRecord
from regtrack.domain.changes import Change, ChangeKind
from regtrack.domain.claims import stage_events as current_events
from regtrack.domain.instruments import (
    Instrument,
    InstrumentKind,
    Link,
    LinkKind,
    Stage,
    instrument_id,
)
from regtrack.domain.observations import Evidence, Observation, StageEvent
from regtrack.domain.zones import local_date
from regtrack.reading.stages import stage_events
from regtrack.services.change_log import (
    ahead_changes,
    instruments_of,
    lines_of,
    publish,
    resting_on,
    turn_changes,
)
from regtrack.services.deriving import Rederived, Turn, rederive
from regtrack.services.ports import Repository, TextSource
from regtrack.services.record_claims import (
    RECORD_EXTRACTOR,
    observation_id,
    record_observations,
)
from regtrack.services.rewording import with_rewordings
from regtrack.services.stage_log import Touched, new_stages, no_record
from regtrack.services.text_claims import TextImporter

_ENDING = {LinkKind.WITHDRAWS: Stage.WITHDRAWN, LinkKind.SUPERSEDES: Stage.SUPERSEDED}


@dataclass
class ImportOutcome:
    """What importing one document did."""

    instrument: str
    is_new: bool = False
    observations: int = 0
    linked: bool = False
    held: int = 0
    changes: list[Change] = field(default_factory=list)
    faults: list[FaultRecord] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return self.is_new or self.linked or bool(self.observations or self.changes)


def import_document(
    repository: Repository, texts: TextSource, document: DocumentRecord, now: dt.datetime
) -> ImportOutcome:
    """Import one document at an instant. Raises InvalidDocument; what cannot be read is a fault
    in the outcome and a pending entry on the timeline."""
    instrument, is_new = _instrument(repository, document, now)
    known = repository.observations_of(instrument.id)
    fresh = record_observations(document, instrument.id, known, now)
    read = TextImporter(repository, texts, document, now).run(instrument.id, known)
    fresh += read.observations
    written = repository.add_observations(fresh)
    linked, ended = _add_links(repository, document, instrument.id, now, first=no_record(known))
    outcome = ImportOutcome(instrument.id, is_new, written, linked, faults=read.faults)
    if not written and not linked:
        return outcome
    outcome.held = sum(1 for o in fresh if o.held)
    touched = [Touched(instrument, known, [*known, *fresh]), *ended]
    divisions = {t.instrument.division for t in touched}
    divisions |= repository.divisions_linked_from([t.instrument.id for t in touched])
    rederived = rederive(repository, divisions, now)
    changes = _changes(repository, touched, rederived, now)
    changes = with_rewordings(changes, read.rewordings, touched[0], now)
    outcome.changes = publish(repository, changes, now)
    return outcome


def _instrument(
    repository: Repository, document: DocumentRecord, now: dt.datetime
) -> tuple[Instrument, bool]:
    found = repository.find_instruments(document.aliases)
    made = Instrument(
        found[0] if found else instrument_id(document.aliases[0]),
        document.division,
        document.kind,
        document.title,
        document.number,
        document.session,
        document.citation,
        document.url,
    )
    if found:
        made = _kept_words(repository.instruments([made.id])[made.id], made)
    is_new = repository.save_instrument(made, now)
    repository.add_aliases(made.id, document.aliases)
    return made, is_new


def _kept_words(before: Instrument, now: Instrument) -> Instrument:
    """A curated law stays a statute though a record calls it a bill."""
    if before.kind is not InstrumentKind.BILL and now.kind is InstrumentKind.BILL:
        return replace(now, kind=before.kind, citation=before.citation or now.citation)
    if before.session and before.number and before.session != now.session:
        # Another platform's names for the same bill: those that were told first stay.
        now = replace(now, number=before.number, session=before.session)
    return replace(now, citation=now.citation or before.citation)


def _add_links(
    repository: Repository,
    document: DocumentRecord,
    instrument: str,
    now: dt.datetime,
    *,
    first: bool,
) -> tuple[bool, list[Touched]]:
    """Add the document's links; whether any is new, and the instruments whose stage they move.
    `first`: whether the document is the first that is seen of its own instrument."""
    added, touched = False, []
    for link in document.links:
        target = _link_target(repository, document, link, now)
        if target.id == instrument:
            continue
        added |= repository.add_link(
            Link(instrument, link.kind, target.id, link.on), now, link.quote
        )
        if link.kind not in _ENDING:
            continue
        known = repository.observations_of(target.id)
        ended = _ending_event(document, instrument, target, link, now)
        if _may_end(document, link, known) and repository.add_observations([ended]):
            added = True
            touched.append(Touched(target, known, [*known, ended], told_first=first))
    return added, touched


def _may_end(document: DocumentRecord, link: LinkRecord, target: Sequence[Observation]) -> bool:
    """Whether a link moves its target's stage now: a proposal ends no law, it may only take back
    another proposal."""
    stages = [e.stage for e in stage_events(document)]
    if not stages or Stage.ENACTED in stages:
        return True
    is_law = any(e.stage is Stage.ENACTED for e in current_events(target))
    return link.kind is LinkKind.WITHDRAWS and not document.actions and not is_law


def _link_target(
    repository: Repository, document: DocumentRecord, link: LinkRecord, now: dt.datetime
) -> Instrument:
    found = repository.find_instruments([link.target])
    if found:
        return repository.instruments(found[:1])[found[0]]
    # Named before it is seen: it gets its identity now and its words when they come.
    target = Instrument(
        instrument_id(link.target), document.division, document.kind, str(link.target)
    )
    repository.save_instrument(target, now)
    repository.add_aliases(target.id, [link.target])
    return target


def _ending_event(
    document: DocumentRecord,
    instrument: str,
    target: Instrument,
    link: LinkRecord,
    now: dt.datetime,
) -> Observation:
    key = f"{link.kind}|{instrument}"
    event = StageEvent(_ENDING[link.kind], key, link.on or document.stage_on)
    evidence = Evidence(
        url=document.url,
        quote=link.quote,
        sha256=document.record_sha256,
        extractor=RECORD_EXTRACTOR if document.record_sha256 else None,
        retrieved_at=document.retrieved_at,
        source=document.source,
    )
    return Observation(
        id=observation_id([target.id, event]),
        division=target.division,
        claim=event,
        recorded_at=now,
        authority=document.authority,
        instrument=target.id,
        evidence=(evidence,),
    )


def _changes(
    repository: Repository,
    touched: Sequence[Touched],
    rederived: Sequence[Rederived],
    now: dt.datetime,
) -> list[Change]:
    stages = [c for t in touched for c in new_stages(t, now)]
    by_id = instruments_of(repository, rederived)
    changes: list[Change] = []
    for result in rederived:
        today = local_date(result.division, now)
        differing, ahead = result.differing(today), result.new_turns_after(today)
        told = _cause(stages, result, [*differing, *ahead])
        if told:
            # The stage change and the status change that it causes are one change.
            merged = _merged(told, result, differing, ahead, today)
            stages = [merged if c is told else c for c in stages]
            differing = []
        changes += turn_changes(result, differing, ChangeKind.STATUS, by_id, now)
        changes += ahead_changes(repository, result, today, by_id, now, news=not told)
    return [*stages, *changes]


def _cause(stages: Sequence[Change], result: Rederived, turns: Sequence[Turn]) -> Change | None:
    """The news of a stage that made the status of its division turn: that of the instrument which
    decides now, else the last."""
    told = [c for c in stages if c.news and c.division == result.division]
    deciding = {result.observations[o].instrument for t in turns for o in t.observations}
    own = [c for c in told if c.instrument is not None and c.instrument.id in deciding]
    return next(reversed(own or told), None)


def _merged(
    told: Change,
    result: Rederived,
    differing: Sequence[Turn],
    ahead: Sequence[Turn],
    today: dt.date,
) -> Change:
    lines = lines_of(differing)
    substances = tuple(dict.fromkeys((*told.substances, *(line.substance for line in lines))))
    notes = [f"{t.substance}: {t.after} from {t.on}" for t in ahead]
    instead = {t.substance for t in ahead}
    off = result.off_turns(result.moved_turns_after(today))
    notes += [
        f"{t.substance}: not {t.before} from {t.on}" for t in off if t.substance not in instead
    ]
    deciding = [o for t in (*differing, *ahead) for o in t.observations]
    claims = [result.observations[o] for o in deciding if o in result.observations]
    told = replace(told, lines=lines, substances=substances, notes=(*told.notes, *notes))
    return resting_on(told, claims)
