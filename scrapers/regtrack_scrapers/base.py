"""The spider: fetch, store, tell faults, parse, follow. What a body means, the platform says."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import scrapy
from scrapy.exceptions import CloseSpider

from regtrack.contract import FaultKind, FaultRecord, Record, SnapshotRecord, SourceSpec
from regtrack_scrapers.clock import now
from regtrack_scrapers.drift import says_the_same, unlike
from regtrack_scrapers.faults import Answer, Fault, find_fault
from regtrack_scrapers.hosts import host_of
from regtrack_scrapers.job import SourceJob
from regtrack_scrapers.kept import keep, last_good
from regtrack_scrapers.keys import hide, missing_key, secret_for
from regtrack_scrapers.middlewares import Refused, Spent
from regtrack_scrapers.platforms.model import Follow, ParseContext, Part
from regtrack_scrapers.platforms.registry import (
    PLATFORMS,
    judge_body,
    key_of,
    parse_snapshot,
    quota_of,
    unwrap_text,
)
from regtrack_scrapers.snapshots import SnapshotStore

if TYPE_CHECKING:
    from scrapy.http import Response
    from twisted.python.failure import Failure

Out = Record | scrapy.Request
_ACCEPT = {
    "json": "application/json",
    "html": "text/html",
    "pdf": "application/pdf",
    "xml": "application/xml;q=0.9",
    "text": "text/plain;q=0.9",
    "office": "application/msword;q=0.8",
}


class SourceSpider(scrapy.Spider):
    """Crawls many sources, one request in flight per host.

    `specs` are the sources, or the name of a JSON file with a list of them; `store` is the folder
    of snapshots. Both come from the crawl's child; by hand:
    `scrapy crawl page -a specs=FILE -s SNAPSHOTS=FOLDER -s SPOOL=FILE`."""

    name = "batch"
    #: Only sources of this platform; None for all.
    only: str | None = None

    def __init__(
        self, specs: Iterable[SourceSpec] | str = (), store: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        if isinstance(specs, str):
            rows = json.loads(Path(specs).read_text(encoding="utf-8"))
            specs = [SourceSpec.from_json(row) for row in rows]
        self.specs = [s for s in specs if self.only in (None, s.platform)]
        self.closed_hosts: set[str] = set()
        self._folder = store

    @property
    def store(self) -> SnapshotStore:
        """Where bodies go before anything looks into them."""
        return SnapshotStore(self._folder or self.settings["SNAPSHOTS"])

    async def start(self) -> AsyncIterator[Any]:
        """The first requests of every source."""
        if self._folder is None and not self.settings.get("SNAPSHOTS"):
            raise CloseSpider("no folder for snapshots: pass -s SNAPSHOTS=FOLDER")
        requests: list[scrapy.Request] = []
        for spec in self.specs:
            job = SourceJob(spec, spec.validators)
            platform = PLATFORMS[spec.platform]
            follows = platform.start(spec)
            missing = missing_key(key_of(spec), follows)
            if missing:
                job.stats["faults"] += 1
                yield FaultRecord(spec.key, FaultKind.BLOCKED, missing, url=spec.url)
                yield job.finish()
                continue
            first = list(self._requests(job, follows))
            requests += [r for r in first if isinstance(r, scrapy.Request)]
            for record in (r for r in first if not isinstance(r, scrapy.Request)):
                yield record
            if not follows:
                yield job.finish()
        for request in _by_turns(requests):
            yield request

    def received(self, response: Response, job: SourceJob, follow: Follow) -> Iterator[Out]:
        """A response came, of whatever status."""
        job.stats["requests"] += 1
        job.stats["bytes"] += len(response.body)
        answer = _answer(response, follow.url)
        if answer.status == 304:
            yield from self._unchanged(job, follow)
        else:
            yield from self._kept(answer, job, follow)
        yield from job.settle(follow.url)

    def failed(self, failure: Failure) -> Iterator[Out]:
        """No usable response came."""
        request: Any = failure.request  # type: ignore[attr-defined]  # set by Scrapy
        job: SourceJob = request.cb_kwargs["job"]
        follow: Follow = request.cb_kwargs["follow"]
        error = failure.value
        kind = FaultKind.BLOCKED if isinstance(error, Refused) else FaultKind.FETCH_FAILED
        kind = FaultKind.QUOTA_SPENT if isinstance(error, Spent) else kind
        message = str(error) if isinstance(error, Refused) else f"{type(error).__name__}: {error}"
        message = hide(message, self._secrets())
        yield from job.fault(follow, Fault(kind, message[:400], _wait(error)), None)
        yield from job.settle(follow.url)

    def _kept(self, answer: Answer, job: SourceJob, follow: Follow) -> Iterator[Out]:
        at = now()
        fault = find_fault(answer, follow.accept, at, follow.nothing)
        fault = fault or judge_body(job.spec.platform, answer.body, follow)
        old = last_good(self.store, job.known(follow.url))
        if fault is None and old is not None and says_the_same(old, answer, exact=follow.exact):
            yield from self._unchanged(job, follow)
            return
        if fault is None and old is not None:
            fault = unlike(old, answer, job.spec, follow, at)
        snapshot = keep(self.store, answer, follow, at, job.spec.key, fault)
        sha256 = snapshot.sha256
        yield snapshot
        if fault is not None:
            if fault.kind is FaultKind.BLOCKED:
                self.closed_hosts.add(host_of(answer.url))
            yield from job.fault(follow, fault, sha256)
            return
        job.stats["snapshots"] += 1
        if follow.role == "text":
            yield from self._text(answer, job, follow, sha256, at)
            return
        yield from self._parsed(job, follow, answer.body, sha256, at, answer.media_type)

    def _text(
        self, answer: Answer, job: SourceJob, follow: Follow, sha256: str, at: dt.datetime
    ) -> Iterator[Out]:
        """A text came; one inside another body is stored under its own name as well."""
        found = unwrap_text(job.spec.platform, answer.body, follow)
        media_type = answer.media_type
        if isinstance(found, Fault):
            yield from job.fault(follow, found, sha256)
            return
        if found is not None:
            body, media_type = found
            sha256 = self.store.put(body)
            yield SnapshotRecord(
                sha256, follow.url, at, 200, media_type, len(body), "text", source=job.spec.key
            )
        job.text_came(follow.url, sha256, at, media_type, follow.public)

    def _parsed(
        self,
        job: SourceJob,
        follow: Follow,
        body: bytes,
        sha256: str,
        at: dt.datetime,
        media_type: str,
    ) -> Iterator[Out]:
        context = ParseContext(
            job.spec, follow.url, follow.role, sha256, at, media_type, follow.carry
        )
        parsed = parse_snapshot(job.spec.platform, body, context)
        for fault in parsed.faults:
            job.stats["faults"] += 1
            yield fault
        yield from self._parts(job, parsed.parts, at)
        yield from job.hold(parsed.documents, {f.url for f in parsed.follow if f.role == "text"})
        yield from self._requests(job, parsed.follow)

    def _parts(
        self, job: SourceJob, parts: Iterable[Part], at: dt.datetime
    ) -> Iterator[SnapshotRecord]:
        """Keep the texts that stand inside an answer; those that are known are kept already."""
        for part in parts:
            sha256 = self.store.put(part.body)
            if job.known(part.url).sha256 != sha256:
                size = len(part.body)
                yield SnapshotRecord(
                    sha256, part.url, at, 200, part.media_type, size, "part", source=job.spec.key
                )

    def _unchanged(self, job: SourceJob, follow: Follow) -> Iterator[Out]:
        """Nothing new here; pages behind an unchanged list may be new all the same, and a text
        that could not be had last time is asked for again."""
        job.stats["unchanged"] += 1
        known = job.known(follow.url)
        if follow.role == "text":
            if known.sha256:
                job.text_came(follow.url, known.sha256, None, "", follow.public)
            return
        body = last_good(self.store, known)
        if follow.role == "page" or known.sha256 is None or body is None:
            return
        at = now()
        context = ParseContext(
            job.spec, follow.url, follow.role, known.sha256, at, carry=follow.carry
        )
        parsed = parse_snapshot(job.spec.platform, body, context)
        wanted = [f for f in parsed.follow if f.role != "text" or not job.known(f.url).sha256]
        texts = {f.url for f in wanted if f.role == "text"}
        late = [d for d in parsed.documents if any(t.url in texts for t in d.texts)]
        yield from job.hold(late, texts)
        yield from self._requests(job, wanted)

    def _requests(self, job: SourceJob, follows: Iterable[Follow]) -> Iterator[Out]:
        """What to send; nothing for an address whose bytes are at hand and cannot be others."""
        new = [follow for follow in follows if job.expect(follow.url)]
        for follow in new:
            known = job.known(follow.url).sha256
            if follow.lasting and known is not None and self.store.has(known):
                yield from self._unchanged(job, follow)
                yield from job.settle(follow.url)
            else:
                yield self._request(job, follow)

    def _request(self, job: SourceJob, follow: Follow) -> scrapy.Request:
        headers = {"Accept": ", ".join(_ACCEPT[family] for family in follow.accept)}
        known = job.known(follow.url)
        kept = known.sha256 is not None and self.store.has(known.sha256)
        if known.etag and kept:
            headers["If-None-Match"] = known.etag
        if known.last_modified and kept:
            headers["If-Modified-Since"] = known.last_modified
        key = key_of(job.spec)
        secret = secret_for(key, follow)
        metered = (key, quota_of(job.spec)) if secret.values else None
        return scrapy.Request(
            follow.url,
            headers={**headers, **secret.headers},
            callback=self.received,
            errback=self.failed,
            dont_filter=True,
            cb_kwargs={"job": job, "follow": follow},
            meta={"secret": secret, "metered": metered},
        )

    def _secrets(self) -> list[str]:
        named = {key.variable for key in map(key_of, self.specs) if key is not None}
        return [value for name in named if (value := os.environ.get(name))]


def _by_turns(requests: Iterable[scrapy.Request]) -> list[scrapy.Request]:
    """One request of every host, then the next of every host: a host with many sources does not
    fill the downloader while others stand idle."""
    seen: Counter[str] = Counter()
    turns = []
    for request in requests:
        host = host_of(request.url)
        seen[host] += 1
        turns.append((seen[host], request))
    return [request for _, request in sorted(turns, key=lambda turn: turn[0])]


def _wait(error: object) -> float | None:
    return error.seconds if isinstance(error, Spent) else None


def _answer(response: Response, asked: str) -> Answer:
    headers = {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }
    broken = "dataloss" in response.flags
    return Answer(asked, response.url, response.status, headers, response.body, broken)
