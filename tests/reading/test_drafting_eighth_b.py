"""Sentences on ages, taxes, studies, local powers and repeals, and what each of them does.

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
        "kratom:regulate",
        "Beginning January 1, 2027, no processor shall offer a kratom product for sale "
        "in this State unless the product has been registered with the Department on a "
        "form prescribed by the Department.",
    ),
    (
        "kratom:regulate",
        "A kratom product offered for retail sale must be registered with the department.",
    ),
    (
        "kratom:regulate",
        "The commissioner may seize and destroy adulterated kratom.",
    ),
    (
        "kratom:regulate",
        "Any kratom product found to be adulterated or misbranded may be seized by the department.",
    ),
    (
        "kratom:regulate",
        "An agent of the department may embargo kratom that the agent believes to be contaminated.",
    ),
    (
        "",
        "A peace officer may seize kratom found on a person under arrest.",
    ),
    (
        "kratom:regulate",
        "The commissioner of health shall promulgate regulations on the labeling of "
        "kratom products.",
    ),
    (
        "kratom:regulate",
        "Every container of kratom must carry a label with the name of the manufacturer.",
    ),
    (
        "kratom:regulate",
        "It is a violation of this section to sell kratom that exceeds the limit of 2 "
        "percent of 7-hydroxymitragynine.",
    ),
    (
        "kratom:regulate",
        "A manufacturer of kratom products must hold a certificate of registration.",
    ),
    (
        "kratom:regulate",
        "Kratom sellers are subject to inspection and shall obtain an annual license "
        "from the town clerk.",
    ),
    (
        "kratom:age_limit=21",
        "No person shall sell kratom to anyone who is not yet twenty-one.",
    ),
    (
        "kratom:age_limit=18",
        "It is unlawful for a minor to buy kratom.",
    ),
    (
        "kratom:age_limit=21",
        "Whoever sells or delivers kratom to a person under the age of twenty-one shall be fined.",
    ),
    (
        "kratom:age_limit=21",
        "A person must be 21 or older to purchase kratom.",
    ),
    (
        "kratom:age_limit=21",
        "The minimum age for the purchase of kratom is 21.",
    ),
    (
        "kratom:age_limit=21",
        "Sale of kratom shall be made only to an individual who demonstrates, through a "
        "driver's license or other photographic identification card issued by a "
        "government entity, that the individual is at least twenty-one years of age.",
    ),
    (
        "kratom:age_limit=21",
        "Before selling kratom a clerk must check the identification card, license or "
        "permit of each buyer to confirm that the buyer is at least 21 years of age.",
    ),
    (
        "kratom:age_limit=21",
        "Section 597 is amended to read: 1. A person shall not sell a kratom product "
        "that: (a) Is adulterated; or (b) Does not have a label that contains: (1) A "
        "list of ingredients; and (2) Directions for use. 2. A person shall not sell a "
        "kratom product to a ~child under the age of 18 years.~ +person who is less "
        "than 21 years of age.+ 3. A person who violates this section is liable for a "
        "penalty.",
    ),
    (
        "kratom:age_limit=21",
        "Section 5 is amended to read: (1) No retailer may sell a kratom product that: "
        "(a) is adulterated; or (b) lacks a label. (2) No retailer may sell a kratom "
        "product to a person under ~18~ +21+ years of age.",
    ),
    (
        "kratom:tax",
        "An excise of five percent of the sales price is imposed upon all sales of "
        "kratom at retail.",
    ),
    (
        "kratom:tax",
        "Each retailer of kratom shall collect and remit a tax of 10 per cent of the retail price.",
    ),
    (
        "kratom:tax",
        "There is levied on each ounce of kratom sold a tax of two dollars.",
    ),
    (
        "kratom:tax",
        "Kratom shall be taxed at the rate of 8 percent of gross receipts.",
    ),
    (
        "",
        "A business that pays sales tax on kratom may claim the credit of this section "
        "against income tax.",
    ),
    (
        "kratom:study",
        "The joint standing committee shall conduct a study of the public health "
        "effects of kratom.",
    ),
    (
        "kratom:study",
        "There is created the kratom task force, which shall report to the legislature "
        "by December 1, 2027.",
    ),
    (
        "kratom:study",
        "The state health officer shall examine the safety of kratom and submit a report.",
    ),
    (
        "kratom:study",
        "The Legislative Research Commission is directed to study the regulation of kratom.",
    ),
    (
        "kratom:preempt",
        "A political subdivision shall not adopt or enforce an ordinance relating to kratom.",
    ),
    (
        "kratom:preempt",
        "This act occupies the entire field of the regulation of kratom and preempts "
        "all local laws.",
    ),
    (
        "kratom:preempt",
        "Local governments are preempted from regulating kratom.",
    ),
    (
        "kratom:allow_local",
        "A county may by ordinance prohibit the sale of kratom within its borders.",
    ),
    (
        "kratom:allow_local",
        "Nothing in this act prevents a municipality from adopting stricter rules on kratom.",
    ),
    (
        "kratom:repeal_regulation",
        "The Kratom Consumer Protection Act is repealed.",
    ),
    (
        "kratom:repeal_regulation",
        "Chapter 45 of title 4, relating to kratom, is repealed in its entirety.",
    ),
    (
        "kratom:repeal_regulation",
        "Section 12-5, which prohibits the sale of kratom to minors, is hereby repealed.",
    ),
    (
        "kratom:repeal_regulation",
        "Strike section 25-5-504 on kratom labels from the code: section 25-5-504, "
        "concerning kratom labels, is deleted.",
    ),
    (
        "kratom:penalty",
        "A person convicted of the possession of kratom in violation of section 3 shall "
        "be sentenced to probation in place of imprisonment.",
    ),
)


@pytest.mark.parametrize(("expected", "words"), SENTENCES)
def test_sentences(expected: str, words: str) -> None:
    assert told(read_text(text(f"Be it enacted: Section 1. {words}"), division=STATE)) == expected
