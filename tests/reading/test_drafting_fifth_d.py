"""A second hand at the same classes of drafting: what is closed, ruled, studied or only told.

Written for these tests, the expectation before the rules saw the words. An effect is
`substance:effect`, with `=age` or `=schedule` where it has one.
"""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text, read_title

WORDS: tuple[tuple[str, str], ...] = (
    ("kratom:restrict", "No person shall place kratom in a vending device for sale to the public."),
    ("kratom:restrict", "Automated kiosks that dispense kratom products are prohibited."),
    (
        "kratom:restrict",
        "A retailer shall sell kratom only in a direct, face-to-face exchange with the purchaser.",
    ),
    (
        "kratom:restrict",
        "It shall be unlawful to locate a kratom shop within one quarter mile of a school.",
    ),
    (
        "kratom:regulate kratom:restrict",
        "The licensing authority may not approve an application for a kratom license if the"
        " premises"
        " would be within 1,000 feet of a child care center.",
    ),
    (
        "kratom:restrict",
        "A person under 21 years of age may not enter the premises of a kratom retailer.",
    ),
    (
        "kratom:restrict",
        "Kratom may be offered for sale only in stores in which no one younger than twenty-one is"
        " allowed.",
    ),
    ("kratom:restrict", "A processor may not manufacture kratom in a form resembling candy."),
    ("kratom:restrict", "Kratom vapor cartridges may not be sold in this state."),
    ("kratom:restrict", "A kratom product intended for injection or inhalation is prohibited."),
    (
        "kratom:regulate kratom:restrict",
        "A kratom product may not: (1) be combustible; (2) be labeled in a misleading manner; or"
        " (3)"
        " be sold in the form of a gummy.",
    ),
    ("kratom:restrict", "A licensed child care center shall not sell or serve kratom."),
    ("kratom:restrict", "A caterer may not serve food containing kratom."),
    ("kratom:restrict", "A retail food establishment may not add kratom to any food it sells."),
    (
        "kratom:regulate",
        "A person may not operate as a kratom retailer without a license for each premises.",
    ),
    ("kratom:regulate", "A kratom license is valid only for the location for which it is issued."),
    (
        "7-oh:prohibit kratom:prohibit",
        '(a) "Illicit herbal drug" means kratom, 7-hydroxymitragynine, and tianeptine. (b) No'
        " retailer may sell, and no person may possess, an illicit herbal drug.",
    ),
    (
        "7-oh:prohibit",
        "(a) 'Semi-synthetic opioid product' means a product to which 7-hydroxymitragynine has been"
        " added. (b) The manufacture or sale of a semi-synthetic opioid product is a felony.",
    ),
    (
        "7-oh:prohibit",
        "No person shall distribute 7-hydroxymitragynine except as it occurs naturally in the dried"
        " leaf.",
    ),
    (
        "kratom:penalty",
        "Section 9, on penalties, is amended by adding: (7) A person convicted of possessing not"
        " more"
        " than three ounces of kratom shall pay a fine of $200.",
    ),
    (
        "kratom:regulate",
        "A drug or food is misbranded if it consists of or contains kratom and its labeling"
        " fails to"
        " bear the name of the manufacturer.",
    ),
    (
        "kratom:regulate",
        "The immediate container of kratom shall bear a statement that the product may not be"
        " sold to"
        " a person under 21 years of age.",
    ),
    (
        "kratom:study",
        "The legislative audit bureau shall study whether kratom products should be tested and"
        " labeled.",
    ),
    (
        "kratom:study",
        "The committee on health shall hold hearings on kratom, examine the laws of other states on"
        " licenses for its sale, and report its findings.",
    ),
    (
        "kratom:study",
        "A commission is established to assess the risks of kratom and to recommend an age of"
        " purchase.",
    ),
    (
        "kratom:study",
        "The secretary is requested to conduct a study of the marketing of kratom to minors.",
    ),
    (
        "kratom:allow_local",
        "A parish may by ordinance limit the hours during which kratom may be sold.",
    ),
    (
        "kratom:allow_local",
        "Each county may set the age at which a person may purchase kratom, not being below 21"
        " years.",
    ),
    (
        "kratom:allow_local",
        "This chapter does not prevent a municipality from requiring a kratom retailer to obtain a"
        " local license.",
    ),
    (
        "kratom:age_limit=21",
        "Whoever, being the owner, operator, employee, or agent of a retail establishment, sells"
        " kratom to a person under 21 years of age shall be fined $500.",
    ),
    (
        "kratom:age_limit=18",
        "A person commits a violation if the person sells or gives kratom to a minor.",
    ),
    (
        "kratom:tax",
        "Kratom is subject to an assessment of four percent of its wholesale price, to be paid"
        " by the"
        " distributor.",
    ),
    (
        "kratom:age_limit=21 kratom:restrict",
        "A retailer of kratom shall verify the age of each buyer. No such product shall be sold"
        " to a"
        " person under 21 years of age or shipped by mail.",
    ),
)


@pytest.mark.parametrize(("expected", "words"), WORDS)
def test_words(expected: str, words: str) -> None:
    bill = text(f"Be it enacted: Section 1. {words}")
    assert told(read_text(bill, division=STATE)) == expected


TITLES: tuple[tuple[str, str, str], ...] = (
    ("kratom:restrict", "Kratom; bans sale in vending machines.", ""),
    ("kratom:penalty", "Decreases penalties for possession of kratom.", ""),
    (
        "kratom:regulate kratom:study",
        "Requires labels on kratom products and creates a task force on kratom.",
        "",
    ),
    ("kratom:study", "Directs a committee to study the regulation of kratom.", ""),
    ("kratom:tax", "Levies a tax on retail sales of kratom.", ""),
    ("kratom:restrict", "Limits the sale of kratom to adult-only stores.", ""),
    ("kratom:prohibit", "Making possession and sale of kratom a crime.", ""),
    ("7-oh:schedule=I", "Adds 7-hydroxymitragynine to the list of Schedule I substances.", ""),
    ("kratom:allow_local", "Allows municipalities to ban or regulate kratom.", ""),
    ("kratom:age_limit=21", "Raises the age to buy kratom from 18 to 21.", ""),
    ("kratom:regulate", "Relating to permits for retailers of kratom.", ""),
    ("kratom:repeal_regulation", "Repeals the law regulating kratom products.", ""),
)


@pytest.mark.parametrize(("expected", "title", "abstract"), TITLES)
def test_title(expected: str, title: str, abstract: str) -> None:
    assert told(read_title(title, abstract, division=STATE)) == expected
