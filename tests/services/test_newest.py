"""Which of several texts of one bill is the newest."""

from __future__ import annotations

import datetime as dt

import pytest

from regtrack.contract import TextRecord
from regtrack.domain.dates import PartialDate
from regtrack.domain.instruments import VersionRole
from regtrack.domain.observations import Observation, TextRead
from regtrack.services.listing import newest_read
from regtrack.services.newest import as_read

_P, _F = VersionRole.PROPOSAL, VersionRole.FINAL


def record(
    note: str, role: VersionRole = _P, on: str | None = None, kind: str = "text/html"
) -> TextRecord:
    dated = PartialDate(on) if on else None
    return TextRecord(f"{note}|{kind}", role, note, dated, media_type=kind)


@pytest.mark.parametrize(
    ("texts", "first"),
    [
        ([record("Introduced"), record("Substitute #1"), record("Substitute #2")], "Substitute #2"),
        ([record("Enrolled", _F), record("Amended")], "Enrolled"),
        ([record("B", on="2026-03-02"), record("A", on="2026-02-01")], "B"),
        ([record("Old", on="2026-03-02"), record("Undated")], "Old"),
    ],
)
def test_final_first_then_the_date_then_the_order_of_the_record(
    texts: list[TextRecord], first: str
) -> None:
    assert as_read(texts)[0].note == first


def test_of_the_formats_of_one_text_the_marked_one_is_tried_first() -> None:
    texts = [record("Engrossed", kind="application/pdf"), record("Engrossed", kind="text/html")]
    assert [t.media_type for t in as_read(texts)] == ["text/html", "application/pdf"]


def _read(
    version: str, *, readable: bool = True, role: VersionRole = _P, order: int = 0
) -> Observation:
    claim = TextRead(version, role, "rules@1", readable=readable, order=order)
    return Observation(
        version,
        "ocd-division/country:us/state:zz",
        claim,
        dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        version=version,
    )


def test_of_what_was_read_a_title_counts_only_where_there_is_no_text() -> None:
    title, old, new = _read("i/title"), _read("v1"), _read("v2", order=1)
    assert newest_read([title]) is title
    assert newest_read([old, new, title]) is new
    assert newest_read([old, _read("v3", readable=False), title]) is old
    assert newest_read([_read("v0", role=_F), new]).version == "v0"  # type: ignore[union-attr]
    assert newest_read([]) is None
