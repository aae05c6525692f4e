"""What the tests of fetching share: the project's recordings and settings without pauses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from regtrack.contract import Record, SnapshotRecord, SourceSpec, Validators
from regtrack.paths import data_folder
from regtrack.runner.fetch_settings import FetchSettings

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
