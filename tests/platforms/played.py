"""A source played from its recordings without processes or sockets: what its parser hands over."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

from regtrack.contract import DocumentRecord, FaultKind, FaultRecord, SourceSpec
from regtrack.replay import Recordings
from regtrack.runner.sources_file import load
from regtrack_scrapers.faults import Answer, Fault, find_fault
from regtrack_scrapers.job import SourceJob
from regtrack_scrapers.platforms.model import Follow, ParseContext
from regtrack_scrapers.platforms.registry import (
    PLATFORMS,
    judge_body,
    parse_snapshot,
    unwrap_text,
)

HERE = Path(__file__).resolve().parent
AT = dt.datetime(2026, 10, 20, 12, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Look:
    """What one look at one source handed over, and what it asked for."""

    documents: list[DocumentRecord]
    faults: list[FaultRecord]
    asked: list[str]
    bodies: dict[str, bytes]

    @property
    def kinds(self) -> list[str]:
        """The faults by kind."""
        return [str(f.kind) for f in self.faults]


def sources(platform: str, case: str = "normal") -> dict[str, SourceSpec]:
    """The sources of a platform that are under test in a case, by key."""
    own = HERE / platform / case / "sources.toml"
    path = own if own.exists() else HERE / platform / "sources.toml"
    return {s.key: s for s in load(path)}


def look(
    spec: SourceSpec,
    case: str | Path,
    day: int = 1,
    at: dt.datetime = AT,
) -> Look:
    """Look at a source once, as it stood on a day of a case, or of a folder of recordings."""
    folder = case if isinstance(case, Path) else HERE / spec.platform / case
    return _Player(spec, Recordings(folder), day, at).run()


class _Player:
    def __init__(self, spec: SourceSpec, recordings: Recordings, day: int, at: dt.datetime):
        self.spec, self.recordings, self.day, self.at = spec, recordings, day, at
        self.job = SourceJob(spec, {})
        self.records: list[Any] = []
        self.asked: list[str] = []
        self.bodies: dict[str, bytes] = {}

    def run(self) -> Look:
        waiting: deque[Follow] = deque()
        self._ask(PLATFORMS[self.spec.platform].start(self.spec), waiting)
        while waiting:
            follow = waiting.popleft()
            self.asked.append(follow.url)
            self.records += self._answered(follow, waiting)
            self.records += self.job.settle(follow.url)
        documents = [r for r in self.records if isinstance(r, DocumentRecord)]
        faults = [r for r in self.records if isinstance(r, FaultRecord)]
        return Look(documents, faults, self.asked, self.bodies)

    def _ask(self, follows: tuple[Follow, ...], waiting: deque[Follow]) -> None:
        waiting.extend(f for f in follows if self.job.expect(f.url))

    def _answered(self, follow: Follow, waiting: deque[Follow]) -> Iterator[Any]:
        found = self.recordings.find(urldefrag(follow.url)[0], self.day)
        if found is None:
            fault = Fault(FaultKind.LAYOUT_CHANGED, "answered 404: the address is gone")
            yield from self.job.fault(follow, fault, None)
            return
        body, kind = found.body, found.media_type
        answer = Answer(follow.url, follow.url, found.status, {"content-type": kind}, body)
        wrong = find_fault(answer, follow.accept, self.at, follow.nothing)
        wrong = wrong or judge_body(self.spec.platform, body, follow)
        sha256 = self._kept(body)
        if wrong is not None:
            yield from self.job.fault(follow, wrong, sha256)
        elif follow.role == "text":
            yield from self._text(follow, body, kind)
        else:
            yield from self._parsed(follow, body, sha256, waiting)

    def _kept(self, body: bytes) -> str:
        sha256 = hashlib.sha256(body).hexdigest()
        self.bodies[sha256] = body
        return sha256

    def _text(self, follow: Follow, body: bytes, kind: str) -> Iterator[Any]:
        inside = unwrap_text(self.spec.platform, body, follow)
        if isinstance(inside, Fault):
            yield from self.job.fault(follow, inside, None)
            return
        body, kind = inside or (body, kind)
        sha256 = self._kept(body)
        self.job.text_came(follow.url, sha256, self.at, kind, follow.public)

    def _parsed(
        self, follow: Follow, body: bytes, sha256: str, waiting: deque[Follow]
    ) -> Iterator[Any]:
        context = ParseContext(
            self.spec, follow.url, follow.role, sha256, self.at, "", follow.carry
        )
        parsed = parse_snapshot(self.spec.platform, body, context)
        yield from parsed.faults
        for part in parsed.parts:
            self._kept(part.body)
        texts = {f.url for f in parsed.follow if f.role == "text"}
        yield from self.job.hold(parsed.documents, texts)
        self._ask(parsed.follow, waiting)
