"""Texts of law in force: what to make of one that suddenly says other law, or none."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Sequence

from regtrack.domain.claims import LEADS
from regtrack.domain.instruments import VersionRole
from regtrack.domain.observations import Method, Observation, TextRead
from regtrack.domain.provisions import Provision
from regtrack.reading.model import Reading
from regtrack.services.ports import Version


def version_id(instrument: str, key: str, seq: int) -> str:
    """The name of the version of this number of one text."""
    return "v-" + hashlib.sha256(f"{instrument}\n{key}\n{seq}".encode()).hexdigest()[:24]


def says_other_law(
    version: Version,
    before: Version | None,
    reading: Reading,
    known: Sequence[Observation],
    today: dt.date,
) -> bool:
    """Whether a new version of an adopted text in force says other law, or other days, than its
    last one that was believed: a cut or a mix-up is likelier than a new act at the old address, so
    that a person looks first. Until its day comes an act may be put off or called off."""
    if before is None or {version.text.role, before.text.role} != {VersionRole.FINAL}:
        return False
    for seq in range(before.seq, 0, -1):
        name = version_id(version.instrument, version.text.key, seq)
        claims = [o.claim for o in known if o.version == name and not o.held]
        reads = [c for c in claims if isinstance(c, TextRead) and c.readable]
        if reads:
            law = [c for c in claims if isinstance(c, Provision)]
            if all(c.start is not None and c.start.first > today for c in law):
                return False
            found = {_undated(p.provision) for p in reading.provisions}
            return {_undated(c) for c in law} != found or _days_of(reads[-1]) != _days(reading)
    return False


def names_it_no_more(version: Version, reading: Reading, known: Sequence[Observation]) -> bool:
    """Whether a text of law in force is silent where law was known: a page from which provisions
    were read before, or a text of an act for which a reviewed fact states one. A cut, a scan or
    the wrong section is likelier than a repeal, so that a person looks first. What names our
    substances and provides for others only leaves the fact standing by itself, and the adopted
    text of an act is believed against a fact that rests on the press alone."""
    if version.text.role is VersionRole.PROPOSAL or reading.provisions:
        return False
    is_page = version.text.role is VersionRole.CURRENT
    law = [o for o in known if isinstance(o.claim, Provision)]
    if is_page and any(o.version for o in law):
        return True
    facts = [o for o in law if o.version is None and o.method is not Method.PARSER]
    return reading.mentions == 0 and any(is_page or o.authority not in LEADS for o in facts)


def last_believed(
    versions: Sequence[Version], before: Version, known: Sequence[Observation]
) -> Version | None:
    """The newest version of a text, up to `before`, that could be read and was not held: what
    people were told. None where there is none."""
    reads = [o for o in known if isinstance(o.claim, TextRead)]
    believed = {o.version for o in reads if not o.held}
    mine = [v for v in versions if v.text.key == before.text.key and v.seq <= before.seq]
    told = [v for v in mine if v.fault is None and v.id in believed]
    return max(told, key=lambda v: v.seq, default=None)


def _undated(provision: Provision) -> Provision:
    """A provision without what its record and the day of reading add to it."""
    return dataclasses.replace(
        provision,
        start=None,
        start_time=None,
        start_zone=None,
        end=None,
        attested_on=None,
        starts=None,
    )


def _days_of(read: TextRead) -> tuple[object, ...]:
    return read.effective_kind, read.effective_on, read.effective_days, read.expires_on


def _days(reading: Reading) -> tuple[object, ...]:
    when = reading.effective
    return when.kind.value, when.date, when.days, reading.expires
