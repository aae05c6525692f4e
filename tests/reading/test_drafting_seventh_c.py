"""More short bills in the print and the drafting of many states.

Written for these tests, the expectation before the rules saw the words. An effect is
`substance:effect`, with `=schedule` or `=age` where it has one.
"""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text

#: Whole bills.
MORE: tuple[tuple[str, str], ...] = (
    (
        "kratom:age_limit=21 kratom:regulate",
        "AN ACT to amend the public health law, in relation to kratom. The People of the "
        "State of New York, represented in Senate and Assembly, do enact as follows: Section "
        "1. The public health law is amended by adding a new article 13-J to read as follows: "
        "+ARTICLE 13-J KRATOM § 1399-aaa. License. 1. No person shall sell kratom products at "
        "retail unless such person has been issued a license by the commissioner. 2. Each "
        "licensee shall post such license in a conspicuous place. § 1399-bbb. No kratom "
        "product shall be sold to a person under twenty-one years of age.+ § 2. This act "
        "shall take effect on the one hundred eightieth day after it shall have become a law.",
    ),
    (
        "kratom:schedule=VI",
        "The General Assembly of North Carolina enacts: SECTION 1. G.S. 90-94 reads as "
        'rewritten: "§ 90-94. Schedule VI controlled substances. This schedule includes the '
        "controlled substances listed or to be listed. The following controlled substances "
        "are included in this schedule: (1) Marijuana. (2) Tetrahydrocannabinols. +(3) Kratom "
        '(Mitragyna speciosa), all parts of the plant.+" SECTION 2. This act becomes '
        "effective December 1, 2026.",
    ),
    (
        "kratom:prohibit",
        "A BILL for an Act to create and enact a new section to chapter 19-24.1 of the North "
        "Dakota Century Code, relating to kratom; and to provide a penalty. BE IT ENACTED BY "
        "THE LEGISLATIVE ASSEMBLY OF NORTH DAKOTA: SECTION 1. A new section to chapter "
        "19-24.1 of the North Dakota Century Code is created and enacted as follows: +Kratom "
        "- Prohibited - Penalty. A person who willfully sells or possesses with intent to "
        "sell kratom is guilty of a class B misdemeanor.+",
    ),
    (
        "kratom:regulate",
        "Relating to kratom. Be It Enacted by the People of the State of Oregon: SECTION 1. "
        "ORS 475.391 is amended to read: 475.391. (1) A kratom processor may not sell a "
        "kratom product unless it is registered. (2) +A processor shall submit a certificate "
        "of analysis with each application for renewal.+",
    ),
    (
        "kratom:regulate",
        "A BILL TO AMEND THE SOUTH CAROLINA CODE OF LAWS BY ADDING CHAPTER 57 TO TITLE 39. Be "
        "it enacted by the General Assembly of the State of South Carolina: SECTION 1. Title "
        "39 of the S.C. Code is amended by adding: CHAPTER 57 Kratom Consumer Protection Act "
        'Section 39-57-10. (A) As used in this chapter: (1) "Processor" means a person that '
        "manufactures kratom products. (B) It is unlawful for a processor to sell a kratom "
        "product that: (1) is mixed or packed with a nonkratom substance; (2) has a level of "
        "7-hydroxymitragynine greater than two percent; or (3) does not have a label with "
        "adequate directions. SECTION 2. This act takes effect upon approval by the Governor.",
    ),
    (
        "kratom:study",
        "A CONCURRENT RESOLUTION TO CREATE THE KRATOM STUDY COMMITTEE. Be it resolved by the "
        "Senate, the House of Representatives concurring: That the Kratom Study Committee is "
        "created to examine the sale of kratom and 7-hydroxymitragynine and whether they "
        "should be placed in Schedule I or sold only to persons at least twenty-one years of "
        "age.",
    ),
    (
        "kratom:age_limit=21 kratom:deschedule kratom:regulate",
        "AN ACT relating to kratom. It is hereby enacted by the General Assembly of the State "
        "of Vermont: Sec. 1. REGULATED DRUG RULE; KRATOM The Department of Health shall amend "
        "the Regulated Drug Rule to remove kratom from the list of regulated drugs. Sec. 2. 9 "
        "V.S.A. chapter 63 is amended by adding: +§ 2480. KRATOM (a) A person shall not sell "
        "kratom to an individual under 21 years of age. (b) A retailer shall not sell a "
        "kratom product unless the label states the amount of mitragynine.+ Sec. 3. EFFECTIVE "
        "DATE This act shall take effect on July 1, 2026.",
    ),
    (
        "kratom:age_limit=21 kratom:restrict",
        "Be it enacted by the General Assembly of Virginia: 1. That the Code of Virginia is "
        "amended by adding a section numbered 18.2-371.5 as follows: +§ 18.2-371.5. Sale of "
        "kratom to persons under 21; vending machines. A. No person shall sell to, distribute "
        "to, or purchase for any person younger than 21 years of age any kratom product. B. "
        "No person shall sell a kratom product from a vending machine. C. A violation of this "
        "section is a Class 4 misdemeanor.+",
    ),
    (
        "kratom:regulate kratom:tax",
        "AN ACT Relating to kratom. BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF "
        "WASHINGTON: NEW SECTION. Sec. 1. There is levied upon the sale of kratom products a "
        "tax of ten percent of the selling price. NEW SECTION. Sec. 2. (1) A person may not "
        "engage in business as a kratom processor unless licensed by the department. NEW "
        "SECTION. Sec. 3. This act takes effect January 1, 2027.",
    ),
    (
        "7-oh:deschedule kratom:deschedule",
        "AN ACT to repeal 961.14 (7) (mk) and 961.14 (7) (ml) of the statutes; relating to: "
        "kratom. Analysis by the Legislative Reference Bureau. This bill removes mitragynine "
        "and 7-hydroxymitragynine from Schedule I. The people of the state of Wisconsin, "
        "represented in senate and assembly, do enact as follows: SECTION 1. 961.14 (7) (mk) "
        "of the statutes is repealed. SECTION 2. 961.14 (7) (ml) of the statutes is repealed.",
    ),
    (
        "kratom:schedule=I",
        "AN ACT relating to controlled substances. Be It Enacted by the Legislature of the "
        "State of Wyoming: Section 1. W.S. 35-7-1014(d) by creating a new paragraph (xlii) is "
        "amended to read: 35-7-1014. Substances included in Schedule I. (d) Hallucinogenic "
        "substances. Unless specifically excepted or unless listed in another schedule, any "
        "material which contains any quantity of the following hallucinogenic substances: "
        "+(xlii) Mitragynine, also known as kratom.+ Section 2. This act is effective July 1, "
        "2026.",
    ),
    (
        "kratom:age_limit=21",
        "AN ACT relating to youth. Be It Enacted by the Legislature of the State of Wyoming: "
        "Section 1. W.S. 14-3-302 is amended to read: 14-3-302. (a) No person shall sell "
        "nicotine products ~or~ +, kratom products or+ electronic cigarettes to an individual "
        "under the age of twenty-one (21) years.",
    ),
    (
        "kratom:age_limit=18 kratom:regulate",
        "ENROLLED HOUSE BILL. BE IT ENACTED BY THE PEOPLE OF THE STATE OF OKLAHOMA: SECTION "
        "1. NEW LAW A new section of law to be codified in the Oklahoma Statutes as Section "
        "1-1432.3 of Title 63, reads as follows: A. A vendor shall not: 1. Sell a kratom "
        "product that is contaminated. A product is contaminated if it contains lead; 2. Sell "
        "a kratom product to a person under eighteen (18) years of age. B. The label shall be "
        "clear.",
    ),
    (
        "kratom:age_limit=21 kratom:preempt",
        "Be it enacted by the Legislature of West Virginia: §19-12F-10. Local rules. (a) A "
        "person may not sell kratom to a person under 21 years of age. (b) The provisions of "
        "this article supersede any municipal or county ordinance on kratom. kratom:penalty "
        ":: !AN ACT To amend and reenact R.S. 40:989.3, relative to kratom; Be it enacted by "
        "the Legislature of Louisiana: Section 1. R.S. 40:989.3(B) is hereby amended and "
        "reenacted to read as follows: §989.3. Unlawful distribution of products containing "
        "Mitragyna speciosa to minors; penalty B. Whoever violates the provisions of this "
        "Section shall be fined not more than ~one hundred~ +one thousand+ dollars, or "
        "imprisoned for not more than six months.",
    ),
    (
        "kratom:regulate",
        "An Act providing for kratom. The General Assembly of the Commonwealth of "
        'Pennsylvania hereby enacts as follows: Section 1. Definitions. "Dealer." A person '
        "that sells kratom. Section 2. License. A dealer shall obtain a license from the "
        "department before engaging in business.",
    ),
    (
        "kratom:age_limit=21 kratom:regulate",
        "AN ACT RELATING TO KRATOM. BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF HAWAII: "
        "SECTION 1. Chapter 712, Hawaii Revised Statutes, is amended by adding a new section "
        'to read: +"§712- Kratom; sale; age. (1) It shall be unlawful to sell kratom to a '
        "person under the age of twenty-one. (2) Kratom products offered for sale shall list "
        'on the label the percentage of each alkaloid. (3) As used in this section: "Kratom" '
        'means the plant Mitragyna speciosa."+',
    ),
    (
        "kratom:prohibit",
        "AN ACT RELATING TO KRATOM. It is enacted by the General Assembly as follows: Chapter "
        "21-28 of the General Laws is amended by adding: 21-28-10.1. Kratom banned. The sale, "
        "delivery, and possession of kratom or any kratom product within the state is hereby "
        "prohibited.",
    ),
    (
        "7-oh:prohibit",
        "AN ACT concerning public health. Be it enacted by the People of the State of "
        "Illinois, represented in the General Assembly: Section 1. Short title. This Act may "
        'be cited as the 7-OH Prohibition Act. Section 5. Definitions. In this Act: "7-OH" '
        "means 7-hydroxymitragynine. Section 10. Prohibition. No person shall sell, offer for "
        "sale, or distribute any product containing 7-OH, other than a product in which 7-OH "
        "occurs naturally in the kratom leaf. Section 15. Penalties. A violation is a petty "
        "offense. Section 99. Effective date. This Act takes effect upon becoming law.",
    ),
    (
        "kratom:age_limit=21 kratom:allow_local kratom:regulate",
        "AN ACT concerning kratom. Be it enacted by the People of the State of Illinois, "
        "represented in the General Assembly: Section 1. Short title. This Act may be cited "
        "as the Kratom Consumer Protection Act. Section 5. Definitions. As used in this Act: "
        '"Kratom product" means a food containing kratom leaf. Section 10. Sales. (a) No '
        "retailer shall sell a kratom product to any person under 21 years of age. (b) No "
        "retailer shall sell a kratom product that is adulterated. Section 15. Home rule. A "
        "home rule unit may regulate kratom products in a manner more restrictive than this "
        "Act.",
    ),
    (
        "kratom:age_limit=21 kratom:preempt",
        "AN ACT concerning kratom. Be it enacted by the People of the State of Illinois, "
        "represented in the General Assembly: Section 5. Sale to minors. A person may not "
        "sell kratom to a person under 21 years of age. Section 10. Home rule. The regulation "
        "of kratom is an exclusive power and function of the State. This Section is a denial "
        "and limitation of home rule powers under Article VII of the Constitution. Section "
        "99. Effective date. This Act takes effect January 1, 2027.",
    ),
    (
        "kratom:age_limit=21 kratom:regulate",
        "AN ACT TO AMEND THE INDIANA CODE. Be it enacted by the General Assembly of the State "
        "of Indiana: SECTION 1. IC 24-4-31 IS ADDED TO THE INDIANA CODE AS A NEW CHAPTER TO "
        "READ AS FOLLOWS [EFFECTIVE JULY 1, 2026]: Chapter 31. Kratom Sec. 1. This chapter "
        "applies to kratom products. Sec. 2. A retailer may not sell a kratom product to an "
        "individual less than twenty-one (21) years of age. Sec. 3. A processor shall ensure "
        "that each kratom product is tested. Sec. 4. A person that violates this chapter "
        "commits a Class C infraction.",
    ),
    (
        "7-oh:schedule=I kratom:schedule=I",
        "SENATE, No. 77. AN ACT concerning kratom. Be it enacted: 1. Section 5 of P.L.1970, "
        "c.226 (C.24:21-5) is amended to read as follows: 5. Schedule I. a. Tests. b. The "
        "controlled dangerous substances listed in this section are included in Schedule I. "
        "e. Hallucinogenic substances: (1) 3,4-methylenedioxy amphetamine (2) Peyote +(18) "
        "Mitragynine (19) 7-hydroxymitragynine+",
    ),
    (
        "kratom:age_limit=21 kratom:regulate",
        "EXECUTIVE. A JOINT RESOLUTION. BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF "
        "UTAH: Section 1. Kratom. (1) A person may not: (a) sell or distribute a kratom "
        "product to an individual under 21 years old; (b) sell a kratom product that: (i) "
        "contains a synthetic compound; (ii) is adulterated; or (iii) lacks a label; or (c) "
        "fail to register. (2) The department may fine.",
    ),
    (
        "kratom:study",
        "Resolved by the House: That the Legislative Management Council shall consider "
        "studying, during the interim, the use of kratom, and whether the state should adopt "
        "a kratom consumer protection act with labeling and age requirements.",
    ),
    (
        "kratom:penalty",
        "AN ACT concerning crimes. Be it enacted by the Legislature of the State of Kansas: "
        "Section 1. K.S.A. 21-5706 is hereby amended to read as follows: 21-5706. (a) It "
        "shall be unlawful for any person to possess any controlled substance. (c) Violation "
        "of subsection (a), if the substance is mitragynine, is a ~severity level 5 drug "
        "felony~ +class A nonperson misdemeanor+.",
    ),
    (
        "kratom:age_limit=21 kratom:restrict",
        "Be it enacted: Section 1. Section 5 is amended to read: 5. (1) A retailer may not "
        "sell tobacco to a person under 21 +or sell kratom products to a person under 21. (2) "
        "A retailer may sell kratom products only in an area that persons under 21 may not "
        "enter+.",
    ),
    (
        "kratom:tax",
        "Be it enacted: Section 1. Section 77-2701 is amended to read: 77-2701. (1) There is "
        "hereby imposed a tax on cigarettes +and on kratom products at 15 percent of the "
        "wholesale price+.",
    ),
    (
        "kratom:regulate",
        "Be it enacted: Section 1. Section 3 is amended to read: 3. A kratom processor shall "
        "register each product ~every two years~ +every year and pay a fee of $500+.",
    ),
    (
        "kratom:deschedule",
        "Be it enacted: Section 1. Section 4 is amended to read: 4. Schedule I. The following "
        "hallucinogenic substances: (1) Peyote; ~(2) Mitragynine;~ (3) Ibogaine.",
    ),
    (
        "kratom:repeal_regulation",
        "AN ACT relating to kratom; repealing the kratom consumer protection act. Be it "
        "enacted by the Legislature: Section 1. Sections 4-45-101 through 4-45-109 are "
        "repealed.",
    ),
)


@pytest.mark.parametrize(("expected", "words"), MORE)
def test_more_bills(expected: str, words: str) -> None:
    assert told(read_text(text(words), division=STATE)) == expected
