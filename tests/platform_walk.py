"""Follows a source through recordings without a network: start, parse, follow."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

from regtrack.contract import DocumentRecord, FaultRecord, SourceSpec
from regtrack.replay.recordings import Recordings
from regtrack.runner.sources_file import load
from regtrack_scrapers.platforms.model import Follow, ParseContext, Parsed
from regtrack_scrapers.platforms.registry import PLATFORMS, parse_snapshot

FOLDER = Path(__file__).resolve().parent / "platforms"
AT = dt.datetime(2026, 10, 8, 14, tzinfo=dt.UTC)


def sources(platform: str) -> list[SourceSpec]:
    """The sources under test of a platform."""
    return load(FOLDER / platform / "sources.toml")


def look(
    spec: SourceSpec, recordings: Recordings, day: int = 1, at: dt.datetime = AT
) -> tuple[list[DocumentRecord], list[FaultRecord], list[str]]:
    """Documents, faults and the addresses that were asked, of one look at one source."""
    waiting: list[Follow] = list(PLATFORMS[spec.platform].start(spec))
    documents: list[DocumentRecord] = []
    faults: list[FaultRecord] = []
    asked: list[str] = []
    while waiting:
        follow = waiting.pop(0)
        if follow.url in asked:
            continue
        asked.append(follow.url)
        if follow.role == "text":
            continue
        parsed = answer(spec, follow, recordings, day, at)
        documents += parsed.documents
        faults += parsed.faults
        waiting += parsed.follow
    return documents, faults, asked


def answer(
    spec: SourceSpec, follow: Follow, recordings: Recordings, day: int, at: dt.datetime
) -> Parsed:
    """What a parser makes of the recording of an address."""
    found = recordings.find(follow.url.partition("#")[0], day)
    assert found is not None, f"{spec.key}: not recorded: {follow.url}"
    context = ParseContext(
        spec, follow.url, follow.role, hashlib.sha256(found.body).hexdigest(), at,
        found.media_type, follow.carry,
    )  # fmt: skip
    return parse_snapshot(spec.platform, found.body, context)


def seen(
    platform: str, key: str, case: str = "normal", day: int = 1
) -> tuple[list[DocumentRecord], list[FaultRecord], list[str]]:
    """Documents, faults and addresses asked, of one look at one source in a case."""
    spec = next(s for s in sources(platform) if s.key == key)
    return look(spec, Recordings(FOLDER / platform / case), day)


def parse_one(
    spec: SourceSpec, body: bytes, url: str, role: str = "detail", **carry: Any
) -> Parsed:
    """What a parser makes of a body."""
    sha256 = hashlib.sha256(body).hexdigest()
    context = ParseContext(spec, url, role, sha256, AT, carry=carry)
    return parse_snapshot(spec.platform, body, context)


def body_of(platform: str, name: str, case: str = "normal", day: int = 1) -> bytes:
    """The recorded bytes of a name."""
    return next((FOLDER / platform / case / f"day{day}" / name).glob("body.*")).read_bytes()
