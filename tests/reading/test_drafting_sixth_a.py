"""Classes of drafting around schedules, each as ten drafters would write it.

Written for these tests, the expectation before the rules saw the words. An effect is
`substance:effect`, with `=schedule` or `=age` where it has one.
"""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text

_HEAD = (
    "Be it enacted: Section 1. Section 9-2 of the code is amended to read: 9-2. Schedule I. (d)"
    " Any material, compound, mixture, or preparation which contains any quantity of the following"
    " hallucinogenic substances: (1) Bufotenine; (2) Ibogaine; (3) Psilocybin; "
)
#: An entry with a concentration or a way of making.
QUALIFIED: tuple[tuple[str, str], ...] = (
    ("7-oh:schedule=I", "+(4) 7-hydroxymitragynine, in any concentration greater than 0.1%.+"),
    (
        "7-oh:schedule=I",
        "+(4) 7-hydroxymitragynine, if present in a concentration greater than 400 parts per"
        " million.+",
    ),
    (
        "7-oh:schedule=I",
        "+(4) 7-hydroxymitragynine, other than in a concentration of less than 0.1 percent by"
        " weight"
        " of the product; and+ +(5) xylazine.+",
    ),
    (
        "7-oh:schedule=I",
        "+(4) 7-hydroxymitragynine, except when naturally present in the leaf of Mitragyna"
        " speciosa.+",
    ),
    (
        "7-oh:schedule=I",
        "+(4) Any quantity of 7-hydroxymitragynine that is not produced by the living plant"
        " Mitragyna"
        " speciosa.+",
    ),
    (
        "7-oh:schedule=I",
        "+(4) 7-hydroxymitragynine, when added to, concentrated in or isolated from plant"
        " material by"
        " any process.+",
    ),
    (
        "7-oh:schedule=I",
        "+(4) 7-OH, excluding trace amounts of not more than 2 percent of the alkaloids of kratom"
        " leaf.+",
    ),
    (
        "7-oh:schedule=I",
        "+(4) 7-hydroxymitragynine exceeding one percent of the total alkaloid content of a"
        " product.+",
    ),
    (
        "7-oh:schedule=I",
        "+(4) Concentrated 7-hydroxymitragynine, meaning a product with more than one milligram"
        " of it"
        " per serving.+",
    ),
    (
        "analogues:schedule=I",
        "+(4) Any compound that is produced by modifying the chemical structure of mitragynine.+",
    ),
    (
        "analogues:schedule=I",
        "+(4) Mitragynine pseudoindoxyl, and any other substance made by chemical alteration of"
        " mitragynine.+",
    ),
    (
        "7-oh:schedule=I analogues:schedule=I",
        "+(4) 7-hydroxymitragynine, and any substance that contains a semisynthetic derivative of"
        " mitragynine.+",
    ),
)
#: Where the entry stands in its list.
PLACED: tuple[tuple[str, str], ...] = (
    (
        "7-oh:schedule=I kratom:schedule=I",
        "+(4) Mitragynine, other than mitragynine in a drug that the Food and Drug Administration"
        " has"
        " approved; (5) 7-hydroxymitragynine.+",
    ),
    (
        "7-oh:schedule=I kratom:schedule=I",
        "+Methyl (E)-2-[(2S,3S,12bS)-3-ethyl-8-methoxy-1,2,3,4,6,7,12,12b-octahydroindolo[2,3-a]"
        "quinolizin-2-yl]-3-methoxyprop-2-enoate (other name: mitragynine);+ +Methyl (E)-2-[(2S,3S,"
        "7aS,12bS)-3-ethyl-7a-hydroxy-8-methoxy-2,3,4,6,7,12b-hexahydro-1H-indolo[2,3-a]quinolizin-2-"
        "yl]-3-methoxyprop-2-enoate (other name: 7-hydroxymitragynine);+",
    ),
    (
        "7-oh:schedule=I kratom:schedule=I",
        "+Mitragyna speciosa and its principal alkaloid mitragynine;+ +7-hydroxymitragynine;+",
    ),
    (
        "7-oh:schedule=I kratom:schedule=I",
        "~and~ (4) Peyote; +and (5) MITRAGYNINE AND 7-HYDROXYMITRAGYNINE.+",
    ),
    (
        "7-oh:schedule=I",
        "+(f) Kratom alkaloids made by synthesis. Any quantity of 7-hydroxymitragynine that results"
        " from the oxidation of mitragynine in a laboratory.+",
    ),
    (
        "kratom:schedule=I",
        "(4) Mescaline; +(5) Kratom. This includes all parts of the plant Mitragyna speciosa,"
        " whether"
        " growing or not.+",
    ),
    (
        "7-oh:schedule=I analogues:schedule=I kratom:schedule=I",
        "+(4) Kratom, as well as: (a) Mitragynine; (b) 7-hydroxymitragynine; (c) Mitragynine"
        " pseudoindoxyl.+",
    ),
    (
        "7-oh:schedule=I kratom:schedule=I",
        "(4) Mescaline ~.~ +; or+ +(5) Mitragynine [CAS 4098-40-2]; or+ +(6) 7-hydroxymitragynine"
        " [CAS"
        " 174418-82-7].+",
    ),
)
_ONE = (
    "An act relating to the listing of mitragynine in Schedule I. Be it enacted: Section 1."
    " 961.14 (7) (mk) of the statutes is amended to read: 961.14 (7) (mk) "
)
#: An entry that stands already is narrowed.
NARROWED: tuple[tuple[str, str], ...] = (
    (
        "kratom:deschedule",
        _ONE + "Mitragynine+, except mitragynine in the dried leaf of Mitragyna speciosa+.",
    ),
    (
        "7-oh:deschedule",
        _ONE + "7-hydroxymitragynine +in a concentration that exceeds 400 parts per million+.",
    ),
    (
        "kratom:deschedule",
        _HEAD + "(4) Mitragynine +(other than in its natural state in the plant)+; (5) Peyote.",
    ),
    ("kratom:deschedule", _HEAD + "(4) Kratom+, but not including unprocessed leaf+; (5) Peyote."),
    (
        "kratom:deschedule",
        _HEAD + "(4) Mitragynine+, excluding products registered with the department+; (5) Peyote.",
    ),
    (
        "7-oh:deschedule",
        _HEAD + "(4) 7-hydroxymitragynine+, if more than two percent of the alkaloids of the"
        " product+; (5) Peyote.",
    ),
    (
        "kratom:deschedule",
        _HEAD + "(4) Mitragyna speciosa+, unless sold as a dietary supplement under chapter 30+;"
        " (5) Peyote.",
    ),
    (
        "kratom:deschedule",
        _HEAD
        + "(4) Mitragynine+. This item does not include the dried leaf of Mitragyna speciosa+;"
        " (5) Peyote.",
    ),
    (
        "",
        _HEAD + "(4) Mitragynine, except in a drug approved by the Food and Drug Administration;"
        " +(5) Bromazolam.+",
    ),
    (
        "7-oh:schedule=I",
        _HEAD + "(4) Mitragynine; +(5) 7-hydroxymitragynine, except in dried leaf.+",
    ),
)
#: Words near a schedule that list nothing.
NOTHING: tuple[tuple[str, str], ...] = (
    (
        "",
        "Section 13(a)(42) shall expire on the date on which 7-hydroxymitragynine is included in a"
        " schedule of controlled substances under section 4.",
    ),
    ("", "This act is repealed when mitragynine is placed in Schedule I by the board."),
    (
        "",
        "This chapter ceases to have effect if kratom is scheduled under the controlled substances"
        " act.",
    ),
    (
        "",
        "The moratorium remains in effect until kratom is listed in a schedule of controlled"
        " substances.",
    ),
    (
        "kratom:penalty",
        "Section 5-1 is amended to read: (1) A Schedule I or Schedule II controlled substance"
        " that is"
        " not heroin, fentanyl, +kratom,+ or cocaine with an aggregate weight of less than two"
        " grams"
        " is a Class D felony.",
    ),
    (
        "",
        "As used in this article, 'listed product' means a product which contains tianeptine,"
        " mitragynine, or 7-hydroxymitragynine in any amount and is not a controlled substance.",
    ),
    (
        "",
        "Chapter 53 is amended by adding: Article 21 Kratom and Tianeptine Section 44-53-2110. The"
        " department shall keep a list of controlled substances found in the state.",
    ),
    (
        "",
        "The board shall report how many states list kratom as a Schedule I controlled substance.",
    ),
    (
        "kratom:deschedule",
        "5-64-217. Substances not controlled - Mitragynine. (a) Mitragynine is not a controlled"
        " substance and shall not be included in Schedule I through Schedule VI.",
    ),
    (
        "kratom:deschedule",
        "Chapter 64 is amended to add a section: 5-64-218. Kratom not a controlled substance."
        " Kratom"
        " is not a controlled substance under this chapter.",
    ),
)
#: How schedules are named.
LABELS: tuple[tuple[str, str], ...] = (
    (
        "7-oh:schedule=IIA",
        "Sec. 11.71.150(b) is amended to read: (b) Schedule IIA includes, unless specifically"
        " excepted, any material which contains any quantity of the following substances: (1)"
        " mescaline; +(2) 7-hydroxymitragynine.+",
    ),
    (
        "kratom:schedule=IVA",
        "Mitragynine is added to schedule IVA of the controlled substances act.",
    ),
    (
        "kratom:schedule=VI",
        "Kratom is hereby placed in Schedule VI of the controlled substances act.",
    ),
    (
        "kratom:schedule",
        "Section 9-1 is amended by adding: (10) Opioid agonists. Any material that contains any"
        " quantity of the following substances: a. Mitragynine. Section 2. Section 9-7 is amended"
        " to"
        " read: A Schedule VI controlled substance is +a drug+ of low abuse.",
    ),
    ("kratom:schedule=I", "Mitragynine shall be a Schedule One controlled substance."),
    (
        "kratom:schedule=II",
        "Add kratom to Schedule II (two) of the state list of controlled substances.",
    ),
)
_OF_ONE = (*QUALIFIED, *PLACED)
_PLAIN = (*NOTHING, *LABELS)


@pytest.mark.parametrize(("expected", "words"), _OF_ONE)
def test_entries(expected: str, words: str) -> None:
    assert told(read_text(text(_HEAD + words), division=STATE)) == expected


@pytest.mark.parametrize(("expected", "words"), NARROWED)
def test_narrowed(expected: str, words: str) -> None:
    assert told(read_text(text(words), division=STATE)) == expected


@pytest.mark.parametrize(("expected", "words"), _PLAIN)
def test_words(expected: str, words: str) -> None:
    bill = text(f"Be it enacted: Section 1. {words}")
    assert told(read_text(bill, division=STATE)) == expected
