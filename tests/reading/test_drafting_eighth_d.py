"""Further sentences of every effect, and of none.

Written for these tests, the expectation before the rules saw the words. An effect is
`substance:effect`, with `=schedule` or `=age` where it has one.
"""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text

#: The only section of a bill.
SENTENCES: tuple[tuple[str, str], ...] = (
    (
        "kratom:study",
        "The institute shall prepare a report on the use of kratom in this state and "
        "present it to the general assembly.",
    ),
    (
        "kratom:study",
        "A commission to study kratom is established.",
    ),
    (
        "kratom:study",
        "The department is directed to convene a working group to review kratom laws of "
        "other states.",
    ),
    (
        "kratom:preempt",
        "The provisions of this act supersede and preempt any ordinance on the sale of kratom.",
    ),
    (
        "kratom:preempt",
        "No municipality may ban kratom.",
    ),
    (
        "kratom:preempt",
        "The state has the sole power to regulate kratom products.",
    ),
    (
        "kratom:allow_local",
        "The governing body of a municipality may, by ordinance, limit or forbid kratom sales.",
    ),
    (
        "kratom:allow_local",
        "This chapter does not preempt a local ordinance on kratom that is more restrictive.",
    ),
    (
        "kratom:schedule=I",
        "Mitragynine and its salts are controlled substances of Schedule I.",
    ),
    (
        "kratom:schedule=I",
        "The following is added to the list of Schedule I hallucinogens: Kratom "
        "(Mitragyna speciosa).",
    ),
    (
        "kratom:schedule=II",
        "Kratom is hereby made a Schedule II drug.",
    ),
    (
        "7-oh:schedule=I",
        "7-hydroxymitragynine is deemed a Schedule I controlled substance, except that "
        "the natural leaf of kratom that contains it is not.",
    ),
    (
        "",
        "Being a Schedule I substance elsewhere does not make kratom subject to this section.",
    ),
    (
        "kratom:schedule=IV",
        "Section 4 is amended by inserting at the end: (g) Mitragynine is included in Schedule IV.",
    ),
    (
        "7-oh:schedule=I",
        "Schedule I (a) of section 12 is amended by adding after item 40 a new item: "
        "41. 7-hydroxymitragynine (7-OH).",
    ),
    (
        "kratom:deschedule",
        "Strike from Schedule I of section 12 item 41, mitragynine.",
    ),
    (
        "kratom:deschedule",
        "The Board shall delete mitragynine from Schedule I by rule.",
    ),
    (
        "kratom:deschedule",
        "Mitragynine shall no longer be a Schedule I controlled substance.",
    ),
    (
        "kratom:prohibit",
        "Possession of kratom is a misdemeanor.",
    ),
    (
        "kratom:prohibit",
        "Any person found in possession of kratom shall be guilty of a misdemeanor.",
    ),
    (
        "kratom:prohibit",
        "It is a crime to manufacture or deliver kratom.",
    ),
    (
        "kratom:prohibit",
        "Kratom is contraband.",
    ),
    (
        "kratom:prohibit",
        "The following acts are unlawful: (1) the sale of kratom; (2) the possession of kratom.",
    ),
    (
        "kratom:prohibit",
        "To sell kratom is an unfair trade practice.",
    ),
    (
        "kratom:prohibit",
        "Kratom is hereby banned in this state.",
    ),
    (
        "kratom:prohibit",
        "Neither kratom nor any extract of kratom may be sold in this state.",
    ),
    (
        "kratom:prohibit",
        "Every person is forbidden to sell kratom.",
    ),
    (
        "kratom:prohibit",
        "A retailer that offers kratom for sale violates this act.",
    ),
    (
        "kratom:prohibit",
        "Except as authorized by federal law, no individual may use, sell, or transport kratom.",
    ),
    (
        "kratom:prohibit",
        "A manufacturer, distributor, or retailer shall not manufacture, distribute, or "
        "sell kratom.",
    ),
    (
        "kratom:prohibit",
        "A person commits unlawful sale of kratom if the person sells kratom.",
    ),
    (
        "kratom:prohibit",
        "No kratom may be possessed, sold, or used by any person.",
    ),
    (
        "kratom:prohibit",
        "It is a violation of this chapter for any person to sell kratom.",
    ),
    (
        "kratom:prohibit",
        "Selling kratom is a Class C felony.",
    ),
    (
        "7-oh:prohibit",
        "7-OH products are banned.",
    ),
    (
        "kratom:regulate",
        "No person shall sell kratom containing lead.",
    ),
    (
        "kratom:regulate",
        "A kratom product that contains more than 2 percent 7-hydroxymitragynine shall "
        "not be sold.",
    ),
    (
        "kratom:regulate",
        "It is unlawful for a processor to distribute a kratom product without a label "
        "that lists the ingredients.",
    ),
    (
        "kratom:regulate",
        "All kratom offered for sale in this state shall have been tested by an "
        "accredited laboratory.",
    ),
    (
        "kratom:regulate",
        "The department shall establish standards for kratom products.",
    ),
)


@pytest.mark.parametrize(("expected", "words"), SENTENCES)
def test_sentences(expected: str, words: str) -> None:
    assert told(read_text(text(f"Be it enacted: Section 1. {words}"), division=STATE)) == expected
