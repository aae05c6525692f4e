"""A history that lost a row: what its other rows told stays told."""

from __future__ import annotations

from records import Desk, bill
from regtrack.domain.changes import ChangeKind

ROWS = (
    ("2026-02-10", "introduced"),
    ("2026-02-20", "upper"),
    ("2026-02-25", "committee"),
    ("2026-03-10", "lower"),
)


def test_a_lost_passage_sets_no_later_row_back(desk: Desk) -> None:
    desk.take(bill(ROWS))
    before = desk.changes(ChangeKind.STAGE)
    assert desk.take(bill([row for row in ROWS if row[1] != "upper"])).changes == []
    assert desk.changes(ChangeKind.STAGE) == before


def test_a_row_that_is_told_otherwise_in_a_whole_history_counts(desk: Desk) -> None:
    desk.take(bill(ROWS))
    outcome = desk.take(bill([*ROWS, ("2026-03-20", "governor")]))
    assert [c.stage for c in outcome.changes if c.stage] == ["to_governor"]
