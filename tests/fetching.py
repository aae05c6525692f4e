"""What the tests of fetching share: the project's recordings and settings without pauses."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from regtrack.contract import FaultRecord, Record, SnapshotRecord, SourceSpec, Validators
from regtrack.paths import data_folder
from regtrack.runner.fetch_settings import FetchSettings
from regtrack_scrapers.faults import Answer, Fault, find_fault
from regtrack_scrapers.platforms.model import Follow, ParseContext, Parsed
from regtrack_scrapers.platforms.registry import judge_body, parse_snapshot, unwrap_text

RECORDINGS = data_folder() / "recordings"
RANKIN = (
    "https://www2.rankincounty.org/ordinances/"
    "prohibiting-use-sale-distribution-synthetic-products-kratom.html"
)
OHIO = "https://codes.ohio.gov/ohio-administrative-code/rule-4729:9-1-01.1"


def quick(base: str, **changes: float | int) -> FetchSettings:
    """Settings for a replay server: no delay, short limits."""
    settings = FetchSettings(delay=0.0, timeout=10.0, wall=60.0, replay=base)
    return replace(settings, **changes)  # type: ignore[arg-type]  # by field name


def page(url: str = RANKIN, key: str = "page-one", **options: object) -> SourceSpec:
    """A watched page."""
    return SourceSpec(
        key, "page", url, "ocd-division/country:us/state:ms", "Somebody", options=options
    )


def learned(records: Iterable[Record]) -> Mapping[str, Validators]:
    """The validators that the core would commit with these records."""
    return {
        r.url: Validators(r.etag, r.last_modified, r.sha256)
        for r in records
        if isinstance(r, SnapshotRecord) and r.fault is None
    }


def received(
    spec: SourceSpec,
    follow: Follow,
    body: bytes,
    media_type: str,
    at: dt.datetime,
    *,
    status: int = 200,
    url: str = "",
) -> Parsed | Fault | tuple[bytes, str]:
    """What an answer is taken for, without a network: a fault, what its parser says, or the bytes
    and media type of a text. `url` is where redirects led."""
    answer = Answer(follow.url, url or follow.url, status, {"content-type": media_type}, body)
    fault = find_fault(answer, follow.accept, at, follow.nothing)
    fault = fault or judge_body(spec.platform, body, follow)
    if fault is not None:
        return fault
    if follow.role == "text":
        return unwrap_text(spec.platform, body, follow) or (body, answer.media_type)
    sha256 = hashlib.sha256(body).hexdigest()
    context = ParseContext(
        spec, follow.url, follow.role, sha256, at, answer.media_type, follow.carry
    )
    return parse_snapshot(spec.platform, body, context)


def fault_kinds(found: Parsed | Fault | tuple[bytes, str]) -> list[str]:
    """The faults of what `received` gave."""
    told: Iterable[Fault | FaultRecord] = ()
    if isinstance(found, Fault):
        told = (found,)
    elif isinstance(found, Parsed):
        told = found.faults
    return [str(f.kind) for f in told]
