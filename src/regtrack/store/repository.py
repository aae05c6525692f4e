"""The repository: one unit of work on one connection, by Core statements (an ORM session costs
17 times as much per row; see docs/adr)."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from regtrack.domain.changes import Change
from regtrack.domain.codec import plain
from regtrack.domain.instruments import Alias, Instrument, Link
from regtrack.domain.observations import Observation
from regtrack.domain.substances import Substance
from regtrack.domain.timeline import Timeline
from regtrack.services.ports import Version
from regtrack.store import answer_rows, rows, tables
from regtrack.store.statements import plain_fields, table
from regtrack.store.subscribers import SqlSubscribers

_DIVISION, _INSTRUMENT = table(tables.DivisionRow), table(tables.InstrumentRow)
_ALIAS, _LINK = table(tables.AliasRow), table(tables.LinkRow)
_VERSION, _OBSERVATION = table(tables.DocumentVersionRow), table(tables.ObservationRow)
_PERIOD, _CHANGE = table(tables.PeriodRow), table(tables.ChangeRow)
_SETTING = table(tables.SettingRow)


class SqlRepository(SqlSubscribers):
    """The services' Repository on a connection whose transaction the caller owns."""

    # Instruments -------------------------------------------------------------------------------

    def find_instruments(self, aliases: Sequence[Alias]) -> list[str]:
        """The ids known under these natural keys, in the order of the keys, without repeats."""
        if not aliases:
            return []
        wanted = sa.tuple_(_ALIAS.c.scheme, _ALIAS.c.value).in_(
            [(a.scheme, a.value) for a in aliases]
        )
        found = {
            (r.scheme, r.value): r.instrument
            for r in self.connection.execute(sa.select(_ALIAS).where(wanted))
        }
        ids = (found.get((a.scheme, a.value)) for a in aliases)
        return list(dict.fromkeys(i for i in ids if i is not None))

    def instruments(self, ids: Iterable[str]) -> dict[str, Instrument]:
        """Instruments by id."""
        query = sa.select(_INSTRUMENT).where(_INSTRUMENT.c.id.in_(set(ids)))
        return {r.id: answer_rows.instrument(r) for r in self.connection.execute(query)}

    def save_instrument(self, instrument: Instrument, at: dt.datetime) -> bool:
        """Add the instrument or bring its descriptive fields up to date; whether it was new."""
        value = {**plain_fields(instrument), "recorded_at": at}
        if self._insert_new(_INSTRUMENT, [value], "id"):
            return True
        fresh = {k: v for k, v in value.items() if v is not None and k not in ("id", "recorded_at")}
        self.connection.execute(
            sa.update(_INSTRUMENT).where(_INSTRUMENT.c.id == instrument.id).values(fresh)
        )
        return False

    def add_aliases(self, instrument: str, aliases: Iterable[Alias]) -> None:
        """Add natural keys; those taken already stay where they are."""
        values = [{"scheme": a.scheme, "value": a.value, "instrument": instrument} for a in aliases]
        self._insert_new(_ALIAS, values, "scheme", "value")

    # Observations ------------------------------------------------------------------------------

    def observations_of(self, instrument: str) -> list[Observation]:
        """Every observation about an instrument, oldest first."""
        return self._observations(_OBSERVATION.c.instrument == instrument)

    def observations_in(self, division: str) -> list[Observation]:
        """Every observation of a division, oldest first."""
        return self._observations(_OBSERVATION.c.division == division)

    def _observations(self, where: sa.ColumnElement[bool]) -> list[Observation]:
        query = sa.select(_OBSERVATION).where(where)
        query = query.order_by(_OBSERVATION.c.recorded_at, _OBSERVATION.c.id)
        return [answer_rows.observation(r) for r in self.connection.execute(query)]

    def add_observations(self, observations: Sequence[Observation]) -> int:
        """Insert those not there yet; how many were."""
        values = [rows.observation_row(o) for o in observations]
        return self._insert_new(_OBSERVATION, values, "id")

    # Links and versions ------------------------------------------------------------------------

    def links_in(self, division: str) -> list[Link]:
        """The links that bear on instruments of a division."""
        query = sa.select(_LINK).join(_INSTRUMENT, _INSTRUMENT.c.id == _LINK.c.target)
        query = query.where(_INSTRUMENT.c.division == division)
        query = query.order_by(_LINK.c.recorded_at, _LINK.c.id)
        return [rows.link(r) for r in self.connection.execute(query)]

    def divisions_linked_from(self, instruments: Sequence[str]) -> set[str]:
        """The divisions of the instruments on which these bear."""
        query = sa.select(_INSTRUMENT.c.division).join(_LINK, _INSTRUMENT.c.id == _LINK.c.target)
        query = query.where(_LINK.c.source.in_(instruments)).distinct()
        return set(self.connection.execute(query).scalars())

    def add_link(self, link: Link, at: dt.datetime, quote: str | None) -> bool:
        """Insert a link; False when it is there."""
        text = "\n".join((link.source, link.kind, link.target, str(link.on), str(link.until)))
        value = {
            "id": "l-" + hashlib.sha256(text.encode()).hexdigest()[:24],
            **plain_fields(link),
            "evidence": [{"quote": quote}] if quote else [],
            "recorded_at": at,
        }
        return bool(self._insert_new(_LINK, [value], "id"))

    def latest_versions(self, instrument: str) -> dict[str, Version]:
        """The newest version per text key."""
        return {v.text.key: v for v in self.all_versions(instrument)}

    def all_versions(self, instrument: str) -> list[Version]:
        """Every version, oldest first."""
        query = sa.select(_VERSION).where(_VERSION.c.instrument == instrument)
        found = self.connection.execute(query.order_by(_VERSION.c.seq))
        return [rows.version(r) for r in found]

    def add_version(self, version: Version, at: dt.datetime) -> None:
        """Insert a version."""
        text = version.text
        value: dict[str, Any] = {
            "id": version.id,
            "instrument": version.instrument,
            "key": text.key,
            "seq": version.seq,
            "role": text.role.value,
            "note": text.note,
            "dated_on": text.dated_on.text if text.dated_on else None,
            "url": text.url,
            "media_type": text.media_type,
            "sha256": text.sha256,
            "text_sha256": version.text_sha256,
            "extractor": version.extractor,
            "fault": version.fault,
            "recorded_at": at,
        }
        self._insert_new(_VERSION, [value], "id")

    # Timelines ---------------------------------------------------------------------------------

    def timelines(
        self, division: str, known_at: dt.datetime | None = None
    ) -> dict[Substance, Timeline]:
        """The derived timelines of a division as known at an instant (None: now)."""
        newest = sa.select(_PERIOD.c.substance, sa.func.max(_PERIOD.c.recorded_at).label("at"))
        newest = newest.where(_PERIOD.c.division == division).group_by(_PERIOD.c.substance)
        if known_at is not None:
            newest = newest.where(_PERIOD.c.recorded_at <= known_at)
        sub = newest.subquery()
        query = sa.select(_PERIOD).join(
            sub,
            sa.and_(sub.c.substance == _PERIOD.c.substance, sub.c.at == _PERIOD.c.recorded_at),
        )
        query = query.where(_PERIOD.c.division == division)
        query = query.order_by(_PERIOD.c.substance, _PERIOD.c.ordinal)
        found: dict[str, list[Any]] = defaultdict(list)
        for row in self.connection.execute(query):
            found[row.substance].append(row)
        return {Substance(s): answer_rows.timeline(group) for s, group in found.items()}

    def put_timeline(
        self, division: str, substance: Substance, timeline: Timeline, at: dt.datetime
    ) -> None:
        """Insert a derived timeline; it supersedes the earlier one from `at` on."""
        newest = sa.select(sa.func.max(_PERIOD.c.recorded_at)).where(
            _PERIOD.c.division == division, _PERIOD.c.substance == substance.value
        )
        last = self.connection.execute(newest).scalar_one_or_none()
        if last is not None and last >= at:  # one generation never shares another's instant
            at = last + dt.timedelta(microseconds=1)
        base = {"division": division, "substance": substance.value, "recorded_at": at}
        aside = {
            "pending": [plain(p) for p in timeline.pending],
            "losing": list(timeline.losing),
        }
        empty: dict[str, Any] = {"start": None, "until": None, "parts": [], "aside": {}}
        values: list[dict[str, Any]] = [
            {**base, **empty, "ordinal": -1, "status": "unknown", "aside": aside}
        ]
        values += [
            {
                **base,
                **empty,
                "ordinal": ordinal,
                "start": segment.start,
                "until": segment.until,
                "status": segment.status.value,
                "parts": [plain(p) for p in segment.parts],
            }
            for ordinal, segment in enumerate(timeline.segments)
        ]
        self.connection.execute(sa.insert(_PERIOD), values)

    def divisions_with_timelines(self) -> list[str]:
        """The divisions that have a derived timeline."""
        query = sa.select(_PERIOD.c.division).distinct().order_by(_PERIOD.c.division)
        return list(self.connection.execute(query).scalars())

    def instruments_with_stage_between(
        self, division: str, after: dt.date, until: dt.date
    ) -> list[str]:
        """Instruments of a division with a stage event dated in (after, until]."""
        query = sa.select(_OBSERVATION.c.instrument).distinct()
        query = query.where(
            _OBSERVATION.c.kind == "stage",
            _OBSERVATION.c.division == division,
            _OBSERVATION.c.dated_on > after,
            _OBSERVATION.c.dated_on <= until,
        )
        return list(self.connection.execute(query).scalars())

    # Changes ------------------------------------------------------------------------------------

    def add_change(self, change: Change) -> bool:
        """Insert a change; False when its key is there."""
        value = {
            "id": change.id,
            "key": change.key,
            "kind": change.kind.value,
            "division": change.division,
            "recorded_at": change.recorded_at,
            "news": change.news,
            "body": plain(change),
        }
        return bool(self._insert_new(_CHANGE, [value], "key"))

    # Facts about the database ------------------------------------------------------------------

    def setting(self, name: str) -> str | None:
        """A fact about the database."""
        query = sa.select(_SETTING.c.value).where(_SETTING.c.name == name)
        if self.connection.dialect.name == "postgresql":
            # Who reads the last instant to write the next one waits for the writer before it.
            query = query.with_for_update()
        return self.connection.execute(query).scalar_one_or_none()

    def put_setting(self, name: str, value: str) -> None:
        """Write a fact about the database."""
        self._upsert(_SETTING, {"name": name, "value": value}, "name")

    def divisions(self) -> dict[str, str]:
        """Names of the divisions that something is known about."""
        return {r.id: r.name for r in self.connection.execute(sa.select(_DIVISION))}

    def add_divisions(self, names: Mapping[str, str]) -> None:
        """Add or rename divisions."""
        for division, name in names.items():
            self._upsert(_DIVISION, {"id": division, "name": name}, "id")
