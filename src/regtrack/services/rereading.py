"""Reading stored texts again with the rules of today. The old claims stay; the new ones, under the
rules' new version, are what counts from now on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from regtrack.contract import DocumentRecord
from regtrack.domain.changes import Change, ChangeKind
from regtrack.domain.errors import UnreadableText
from regtrack.domain.instruments import Alias, Instrument
from regtrack.domain.observations import Authority, Observation, TextRead
from regtrack.domain.zones import local_date
from regtrack.reading.model import READER
from regtrack.reading.reader import read_text
from regtrack.services.change_log import instruments_of, publish, turn_changes
from regtrack.services.deriving import rederive
from regtrack.services.ports import Repository, TextSource, Version
from regtrack.services.text_claims import TextImporter


def reread(
    repository: Repository,
    texts: TextSource,
    instrument: Instrument,
    known: Sequence[Observation],
    now: dt.datetime,
) -> list[Observation]:
    """The new claims of an instrument's stored texts that the rules of today have not read yet."""
    fresh: list[Observation] = []
    for version in repository.all_versions(instrument.id):
        reads = [o for o in known if o.version == version.id and isinstance(o.claim, TextRead)]
        if not reads or version.fault or any(o.reader == READER for o in reads):
            continue
        fresh += _reread_one(repository, texts, instrument, version, reads[-1], now)
    repository.add_observations(fresh)
    return fresh


def _reread_one(
    repository: Repository,
    texts: TextSource,
    instrument: Instrument,
    version: Version,
    before: Observation,
    now: dt.datetime,
) -> list[Observation]:
    document = _document(instrument, before)
    try:
        legal = texts.text(version.text.sha256 or "", version.text.media_type, "")
    except UnreadableText:
        return []
    reading = read_text(legal, division=instrument.division, title=instrument.title)
    importer = TextImporter(repository, texts, document, now)
    return importer.observations(version, reading, legal, held=before.held)


def _document(instrument: Instrument, before: Observation) -> DocumentRecord:
    source = next((e.source for e in before.evidence if e.source), "reparse")
    return DocumentRecord(
        source=source,
        division=instrument.division,
        kind=instrument.kind,
        aliases=(Alias("id", instrument.id),),
        title=instrument.title,
        session=instrument.session,
        authority=before.authority,
        text_authority=Authority(before.authority),
        url=instrument.url,
    )


def settle(repository: Repository, divisions: Sequence[str], now: dt.datetime) -> list[Change]:
    """Derive the divisions anew; what differs by better reading is a correction."""
    rederived = rederive(repository, divisions, now)
    by_id = instruments_of(repository, rederived)
    changes = [
        change
        for result in rederived
        for change in turn_changes(
            result,
            result.differing(local_date(result.division, now)),
            ChangeKind.CORRECTION,
            by_id,
            now,
        )
    ]
    return publish(repository, changes, now)
