"""From a document's record to observations: its stages and its dates in force."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import html
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from regtrack.contract import DocumentRecord
from regtrack.domain.claims import stage_events as known_events
from regtrack.domain.codec import plain
from regtrack.domain.instruments import How, Stage
from regtrack.domain.observations import (
    Claim,
    Evidence,
    InForce,
    Method,
    Observation,
    StageEvent,
)
from regtrack.reading.defaults import adjourned_on, hastening_words
from regtrack.reading.stages import effective_actions, stage_events
from regtrack.reading.text import fold

#: The extractor of quotes that stand in a record's own fields rather than in a legal text.
RECORD_EXTRACTOR = "record@1"
_MARK = re.compile(r"<!\[CDATA\[|\]\]>|</?[A-Za-z!?][^<>]*>")


def observation_id(content: Any) -> str:
    """The id of a claim: a digest of what is claimed, not of when."""
    text = json.dumps(plain(content), sort_keys=True, ensure_ascii=False)
    return "o-" + hashlib.sha256(text.encode()).hexdigest()[:32]


def record_observations(
    document: DocumentRecord, instrument: str, known: Sequence[Observation], at: dt.datetime
) -> list[Observation]:
    """The record's claims that say something new beside those already known, in order."""
    fresh: list[Observation] = []
    current = {e.key: e for e in known_events(known)}
    others = known_events(o for o in known if _of_another(o, document))
    for event in stage_events(document):
        before = current.get(event.key)
        if before is None and told_before(event, others):
            continue
        if before is None or not _same_event(before, event):
            quote = event.description
            fresh.append(_observe(document, instrument, event, known, at, quote))
    fresh += _dates_in_force(document, instrument, known, at)
    return fresh


def _of_another(observation: Observation, document: DocumentRecord) -> bool:
    """Whether a record of another source told it."""
    told_by = {e.source for e in observation.evidence}
    return observation.method is Method.PARSER and document.source not in told_by


#: How far an instrument has come; the ends of a bill are beyond all that leads to law.
_RANKS = {stage: rank for rank, stage in enumerate((
    Stage.PROPOSED, Stage.INTRODUCED, Stage.IN_COMMITTEE, Stage.PASSED_ONE_CHAMBER,
    Stage.PASSED_BOTH, Stage.TO_GOVERNOR,
))} | dict.fromkeys((Stage.VETOED, Stage.FAILED, Stage.WITHDRAWN, Stage.SUPERSEDED), 10) | {
    Stage.ENACTED: 11
}  # fmt: skip


def told_before(event: StageEvent, others: Sequence[StageEvent]) -> bool:
    """Whether the records of other sources had come as far by that day: one history in the words
    of two is told once, and the slower one never sets the act back. An override after a line-item
    veto is news all the same."""
    if event.date is None:
        return False
    done = [e for e in others if e.date is None or e.date.first <= event.date.last]
    if event.stage is Stage.ENACTED and event.how is How.OVERRIDE:
        return any(e.stage is Stage.ENACTED and e.how is How.OVERRIDE for e in done)
    return any(_RANKS[e.stage] >= _RANKS[event.stage] for e in done)


def _same_event(before: StageEvent, after: StageEvent) -> bool:
    """Equal but for the place within the day, which moves when a record grows."""
    return dataclasses.replace(before, order=after.order) == after


def _dates_in_force(
    document: DocumentRecord, instrument: str, known: Sequence[Observation], at: dt.datetime
) -> list[Observation]:
    actions = effective_actions(document)
    start = document.effective_on or (actions[-1].date if actions else None)
    claim = InForce(
        start,
        document.expires_on,
        adjourned_on(document.actions),
        hastening_words(document.actions) if start is None else None,
    )
    quote = actions[-1].quote if actions and document.effective_on is None else claim.hastened
    if claim == InForce():
        return []
    told = [o for o in known if isinstance(o.claim, InForce)]
    own = [o for o in told if not _of_another(o, document)]
    if own and max(own, key=lambda o: o.recorded_at).claim == claim:
        return []
    if not own and any(o.claim == claim for o in told):
        return []
    made = _observe(document, instrument, claim, known, at, quote)
    return [dataclasses.replace(made, held=_unlawed(own, claim, at))]


def _unlawed(own: Sequence[Observation], claim: InForce, at: dt.datetime) -> bool:
    """Whether a record moves the start of what is in force into days to come: law does not begin
    twice, and a clock that runs ahead is likelier. A person looks first."""
    starts = [o.claim.start for o in own if isinstance(o.claim, InForce) and o.claim.start]
    began = any(start.last <= at.date() for start in starts)
    return began and claim.start is not None and claim.start.first > at.date()


def _observe(
    document: DocumentRecord,
    instrument: str,
    claim: Claim,
    known: Sequence[Observation],
    at: dt.datetime,
    quote: str | None,
) -> Observation:
    # Saying A, then B, then A again is three claims: the id counts how often it was said before.
    said = sum(1 for o in known if o.claim == claim)
    evidence = Evidence(
        url=document.url,
        quote=fold(quote) if quote else None,
        sha256=document.record_sha256,
        extractor=RECORD_EXTRACTOR if document.record_sha256 else None,
        retrieved_at=document.retrieved_at,
        source=document.source,
    )
    return Observation(
        id=observation_id([instrument, type(claim).__name__, claim, said]),
        division=document.division,
        claim=claim,
        recorded_at=at,
        authority=document.authority,
        instrument=instrument,
        evidence=(evidence,),
    )


def record_text(body: bytes) -> str:
    """All strings of a record, folded, one a line: where record quotes are found again. Of a record
    that is no JSON (XML, a table) its words without marks. Raises ValueError for anything else."""
    strings: list[str] = []
    try:
        _collect(json.loads(body), strings)
    except ValueError:
        if b"<" not in body and b"\n" not in body.strip():  # no marks, and no row under a heading
            raise
        strings = [fold(html.unescape(_MARK.sub(" ", body.decode("utf-8-sig", "replace"))))]
    bare = (_unmarked(s) for s in strings if "<" in s or "&" in s)
    return "\n".join(dict.fromkeys((*strings, *bare)))


def _unmarked(text: str) -> str:
    """Words that a publisher sends with marks of HTML, as a title or summary shows them."""
    return fold(html.unescape(_MARK.sub(" ", html.unescape(text))))


def _collect(value: Any, into: list[str]) -> None:
    if isinstance(value, str):
        into.append(fold(value))
    elif isinstance(value, dict):
        _collect_all(value.values(), into)
    elif isinstance(value, list):
        _collect_all(value, into)


def _collect_all(values: Iterable[Any], into: list[str]) -> None:
    for value in values:
        _collect(value, into)
