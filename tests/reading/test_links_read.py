"""Words by which a text bears on another act, and those that only look like it."""

from __future__ import annotations

import pytest
from making import STATE, bill

from regtrack.reading.reader import read_text

_BAN = "A person shall not sell kratom."


def _links(words: str) -> list[tuple[str, str]]:
    return [(k.kind.value, k.target) for k in read_text(bill(_BAN, words), division=STATE).links]


@pytest.mark.parametrize(
    ("words", "link"),
    [
        ("Ordinance No. 25-031 is hereby repealed.", ("repeals", "Ordinance No. 25-031")),
        ("Ordinance No. 12, relating to kratom, is repealed in its entirety.",
         ("repeals", "Ordinance No. 12")),
        ("This order rescinds Executive Order 2026-09.", ("supersedes", "Executive Order 2026-09")),
        ("This order supersedes and replaces Emergency Order 26-2.",
         ("supersedes", "Emergency Order 26-2")),
        ("This rule renews Emergency Rule 64ER26-1 for 90 days.",
         ("renews", "Emergency Rule 64ER26-1")),
        ("This rule extends Emergency Rule 64ER26-1.", ("extends", "Emergency Rule 64ER26-1")),
        ("The department withdraws the proposed rule 26-114.",
         ("withdraws", "proposed rule 26-114")),
        ("The notice published at 81 FR 59929 is withdrawn.", ("withdraws", "81 FR 59929")),
        ("Act 2024-416 is amended.", ("amends", "Act 2024-416")),
    ],
)  # fmt: skip
def test_an_act_that_is_named(words: str, link: tuple[str, str]) -> None:
    assert link in _links(words)


@pytest.mark.parametrize(
    "words",
    [
        "The board may renew a license as provided by section 443.104.",
        "Funds may be withdrawn under Ordinance No. 12.",
        "Ordinance No. 12 requires a permit, and section 3 is repealed.",
        "Section 4 of Ordinance No. 12 is repealed.",
        "Ordinance No. 12 is repealed to the extent of a conflict with this act.",
        "Ordinance No. 12 is repealed effective July 1, 2029.",
        "Ordinance No. 12 is repealed if the DEA schedules kratom.",
        "Ordinance No. 12 is not repealed.",
        "All ordinances in conflict with this act are repealed.",
    ],
)
def test_words_that_end_no_named_act(words: str) -> None:
    ended = ("repeals", "supersedes", "withdraws", "renews")
    found = [target for kind, target in _links(words) if kind in ended]
    assert not [t for t in found if "Ordinance" in t or "443" in t]
