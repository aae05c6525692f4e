"""Short bills in the print and the drafting of many states.

Written for these tests, the expectation before the rules saw the words. An effect is
`substance:effect`, with `=schedule` or `=age` where it has one.
"""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text

#: Whole bills.
BILLS: tuple[tuple[str, str], ...] = (
    (
        "7-oh:prohibit kratom:prohibit",
        "A BILL TO BE ENTITLED AN ACT to amend Code Section 16-13-120. BE IT ENACTED BY THE "
        "GENERAL ASSEMBLY OF GEORGIA: SECTION 1. Title 16 of the Official Code of Georgia "
        'Annotated is amended by revising Code Section 16-13-120 as follows: "16-13-120. +It '
        "shall be unlawful for any person to possess, sell, or distribute kratom or "
        "7-hydroxymitragynine in this state. Any person who violates this Code section shall "
        'be guilty of a misdemeanor of a high and aggravated nature.+" SECTION 2. All laws '
        "and parts of laws in conflict with this Act are repealed.",
    ),
    (
        "7-oh:schedule=I analogues:schedule=I",
        "HOUSE BILL No. 2365. AN ACT concerning controlled substances; amending K.S.A. "
        "65-4105 and repealing the existing section. Be it enacted by the Legislature of the "
        "State of Kansas: Section 1. K.S.A. 65-4105 is hereby amended to read as follows: "
        "65-4105. (a) The controlled substances listed in this section are included in "
        "schedule I. (d) Any material, compound, mixture or preparation that contains any "
        "quantity of the following hallucinogenic substances: (1) 4-bromo 7431; (2) Ibogaine "
        "7260; +(3) 7-hydroxymitragynine, except when naturally occurring in kratom leaf in "
        "an amount of less than 2% of total alkaloids; (4) mitragynine pseudoindoxyl+. Sec. "
        "2. K.S.A. 65-4105 is hereby repealed. Sec. 3. This act shall take effect and be in "
        "force from and after its publication in the statute book.",
    ),
    (
        "kratom:tax",
        "A BILL FOR AN ACT relating to kratom. Be It Enacted by the General Assembly of Iowa: "
        "Section 1. NEW SECTION. 423J.2 Kratom excise tax. 1. An excise tax of five percent "
        "is imposed on the sales price of kratom products sold at retail in this state, in "
        "addition to any other tax. 2. The director shall administer the tax as nearly as "
        "possible in conjunction with the sales tax.",
    ),
    (
        "kratom:age_limit=21 kratom:regulate kratom:restrict",
        "LEGISLATURE OF NEBRASKA LB 230. A BILL FOR AN ACT relating to the Kratom Consumer "
        "Protection Act. Be it enacted by the people of the State of Nebraska, Section 1. "
        "Sections 1 to 6 of this act shall be known and may be cited as the Kratom Consumer "
        "Protection Act. Sec. 2. A retailer shall not: (1) Sell a kratom product to any "
        "person under twenty-one years of age; (2) Sell or offer a kratom product in the form "
        "of a vapor cartridge or cigarette; or (3) Display kratom products where customers "
        "have access without assistance of an employee. Sec. 3. Each processor shall register "
        "annually with the Department of Revenue and pay a fee of fifty dollars for each "
        "kratom product.",
    ),
    (
        "analogues:prohibit kratom:regulate",
        "SENATE BILL 401. AN ACT RELATING TO KRATOM. Be it enacted by the Legislature of the "
        "State of Montana: Section 1. Prohibition. (1) A person may not sell, offer for sale, "
        "or distribute mitragynine pseudoindoxyl or a synthesized kratom alkaloid in this "
        "state. (2) A kratom product must be tested by a laboratory accredited under the "
        "department's rules before it is offered for sale. Section 2. Effective date. [This "
        "act] is effective on passage and approval.",
    ),
    (
        "kratom:age_limit=18",
        "General Court of New Hampshire. HB 540. AN ACT relative to kratom. Be it Enacted by "
        "the Senate and House of Representatives in General Court convened: 1 New Section; "
        "Sale of Kratom to Minors. Amend RSA 126-K by inserting after section 8-a the "
        "following new section: 126-K:8-b Sale of Kratom. No person shall sell, give, or "
        "furnish kratom to any person under 18 years of age. Any person who violates this "
        "section shall be guilty of a violation. 2 Effective Date. This act shall take effect "
        "January 1, 2027.",
    ),
    (
        "7-oh:schedule=I kratom:schedule=I",
        "The Commonwealth of Massachusetts. An Act relative to kratom. Be it enacted by the "
        "Senate and House of Representatives in General Court assembled, and by the authority "
        "of the same, as follows: SECTION 1. Section 31 of chapter 94C of the General Laws is "
        "hereby amended by inserting, in Class A, after paragraph (d), the following "
        "paragraph:- (e) Any material which contains any quantity of mitragynine or "
        "7-hydroxymitragynine. SECTION 2. Said section 31 shall be Schedule I for purposes of "
        "this act.",
    ),
    (
        "kratom:age_limit=21 kratom:regulate",
        "The Commonwealth of Massachusetts. An Act regulating kratom. Be it enacted by the "
        "Senate and House of Representatives in General Court assembled, as follows: SECTION "
        "1. The General Laws are hereby amended by inserting after chapter 94I the following "
        'chapter:- CHAPTER 94J. KRATOM. Section 1. As used in this chapter, "kratom product", '
        "a food product containing any part of the leaf of mitragyna speciosa. Section 2. No "
        "person shall sell kratom products to an individual under 21 years of age. Section 3. "
        "A kratom product shall not be adulterated with a dangerous non-kratom substance.",
    ),
    (
        "kratom:repeal_regulation",
        "AN ACT to repeal the Kratom Consumer Protection Act. BE IT ENACTED BY THE GENERAL "
        "ASSEMBLY OF THE STATE OF TENNESSEE: SECTION 1. Tennessee Code Annotated, Title 39, "
        "Chapter 17, Part 4, is amended by deleting § 39-17-452, relating to kratom, in its "
        "entirety. SECTION 2. This act takes effect July 1, 2026, the public welfare "
        "requiring it.",
    ),
    (
        "7-oh:schedule=I kratom:schedule=I",
        "BE IT ENACTED BY THE GENERAL ASSEMBLY OF THE STATE OF TENNESSEE: SECTION 1. "
        "Tennessee Code Annotated, Section 39-17-406(d), is amended by adding the following "
        "as new subdivisions: (70) Mitragynine; (71) 7-hydroxymitragynine; SECTION 2. This "
        "act takes effect upon becoming a law, the public welfare requiring it.",
    ),
    (
        "kratom:age_limit=21",
        "BE IT ENACTED BY THE GENERAL ASSEMBLY OF THE STATE OF TENNESSEE: SECTION 1. "
        'Tennessee Code Annotated, Section 39-17-452(c), is amended by deleting "eighteen '
        '(18)" and substituting instead "twenty-one (21)" so that no kratom product may be '
        "sold to a person under twenty-one (21) years of age. SECTION 2. This act takes "
        "effect July 1, 2026.",
    ),
    (
        "kratom:prohibit",
        "H. B. 227. BE IT ENACTED BY THE LEGISLATURE OF ALABAMA: Section 1. (a) Beginning "
        "October 1, 2026, the manufacture, sale, and possession of kratom, in any form, is "
        "prohibited in this state. (b) A violation of this section is a Class C felony. "
        "Section 2. This act shall become effective on October 1, 2026.",
    ),
    (
        "7-oh:schedule=I kratom:schedule=I",
        "BE IT ENACTED BY THE LEGISLATURE OF ALABAMA: Section 1. Section 20-2-23, Code of "
        'Alabama 1975, is amended to read as follows: "§20-2-23. (a) The controlled '
        "substances listed in this section are included in Schedule I. (b)(4) A synthetic "
        "controlled substance that is any of the following: a. Salvia divinorum. b. "
        'Salvinorin A. +c. Mitragynine. d. 7-Hydroxymitragynine.+"',
    ),
    (
        "kratom:preempt kratom:regulate",
        "BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF TEXAS: SECTION 1. Chapter 444, "
        "Health and Safety Code, is amended by adding Section 444.010 to read as follows: "
        "Sec. 444.010. PREEMPTION. +A political subdivision of this state may not adopt or "
        "enforce an ordinance, order, or other measure that regulates the manufacture, sale, "
        "or delivery of kratom.+ SECTION 2. Section 444.004, Health and Safety Code, is "
        "amended to read as follows: Sec. 444.004. LABELING. +Each package of kratom must be "
        "labeled with the alkaloid content.+",
    ),
    (
        "7-oh:schedule=Penalty group 1",
        "BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF TEXAS: SECTION 1. Section 481.102, "
        "Health and Safety Code, is amended to read as follows: Sec. 481.102. PENALTY GROUP "
        "1. Penalty Group 1 consists of: (1) the following opiates: Alfentanil; "
        "+7-hydroxymitragynine;+ Allylprodine; SECTION 2. This Act takes effect September 1, "
        "2027.",
    ),
    (
        "kratom:allow_local",
        "AN ACT concerning kratom. BE IT ENACTED by the Senate and General Assembly of the "
        "State: Section 1. The governing body of a municipality may by ordinance prohibit or "
        "limit the retail sale of kratom products within its borders. Section 2. This act "
        "takes effect on the first day of the fourth month next following enactment.",
    ),
    (
        "7-oh:schedule=I kratom:schedule=I",
        "AN ACT CONCERNING KRATOM. Be it enacted by the Senate and House of Representatives "
        "in General Assembly convened: Section 1. Section 21a-243 of the general statutes is "
        "amended by adding subsection (j) as follows (Effective October 1, 2026): (NEW) (j) "
        "On or before January 1, 2027, the Commissioner of Consumer Protection shall adopt "
        "regulations to designate mitragynine and 7-hydroxymitragynine as controlled "
        "substances and classify them in schedule I.",
    ),
    (
        "kratom:prohibit",
        "AN ACT CONCERNING KRATOM. Be it enacted by the Senate and House of Representatives "
        "in General Assembly convened: Section 1. (NEW) (Effective October 1, 2026) (a) No "
        "person shall sell, offer for sale, or distribute kratom, or any product containing "
        "kratom, in this state. (b) A violation of this section is an unfair trade practice "
        "under section 42-110b.",
    ),
    (
        "kratom:age_limit=21 kratom:regulate",
        "COUNCIL OF THE DISTRICT OF COLUMBIA. BE IT ENACTED BY THE COUNCIL OF THE DISTRICT OF "
        'COLUMBIA, That this act may be cited as the "Kratom Safety Act of 2026". Sec. 2. (a) '
        "No retailer shall sell a kratom product to a person under 21 years of age. (b) The "
        "Department of Licensing and Consumer Protection shall require an endorsement on the "
        "basic business license of each seller of kratom products. Sec. 3. Effective date. "
        "This act shall take effect following approval by the Mayor and a 30-day period of "
        "congressional review.",
    ),
    (
        "kratom:schedule=I",
        "AN ACT TO AMEND TITLE 16 OF THE DELAWARE CODE. BE IT ENACTED BY THE GENERAL ASSEMBLY "
        "OF THE STATE OF DELAWARE: Section 1. Amend § 4714, Title 16 of the Delaware Code by "
        "making deletions as shown by strike through and insertions as shown by underline as "
        "follows: § 4714. Schedule I. (d) Any material, compound, mixture or preparation "
        "which contains any quantity of the following hallucinogenic substances: (1) "
        "Bufotenine; (2) Peyote; +(44) Kratom (Mitragyna speciosa).+",
    ),
    (
        "7-oh:prohibit kratom:regulate",
        "A BILL FOR AN ACT RELATING TO KRATOM. BE IT ENACTED BY THE LEGISLATURE OF THE STATE "
        "OF HAWAII: SECTION 1. Chapter 328, Hawaii Revised Statutes, is amended by adding a "
        'new part to be appropriately designated and to read as follows: +"PART . KRATOM '
        '§328-A Definitions. "Concentrated product" means a product in which '
        "7-hydroxymitragynine exceeds two per cent of the alkaloids. §328-B Concentrated "
        "products prohibited. No person shall sell or offer for sale any concentrated "
        "product. §328-C Permit. No retailer shall sell kratom products without a permit "
        'issued by the department of health."+ SECTION 2. This Act shall take effect upon its '
        "approval.",
    ),
    (
        "7-oh:schedule=I kratom:schedule=I",
        "IN THE SENATE. AN ACT RELATING TO CONTROLLED SUBSTANCES; AMENDING SECTION 37-2705, "
        "IDAHO CODE. Be It Enacted by the Legislature of the State of Idaho: SECTION 1. That "
        "Section 37-2705, Idaho Code, be, and the same is hereby amended to read as follows: "
        "37-2705. SCHEDULE I. (a) The controlled substances listed in this section are "
        "included in schedule I. (d) Hallucinogenic substances. (32) Salvia; (33) Ibogaine; "
        "+(34) Mitragynine; (35) 7-hydroxymitragynine;+ SECTION 2. An emergency existing "
        "therefor, which emergency is hereby declared to exist, this act shall be in full "
        "force and effect on and after July 1, 2026.",
    ),
    (
        "kratom:age_limit=21 kratom:repeal_regulation",
        "AN ACT to repeal IC 35-31.5-2-321. Be it enacted by the General Assembly of the "
        "State of Indiana: SECTION 1. IC 24-4-30 IS ADDED TO THE INDIANA CODE AS A NEW "
        "CHAPTER TO READ AS FOLLOWS [EFFECTIVE JULY 1, 2026]: Chapter 30. Kratom. Sec. 1. A "
        "person may not sell kratom to an individual who is less than twenty-one (21) years "
        "of age. SECTION 2. IC 24-4-29 (Kratom Registration) IS REPEALED [EFFECTIVE JULY 1, "
        "2026].",
    ),
    (
        "kratom:penalty",
        "AN ACT To amend and reenact R.S. 40:989.3, relative to kratom; Be it enacted by the "
        "Legislature of Louisiana: Section 1. R.S. 40:989.3(B) is hereby amended and "
        "reenacted to read as follows: §989.3. Unlawful distribution of products containing "
        "Mitragyna speciosa to minors; penalty B. Whoever violates the provisions of this "
        "Section shall be fined not more than ~one hundred~ +one thousand+ dollars, or "
        "imprisoned for not more than six months.",
    ),
    (
        "kratom:age_limit=21 kratom:regulate kratom:tax",
        "MARYLAND. AN ACT concerning Kratom. SECTION 1. BE IT ENACTED BY THE GENERAL ASSEMBLY "
        "OF MARYLAND, That the Laws of Maryland read as follows: Article - Health - General "
        "21-2D-02. +(A) A RETAILER MAY NOT SELL A KRATOM PRODUCT TO AN INDIVIDUAL UNDER THE "
        "AGE OF 21 YEARS. (B) A RETAILER SHALL HOLD A LICENSE ISSUED BY THE EXECUTIVE "
        "DIRECTOR TO SELL KRATOM PRODUCTS.+ Article - Tax - General +11-104. THE SALES AND "
        "USE TAX RATE FOR KRATOM PRODUCTS IS 20% OF THE TAXABLE PRICE. A TAX IS IMPOSED ON "
        "THE SALE OF KRATOM PRODUCTS.+ SECTION 2. AND BE IT FURTHER ENACTED, That this Act "
        "shall take effect October 1, 2026.",
    ),
    (
        "kratom:prohibit",
        "An Act To Prohibit the Sale of Kratom. Be it enacted by the People of the State of "
        "Maine as follows: Sec. 1. 22 MRSA §2390 is enacted to read: §2390. Sale of kratom "
        "prohibited. A person may not sell, furnish, give away or offer to sell kratom. A "
        "person who violates this section commits a civil violation for which a fine of not "
        "less than $500 must be adjudged.",
    ),
    (
        "kratom:age_limit=21",
        "AN ACT TO AMEND SECTION 41-29-601, MISSISSIPPI CODE OF 1972. BE IT ENACTED BY THE "
        "LEGISLATURE OF THE STATE OF MISSISSIPPI: SECTION 1. Section 41-29-601, Mississippi "
        "Code of 1972, is amended as follows: 41-29-601. (1) It is unlawful to sell, offer "
        "for sale or deliver a kratom product to a person under the age of ~eighteen (18)~ "
        "+twenty-one (21)+ years. (2) Kratom products shall be labeled with the ingredients. "
        "SECTION 2. This act shall take effect and be in force from and after July 1, 2026.",
    ),
    (
        "kratom:schedule=I",
        "AN ACT relating to controlled substances. THE PEOPLE OF THE STATE OF NEVADA, "
        "REPRESENTED IN SENATE AND ASSEMBLY, DO ENACT AS FOLLOWS: Section 1. Chapter 453 of "
        "NRS is hereby amended by adding thereto a new section to read as follows: +The Board "
        "shall, by regulation, include kratom on schedule I.+ Sec. 2. This act becomes "
        "effective on July 1, 2027.",
    ),
    (
        "7-oh:prohibit kratom:age_limit=21 kratom:regulate",
        "AN ACT RELATING TO CONSUMER PROTECTION; ENACTING THE KRATOM ACT. BE IT ENACTED BY "
        "THE LEGISLATURE OF THE STATE OF NEW MEXICO: SECTION 1. [NEW MATERIAL] SHORT "
        'TITLE.--This act may be cited as the "Kratom Act". SECTION 2. [NEW MATERIAL] '
        "PROHIBITED SALES.-- A. A person shall not sell or offer for sale a "
        "7-hydroxymitragynine product. B. A retailer shall not sell kratom to a person who is "
        "younger than twenty-one years of age. SECTION 3. [NEW MATERIAL] LABELING.--A kratom "
        "product shall bear a label that states the serving size. SECTION 4. EFFECTIVE "
        "DATE.--The effective date of the provisions of this act is July 1, 2026.",
    ),
)


@pytest.mark.parametrize(("expected", "words"), BILLS)
def test_bills(expected: str, words: str) -> None:
    assert told(read_text(text(words), division=STATE)) == expected
