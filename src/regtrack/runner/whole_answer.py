"""A source that is one address: the body that its probe brought is all that a crawl would bring.

Asking a second time would be impolite, and a child process for one page slow (docs/adr/0020)."""

from __future__ import annotations

from regtrack.contract import Record, SnapshotRecord, SourceSpec
from regtrack.runner.probe_result import SourceProbe
from regtrack.runner.snapshots import DamagedSnapshotError, SnapshotStore
from regtrack_scrapers.drift import unlike
from regtrack_scrapers.job import SourceJob
from regtrack_scrapers.platforms.model import ParseContext
from regtrack_scrapers.platforms.registry import PLATFORMS, parse_snapshot


def _kept(spec: SourceSpec, url: str, store: SnapshotStore) -> bytes | None:
    known = spec.validators.get(url)
    try:
        return None if known is None or known.sha256 is None else store.get(known.sha256)
    except (KeyError, DamagedSnapshotError):
        return None


def whole_answer(probe: SourceProbe, store: SnapshotStore) -> tuple[Record, ...] | None:
    """The records of a changed source whose one page the probe has; None where it must be crawled:
    it has other addresses, or the page leads to some."""
    spec = probe.spec
    follows = PLATFORMS[spec.platform].start(spec)
    result = probe.results[-1] if probe.results else None
    if result is None or result.answer is None or len(follows) != 1 or follows[0].role != "page":
        return None
    follow, answer = follows[0], result.answer
    old = _kept(spec, follow.url, store)
    if old is not None and unlike(old, answer, spec, follow, result.at) is not None:
        return None  # the crawl tells what is wrong with it
    sha256 = store.put(answer.body)
    context = ParseContext(
        spec, follow.url, follow.role, sha256, result.at, answer.media_type, follow.carry
    )
    parsed = parse_snapshot(spec.platform, answer.body, context)
    if parsed.follow or parsed.parts:
        return None
    snapshot = SnapshotRecord(
        sha256=sha256,
        url=follow.url,
        retrieved_at=result.at,
        status=answer.status,
        media_type=answer.media_type,
        size=len(answer.body),
        role=follow.role,
        etag=answer.headers.get("etag"),
        last_modified=answer.headers.get("last-modified"),
        source=spec.key,
    )
    job = SourceJob(spec, spec.validators)
    job.stats.update(requests=result.requests, bytes=result.received, snapshots=1)
    job.stats["faults"] += len(parsed.faults)
    documents = tuple(job.hold(parsed.documents, set()))
    return snapshot, *parsed.faults, *documents, job.finish()
