"""What the words on forms mean: decided where they are plain, unknown everywhere else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from regtrack.domain.forms import by_forms
from regtrack.domain.inquiries import Act, Inquiry, Missing, Product, Verdict

LEAF, EXTRACT, PURE = Product
YES, NO, MAYBE = Verdict.ALLOWED, Verdict.NOT_ALLOWED, Verdict.UNKNOWN
MIXED = "leaf in vegetation form stays lawful; products holding 7-oh or another derivative"
AS_FOOD = "sale as food; sale as medicine"
EATEN = "sale for human consumption"


def sold(kind: str | None) -> Inquiry:
    return Inquiry(LEAF, sold_as=kind)


CASES = [
    ("one form only", "natural leaf only", Inquiry(LEAF), YES, ()),
    ("and no other", "natural leaf only", Inquiry(EXTRACT), NO, ()),
    ("the rest of the words do not count then", "leaf only; sold in some way", Inquiry(LEAF), YES,
     ()),
    ("a form that stays", MIXED, Inquiry(LEAF), YES, ()),
    ("an extract's figure is asked", MIXED, Inquiry(EXTRACT), MAYBE, (Missing.PERCENT_7OH,)),
    ("what holds some is barred", MIXED, Inquiry(EXTRACT, ppm_7oh=Decimal(1)), NO, ()),
    ("what holds none may hold another", MIXED, Inquiry(EXTRACT, percent_7oh=Decimal(0)), MAYBE,
     (Missing.WORDS,)),
    ("a 7-OH product holds it", MIXED, Inquiry(PURE), NO, ()),
    ("holding none, where nothing else is barred", "products holding 7-oh",
     Inquiry(EXTRACT, mg_7oh=Decimal(0)), YES, ()),
    ("synthetics", "synthetic alkaloids", Inquiry(PURE, synthetic=True), NO, ()),
    ("none", "products with synthetic alkaloids", Inquiry(PURE, synthetic=False), YES, ()),
    ("not told", "synthetic alkaloids", Inquiry(PURE), MAYBE, (Missing.SYNTHETIC,)),
    ("leaf has none", "synthetic alkaloids", Inquiry(LEAF), YES, ()),
    ("the very word", AS_FOOD, sold(" Medicine "), NO, ()),
    ("a tea is food", AS_FOOD, sold("tea"), NO, ()),
    ("so is a supplement", AS_FOOD, sold("dietary supplement"), NO, ()),
    ("incense is neither", AS_FOOD, sold("incense"), YES, ()),
    ("a word nobody knows", AS_FOOD, sold("souvenir"), MAYBE, (Missing.WORDS,)),
    ("another kind that is taken", "sale as medicine", sold("food"), MAYBE, (Missing.WORDS,)),
    ("asked for", AS_FOOD, sold(None), MAYBE, (Missing.SOLD_AS,)),
    ("having is not selling", AS_FOOD, Inquiry(LEAF, Act.POSSESS), YES, ()),
    ("what is eaten", EATEN, sold("food"), NO, ()),
    ("and what is not", EATEN, sold("incense"), YES, ()),
    ("a way that has no kinds", "sale as vape", sold("incense"), MAYBE, (Missing.WORDS,)),
    ("words about shops", "sale outside tobacco stores", sold("food"), MAYBE, (Missing.WORDS,)),
    ("some plain words and some not", "sale as food; some places", sold("incense"), MAYBE,
     (Missing.WORDS,)),
    ("one plain ban is enough", "some places; sale as food", sold("food"), NO, ()),
]  # fmt: skip


@pytest.mark.parametrize(("words", "asked", "verdict", "missing"), [c[1:] for c in CASES],
                         ids=[c[0] for c in CASES])  # fmt: skip
def test_words(words: str, asked: Inquiry, verdict: Verdict, missing: tuple[Missing, ...]) -> None:
    ruling = by_forms(words, asked)
    assert (ruling.verdict, ruling.missing) == (verdict, missing)
    assert ruling.why
