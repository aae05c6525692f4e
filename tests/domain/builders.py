"""Small builders of histories: each line of a case is one claim, as a source would make it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field, replace
from typing import Any

from regtrack.domain.dates import PartialDate, partial
from regtrack.domain.default_starts import DefaultRule
from regtrack.domain.derivation import derive
from regtrack.domain.instruments import How, Link, LinkKind, Stage, VersionRole
from regtrack.domain.observations import (
    Absence,
    Authority,
    Claim,
    InForce,
    Method,
    Observation,
    Retraction,
    StageEvent,
    TextRead,
)
from regtrack.domain.provisions import (
    Audience,
    Effect,
    Limit,
    Polarity,
    Provision,
    StartKind,
    StartRule,
    Territory,
)
from regtrack.domain.substances import Substance
from regtrack.domain.timeline import Timeline

KRATOM, SEVEN_OH, ANALOGUES = Substance.KRATOM, Substance.SEVEN_OH, Substance.ANALOGUES
READER = "reader@1"
LONG_BEFORE = "2000-01-01"


def instant(text: str) -> dt.datetime:
    """Noon UTC of a day, or an instant with its own hour."""
    value = dt.datetime.fromisoformat(text if "T" in text else text + "T12:00:00")
    return value.replace(tzinfo=dt.UTC)


def date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def effect(
    kind: str,
    substance: Substance = KRATOM,
    *,
    start: str | None = None,
    end: str | None = None,
    seen: str | None = None,
    after: tuple[int, str] | None = None,
    **more: Any,
) -> Provision:
    """A provision: `effect("schedule", start="2026-07-01")`. A ban is one of sale and possession
    unless `acts` says otherwise; `after` is (90, "passage"); `seen` the day of attestation."""
    what = Effect(kind)
    if what is Effect.PROHIBIT:
        more.setdefault("acts", ("sale", "possession"))
    starts = StartRule(StartKind.DAYS_AFTER, *after) if after else more.pop("starts", None)
    return Provision(
        substance=substance,
        effect=what,
        start=partial(start),
        end=partial(end),
        attested_on=date(seen) if seen else None,
        starts=starts,
        **more,
    )


def absence(start: str | None = None, end: str | None = None, seen: str | None = None) -> Absence:
    return Absence(partial(start), partial(end), date(seen) if seen else None)


def upon_enactment() -> StartRule:
    return StartRule(StartKind.UPON_ENACTMENT)


def state_default(rule: DefaultRule | None = None) -> StartRule:
    return StartRule(StartKind.DEFAULT, default=rule)


@dataclass
class Story:
    """What is claimed about one division, claim by claim. `at` is when each was recorded."""

    division: str = "ocd-division/country:us/state:ks"
    observations: list[Observation] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def say(
        self, claim: Claim, instrument: str | None = None, at: str = LONG_BEFORE, **more: Any
    ) -> Observation:
        """Any claim; its id is a digest of what is said, as in the program."""
        if isinstance(claim, Provision):
            more.setdefault("substance", claim.substance)
        made = Observation("", self.division, claim, instant(at), instrument=instrument, **more)
        content = repr(replace(made, recorded_at=instant(LONG_BEFORE)))
        made = replace(made, id="o-" + hashlib.sha256(content.encode()).hexdigest()[:12])
        self.observations.append(made)
        return made

    def stage(
        self,
        instrument: str,
        stage: str,
        on: str | None,
        *,
        words: str | None = None,
        how: str | None = None,
        key: str | None = None,
        order: int = 0,
        at: str = LONG_BEFORE,
        **more: Any,
    ) -> Observation:
        event = StageEvent(
            Stage(stage),
            key or f"{stage} {on}",
            partial(on),
            partial(words),
            How(how) if how else None,
            order=order,
        )
        return self.say(event, instrument, at, **more)

    def text(
        self,
        instrument: str,
        version: str,
        role: str,
        *provisions: Provision,
        at: str = LONG_BEFORE,
        dated: str | None = None,
        mentions: int | None = None,
        readable: bool = True,
        why: str | None = None,
        reader: str = READER,
        held: bool = False,
        **more: Any,
    ) -> list[Observation]:
        """A version was read, with the provisions that its text holds."""
        count = len(provisions) if mentions is None else mentions
        claim = TextRead(
            version,
            VersionRole(role),
            reader,
            readable,
            dated_on=partial(dated),
            mentions=count,
            why=why,
        )
        more |= {"version": version, "reader": reader}
        return [
            self.say(claim, instrument, at, held=held, **more),
            *(self.say(p, instrument, at, **more) for p in provisions),
        ]

    def fact(
        self,
        claim: Provision | Absence,
        instrument: str | None = None,
        substance: Substance = KRATOM,
        at: str = LONG_BEFORE,
        **more: Any,
    ) -> Observation:
        """A curated fact."""
        if isinstance(claim, Absence):
            more["substance"] = substance
        more.setdefault("method", Method.CURATED)
        return self.say(claim, instrument, at, **more)

    def record(
        self,
        instrument: str,
        start: str | None = None,
        end: str | None = None,
        at: str = LONG_BEFORE,
        adjourned: str | None = None,
        hastened: str | None = None,
        **more: Any,
    ) -> Observation:
        """The record gives the dates in force, or what bears on them."""
        claim = InForce(partial(start), partial(end), partial(adjourned), hastened)
        return self.say(claim, instrument, at, **more)

    def retract(self, observation: Observation, at: str, why: str = "was wrong") -> Observation:
        return self.say(
            Retraction(observation.id, why),
            observation.instrument,
            at,
            method=Method.REVIEWER,
        )

    def link(
        self,
        source: str,
        kind: str,
        target: str,
        on: str | None = None,
        until: str | None = None,
        at: str | None = None,
    ) -> Link:
        made = Link(
            source,
            LinkKind(kind),
            target,
            partial(on),
            partial(until),
            instant(at) if at else None,
        )
        self.links.append(made)
        return made

    def timelines(
        self, known_at: str | None = None, outside: tuple[Observation, ...] = ()
    ) -> dict[Substance, Timeline]:
        at = instant(known_at) if known_at else None
        return derive(self.observations, self.links, at, outside)

    def status(self, on: str, substance: Substance = KRATOM, known_at: str | None = None) -> str:
        return self.timelines(known_at)[substance].status(date(on)).value

    def pending(self, known_at: str | None = None) -> list[tuple[str, str]]:
        found = self.timelines(known_at)[KRATOM].pending
        return [(p.instrument, p.why) for p in found]


def enacted(on: str | None = "2026-03-01", *, at: str = "2000-01-01") -> Story:
    """A story in which `act` was enacted."""
    story = Story()
    story.stage("act", "enacted", on, at=at)
    return story


def told(story: Story, *days: str) -> list[str]:
    return [story.status(day) for day in days]


def ban(start: str = "2026-03-01", end: str | None = None) -> Story:
    story = enacted()
    story.text("act", "v", "final", effect("schedule", start=start, end=end))
    return story


__all__ = [
    "ANALOGUES",
    "KRATOM",
    "SEVEN_OH",
    "Audience",
    "Authority",
    "Limit",
    "Method",
    "PartialDate",
    "Polarity",
    "Story",
    "Territory",
    "absence",
    "ban",
    "date",
    "effect",
    "enacted",
    "instant",
    "state_default",
    "told",
    "upon_enactment",
]
