"""Where an instrument stands: ten real bills read by hand, and what holds for every record."""

from __future__ import annotations

import datetime as dt
import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stage_records import LATER, code, record, told

from regtrack.contract import DocumentRecord
from regtrack.domain.instruments import Stage
from regtrack.reading.stages import (
    current_stage,
    is_law,
    stage_changes,
    stage_events,
)
from regtrack_scrapers.platforms.openstates_bill import bill_record

CAPTURES = Path(__file__).resolve().parents[3] / "shared" / "captures"

# What a reader lists who opens the record of the bill: (folder, changes, codebook stage, law).
REAL: tuple[tuple[str, tuple[str, ...], tuple[str, str], bool], ...] = (
    (
        "ks/2025-2026_SB430",
        (
            "2026-01-30 introduced",
            "2026-02-02 in_committee",
            "2026-02-18 passed_one_chamber",
            "2026-04-10 passed_both",
            "2026-04-17 to_governor",
            "2026-04-27 enacted",
        ),
        ("signed", "2026-04-27"),
        True,
    ),
    (
        "fl/2026_SB432",
        (
            "2025-11-07 introduced",
            "2025-12-01 in_committee",
            "2026-03-04 passed_one_chamber",
            "2026-03-09 passed_both",
            "2026-06-09 to_governor",
            "2026-06-16 enacted",
        ),
        ("chaptered", "2026-06-17"),
        True,
    ),
    (
        "ky/2026RS_HB757",
        (
            "2026-02-25 introduced",
            "2026-02-25 in_committee",
            "2026-03-11 passed_one_chamber",
            "2026-04-01 passed_both",
            "2026-04-02 to_governor",
            "2026-04-13 enacted",  # but for the vetoed lines
            "2026-04-14 enacted",  # with them
        ),
        ("chaptered", "2026-04-14"),
        True,
    ),
    (
        "ut/2026_SB45",
        (
            "2026-01-20 introduced",
            "2026-01-20 in_committee",
            "2026-02-18 passed_one_chamber",
            "2026-03-04 passed_both",
            "2026-03-13 to_governor",
            "2026-03-26 enacted",
        ),
        ("signed", "2026-03-26"),
        True,
    ),
    (
        "mn/2025-2026_HF3453",
        (
            "2026-02-19 in_committee",
            "2026-04-20 passed_one_chamber",
            "2026-04-23 passed_both",
            "2026-05-04 to_governor",
            "2026-05-05 enacted",
        ),
        ("chaptered", "2026-05-05"),
        True,
    ),
    (
        "ne/109_LB230",
        (
            "2025-01-14 introduced",
            "2025-01-16 in_committee",
            "2025-05-14 passed_both",
            "2025-05-14 to_governor",
            "2025-05-15 enacted",
        ),
        ("signed", "2025-05-15"),
        True,
    ),
    (
        "az/57th-2nd-regular_HB2415",
        (
            "2026-01-15 introduced",
            "2026-02-26 passed_one_chamber",
            "2026-05-05 passed_both",
        ),
        ("passed_both", "2026-05-05"),
        False,
    ),
    (
        "tn/114_HJR0147",
        (
            "2025-02-06 introduced",
            "2025-02-10 in_committee",
            "2025-04-07 passed_one_chamber",
            "2025-04-22 passed_both",
            "2025-04-29 to_governor",
            "2025-05-02 to_governor",  # signed, and no law
        ),
        ("signed", "2025-05-02"),
        False,
    ),
    (
        "ri/2026_HB8501",
        (
            "2026-05-01 in_committee",
            "2026-05-19 passed_one_chamber",
            "2026-06-11 passed_both",
            "2026-06-18 to_governor",
            "2026-06-23 enacted",
        ),
        ("signed", "2026-06-23"),
        True,
    ),
    (
        "mt/2025_HB407",
        ("2025-02-06 introduced", "2025-02-06 in_committee", "2025-05-20 failed"),
        ("failed", "2025-05-20"),
        False,
    ),
)


def captured(*parts: str) -> DocumentRecord:
    path = CAPTURES.joinpath(*parts)
    if not path.is_file():
        pytest.skip("the captures of ../shared are not on this machine")
    return bill_record(json.loads(path.read_text(encoding="utf-8")), source="t")


@pytest.mark.parametrize(("folder", "changes", "stage", "law"), REAL, ids=[r[0] for r in REAL])
def test_a_real_bill_goes_the_way_its_reader_lists(
    folder: str, changes: tuple[str, ...], stage: tuple[str, str], law: bool
) -> None:
    bill = captured("openstates-govbot", *folder.split("/"), "metadata.json")
    assert tuple(told(bill)) == changes
    assert code(bill) == stage
    assert is_law(stage_events(bill), LATER) is law


def test_a_record_that_flaps_keeps_its_keys() -> None:
    folder = CAPTURES / "openstates-govbot-history" / "fl" / "2026_SB432"
    if not folder.is_dir():
        pytest.skip("the captures of ../shared are not on this machine")
    versions = [captured(*p.relative_to(CAPTURES).parts) for p in sorted(folder.iterdir())]
    keys = [{e.key for e in stage_events(v)} for v in versions]
    assert [len(v.actions) for v in versions[:4]] == [1, 2, 1, 2]
    assert keys[0] < keys[1]
    assert keys[2] == keys[0]
    assert keys[3] == keys[1]
    assert all(earlier <= keys[-1] for earlier in keys)


ROWS = (
    "lower [introduction] Introduced",
    "lower [referral-committee] Referred to Health",
    "lower Reported favorably",
    "lower [passage] Third reading, passed",
    "upper [referral-committee] Referred to Judiciary",
    "upper [failure] Third reading, failed to pass",
    "upper Reconsidered",
    "upper [passage] Third reading, passed as amended",
    "lower House concurs with Senate amendments",
    "legislature [enrolled] Enrolled",
    "executive [executive-receipt] Presented to Governor",
    "executive [executive-veto] Vetoed by Governor",
    "lower Veto overridden",
    "upper Veto overridden",
    "legislature Chapter No. 2026-148",
    "lower Effective date 08/01/2026",
    "lower Died in Committee",
    "lower Withdrawn from Calendar",
)
histories = st.lists(st.sampled_from(ROWS), min_size=1, max_size=14).map(
    lambda rows: [f"{dt.date(2026, 1, 1) + dt.timedelta(n)} {text}" for n, text in enumerate(rows)]
)


@given(histories, st.randoms(use_true_random=False))
def test_the_order_of_a_fully_dated_record_does_not_matter(
    rows: list[str], dice: random.Random
) -> None:
    shuffled = list(rows)
    dice.shuffle(shuffled)
    assert stage_events(record(*shuffled)) == stage_events(record(*rows))


@given(histories, st.integers(0, 14))
def test_keys_are_unique_and_a_prefix_gives_a_subset_of_them(rows: list[str], cut: int) -> None:
    keys = [e.key for e in stage_events(record(*rows))]
    assert len(keys) == len(set(keys))
    assert {e.key for e in stage_events(record(*rows[:cut]))} <= set(keys)


@given(histories)
def test_what_was_true_on_a_day_stays_true_when_more_happens(rows: list[str]) -> None:
    whole = stage_events(record(*rows))
    for cut in range(1, len(rows)):
        on = dt.date(2026, 1, 1) + dt.timedelta(cut - 1)
        assert current_stage(whole, on) == current_stage(stage_events(record(*rows[:cut])), on)
    enacted = [e.stage for e in stage_changes(whole)]
    if Stage.ENACTED in enacted:
        assert set(enacted[enacted.index(Stage.ENACTED) :]) == {Stage.ENACTED}
