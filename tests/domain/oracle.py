"""A second, naive telling of the rules: one day, one substance, every claim looked at anew.

Nothing here knows of spans, segments or groups: each question is answered with yes, no or maybe
for the one day asked, and the status is what comes out in every world that the maybes allow.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from regtrack.domain.dates import PartialDate
from regtrack.domain.default_starts import Counts
from regtrack.domain.instruments import How, Link, LinkKind, Stage, VersionRole
from regtrack.domain.observations import (
    Absence,
    Authority,
    InForce,
    Method,
    Observation,
    Retraction,
    StageEvent,
    TextRead,
)
from regtrack.domain.provisions import Audience, Effect, Polarity, Provision, StartKind
from regtrack.domain.substances import Substance

NO, MAYBE, YES = 0, 1, 2
Range = tuple[dt.date, dt.date]
ORDER = "scheduled prohibited restricted regulated age_restricted expressly_lawful no_specific_law"
RANKS = {word: rank for rank, word in enumerate(ORDER.split())}
SPEAKS = ["vendor", "press", "aggregator", "official_copy", "official"]
ENDING = (LinkKind.REPEALS, LinkKind.SUPERSEDES, LinkKind.WITHDRAWS)


def status_on(
    observations: Sequence[Observation],
    links: Sequence[Link],
    on: dt.date,
    substance: Substance,
    known_at: dt.datetime | None,
) -> str:
    """The status word of one cell."""
    return _Day(observations, links, on, known_at).status(substance)


def _range(date: PartialDate) -> Range:
    return date.first, date.last


def _reached(days: Range, on: dt.date) -> int:
    """Whether something dated so has happened on a day."""
    if on >= days[1]:
        return YES
    return MAYBE if on >= days[0] else NO


def _not(answer: int) -> int:
    return YES - answer


@dataclass
class _Claim:
    """A claim that counts, with the days it can begin on and the days it can end on."""

    observation: Observation
    begins: Range
    ends: list[Range]
    suspended: list[tuple[Range, list[Range]]]
    tells_when: bool

    @property
    def body(self) -> Provision | Absence:
        assert isinstance(self.observation.claim, (Provision, Absence))
        return self.observation.claim

    @property
    def substance(self) -> Substance | None:
        body = self.body
        return body.substance if isinstance(body, Provision) else self.observation.substance

    def ever(self) -> bool:
        return all(end[1] > self.begins[0] for end in self.ends)

    def may_never(self) -> bool:
        """Whether the dates allow that it ended before it began."""
        return any(end[0] <= self.begins[1] for end in self.ends)

    def alive(self, on: dt.date) -> int:
        answer = _reached(self.begins, on)
        for end in self.ends:
            answer = min(answer, _not(_reached(end, on)))
        for begin, ends in self.suspended:
            stay = min([_reached(begin, on), *(_not(_reached(e, on)) for e in ends)])
            answer = min(answer, _not(stay))
        return answer


class _Day:
    def __init__(
        self,
        observations: Sequence[Observation],
        links: Sequence[Link],
        on: dt.date,
        known_at: dt.datetime | None,
    ) -> None:
        self.on = on
        said: dict[str, Observation] = {}
        for o in observations:
            if known_at is not None and o.recorded_at > known_at:
                continue
            if o.id not in said or o.recorded_at < said[o.id].recorded_at:
                said[o.id] = o
        self.all = [
            o
            for o in said.values()
            if not isinstance(o.claim, Retraction) and not self._taken_back(o.id, said)
        ]
        self.usable = [o for o in self.all if self._usable(o)]
        self.links = [
            k
            for k in links
            if (known_at is None or k.recorded_at is None or k.recorded_at <= known_at)
            and not self._told_again(k, links, known_at)
        ]

    @staticmethod
    def _usable(o: Observation) -> bool:
        lead = o.authority in (Authority.PRESS, Authority.VENDOR) and o.method is Method.PARSER
        return not lead and not o.held

    def _taken_back(self, id_: str, said: dict[str, Observation], depth: int = 0) -> bool:
        return depth < 9 and any(
            o.claim.observation == id_ and not self._taken_back(o.id, said, depth + 1)
            for o in said.values()
            if isinstance(o.claim, Retraction) and self._usable(o)
        )

    @staticmethod
    def _told_again(link: Link, links: Sequence[Link], known_at: dt.datetime | None) -> bool:
        """Whether the same link is told with an end, or with a later told end."""

        def weight(k: Link) -> tuple[bool, float, str]:
            at = k.recorded_at.timestamp() if k.recorded_at else 0.0
            return k.until is not None, at, str(k.until or "")

        def same(k: Link) -> bool:
            return (k.source, k.kind, k.target, k.on) == (
                link.source,
                link.kind,
                link.target,
                link.on,
            )

        rivals = (
            k
            for k in links
            if known_at is None or k.recorded_at is None or k.recorded_at <= known_at
        )
        return any(same(k) and weight(k) > weight(link) for k in rivals)

    # One instrument ------------------------------------------------------------------------

    def about(self, instrument: str | None) -> list[Observation]:
        return [o for o in self.usable if o.instrument == instrument]

    def events(self, instrument: str) -> list[StageEvent]:
        told: dict[str, Observation] = {}
        for o in sorted(self.about(instrument), key=lambda o: (o.recorded_at, o.id)):
            if isinstance(o.claim, StageEvent):
                told[o.claim.key] = o
        events = [o.claim for o in told.values() if isinstance(o.claim, StageEvent)]
        floor = dt.date.min
        return sorted(events, key=lambda e: (e.date.first if e.date else floor, e.order, e.key))

    def enactment(self, instrument: str) -> StageEvent | None:
        events = [e for e in self.events(instrument) if e.stage is Stage.ENACTED]
        for event in events:
            if event.date:
                for other in events:
                    exact = other.date if other.date and other.date.precise else None
                    if exact and event.date.first <= exact.first <= event.date.last:
                        return other
                return event
        return events[0] if events else None

    def facts(self, instrument: str | None) -> list[Observation]:
        return [
            o
            for o in self.about(instrument)
            if isinstance(o.claim, (Provision, Absence))
            and o.version is None
            and o.method in (Method.CURATED, Method.REVIEWER)
        ]

    def is_law(self, instrument: str) -> bool:
        return bool(self.facts(instrument)) or self.enactment(instrument) is not None

    def record(self, instrument: str | None) -> InForce:
        told = [o for o in self.about(instrument) if isinstance(o.claim, InForce)]
        told.sort(key=lambda o: (SPEAKS.index(o.authority), o.recorded_at, o.id))
        last = told[-1].claim if told else InForce()
        assert isinstance(last, InForce)
        return last

    def texts(self, instrument: str) -> list[tuple[Observation, TextRead, Range | None]]:
        """The readings that govern, each with the days on which the next one replaces it."""
        last: dict[str, Observation] = {}
        for o in sorted(self.about(instrument), key=lambda o: (o.recorded_at, o.id)):
            if isinstance(o.claim, TextRead):
                last[o.claim.version] = o
        found: list[tuple[dt.date, dt.datetime, str, Observation, TextRead]] = []
        for o in last.values():
            read = o.claim
            assert isinstance(read, TextRead)
            if read.role is VersionRole.PROPOSAL or not read.readable:
                continue
            seen = o.recorded_at.date() if read.role is VersionRole.CURRENT else dt.date.min
            when = read.dated_on.first if read.dated_on else seen
            found.append((when, o.recorded_at, o.id, o, read))
        found.sort(key=lambda row: row[:3])
        while any(row[4].role is VersionRole.FINAL for row in found[1:]):
            found.pop(0)
        chain: list[tuple[Observation, TextRead, Range | None]] = []
        for index, (_, _, _, o, read) in enumerate(found):
            until: Range | None = None
            if index + 1 < len(found):
                after = found[index + 1]
                told = after[4].dated_on
                until = _range(told) if told else (after[0], after[0])
            chain.append((o, read, until))
        return chain

    def start(self, instrument: str | None, p: Provision) -> PartialDate | None:
        told = self.told_start(instrument, p)
        enacted = self.enactment(instrument) if instrument else None
        day = enacted.date if enacted else None
        return day if told and day and told.last < day.first else told

    def told_start(self, instrument: str | None, p: Provision) -> PartialDate | None:
        if p.start or instrument is None:
            return p.start
        told = self.record(instrument).start
        if told or p.starts is None:
            return told
        enacted = self.enactment(instrument)
        if enacted is None or enacted.date is None:
            return None
        if p.starts.kind is StartKind.DEFAULT:
            return self.default_start(instrument, p, enacted.date)
        if p.starts.kind is StartKind.UPON_ENACTMENT:
            if p.starts.after in ("publication", "filing"):
                return self.published(instrument) if p.starts.after == "publication" else None
            return enacted.date
        if p.starts.kind is not StartKind.DAYS_AFTER or p.starts.days is None:
            return None
        base: PartialDate | None = enacted.date
        if p.starts.after == "passage":
            for event in self.events(instrument):
                if event.stage is Stage.PASSED_BOTH and event.date:
                    base = event.date
        elif p.starts.after == "adjournment":
            base = self.record(instrument).adjourned_on
        elif p.starts.after == "publication":
            base = self.published(instrument)
        if base is None or not base.precise:
            return None
        return PartialDate((base.first + dt.timedelta(days=p.starts.days)).isoformat())

    def published(self, instrument: str) -> PartialDate | None:
        told = [
            e.date
            for e in self.events(instrument)
            if e.stage is Stage.ENACTED and e.how is How.PUBLISHED
        ]
        return told[-1] if told and told[-1] and told[-1].precise else None

    def default_start(
        self, instrument: str, p: Provision, enacted: PartialDate
    ) -> PartialDate | None:
        """Days after the session, after the enactment or the publication, or July 1 next."""
        record = self.record(instrument)
        rule = p.starts.default if p.starts else None
        if rule is None or record.hastened or not enacted.precise:
            return None
        if rule.counts is Counts.FIXED:
            july = dt.date(enacted.first.year, 7, 1)
            return PartialDate(july.isoformat()) if enacted.first < july else None
        base = {
            Counts.SINE_DIE: record.adjourned_on,
            Counts.ENACTED: enacted,
            Counts.PUBLISHED: self.published(instrument),
        }[rule.counts]
        if base is None or not base.precise:
            return None
        start = base.first + dt.timedelta(days=rule.days)
        return PartialDate(max(start, enacted.first).isoformat())

    def tells_when(self, instrument: str | None, o: Observation) -> bool:
        claim = o.claim
        if isinstance(claim, Provision):
            return bool(self.start(instrument, claim) or claim.end)
        if isinstance(claim, Absence):
            return bool(claim.start or claim.end)
        assert isinstance(claim, TextRead)
        return claim.role is VersionRole.CURRENT or not claim.mentions

    def believed(self, instrument: str) -> list[tuple[Observation, Range | None]]:
        """The claims that count, each with the days on which a later page replaces it."""
        facts: list[tuple[Observation, Range | None]] = [(o, None) for o in self.facts(instrument)]
        if self.enactment(instrument) is None:
            return facts
        read: list[tuple[Observation, Range | None]] = []
        silent = False
        for o, text, until in self.texts(instrument):
            silent = silent or text.mentions == 0
            read.append((o, until))
            for other in self.about(instrument):
                here = (other.version, other.reader) == (text.version, text.reader)
                if here and isinstance(other.claim, Provision):
                    read.append((other, until))
        provides = any(isinstance(o.claim, Provision) for o, _ in read)
        if facts and read and (provides or silent):
            if self._weight(instrument, read) > self._weight(instrument, facts):
                told = [pair for pair in read if isinstance(pair[0].claim, Provision)]
                named = {o.substance for o, _ in told}
                beside = [pair for pair in facts if pair[0].substance not in named]
                return told if silent else [*told, *beside]
            return facts
        return facts or [pair for pair in read if isinstance(pair[0].claim, Provision)]

    def _weight(
        self, instrument: str, side: Sequence[tuple[Observation, Range | None]]
    ) -> tuple[bool, bool, int, dt.datetime]:
        return (
            any(self.tells_when(instrument, o) for o, _ in side),
            any(o.method is Method.REVIEWER for o, _ in side),
            max(SPEAKS.index(o.authority) for o, _ in side),
            max(o.recorded_at for o, _ in side),
        )

    # Between instruments -------------------------------------------------------------------

    def takes_effect(self, instrument: str) -> Range | None:
        provisions = [
            o.claim for o, _ in self.believed(instrument) if isinstance(o.claim, Provision)
        ]
        if provisions:
            starts = [self.start(instrument, p) for p in provisions]
        else:
            enacted = self.enactment(instrument)
            starts = [self.record(instrument).start or (enacted.date if enacted else None)]
        ranges = [_range(s) for s in starts if s]
        if not ranges:
            return None
        return min(r[0] for r in ranges), max(r[1] for r in ranges)

    def link_days(self, link: Link) -> Range | None:
        return _range(link.on) if link.on else self.takes_effect(link.source)

    def ends(self, instrument: str, path: tuple[str, ...] = ()) -> list[Range]:
        found: list[Range] = []
        enacted, passed = self.enactment(instrument), False
        for event in self.events(instrument) if self.is_law(instrument) else ():
            passed = passed or event is enacted or enacted is None
            if event.stage not in (Stage.WITHDRAWN, Stage.SUPERSEDED) or not event.date:
                continue
            rough = enacted is None or not enacted.date or event.date.last > enacted.date.first
            if passed or rough:
                found.append(_range(event.date))
        for link in self.links:
            ends_it = link.target == instrument and link.kind in ENDING
            if not ends_it or link.source in path or not self.is_law(link.source):
                continue
            days = self.link_days(link)
            if days is None:
                continue
            sources = self.ends(link.source, (*path, instrument))
            if not any(end[1] < days[0] for end in sources):
                found.append(days)
        return found

    def stays(self, instrument: str) -> list[tuple[Range, list[Range]]]:
        found: list[tuple[Range, list[Range]]] = []
        for link in self.links:
            if link.target != instrument or link.kind is not LinkKind.STAYS:
                continue
            days = self.link_days(link) if self.is_law(link.source) else None
            if days is not None:
                until = [_range(link.until)] if link.until else []
                found.append((days, [*self.ends(link.source, (instrument,)), *until]))
        return found

    def prolonged(self, instrument: str | None, end: PartialDate | None) -> PartialDate | None:
        longer = [
            k
            for k in self.links
            if k.target == instrument and k.kind in (LinkKind.RENEWS, LinkKind.EXTENDS)
        ]
        for link in sorted(longer, key=lambda k: (k.until.first, k.source) if k.until else ()):
            if not (end and link.until and self.is_law(link.source)):
                continue
            if link.on is None or link.on.first <= end.last:
                end = link.until if link.until.first > end.first else end
        return end

    # All claims ----------------------------------------------------------------------------

    def claims(self) -> list[_Claim]:
        made: list[_Claim] = []
        for instrument in {o.instrument for o in self.all}:
            pairs: list[tuple[Observation, Range | None]] = [(o, None) for o in self.facts(None)]
            if instrument is not None:
                pairs = self.believed(instrument)
            for o, until in pairs:
                claim = self._claim(instrument, o, until)
                if claim is not None and claim.ever():
                    made.append(claim)
        for claim in made:
            self._yield_to_dated(claim, made)
        made = [c for c in made if c.ever()]
        ended = {id(c): self._later_acts(c, made) for c in made}
        for claim in made:
            claim.ends += ended[id(claim)]
        return [c for c in made if c.ever()]

    def _claim(self, instrument: str | None, o: Observation, until: Range | None) -> _Claim | None:
        body = o.claim
        assert isinstance(body, (Provision, Absence))
        start, end = body.start, body.end
        if isinstance(body, Provision):
            if body.condition is not None:
                return None
            start = self.start(instrument, body)
            if instrument is not None:
                end = self.prolonged(instrument, end or self.record(instrument).end)
        seen = body.attested_on
        if start is None and seen is None:
            return None
        first, last = _range(start) if start else (seen, seen)
        assert first is not None
        assert last is not None
        if start and seen and first <= seen < last:
            last = seen
        ends = [_range(end)] if end else []
        ends += [until] if until else []
        ends += self.ends(instrument) if instrument else []
        suspended = self.stays(instrument) if instrument else []
        told = bool(start or body.end)
        return _Claim(o, (first, last), ends, suspended, told)

    def _yield_to_dated(self, claim: _Claim, others: Sequence[_Claim]) -> None:
        if claim.observation.instrument is not None or claim.tells_when:
            return
        for other in others:
            body = other.body
            if other.substance is not claim.substance or not other.tells_when:
                continue
            if isinstance(body, Absence):
                claim.suspended.append((other.begins, other.ends))
            elif word_of(body) is not None:
                claim.ends.append(other.begins)

    def _later_acts(self, claim: _Claim, others: Sequence[_Claim]) -> list[Range]:
        body = claim.body
        if not isinstance(body, Provision):
            return []
        found: list[Range] = []
        for act in others:
            by = act.body
            if not isinstance(by, Provision) or word_of(by) is None or act.observation.conflict:
                continue
            if by.effect is Effect.DESCHEDULE:
                hit = body.effect is Effect.SCHEDULE
            elif by.effect is Effect.REPEAL_REGULATION:
                hit = body.effect in (Effect.REGULATE, Effect.RESTRICT, Effect.AGE_LIMIT)
            else:
                hit = False
            same_source = act.observation.instrument == claim.observation.instrument
            if not hit or same_source or by.substance is not body.substance:
                continue
            if claim.begins[0] > act.begins[1]:
                continue
            first, last = act.begins
            if by.start_time == "17:00":
                first, last = first + dt.timedelta(1), last + dt.timedelta(1)
            in_order = claim.begins[0] <= act.begins[0] and not act.may_never()
            found.append((first, last if in_order else dt.date.max))
        return found

    # The status ----------------------------------------------------------------------------

    def status(self, substance: Substance) -> str:
        """What comes out in every world; unknown where worlds differ."""
        alive = [(c, c.alive(self.on)) for c in self.claims()]
        mine = [(c, a) for c, a in alive if c.substance is substance and a != NO]
        above = [
            (c, a)
            for c, a in alive
            if substance is not Substance.KRATOM and c.substance is Substance.KRATOM and a != NO
        ]
        named = [(c, a) for c, a in mine if isinstance(c.body, Provision) and _word(c)]
        silent = [(c, a) for c, a in mine if isinstance(c.body, Absence)]
        worded = [(c, a) for c, a in above if _word(c)]
        looked = any(a == YES for _, a in silent)
        banned = any(_word(c) in ("scheduled", "prohibited") for c, _ in worded)
        beneath = silent if looked and not banned else [*silent, *worded]
        if any(c.observation.conflict for c, _ in (*named, *silent)):
            return "unknown"
        used_beneath = not any(a == YES for _, a in named)
        if used_beneath and any(c.observation.conflict for c, _ in (*silent, *worded)):
            return "unknown"
        outcomes = {
            self._world(named_in, beneath_in)
            for named_in in _worlds(named)
            for beneath_in in (_worlds(beneath) if used_beneath else [[]])
        }
        return outcomes.pop() if len(outcomes) == 1 else "unknown"

    @staticmethod
    def _world(named: Sequence[str], beneath: Sequence[str]) -> str:
        return min(named or beneath, key=RANKS.__getitem__, default="unknown")


def _worlds(claims: Sequence[tuple[_Claim, int]]) -> list[list[str]]:
    """Every way in which the claims that may hold do or do not; claims of one word go together,
    since only which words hold matters."""
    sure = [w for c, a in claims if a == YES and (w := _word(c))]
    maybe = sorted({w for c, a in claims if a == MAYBE and (w := _word(c))})
    sizes = range(len(maybe) + 1)
    return [[*sure, *some] for n in sizes for some in itertools.combinations(maybe, n)]


def _word(claim: _Claim) -> str | None:
    body = claim.body
    return "no_specific_law" if isinstance(body, Absence) else word_of(body)


def word_of(p: Provision) -> str | None:
    """The status one provision gives, by the text of the design."""
    if not p.composed or p.audience in (Audience.LICENSEES, Audience.ARMED_FORCES):
        return None
    table = {
        "schedule": "scheduled",
        "restrict": "restricted",
        "regulate": "regulated",
        "age_limit": "age_restricted",
        "deschedule": "no_specific_law",
        "repeal_regulation": "no_specific_law",
        "prohibit": "prohibited",
    }
    word = table.get(p.effect.value)
    if word == "regulated" and p.polarity is not Polarity.PERMITS:
        part = p.substance is Substance.ANALOGUES or (
            p.substance is Substance.SEVEN_OH and p.limits
        )
        word = "restricted" if part else word
    main_act = "sale" in p.acts or "possession" in p.acts
    if word and p.polarity is Polarity.PERMITS:
        return "expressly_lawful" if main_act or not p.acts else None
    if word == "prohibited":
        partly = p.limits or p.forms or p.audience is Audience.MINORS or not main_act
        return "restricted" if partly else "prohibited"
    return word
