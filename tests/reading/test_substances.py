"""Names in every spelling, longest first, none inside another word."""

from __future__ import annotations

import pytest

from regtrack.domain.substances import Substance
from regtrack.reading.limits import find_limits
from regtrack.reading.substances import find_mentions, names_any

K, S, A = Substance.KRATOM, Substance.SEVEN_OH, Substance.ANALOGUES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mitragyna speciosa Korth.", [K]),
        ("kratom", [K]),
        ("KRATOM-containing", [K]),
        ("mitragynine", [K]),
        ("7-hydroxymitragynine", [S]),
        ("7 hydroxymitragynine", [S]),
        ("7-hydroxy-mitragynine", [S]),
        ("7- hydroxymitragynine", [S]),
        ("7-Hydroxymitragine", [S]),
        ("Hydroxymitragynine", [S]),
        ("mitragynine-7-hydroxy", [S]),
        ("7-OH", [S]),
        ("7-OH-MIT", [S]),
        ("mitragynine pseudoindoxyl", [A]),
        ("MGM-15 and MGM-16", [A, A]),
        ("dihydro-7-hydroxymitragynine", [A]),
        ("synthetic kratom alkaloids", [A]),
        ("7-hidroximitraginina, mitraginina", [S, K]),
        ("7-hydroximitragynin", [S]),
        ("mitragüniin ja 7-hüdroksümitragüniin", [K, S]),
        ("кратом", [K]),
        ("7-히드록시미트라지닌, 미트라지닌", [S, K]),
        ("demokratom", []),
        ("skratom", []),
        ("nonkratom and non-kratom substances", []),
        ("7-OH-THC", []),
        ("Mitragyna parvifolia", []),
    ],
)
def test_names(text: str, expected: list[Substance]) -> None:
    assert [m.substance for m in find_mentions(text)] == expected
    if expected:
        assert names_any(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a level of 7-hydroxymitragynine in the alkaloid fraction that is greater than two percent"
         " (2%) of the overall alkaloid composition of the product",
         "<= 2 % overall alkaloid composition"),
        ("7-hydroxymitragynine at a level greater than .4% of the total kratom alkaloid"
         " composition",
         "<= 0.4 % total kratom alkaloid composition"),
        ("above 400 parts per million on a dry-weight basis", "<= 400 ppm dry-weight basis"),
        ("greater than 1 mg 7-hydroxymitragynine per serving", "<= 1 mg per serving"),
        ("at least eight hundred parts per million of 7-hydroxymitragynine", "< 800 ppm"),
        ("may not exceed 150 milligrams of mitragynine per serving", "<= 150 mg per serving"),
    ],
)  # fmt: skip
def test_limits(text: str, expected: str) -> None:
    assert str(find_limits(text)[0]) == expected


def test_a_name_stands_in_a_table_that_lost_its_spaces() -> None:
    words = "Background Check Fee51.50Kratom Program FeesKratom Registration Fee100.00"
    assert [words[m.start : m.end] for m in find_mentions(words)] == ["Kratom", "Kratom"]
    assert find_mentions("unkratomlike") == []
