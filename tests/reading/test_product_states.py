"""Short bills in the forms of twenty legislatures: ages, rules, taxes, studies, local powers.

Written for these tests, the expectation before the rules saw the words.
"""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text

BILLS: tuple[tuple[str, str, str], ...] = (
    ("nd", "kratom:age_limit=21 kratom:regulate",
     "A BILL for an Act to create and enact chapter 19-24.2 of the North Dakota Century Code, "
     "relating to kratom; and to provide a penalty.\n"
     "BE IT ENACTED BY THE LEGISLATIVE ASSEMBLY OF NORTH DAKOTA:\n"
     "SECTION 1. Chapter 19-24.2 of the North Dakota Century Code is created and enacted as "
     "follows: 19-24.2-01. Definitions. 1. \"Kratom product\" means a food containing any part "
     "of the leaf of the mitragyna speciosa plant. 19-24.2-02. Prohibited products. A person "
     "may not prepare, distribute, or sell a kratom product that: 1. Is adulterated with a "
     "dangerous nonkratom substance; or 2. Does not provide labeling directions necessary for "
     "safe use by consumers. 19-24.2-03. Age. A person may not distribute or sell a kratom "
     "product to an individual under twenty-one years of age."),
    ("ak", "kratom:age_limit=21",
     "\"An Act relating to kratom; and providing for an effective date.\"\n"
     "BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF ALASKA:\n"
     "* Section 1. AS 11.76 is amended by adding a new section to read: Sec. 11.76.140. "
     "Selling or giving kratom to a person under 21 years of age. (a) A person 19 years of age "
     "or older commits the offense of selling or giving kratom to a person under 21 years of "
     "age if the person negligently sells, exchanges, or gives kratom to a person under 21 "
     "years of age."),
    ("de", "kratom:age_limit=21 kratom:regulate",
     "AN ACT TO AMEND TITLE 16 OF THE DELAWARE CODE RELATING TO KRATOM.\n"
     "BE IT ENACTED BY THE GENERAL ASSEMBLY OF THE STATE OF DELAWARE:\n"
     "Section 1. Amend Title 16 of the Delaware Code by making insertions as shown by "
     "underline as follows: § 3001 Kratom. (a) A kratom retailer may not sell a kratom product "
     "to an individual who has not reached 21 years of age. (b) A kratom product must be "
     "accompanied by a label that clearly displays the product's ingredients. (c) A kratom "
     "product may not contain a volatile organic solvent in an amount that exceeds standards "
     "set by the United States Pharmacopeia."),
    ("wy", "kratom:age_limit=21",
     "AN ACT relating to public health and safety; prohibiting the sale of kratom to persons "
     "under twenty-one.\n"
     "Be It Enacted by the Legislature of the State of Wyoming:\n"
     "Section 1. W.S. 14-3-310 is created to read: 14-3-310. Sale of kratom. No individual "
     "shall sell, offer for sale, give away or deliver kratom to any person under the age of "
     "twenty-one (21) years."),
    ("mt-study", "kratom:study",
     "A JOINT RESOLUTION OF THE SENATE AND THE HOUSE OF REPRESENTATIVES OF THE STATE OF "
     "MONTANA REQUESTING AN INTERIM STUDY OF KRATOM.\n"
     "NOW, THEREFORE, BE IT RESOLVED BY THE SENATE AND THE HOUSE OF REPRESENTATIVES: That the "
     "Legislative Council be requested to designate an appropriate interim committee to study "
     "the regulation of kratom in other states. BE IT FURTHER RESOLVED, that the final results "
     "of the study be reported to the 70th Legislature."),
    ("va-locality", "kratom:allow_local",
     "An Act to amend the Code of Virginia, relating to local regulation of kratom.\n"
     "Be it enacted by the General Assembly of Virginia: 1. That the Code of Virginia is "
     "amended by adding a section numbered 15.2-926.5 as follows: § 15.2-926.5. Any locality "
     "may, by ordinance, prohibit the sale of kratom products within 1,000 feet of a school."),
    ("nc-excise", "kratom:tax",
     "AN ACT TO LEVY AN EXCISE TAX ON KRATOM.\n"
     "The General Assembly of North Carolina enacts: SECTION 1. Article 2A of Chapter 105 of "
     "the General Statutes is amended by adding a new Part to read: § 105-113.41. An excise "
     "tax is levied on kratom products at the rate of twelve and eight-tenths percent (12.8%) "
     "of the cost price of the products."),
    ("la-tax", "kratom:tax",
     "AN ACT To enact R.S. 47:842.1, relative to the tax on kratom.\n"
     "Be it enacted by the Legislature of Louisiana: Section 1. R.S. 47:842.1 is hereby "
     "enacted to read as follows: §842.1. A. There is hereby levied a tax upon the sale of "
     "consumable kratom products in this state. The tax levied shall be at a rate of fifteen "
     "percent of the retail sales price."),
    ("ca-style", "7-oh:age_limit=21 7-oh:regulate kratom:age_limit=21 kratom:regulate",
     "An act to add Part 9 to Division 104 of the Health and Safety Code, relating to public "
     "health.\n"
     "The people of the State of California do enact as follows:\n"
     "SECTION 1. Part 9 is added to Division 104 of the Health and Safety Code, to read: "
     "111925. (a) A person shall not sell, offer for sale, provide, or distribute a kratom "
     "product or 7-hydroxymitragynine product to a person under 21 years of age. (b) A kratom "
     "product or 7-hydroxymitragynine product shall not be packaged without child-resistant "
     "packaging."),
    ("nh", "kratom:age_limit=21 kratom:regulate",
     "AN ACT relative to the regulation of kratom.\n"
     "Be it Enacted by the Senate and House of Representatives in General Court convened:\n"
     "1 New Chapter; Kratom. Amend RSA by inserting after chapter 318-F the following new "
     "chapter: CHAPTER 318-G KRATOM 318-G:1 Definition. \"Kratom\" means any product containing "
     "mitragynine. 318-G:2 Sale Prohibited. No person shall sell, give, or furnish kratom to "
     "any person under 21 years of age. 318-G:3 Labeling. Any kratom sold in this state shall "
     "be labeled with the manufacturer's name and the alkaloid content."),
    ("oh-board", "kratom:regulate",
     "To enact section 3719.45 of the Revised Code to regulate kratom.\n"
     "Be it enacted by the General Assembly of the State of Ohio:\n"
     "Section 1. That section 3719.45 of the Revised Code be enacted to read as follows: Sec. "
     "3719.45. (A) No kratom processor shall sell a kratom product unless the product is "
     "registered with the state board of pharmacy. (B) The board shall adopt rules "
     "establishing the fee for registration."),
    ("fl-short", "kratom:age_limit=21",
     "A bill to be entitled An act relating to kratom; creating s. 500.92, F.S.; prohibiting "
     "the sale of kratom to persons under 21.\n"
     "Be It Enacted by the Legislature of the State of Florida: Section 1. Section 500.92, "
     "Florida Statutes, is created to read: 500.92 Florida Kratom Act. (1) It is unlawful to "
     "sell, deliver, barter, furnish, or give, directly or indirectly, any kratom product to a "
     "person who is under 21 years of age. (2) A violation is a misdemeanor of the second "
     "degree."),
    ("hi-dept", "kratom:age_limit=21 kratom:regulate",
     "RELATING TO KRATOM.\n"
     "BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF HAWAII: SECTION 1. Chapter 328, Hawaii "
     "Revised Statutes, is amended by adding a new part to be appropriately designated and to "
     "read as follows: PART . KRATOM PRODUCTS §328-A Prohibited acts. It shall be unlawful for "
     "any person to: (1) Sell a kratom product that contains more than one milligram of "
     "7-hydroxymitragynine per gram; (2) Sell or distribute a kratom product to any person "
     "under the age of twenty-one; or (3) Sell a kratom product that is not labeled as "
     "required by section 328-B."),
    ("al-sched-age", "kratom:age_limit=21",
     "A BILL TO BE ENTITLED AN ACT Relating to crimes and offenses; to prohibit the sale of "
     "kratom to individuals under 21 years of age.\n"
     "BE IT ENACTED BY THE LEGISLATURE OF ALABAMA: Section 1. (a) A person commits the crime "
     "of unlawful distribution of kratom to a minor if he or she sells, furnishes, or gives "
     "kratom to an individual under 21 years of age. (b) Unlawful distribution of kratom to a "
     "minor is a Class B misdemeanor."),
    ("sc-preempt", "kratom:preempt kratom:regulate",
     "A BILL relating to kratom.\n"
     "Be it enacted by the General Assembly of the State of South Carolina: SECTION 1. A "
     "kratom processor must register annually. SECTION 2. Political subdivisions of this State "
     "may not enact any laws, ordinances, or rules pertaining to the ingredients, flavors, or "
     "licensing related to the sale of kratom products."),
    ("ia-civil", "kratom:age_limit=21",
     "A bill for an act relating to kratom.\n"
     "Be It Enacted by the General Assembly of the State of Iowa: Section 1. NEW SECTION. "
     "205A.3 Kratom - persons under legal age. 1. A person shall not sell, give, or otherwise "
     "supply kratom to a person under twenty-one years of age. 2. If a retailer or employee of "
     "a retailer violates subsection 1, the department shall assess a civil penalty."),
    ("id-doc", "kratom:age_limit=21",
     "AN ACT RELATING TO KRATOM; AMENDING SECTION 18-1502.\n"
     "Be It Enacted by the Legislature of the State of Idaho: SECTION 1. That Chapter 15, "
     "Title 18, Idaho Code, be amended by the addition thereto of a NEW SECTION: 18-1525. SALE "
     "OF KRATOM. It is unlawful to sell kratom to any person who cannot provide valid "
     "identification proving that the person is at least twenty-one (21) years of age."),
    ("or", "kratom:age_limit=21 kratom:regulate",
     "Relating to kratom; creating new provisions.\n"
     "Be It Enacted by the People of the State of Oregon: SECTION 1. (1) A kratom processor "
     "shall register annually with the State Department of Agriculture on a form prescribed by "
     "the department. SECTION 2. (1) A person may not sell or offer for sale a kratom product "
     "to an individual who is under 21 years of age. SECTION 3. The department may adopt rules "
     "regulating the labeling of kratom products."),
    ("ks", "kratom:regulate",
     "AN ACT concerning consumer protection; enacting the Kansas kratom consumer protection "
     "act.\n"
     "Be it enacted by the Legislature of the State of Kansas: Section 1. (a) Any person who "
     "manufactures or packages kratom products shall obtain a food processing plant license. "
     "(b) All kratom products shall be manufactured in compliance with current good "
     "manufacturing practices."),
    ("ne", "kratom:age_limit=21 kratom:regulate kratom:tax",
     "A BILL FOR AN ACT relating to kratom; to adopt the Kratom Act.\n"
     "Be it enacted by the people of the State of Nebraska, Section 1. Sections 1 to 9 of this "
     "act shall be known and may be cited as the Kratom Act. Sec. 2. For purposes of the "
     "Kratom Act, kratom product means a product containing any part of the leaf of the "
     "Mitragyna speciosa plant. Sec. 3. A person shall not sell a kratom product to any person "
     "under twenty-one years of age. Sec. 4. A person shall not sell a kratom product that "
     "contains 7-hydroxymitragynine at a level greater than two percent of the total alkaloid "
     "composition. Sec. 5. A tax is hereby imposed on the first owner of kratom products to be "
     "sold in this state. The tax is equal to ten percent of the purchase price."),
)  # fmt: skip


@pytest.mark.parametrize(("name", "expected", "words"), BILLS, ids=[b[0] for b in BILLS])
def test_bill(name: str, expected: str, words: str) -> None:
    assert told(read_text(text(words), division=STATE)) == expected
