"""Thresholds in the words of bills: the number, its unit, its basis and the substance it is on."""

from __future__ import annotations

import pytest

from regtrack.reading.limits import find_limits
from regtrack.reading.numbers import decimal

#: `relation number unit basis|substance` for each threshold of the words.
CASES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("<= 2 % alkaloid composition|7-oh",),
     "a level of 7-hydroxymitragynine in the alkaloid fraction that is greater than 2% of the "
     "alkaloid composition of the product"),
    (("<= 2 % overall alkaloid composition|7-oh",),
     "a level of 7-hydroxymitragynine in the alkaloid fraction that is greater than two "
     "percent of the overall alkaloid composition of the product"),
    (("<= 2 % total alkaloid content|7-oh",),
     "containing more than two percent (2%) 7-hydroxymitragynine of the total alkaloid content"),
    (("<= 0.4 % dry weight|7-oh",),
     "7-hydroxymitragynine at a level exceeding 0.4% by dry weight"),
    (("<= 0.4 % dry weight basis|7-oh",),
     "more than 0.4 percent 7-hydroxymitragynine on a dry weight basis"),
    (("<= 1 mg per container|7-oh",),
     "in excess of one milligram of 7-hydroxymitragynine per container"),
    (("<= 400 ppm|7-oh",),
     "a concentration of 7-hydroxymitragynine > 400 ppm"),
    (("<= 25 mg per serving|kratom",),
     "not more than 25 mg of mitragynine per serving"),
    (("<= 1 mg per gram|7-oh",),
     "not exceed 1 milligram per gram of 7-hydroxymitragynine"),
    (("<= 2 % alkaloid composition|7-oh",),
     "7-hydroxymitragynine greater than 2 percent of the alkaloid composition"),
    (("<= 1 mg per gram|7-oh",),
     "level of 7-hydroxymitragynine that exceeds one milligram per gram"),
    (("<= 800 ppm|7-oh",),
     "a total 7-OH content of more than 800 parts per million"),
    (("< 2 % alkaloid fraction|7-oh",),
     "contains 7-hydroxymitragynine at a concentration that is two percent or more of the "
     "alkaloid fraction"),
    (("< 2 %|7-oh",),
     "contains 2% or more 7-hydroxymitragynine"),
    (("<= 100 mg per serving|kratom", "<= 300 mg per day|kratom"),
     "the mitragynine content does not exceed 100 milligrams per serving and 300 milligrams "
     "per day"),
    (("<= 1 %|7-oh",),
     "1 per cent or less of 7-hydroxymitragynine"),
    (("<= 1.5 %|7-oh",),
     "no more than one and one-half percent 7-hydroxymitragynine"),
    ((">= 0.5 %|kratom",),
     "a minimum of 0.5 percent mitragynine"),
    (("< 800 ppm|7-oh",),
     "at least 800 parts per million of 7-hydroxymitragynine"),
    (("<= 0.5 %|7-oh",),
     "more than five-tenths of one percent 7-hydroxymitragynine"),
    (("<= 0.05 mg per milliliter|7-oh",),
     "over 0.05 mg per milliliter of 7-OH"),
    ((),
     "a ratio greater than 1:50"),
    ((),
     "a fine of not more than $1,000"),
    ((),
     "not more than thirty days"),
    (("<= 5000 ppm|None",),
     "residual solvents above 5,000 parts per million"),
    (("<= 0.5 mg per serving|7-oh", "<= 1.0 mg per package|7-oh"),
     "exceeding 0.5 milligrams of 7-hydroxymitragynine per serving, or 1.0 milligrams per "
     "package"),
    (("<= 100 mg per serving|kratom",),
     "at a rate of greater than 100 mg/serving mitragynine"),
    (("<= 0.04 % dry-weight basis|7-oh",),
     "7-hydroxymitragynine concentration greater than 0.04% on a dry-weight basis"),
    (("<= 2 % weight|7-oh",),
     "may not contain more than two percent of 7-hydroxymitragynine by weight"),
    (("<= 2 % kratom alkaloid fraction|kratom",),
     "exceed a total of two (2) percent of the kratom alkaloid fraction"),
    (("<= 2000 mcg per gram|7-oh",),
     "a concentration of 7-hydroxymitragynine greater than 2,000 micrograms per gram"),
    (("<= 1 % overall alkaloid composition|None",),
     "greater than two percent (2%) one percent (1%) of the overall alkaloid composition"),
    ((),
     "a tax of not more than 10 percent of the retail price of kratom"),
    ((),
     "an amount equal to 10 milligrams of mitragynine"),
    (("< 0.4 %|7-oh",),
     "7-hydroxymitragynine in an amount greater than or equal to 0.4 percent"),
)  # fmt: skip


@pytest.mark.parametrize(("expected", "words"), CASES)
def test_limits(expected: tuple[str, ...], words: str) -> None:
    assert tuple(f"{x}|{x.substance}" for x in find_limits(words)) == expected


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("one-half", "0.5"),
        ("two and one-half", "2.5"),
        ("five-tenths of one", "0.5"),
        ("four hundredths", "0.04"),
        (".4", "0.4"),
        ("1,500", "1500"),
        ("twenty-five", "25"),
        ("several", None),
    ],
)
def test_numbers_in_words(words: str, figures: str | None) -> None:
    assert decimal(words) == figures
