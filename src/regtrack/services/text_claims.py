"""From an instrument's texts to observations: each new text is read once, whatever it holds."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from regtrack.contract import Authority, DocumentRecord, FaultRecord, TextRecord
from regtrack.domain.dates import PartialDate, day
from regtrack.domain.errors import UnreadableText
from regtrack.domain.instruments import InstrumentKind, VersionRole
from regtrack.domain.observations import Confidence, Evidence, Observation, TextRead
from regtrack.domain.provisions import Provision
from regtrack.domain.redline import Redline
from regtrack.reading.model import READER, Effective, Quote, Reading, ReadProvision
from regtrack.reading.reader import read_text, read_title
from regtrack.reading.text import LegalText, fold
from regtrack.services.adopted_texts import (
    last_believed,
    names_it_no_more,
    says_other_law,
    version_id,
)
from regtrack.services.newest import format_order
from regtrack.services.ports import Repository, TextSource, Version
from regtrack.services.record_claims import observation_id
from regtrack.services.redline import redline
from regtrack.services.text_dates import dated_provision, place_rule
from regtrack.services.text_links import text_links

_WORDS = "kratom, mitragynine, mitragyna, hydroxymitragynine, 7-OH, MGM-15, MGM-16, pseudoindoxyl"


@dataclass(frozen=True)
class Rewording:
    """A watched text that says something else than before, in the sections that concern us. `key`
    is the same for the way back: a page that flips to and fro is one event."""

    key: str
    redline: Redline
    evidence: Evidence


@dataclass
class TextOutcome:
    """What reading the texts of one document gave."""

    observations: list[Observation] = field(default_factory=list)
    faults: list[FaultRecord] = field(default_factory=list)
    rewordings: list[Rewording] = field(default_factory=list)


class TextImporter:
    """Reads the new texts of one document."""

    def __init__(
        self, repository: Repository, texts: TextSource, document: DocumentRecord, at: dt.datetime
    ) -> None:
        self.repository = repository
        self.texts = texts
        self.document = document
        self.at = at

    def run(self, instrument: str, known: Sequence[Observation]) -> TextOutcome:
        """Store and read what is new; the title alone while there is no readable text."""
        outcome = TextOutcome()
        latest = self.repository.latest_versions(instrument)
        read_notes: set[tuple[str, str | None]] = set()
        for text in sorted(self.document.texts, key=_format_order):
            name = (text.note or text.key, text.dated_on.text if text.dated_on else None)
            if text.sha256 is None or name in read_notes:
                continue
            before = latest.get(text.key)
            if before is not None and before.text.sha256 == text.sha256:
                if before.fault is None:
                    read_notes.add(name)
                continue
            if self._version(instrument, text, before, known, outcome):
                read_notes.add(name)
        if not read_notes and all(v.fault is not None for v in latest.values()):
            self._title(instrument, known, outcome)
        return outcome

    def _version(
        self,
        instrument: str,
        text: TextRecord,
        before: Version | None,
        known: Sequence[Observation],
        outcome: TextOutcome,
    ) -> bool:
        """Read one new text; whether it was readable (or the same words as before)."""
        assert text.sha256 is not None
        legal, fault = self._extract(text)
        words = hashlib.sha256(legal.live.encode()).hexdigest() if legal else None
        if legal and before is not None and before.text_sha256 == words:
            return True  # other bytes, the same words: noise
        seq = before.seq + 1 if before else 1
        version = Version(
            version_id(instrument, text.key, seq),
            instrument,
            seq,
            text,
            words,
            legal.extractor if legal else None,
            fault,
        )
        self.repository.add_version(version, self.at)
        if legal is None:
            self._unreadable(version, fault or "", outcome)
            return False
        reading = read_text(
            legal,
            division=self.document.division,
            title=self.document.title,
            abstract=self.document.abstract or "",
        )
        held = (
            names_it_no_more(version, reading, known)
            or _unread(version, reading)
            or says_other_law(version, before, reading, known, self.at.date())
        )
        outcome.observations += self.observations(version, reading, legal, held=held)
        if text.role is not VersionRole.PROPOSAL:
            self._link(instrument, reading)
        # What is held for review is told once a person has looked.
        if before is not None and text.role is VersionRole.CURRENT and not held:
            versions = self.repository.all_versions(instrument)
            said = last_believed(versions, before, known)
            outcome.rewordings += self._reworded(version, said, legal) if said else []
        return True

    def _reworded(self, version: Version, before: Version, legal: LegalText) -> list[Rewording]:
        """What changed since the version that was told last, where that can be read again."""
        if before.text_sha256 == version.text_sha256:
            return []  # it says again what it said
        was, _ = self._extract(before.text)
        found = redline(was.live, legal.live) if was is not None else Redline()
        if not found.hunks:
            return []
        both = sorted((before.text_sha256 or "", version.text_sha256 or ""))
        key = "|".join((version.instrument, version.text.key, *both))
        return [Rewording(key, found, self._evidence(version, legal))]

    def _evidence(self, version: Version, legal: LegalText) -> Evidence:
        text = version.text
        return Evidence(
            text.url,
            None,
            text.sha256,
            legal.extractor,
            retrieved_at=text.retrieved_at,
            source=self.document.source,
        )

    def _link(self, instrument: str, reading: Reading) -> None:
        """Add the links that a text in force makes; a proposal's may not be in the final text."""
        until = day(reading.expires) if reading.expires else None
        division = self.document.division
        links = text_links(self.repository, instrument, division, reading.links, until)
        for link, quote in links:
            self.repository.add_link(link, self.at, quote)

    def _extract(self, text: TextRecord) -> tuple[LegalText | None, str | None]:
        if text.fault:
            return None, text.fault
        try:
            sha256 = text.sha256 or ""
            return self.texts.text(sha256, text.media_type, text.url or text.key), None
        except UnreadableText as error:
            return None, str(error)

    def _unreadable(self, version: Version, why: str, outcome: TextOutcome) -> None:
        text = version.text
        claim = TextRead(
            version.id, text.role, READER, readable=False, dated_on=text.dated_on, why=why
        )
        outcome.observations.append(self._observe(version, claim, None, ()))
        outcome.faults.append(
            FaultRecord(self.document.source, "unreadable_text", why, text.url, text.sha256)
        )

    def observations(
        self, version: Version, reading: Reading, legal: LegalText, *, held: bool
    ) -> list[Observation]:
        """The claims of one reading of one version."""
        text = version.text
        claim = read_claim(version.id, text.role, reading, self._dated_on(text), self._place(text))
        evidence = self._evidence(version, legal)
        made = [self._observe(version, claim, None, (evidence,), held=held)]
        for found in reading.provisions:
            provision = self._dated(found, reading.effective, reading.expires, text)
            quote = dataclasses.replace(
                evidence, quote=found.quote.text, start=found.quote.start, end=found.quote.end
            )
            made.append(self._observe(version, provision, found, (quote,)))
        return made

    def _place(self, text: TextRecord) -> int:
        """The text's place in its record."""
        keys = [t.key for t in self.document.texts]
        return keys.index(text.key) if text.key in keys else 0

    def _dated_on(self, text: TextRecord) -> PartialDate | None:
        if text.role is VersionRole.CURRENT:  # a page shows the law of the day it was read
            return day((text.retrieved_at or self.at).date())
        return text.dated_on

    def _dated(
        self,
        found: ReadProvision,
        effective: Effective,
        expires: dt.date | None,
        text: TextRecord,
    ) -> Provision:
        rule = place_rule(self.document, effective) if text.role is VersionRole.FINAL else None
        provision = dated_provision(found.provision, effective, expires, rule)
        if text.role is VersionRole.CURRENT and provision.start is None:
            seen = (text.retrieved_at or self.at).date()
            provision = dataclasses.replace(provision, attested_on=seen)
        return provision

    def _title(self, instrument: str, known: Sequence[Observation], outcome: TextOutcome) -> None:
        """What the title says, while there is no text: shown as proposed, never law."""
        reading = read_title(
            self.document.title,
            self.document.abstract or "",
            division=self.document.division,
        )
        title = TextRecord(f"title of {instrument}", VersionRole.PROPOSAL, url=self.document.url)
        version = Version(f"{instrument}/title", instrument, 0, title, None, None, None)
        claim = read_claim(version.id, VersionRole.PROPOSAL, reading, None)
        if any(o.claim == claim for o in known):
            return
        evidence = Evidence(
            self.document.url,
            None,
            self.document.record_sha256,
            "record@1" if self.document.record_sha256 else None,
            retrieved_at=self.document.retrieved_at,
            source=self.document.source,
        )
        # A title that is silent proves nothing: the record may name the substance elsewhere.
        proof = (evidence,) if reading.mentions else ()
        outcome.observations.append(self._observe(version, claim, None, proof))
        if self._proposes_nothing():
            return
        for found in reading.provisions:
            quote = dataclasses.replace(evidence, quote=self._in_one_field(found.quote))
            outcome.observations.append(self._observe(version, found.provision, found, (quote,)))

    def _proposes_nothing(self) -> bool:
        """Whether this is a notice without a stage, such as a recall: its title is no proposal."""
        record = self.document
        is_notice = record.kind is InstrumentKind.AGENCY_NOTICE
        return is_notice and record.stage is None and not record.actions

    def _in_one_field(self, quote: Quote) -> str:
        """The words of a quote from title and abstract as one of the two has them: no field of
        the record has both, and a quote is looked for in it again."""
        edge = max(len(fold(self.document.title)) - quote.start, 0)
        return max(quote.text[:edge].strip(), quote.text[edge:].strip(), key=len)

    def _observe(
        self,
        version: Version,
        claim: Provision | TextRead,
        found: ReadProvision | None,
        evidence: tuple[Evidence, ...],
        *,
        held: bool = False,
    ) -> Observation:
        rule = found.rule if found else None
        quote = evidence[0].quote if evidence else None
        sure = found is None or found.sure
        return Observation(
            id=observation_id([version.instrument, version.id, READER, claim, rule, quote]),
            division=self.document.division,
            claim=claim,
            recorded_at=self.at,
            authority=self._authority(version),
            confidence=Confidence.HIGH if sure else Confidence.LOW,
            substance=claim.substance if isinstance(claim, Provision) else None,
            instrument=version.instrument,
            version=version.id,
            reader=READER,
            evidence=evidence,
            held=held or (not sure and version.text.role is not VersionRole.PROPOSAL),
        )

    def _authority(self, version: Version) -> Authority:
        return self.document.text_authority if version.seq else self.document.authority


def _unread(version: Version, reading: Reading) -> bool:
    """A text too long to be read whole is never taken for one that changes nothing."""
    return bool(reading.notes) and version.text.role is not VersionRole.PROPOSAL


def read_claim(
    version: str,
    role: VersionRole,
    reading: Reading,
    dated_on: PartialDate | None,
    order: int = 0,
) -> TextRead:
    """The claim that a text was read, and what it says as a whole."""
    effective = reading.effective
    return TextRead(
        version,
        role,
        READER,
        readable=True,
        dated_on=dated_on,
        words_searched=_WORDS,
        mentions=reading.mentions,
        order=order,
        relevance=reading.relevance.value,
        effective_kind=effective.kind.value,
        effective_on=effective.date,
        effective_days=effective.days,
        effective_quote=effective.quote.text if effective.quote else None,
        expires_on=reading.expires,
    )


def _format_order(text: TextRecord) -> tuple[int, str]:
    return format_order(text.media_type), text.key
