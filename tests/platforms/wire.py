"""The spider without a network: it asks, and recordings answer at once. What it does with an answer
is the crawl's own code."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import scrapy
from scrapy.http import Response

from fetching import learned
from regtrack.contract import Record, SourceSpec, Validators
from regtrack.replay.recordings import Recordings
from regtrack_scrapers.base import SourceSpider
from regtrack_scrapers.job import SourceJob
from regtrack_scrapers.platforms.model import Follow
from regtrack_scrapers.platforms.registry import PLATFORMS


@dataclass(frozen=True)
class Sent:
    """An answer that came."""

    body: bytes
    media_type: str
    status: int = 200
    url: str = ""  # where redirects led


class Shelf:
    """A store of bytes in memory."""

    def __init__(self) -> None:
        self.bodies: dict[str, bytes] = {}

    def put(self, body: bytes) -> str:
        """Keep bytes under their SHA-256."""
        name = hashlib.sha256(body).hexdigest()
        self.bodies[name] = body
        return name

    def get(self, sha256: str) -> bytes:
        """The bytes of this name. Raises KeyError."""
        return self.bodies[sha256]

    def sound(self, sha256: str) -> bytes | None:
        """The bytes of this name; None where there are none."""
        return self.bodies.get(sha256)

    def has(self, sha256: str) -> bool:
        """Whether bytes of this name are kept."""
        return sha256 in self.bodies


class _Spider(SourceSpider):
    store = None  # type: ignore[assignment]  # in place of the property: a shelf

    def __init__(self, shelf: Shelf) -> None:
        super().__init__([], "")
        self.store = shelf  # type: ignore[assignment]  # the same methods


class Wire:
    """Recordings as they stand on a day, asked by the spider."""

    def __init__(self, recordings: Recordings, day: int, shelf: Shelf) -> None:
        self.recordings, self.day, self.shelf = recordings, day, shelf

    def run(
        self, spec: SourceSpec, first: Follow | None = None, instead: Sent | None = None
    ) -> Iterator[tuple[Follow, Record | None]]:
        """Every request with each record that its answer gave. With `first` only that address and
        what it leads to are asked; `instead` answers for it."""
        spider, job = _Spider(self.shelf), SourceJob(spec, spec.validators)
        starts = PLATFORMS[spec.platform].start(spec) if first is None else (first,)
        waiting: list[Any] = list(spider._requests(job, starts))
        while waiting:
            found = waiting.pop(0)
            if not isinstance(found, scrapy.Request):
                yield first or starts[0], found
                continue
            follow: Follow = found.cb_kwargs["follow"]
            yield follow, None
            own = instead if first is not None and follow.url == first.url else None
            answer = self._answer(follow.url, own, spec.validators)
            for given in spider.received(answer, job, follow):
                if isinstance(given, scrapy.Request):
                    waiting.append(given)
                else:
                    yield follow, given

    def _answer(self, url: str, instead: Sent | None, known: Mapping[str, Validators]) -> Response:
        sent = instead or self._recorded(url)
        kept = known.get(url)
        same = kept is not None and self.shelf.bodies.get(kept.sha256 or "") == sent.body
        if instead is None and same:
            return Response(url, status=304)
        headers = {"Content-Type": sent.media_type}
        return Response(sent.url or url, status=sent.status, headers=headers, body=sent.body)

    def _recorded(self, url: str) -> Sent:
        found = self.recordings.find(url, self.day)
        if found is None:
            return Sent(b"nothing is recorded", "text/plain", 404)
        return Sent(found.body, found.media_type, found.status)

    def full(self, spec: SourceSpec) -> tuple[SourceSpec, list[Follow], list[Record]]:
        """A whole read: the source with what is then known, what was asked, and what was given."""
        asked: dict[str, Follow] = {}
        records: list[Record] = []
        for follow, record in self.run(spec):
            asked[follow.url] = follow
            if record is not None:
                records.append(record)
        return replace(spec, validators=learned(records)), list(asked.values()), records
