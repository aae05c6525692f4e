"""A source that is one address: the body that its probe brought is all that a crawl would bring.

Asking a second time would be impolite, and a child process for one page slow (docs/adr/0020)."""

from __future__ import annotations

from regtrack.contract import Record
from regtrack.runner.probe_result import SourceProbe
from regtrack.runner.snapshots import SnapshotStore
from regtrack_scrapers.drift import unlike
from regtrack_scrapers.job import SourceJob
from regtrack_scrapers.kept import keep, last_good
from regtrack_scrapers.platforms.model import ParseContext
from regtrack_scrapers.platforms.registry import PLATFORMS, parse_snapshot


def whole_answer(probe: SourceProbe, store: SnapshotStore) -> tuple[Record, ...] | None:
    """The records of a changed source whose one page the probe has; None where it must be crawled:
    it has other addresses, or the page leads to some."""
    spec = probe.spec
    follows = PLATFORMS[spec.platform].start(spec)
    result = probe.results[-1] if probe.results else None
    if result is None or result.answer is None or len(follows) != 1 or follows[0].role != "page":
        return None
    follow, answer = follows[0], result.answer
    old = last_good(store, spec.validators.get(follow.url))
    if old is not None and unlike(old, answer, spec, follow, result.at) is not None:
        return None  # the crawl tells what is wrong with it
    snapshot = keep(store, answer, follow, result.at, spec.key)
    context = ParseContext(
        spec,
        follow.url,
        follow.role,
        snapshot.sha256,
        result.at,
        answer.media_type,
        follow.carry,
    )
    parsed = parse_snapshot(spec.platform, answer.body, context)
    if parsed.follow or parsed.parts:
        return None
    job = SourceJob(spec, spec.validators)
    job.stats.update(requests=result.requests, bytes=result.received, snapshots=1)
    job.stats["faults"] += len(parsed.faults)
    documents = tuple(job.hold(parsed.documents, set()))
    return snapshot, *parsed.faults, *documents, job.finish()
