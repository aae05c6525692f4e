"""Feeds and calendars of an installation: read from its database, written to a folder."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from regtrack.bootstrap import App
from regtrack.domain.errors import ConfigError
from regtrack.domain.substances import Substance
from regtrack.notify.feed_folder import FeedMaterial, write_feeds
from regtrack.services.day_events import day_events
from regtrack.store import database, feeds
from regtrack.store.repository import SqlRepository

_LOG = logging.getLogger(__name__)


def write(
    app: App,
    folder: Path,
    divisions: Sequence[str] = (),
    substances: Sequence[Substance] = (),
) -> int:
    """Write the feeds of these places (none: all that something is known about, and those above
    them) and substances (none: all); how many files changed. Raises ConfigError."""
    with database.reading(app.engine) as connection:
        material = _material(connection)
        known = SqlRepository(connection).divisions_with_timelines()
    return write_feeds(
        folder,
        material,
        divisions or sorted({up for d in known for up in _line(d)}),
        substances or tuple(Substance),
        app.settings.feeds_url,
    )


def _line(division: str) -> list[str]:
    """A division and those above it, the nation last."""
    found = []
    while division.count("/") > 0:
        found.append(division)
        division = division.rpartition("/")[0]
    return found


def _material(connection: sa.Connection) -> FeedMaterial:
    repository, events = SqlRepository(connection), []
    for key in sorted(feeds.coming(connection)):
        deciders = feeds.instruments_of_observations(connection, key[0])
        events += day_events(*key, feeds.generations(connection, key), deciders)
    acts = {e.instrument for e in events if e.instrument}
    return FeedMaterial(
        feeds.news(connection), events, repository.divisions(), repository.instruments(acts)
    )


@dataclass
class FeedKeeper:
    """Keeps the folder of the setting fresh. What cannot be written is told and tried again."""

    app: App
    _written: str = field(default="")

    def keep(self) -> None:
        """Write what changed since the last time; nothing where no folder is set."""
        folder = self.app.settings.feeds_folder
        if folder is None:
            return
        with database.reading(self.app.engine) as connection:
            stamp = feeds.stamp(connection)
        if stamp == self._written:
            return
        try:
            changed = write(self.app, folder)
        except ConfigError as error:
            _LOG.warning("feeds were not written: %s", error)
            return
        self._written = stamp
        if changed:
            _LOG.info("feeds written files=%d", changed)
