"""A sample of the recorded official texts, when they are at hand beside the repository."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

import pytest

from regtrack.domain.errors import UnreadableText
from regtrack.runner.extraction import extract

CAPTURES = Path(__file__).resolve().parents[4] / "shared" / "captures" / "openstates-govbot"
HELD_OUT = {"mi", "mo", "nj", "oh", "sd"}
WORD = re.compile(r"[^\W\d_]{3,}")
#: One file of each publisher and format; the text beside it was taken out by another program.
SAMPLE = [
    "az/57th-2nd-regular_HB2415/files/HB2415S_Senate_Engrossed_Version_04212026.htm",
    "az/57th-2nd-regular_HB2415/files/bill_content_SENATE_Bolick_flr_amend_ref_Bill_adopted.pdf",
    "ky/2026RS_HB9/files/bill_CurrentFinal.pdf",
    "ri/2026_SB2457/files/S2457A_2457_SUB_A.pdf",
    "tx/892_HB6/files/HB00006I_Introduced.HTM",
    "ut/2026_SB45/files/CP_SB0045S01_To_SB0045S02_Comparison_to_Sub_1.pdf",
    "ia/2025-2026_HF2133/files/H8168_Amendment_H_8168.pdf",
]

pytestmark = pytest.mark.skipif(
    not CAPTURES.is_dir(), reason="the recorded texts (../shared/captures) are not here"
)


@pytest.mark.parametrize("name", SAMPLE)
def test_no_words_are_lost(name: str) -> None:
    path = CAPTURES / name
    text = extract(path.read_bytes(), name=path.name)
    ours = Counter(w.lower() for w in WORD.findall("".join(r.text for r in text.runs)))
    other = path.with_name(path.stem + "_extracted.txt").read_text(errors="replace")
    theirs = Counter(w.lower() for w in WORD.findall(other.partition("=====\n")[2]))
    lost = theirs - ours
    # Running headers, footers and hidden words are left out on purpose.
    assert sum(lost.values()) < 0.05 * sum(theirs.values()), lost.most_common(9)
    assert sum((ours - theirs).values()) < 0.01 * sum(theirs.values())
    assert text.marked


def test_damaged_kansas_files_are_unreadable() -> None:
    for path in sorted(CAPTURES.glob("ks/*/files/*.pdf")):
        with pytest.raises(UnreadableText, match="no readable text"):
            extract(path.read_bytes(), name=path.name)


def test_utah_enrolled_act_has_its_limit_live_and_its_old_one_struck() -> None:
    path = CAPTURES / "ut/2026_SB45/files/SB0045_Enrolled.xml"
    live = extract(path.read_bytes(), name=path.name).live
    assert "does not contain 7-hydroxymitragynine at a level greater than 0.4%" in live
    assert "alkaloid fraction that is greater than 2%" not in live


def test_speed() -> None:
    began, size = time.process_time(), 0
    for path in sorted(CAPTURES.glob("*/*/files/*")):
        if path.parts[-4] in HELD_OUT or time.process_time() - began > 20:
            continue
        data = path.read_bytes()
        size += len(data)
        try:
            extract(data, name=path.name)
        except UnreadableText:
            continue
    assert size / 1e6 / (time.process_time() - began) > 0.6, "31 MB must be read in a minute"
