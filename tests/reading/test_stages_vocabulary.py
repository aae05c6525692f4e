"""The wording of every legislature, each on a bill that has come so far."""

from __future__ import annotations

import pytest
from stage_records import code, record
from stage_vocabulary import VOCABULARY, Wording

from regtrack.contract import DocumentRecord

_FILED = ("2026-01-05 lower Introduced",)
_COMMITTEE = (*_FILED, "2026-01-06 lower Referred to the Committee on Health")
_ONE = (*_COMMITTEE, "2026-02-01 lower [passage] Read third time and passed")
_BOTH = (*_ONE, "2026-02-20 upper [passage] Read third time and passed")
_GOVERNOR = (*_BOTH, "2026-02-25 executive [executive-receipt] Presented to the Governor")
_COUNCIL = (*_COMMITTEE, "2026-02-20 legislature [passage] Final Reading, Approved by the Council")
_BASES = {
    "filed": _FILED,
    "committee": _COMMITTEE,
    "one": _ONE,
    "both": _BOTH,
    "governor": _GOVERNOR,
    "council": _COUNCIL,
}
_CHAMBERS = {"l": "lower", "u": "upper", "e": "executive", "j": "legislature"}
_LAW = ("signed", "became_law_without_signature", "chaptered")


def _bill(wording: Wording, rows: tuple[str, ...]) -> DocumentRecord:
    dated = [
        f"2026-07-{day:02} {_CHAMBERS[text[0]]} {text[2:]}" for day, text in enumerate(rows, 1)
    ]
    place = "district:dc" if wording.place == "dc" else f"state:{wording.place}"
    return record(*_BASES[wording.base], *dated, place=place)


@pytest.mark.parametrize(
    "wording", VOCABULARY, ids=[f"{w.place}: {w.rows[-1][2:60]}" for w in VOCABULARY]
)
def test_wording(wording: Wording) -> None:
    stage, date = code(_bill(wording, wording.rows))
    assert stage == wording.stage
    before = code(_bill(wording, ()))[1]
    if wording.dated_by:
        assert date is not None
        assert date > "2026-02-25"
    else:
        assert date == before


def test_every_state_that_has_no_recording_is_in_the_table() -> None:
    assert len(VOCABULARY) > 150
    assert len({w.place for w in VOCABULARY}) >= 30
