"""One instrument as its claims tell it: whether it is law, what it provides, and from when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from regtrack.domain.claims import (
    Governing,
    Group,
    best_group,
    enactment,
    governing_reads,
    record_dates,
    sound,
    stage_events,
    waiting,
)
from regtrack.domain.dates import PartialDate, day
from regtrack.domain.default_starts import Known
from regtrack.domain.instruments import How, Stage, VersionRole
from regtrack.domain.observations import (
    Absence,
    InForce,
    Method,
    Observation,
    StageEvent,
    TextRead,
)
from regtrack.domain.provisions import Provision, StartKind, StartRule
from regtrack.domain.spans import Span, span

_ENDING_STAGES = (Stage.WITHDRAWN, Stage.SUPERSEDED)
_BY_ENACTMENT = (
    None,
    "enactment",
    "approval",
    "signature",
    "becoming law",
    "adoption",
    "issuance",
)


@dataclass(frozen=True, slots=True)
class Act:
    """An instrument, or the claims that rest on none (`instrument` None: always law).

    `kept` are the claims that count, `losing` those that a better group beats; `replaced` gives
    the day on which a later reading of the same page replaces a version.
    """

    instrument: str | None
    law: bool
    events: tuple[StageEvent, ...] = ()
    enacted: StageEvent | None = None
    record: InForce = field(default_factory=InForce)
    kept: tuple[Observation, ...] = ()
    losing: tuple[Observation, ...] = ()
    replaced: Mapping[str, PartialDate] = field(default_factory=dict)
    why: tuple[str, ...] = ()

    def start_of(self, claim: Provision) -> PartialDate | None:
        """A provision's start: its own date, the record's, or its rule reckoned from the stages.

        Nothing is in force before it is enacted, whatever day its words give."""
        start = self._told_start(claim)
        enacted = self.enacted.date if self.enacted else None
        if start is not None and enacted is not None and start.last < enacted.first:
            return enacted
        return start

    def _told_start(self, claim: Provision) -> PartialDate | None:
        if claim.start is not None:
            return claim.start
        if self.record.start is not None or claim.starts is None:
            return self.record.start
        if self.enacted is None or self.enacted.date is None:
            return None
        if claim.starts.kind is StartKind.DEFAULT:
            return self._default_start(claim.starts)
        if claim.starts.kind is StartKind.UPON_ENACTMENT:
            return self._upon(claim.starts.after)
        base = self._base_day(claim.starts.after)
        if claim.starts.kind is StartKind.DAYS_AFTER and claim.starts.days is not None and base:
            return day(base + dt.timedelta(days=claim.starts.days))
        return None

    def _default_start(self, starts: StartRule) -> PartialDate | None:
        """The day the law of the place gives, where the text is silent and no words hasten it."""
        if starts.default is None or self.record.hastened is not None:
            return None
        adjourned = self.record.adjourned_on
        known = Known(
            self._base_day("enactment"),
            self._last_day(Stage.PASSED_BOTH),
            self._base_day("publication"),
            adjourned.first if adjourned and adjourned.precise else None,
        )
        found = starts.default.start(known)
        return day(found) if found else None

    def _upon(self, after: str | None) -> PartialDate | None:
        """The day of the event on which it starts. What starts when it is published or filed does
        not start when it is enacted, which is earlier."""
        if after in _BY_ENACTMENT or after == "passage":
            return self.enacted.date if self.enacted else None
        base = self._base_day(after)
        return day(base) if base else None

    def _last_day(self, stage: Stage, how: How | None = None) -> dt.date | None:
        """The day of the last event of a stage; None where no event tells it to the day."""
        told = [e.date for e in self.events if e.stage is stage and how in (None, e.how)]
        last = told[-1] if told else None
        return last.first if last and last.precise else None

    def _base_day(self, after: str | None) -> dt.date | None:
        """The day that `n days after ...` counts from; None where the stages do not tell it."""
        on = self.enacted.date if self.enacted else None
        if after == "publication":
            return self._last_day(Stage.ENACTED, How.PUBLISHED)
        if after == "adjournment":
            on = self.record.adjourned_on
        elif after == "passage":
            passed = [e.date for e in self.events if e.stage is Stage.PASSED_BOTH and e.date]
            on = passed[-1] if passed else on
        elif after not in _BY_ENACTMENT:
            return None
        return on.first if on and on.precise else None

    def span_of(self, claim: Provision | Absence) -> Span | None:
        """The days a claim holds by itself; None when no day of it is known."""
        if isinstance(claim, Absence):
            return span(claim.start, claim.end, claim.attested_on)
        if claim.condition is not None:
            return None
        return span(self.start_of(claim), claim.end or self.record.end, claim.attested_on)

    def takes_effect(self) -> tuple[dt.date, dt.date] | None:
        """The first and the last day on which it can begin to bear on others; None: not told."""
        provisions = [o.claim for o in self.kept if isinstance(o.claim, Provision)]
        enacted = self.enacted.date if self.enacted else None
        starts = [self.start_of(p) for p in provisions] or [self.record.start or enacted]
        known = [s for s in starts if s is not None]
        if not known:
            return None
        return min(s.first for s in known), max(s.last for s in known)

    def ended_by_stage(self) -> list[PartialDate | None]:
        """The dates of the stages that ended it as law; None for one without a date."""
        if not self.law:
            return []
        ends: list[PartialDate | None] = []
        after = self.enacted is None
        for event in self.events:
            after = after or event is self.enacted
            if event.stage in _ENDING_STAGES and (after or self._may_follow(event)):
                ends.append(event.date)
        return ends

    def _may_follow(self, event: StageEvent) -> bool:
        """Whether a date told too roughly to be put in order may lie after the enactment."""
        enacted = self.enacted.date if self.enacted else None
        return event.date is None or enacted is None or event.date.last > enacted.first


def act_of(instrument: str | None, told: Sequence[Observation]) -> Act:
    """The instrument that these claims, known and not retracted, tell of."""
    claims = sound(told)
    reviewed = tuple(o for o in claims if _stands_alone(o))
    if instrument is None:
        return Act(None, law=True, kept=reviewed)
    events = tuple(stage_events(claims))
    act = Act(instrument, bool(reviewed), events, enactment(events), record=record_dates(claims))
    groups: list[Group] = []
    dated_on = events[-1].date if events else None
    if reviewed:
        groups.append(Group(reviewed, dated_on, any(_dated(act, o) for o in reviewed)))
    if act.enacted is None:
        return _with(act, groups, {}, ())
    governing, why = governing_reads(claims)
    found = [o for entry in governing for o in (entry.read, *_read_in(entry, claims))]
    if found:
        groups.append(Group(tuple(found), dated_on, any(_dated(act, o) for o in found)))
    reasons = ["a reading waits for review"] if waiting(told) else []
    if not governing and any(_may_matter(o) for o in told):
        reasons.append(why)
    if governing and _page_is_unreadable(claims):
        reasons.append("the page as it stands now cannot be read")
    return _with(act, groups, _replaced(governing), tuple(reasons))


def _with(
    act: Act, groups: Sequence[Group], replaced: Mapping[str, PartialDate], why: tuple[str, ...]
) -> Act:
    winner, losers = best_group(groups) if groups else (Group(()), [])
    beside = [o for group in losers for o in group.claims if _beside(o, winner)]
    losing = [o for group in losers for o in group.claims if o not in beside]
    return Act(
        act.instrument,
        act.law or act.enacted is not None,
        act.events,
        act.enacted,
        act.record,
        tuple(o for o in (*winner.claims, *beside) if not isinstance(o.claim, TextRead)),
        tuple(o for o in losing if not isinstance(o.claim, TextRead)),
        replaced,
        why,
    )


def _beside(observation: Observation, winner: Group) -> bool:
    """Whether a claim stands beside a text that is believed: the text names our substances and
    provides for others only. One that names none of them says that there is nothing."""
    if any(_says_something(o) for o in winner.claims if isinstance(o.claim, TextRead)):
        return False
    read = any(isinstance(o.claim, TextRead) for o in winner.claims)
    spoken = {o.substance for o in winner.claims if isinstance(o.claim, Provision)}
    return read and _stands_alone(observation) and observation.substance not in spoken


def _stands_alone(observation: Observation) -> bool:
    """A reviewed fact. A reading that a reviewer accepted belongs to its text, law or not."""
    reviewed = observation.method is not Method.PARSER and observation.version is None
    return reviewed and isinstance(observation.claim, (Provision, Absence))


def _page_is_unreadable(claims: Sequence[Observation]) -> bool:
    """Whether the newest look at a page of law in force found nothing that can be read."""
    looks = [
        (o.recorded_at, o.id, c.readable)
        for o in claims
        if isinstance(c := o.claim, TextRead) and c.role is VersionRole.CURRENT and not o.held
    ]
    return bool(looks) and not max(looks)[2]


def _may_matter(observation: Observation) -> bool:
    """Whether a text not counted may hold a provision: it has one, nobody could read it, or only
    a title is at hand and names the substance."""
    claim = observation.claim
    if isinstance(claim, TextRead):
        titled = claim.version.endswith("/title") and claim.mentions > 0
        return titled or not claim.readable
    return isinstance(claim, Provision) and observation.version is not None


def _read_in(entry: Governing, claims: Sequence[Observation]) -> list[Observation]:
    text = entry.read.claim
    assert isinstance(text, TextRead)
    here = (text.version, text.reader)
    return [o for o in claims if (o.version, o.reader) == here and isinstance(o.claim, Provision)]


def _replaced(governing: Sequence[Governing]) -> dict[str, PartialDate]:
    return {
        entry.read.claim.version: entry.until
        for entry in governing
        if isinstance(entry.read.claim, TextRead) and entry.until is not None
    }


def _says_something(observation: Observation) -> bool:
    claim = observation.claim
    return not isinstance(claim, TextRead) or claim.mentions == 0


def _dated(act: Act, observation: Observation) -> bool:
    claim = observation.claim
    if isinstance(claim, TextRead):
        return claim.mentions == 0 or claim.role is VersionRole.CURRENT
    if isinstance(claim, Provision):
        return bool(act.start_of(claim) or claim.end)
    return isinstance(claim, Absence) and bool(claim.start or claim.end)
