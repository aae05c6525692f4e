"""Verdicts on one provision, as a table: allowed only where every word allows it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from regtrack.domain.inquiries import Act, Inquiry, Missing, Product, Ruling, Verdict
from regtrack.domain.provisions import Audience, Effect, Limit, Polarity, Provision
from regtrack.domain.substances import Substance
from regtrack.domain.verdicts import decide, rule, substances_of

KRATOM, SEVEN_OH, ANALOGUES = Substance
LEAF, EXTRACT, PURE = Product
CAP = Limit("2", "%", "of alkaloid fraction", substance=SEVEN_OH)
PER_UNIT = Limit("0.5", "mg", "per container", substance=SEVEN_OH)
PPM = Limit("400", "ppm", "of dry weight", substance=SEVEN_OH)
SOLIDS = Limit("1", "mg/g", "in solids", substance=SEVEN_OH)
TOTAL = Limit("3.5", "%", "total alkaloids in leaf", substance=KRATOM)
YES, NO, MAYBE = Verdict.ALLOWED, Verdict.NOT_ALLOWED, Verdict.UNKNOWN


def law(effect: Effect, substance: Substance = KRATOM, **fields: Any) -> Provision:
    return Provision(substance, effect, **fields)


def asks(product: Product = LEAF, act: Act = Act.SELL, **fields: Any) -> Inquiry:
    figures = {
        k: Decimal(str(v)) for k, v in fields.items() if k.startswith(("percent", "mg", "ppm"))
    }
    return Inquiry(product, act, **(fields | figures))


SCHEDULED = law(Effect.SCHEDULE, schedule="I")
SALE_BAN = law(Effect.PROHIBIT, acts=("sale",))
ACT = law(Effect.REGULATE, polarity=Polarity.REQUIRES, limits=(CAP,))
OF_AGE = law(Effect.AGE_LIMIT, acts=("sale",), min_age=21)

IN_LEAF = Limit("0.1", "%", "by weight of leaf", substance=SEVEN_OH)
IN_EXTRACT = Limit("0.5", "%", "by weight of extract", substance=SEVEN_OH)
ONE_FORM = law(Effect.RESTRICT, acts=("sale",), forms="pure leaf only",
               limits=(Limit("0.4", "%", "of alkaloids", substance=SEVEN_OH),))  # fmt: skip

CASES = [
    ("a schedule forbids selling", SCHEDULED, asks(), NO, ()),
    ("and having", SCHEDULED, asks(act=Act.POSSESS), NO, ()),
    ("and sending", SCHEDULED, asks(act=Act.SHIP), NO, ()),
    ("a ban on sale forbids selling", SALE_BAN, asks(), NO, ()),
    ("and sending to a buyer", SALE_BAN, asks(act=Act.SHIP), NO, ()),
    ("and leaves having alone", SALE_BAN, asks(act=Act.POSSESS), YES, ()),
    ("who may not have may not sell", law(Effect.PROHIBIT, acts=("possession",)), asks(), NO, ()),
    ("a ban on import forbids sending in", law(Effect.PROHIBIT, acts=("import",)),
     asks(act=Act.SHIP), NO, ()),
    ("and leaves selling in doubt", law(Effect.PROHIBIT, acts=("import",)), asks(), MAYBE,
     (Missing.WORDS,)),
    ("a ban on use leaves having in doubt", law(Effect.PROHIBIT, acts=("use",)),
     asks(act=Act.POSSESS), MAYBE, (Missing.WORDS,)),
    ("a ban on transport forbids sending in", law(Effect.PROHIBIT, acts=("transport",)),
     asks(act=Act.SHIP), NO, ()),
    ("and leaves carrying it in doubt", law(Effect.PROHIBIT, acts=("sale", "transport")),
     asks(act=Act.POSSESS), MAYBE, (Missing.WORDS,)),
    ("a ban without acts forbids selling", law(Effect.PROHIBIT), asks(), NO, ()),
    ("and leaves having in doubt", law(Effect.PROHIBIT), asks(act=Act.POSSESS), MAYBE,
     (Missing.WORDS,)),
    ("a schedule of selling leaves having alone", law(Effect.SCHEDULE, acts=("sale",)),
     asks(act=Act.POSSESS), YES, ()),
    ("within the cap", ACT, asks(percent_7oh=1), YES, ()),
    ("at the cap", ACT, asks(percent_7oh=2), YES, ()),
    ("past the cap", ACT, asks(percent_7oh=2.1), NO, ()),
    ("the cap's fact is asked for", ACT, asks(), MAYBE, (Missing.PERCENT_7OH,)),
    ("product rules do not bind who has it", ACT, asks(act=Act.POSSESS), YES, ()),
    ("7-OH products are what a cap bars", ACT, asks(PURE), NO, ()),
    ("unless their figure is within it", ACT, asks(PURE, percent_7oh=1), YES, ()),
    ("one fact does not stand for another", law(Effect.REGULATE, limits=(CAP, PER_UNIT)),
     asks(percent_7oh=1), MAYBE, (Missing.MG_7OH,)),
    ("both limits are kept", law(Effect.REGULATE, limits=(CAP, PER_UNIT)),
     asks(percent_7oh=1, mg_7oh=0.5), YES, ()),
    ("one limit is broken", law(Effect.REGULATE, limits=(CAP, PER_UNIT)),
     asks(mg_7oh=0.6), NO, ()),
    ("parts per million", law(Effect.SCHEDULE, SEVEN_OH, limits=(PPM,)),
     asks(EXTRACT, ppm_7oh=401), NO, ()),
    ("under them", law(Effect.SCHEDULE, SEVEN_OH, limits=(PPM,)), asks(EXTRACT, ppm_7oh=400),
     YES, ()),
    ("milligrams in a gram", law(Effect.SCHEDULE, SEVEN_OH, limits=(SOLIDS,)),
     asks(EXTRACT, ppm_7oh=1001), NO, ()),
    ("all alkaloids", law(Effect.REGULATE, limits=(TOTAL,)), asks(percent_alkaloids=3.6), NO, ()),
    ("all alkaloids asked for", law(Effect.REGULATE, limits=(TOTAL,)), asks(), MAYBE,
     (Missing.PERCENT_ALKALOIDS,)),
    ("of age", OF_AGE, asks(age=21), YES, ()),
    ("under age", OF_AGE, asks(age=20), NO, ()),
    ("age asked for", OF_AGE, asks(), MAYBE, (Missing.AGE,)),
    ("an age for sale does not bind who has it", OF_AGE, asks(act=Act.POSSESS, age=16), None, ()),
    ("an age for having does", law(Effect.AGE_LIMIT, acts=("possession",), min_age=18),
     asks(act=Act.POSSESS, age=16), NO, ()),
    ("an age without acts leaves having in doubt", law(Effect.AGE_LIMIT, min_age=18),
     asks(act=Act.POSSESS, age=16), MAYBE, (Missing.WORDS,)),
    ("a ban for minors is an age", law(Effect.PROHIBIT, audience=Audience.MINORS, acts=("sale",)),
     asks(age=30), YES, ()),
    ("of an age that is not told", law(Effect.PROHIBIT, audience=Audience.MINORS, acts=("sale",)),
     asks(age=19), MAYBE, (Missing.WORDS,)),
    ("an agency's position is no law", law(Effect.PROHIBIT, composed=False), asks(), None, ()),
    ("rules of the armed forces bind them",
     law(Effect.PROHIBIT, audience=Audience.ARMED_FORCES), asks(), None, ()),
    ("a permission forbids nothing", law(Effect.PROHIBIT, polarity=Polarity.PERMITS), asks(),
     None, ()),
    ("a tax forbids nothing", law(Effect.TAX), asks(), None, ()),
    ("leaf is no 7-OH product", law(Effect.SCHEDULE, SEVEN_OH), asks(), None, ()),
    ("7-OH is", law(Effect.SCHEDULE, SEVEN_OH), asks(PURE), NO, ()),
    ("an extract may be", law(Effect.SCHEDULE, SEVEN_OH), asks(EXTRACT), MAYBE,
     (Missing.PERCENT_7OH,)),
    ("its figure does not tell, the words do", law(Effect.SCHEDULE, SEVEN_OH),
     asks(EXTRACT, percent_7oh=1), MAYBE, (Missing.WORDS,)),
    ("without any it is none", law(Effect.SCHEDULE, SEVEN_OH), asks(EXTRACT, percent_7oh=0),
     None, ()),
    ("synthetics are barred", law(Effect.RESTRICT, ANALOGUES, acts=("sale",)),
     asks(PURE, synthetic=True), NO, ()),
    ("natural ones are not", law(Effect.RESTRICT, ANALOGUES, acts=("sale",)),
     asks(PURE, synthetic=False), None, ()),
    ("whether it is synthetic is asked", law(Effect.RESTRICT, ANALOGUES, acts=("sale",)),
     asks(PURE), MAYBE, (Missing.SYNTHETIC,)),
    ("a restriction without words", law(Effect.RESTRICT, acts=("sale",)), asks(), MAYBE,
     (Missing.WORDS,)),
    ("only leaf stays allowed", law(Effect.RESTRICT, acts=("sale",),
     forms="pure leaf only; extracts banned"), asks(), YES, ()),
    ("extracts do not", law(Effect.RESTRICT, acts=("sale",),
     forms="pure leaf only; extracts banned"), asks(EXTRACT), NO, ()),
    ("sold as food", law(Effect.PROHIBIT, acts=("sale",), forms="sale as food"),
     asks(sold_as="Food"), NO, ()),
    ("what it is sold as is asked", law(Effect.PROHIBIT, acts=("sale",), forms="sale as food"),
     asks(), MAYBE, (Missing.SOLD_AS,)),
    ("an extract must be shown to hold no synthetics", law(Effect.RESTRICT, ANALOGUES,
     acts=("sale",)), asks(EXTRACT), MAYBE, (Missing.SYNTHETIC,)),
    ("and holds no listed ones unless that is told", law(Effect.SCHEDULE, ANALOGUES),
     asks(EXTRACT), None, ()),
    ("a listed one is asked of what is made", law(Effect.SCHEDULE, ANALOGUES), asks(PURE), MAYBE,
     (Missing.SYNTHETIC,)),
    ("leaf holds none", law(Effect.RESTRICT, ANALOGUES, acts=("sale",)), asks(), None, ()),
    ("one form stays, and the limit binds it", ONE_FORM, asks(percent_7oh=0.5), NO, ()),
    ("within the limit that form is allowed", ONE_FORM, asks(percent_7oh=0.3), YES, ()),
    ("and no other, whatever its figure", ONE_FORM, asks(EXTRACT, percent_7oh=0.3), NO, ()),
    ("a limit for extracts does not bind leaf", law(Effect.REGULATE, limits=(IN_LEAF, IN_EXTRACT)),
     asks(ppm_7oh=900), YES, ()),
    ("one for leaf does", law(Effect.REGULATE, limits=(IN_LEAF, IN_EXTRACT)),
     asks(ppm_7oh=1100), NO, ()),
    ("and not an extract", law(Effect.REGULATE, limits=(IN_LEAF, IN_EXTRACT)),
     asks(EXTRACT, ppm_7oh=1100), YES, ()),
    ("how it may not be sold is a rule to keep",
     law(Effect.REGULATE, forms="sale as food; sale as vape"), asks(), YES, ()),
    ("and is broken where that is told",
     law(Effect.REGULATE, forms="sale as food; sale as vape"), asks(sold_as="vape"), NO, ()),
]  # fmt: skip


@pytest.mark.parametrize(("provision", "asked", "verdict", "missing"), [c[1:] for c in CASES],
                         ids=[c[0] for c in CASES])  # fmt: skip
def test_one_provision(
    provision: Provision, asked: Inquiry, verdict: Verdict | None, missing: tuple[Missing, ...]
) -> None:
    ruling = rule(provision, asked)
    assert (ruling.verdict if ruling else None) is verdict
    assert (ruling.missing if ruling else ()) == missing
    assert ruling is None or ruling.why


@pytest.mark.parametrize(
    ("verdicts", "whole"),
    [((YES, MAYBE, NO), NO), ((YES, MAYBE), MAYBE), ((YES, YES), YES), ((), MAYBE)],
)
def test_one_ban_decides_and_silence_allows_nothing(
    verdicts: tuple[Verdict, ...], whole: Verdict
) -> None:
    assert decide(Ruling(v, "") for v in verdicts) is whole


def test_the_substances_a_product_may_touch() -> None:
    assert substances_of(asks()) == (KRATOM,)
    assert substances_of(asks(percent_7oh=1)) == (KRATOM, SEVEN_OH)
    assert substances_of(asks(EXTRACT)) == (KRATOM, SEVEN_OH, ANALOGUES)
    assert substances_of(asks(EXTRACT, synthetic=False)) == (KRATOM, SEVEN_OH)
    assert substances_of(asks(PURE)) == (SEVEN_OH, ANALOGUES)
    assert substances_of(asks(PURE, synthetic=False)) == (SEVEN_OH,)
