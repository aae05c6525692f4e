"""The age of the buyer in the words of many legislatures, beside other rules.

Written for these tests, the expectation before the rules saw the words.
"""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text

BILLS: tuple[tuple[str, str, str], ...] = (
    ("kcpa-list", "kratom:age_limit=21 kratom:regulate",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. As used in this act: (1) \"Kratom\" means any part of the leaf of the plant "
     "Mitragyna speciosa. (2) \"Kratom extract\" means a food product or dietary ingredient "
     "containing any part of the leaf. (3) \"Processor\" means a person that sells, prepares, "
     "manufactures, distributes, or maintains kratom products. (4) \"Retailer\" means a person "
     "that sells kratom products to consumers.\n"
     "Section 2. (1) A processor shall not prepare, distribute, sell, or expose for sale any "
     "of the following: (a) A kratom product that is adulterated with a dangerous non-kratom "
     "substance. (b) A kratom product that is contaminated with a dangerous non-kratom "
     "substance, including any substance listed in schedules I through V. (c) A kratom product "
     "containing a level of 7-hydroxymitragynine in the alkaloid fraction that is greater than "
     "two percent (2%) of the alkaloid composition of the product. (d) A kratom product "
     "containing any synthetic alkaloids. (e) A kratom product that does not provide adequate "
     "labeling directions. (2) A processor shall not distribute, sell, or expose for sale a "
     "kratom product to an individual who has not attained twenty-one (21) years of age."),
    ("age-not-attained", "kratom:age_limit=21",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. It shall be unlawful for any person to sell, give, or furnish kratom to any "
     "individual who has not attained 21 years of age."),
    ("age-not-at-least", "kratom:age_limit=21",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A person may not sell or deliver kratom to a person who is not at least "
     "twenty-one (21) years of age."),
    ("age-under-the-age", "kratom:age_limit=21",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Any person who sells, barters, or gives kratom to a person under the age of "
     "twenty-one (21) years shall be guilty of a misdemeanor."),
    ("age-younger18", "kratom:age_limit=18",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A retailer commits a civil infraction if the retailer sells a kratom product "
     "to an individual younger than 18."),
    ("minor-defined", "kratom:age_limit=21",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. As used in this chapter, \"minor\" means an individual under twenty-one years "
     "of age. Section 2. A person may not knowingly sell, give, or distribute a kratom product "
     "to a minor."),
    ("minor-plain", "kratom:age_limit=18",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A person may not knowingly sell, give, or distribute a kratom product to a "
     "minor."),
    ("id-check", "kratom:age_limit=21",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Before selling a kratom product, a retailer shall require the purchaser to "
     "present a valid government-issued photographic identification showing that the purchaser "
     "is 21 years of age or older."),
    ("proof-of-age", "kratom:age_limit=21",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A seller of kratom must demand proof of age from a prospective purchaser who "
     "appears to be under 30 years of age. Section 2. A seller may not sell kratom to anyone "
     "under 21."),
    ("minor-possess", "kratom:age_limit=18",
     "AN ACT concerning minors.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. No person under the age of eighteen years shall purchase, attempt to "
     "purchase, possess, or use any kratom product."),
    ("sign", "kratom:age_limit=21",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. No person under 21 years of age may purchase kratom. Section 2. A retailer "
     "shall post a sign stating \"NO SALE OF KRATOM TO PERSONS UNDER 21\"."),
    ("raise-age", "kratom:age_limit=21",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 111.224 is amended to read: 111.224 (1) A processor shall register "
     "each kratom product with the department and shall affix a label to each kratom product. "
     "(2) A retailer may not sell a kratom product to an individual under ~18~ +21+ years of "
     "age. (3) A kratom product may not contain more than 2 percent 7-hydroxymitragynine of "
     "the alkaloid composition."),
    ("ok", "kratom:age_limit=18 kratom:regulate",
     "An Act relating to kratom; creating the Oklahoma Kratom Consumer Protection Act; "
     "defining terms; requiring vendors to disclose certain information; prohibiting certain "
     "acts; providing penalties.\n"
     "BE IT ENACTED BY THE PEOPLE OF THE STATE OF OKLAHOMA: SECTION 1. NEW LAW A new section "
     "of law to be codified in the Oklahoma Statutes as Section 1-1432.1 of Title 63: This act "
     "shall be known and may be cited as the \"Oklahoma Kratom Consumer Protection Act\". "
     "SECTION 2. NEW LAW A new section of law to be codified as Section 1-1432.2: A. A vendor "
     "shall disclose on the product label the factual basis upon which the representation is "
     "made that the product is a kratom product. B. A vendor shall not distribute, sell or "
     "expose for sale to an individual under eighteen (18) years of age any kratom product. "
     "SECTION 3. Any vendor who violates this act shall be subject to an administrative fine "
     "of not more than Five Hundred Dollars ($500.00)."),
    ("sc-list", "kratom:age_limit=18 kratom:regulate",
     "A BILL TO AMEND THE SOUTH CAROLINA CODE OF LAWS.\n"
     "Be it enacted by the General Assembly of the State of South Carolina: SECTION 1. Title "
     "39 of the S.C. Code is amended by adding: CHAPTER 83 Kratom Products Section 39-83-10. "
     "For the purposes of this chapter: (1) \"Kratom product\" means a food or dietary "
     "supplement that consists of or contains kratom leaf or kratom leaf extract. Section "
     "39-83-20. It is unlawful to: (1) sell, deliver, or distribute kratom to a person under "
     "the age of eighteen; (2) sell a kratom product that is adulterated; or (3) sell a kratom "
     "product without a label setting forth the serving size."),
    ("le-enforce", "kratom:age_limit=21",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A person may not sell kratom to an individual under 21 years of age. Section "
     "2. A local law enforcement agency may enforce this section and may conduct inspections "
     "of kratom retailers."),
    ("age18to21-many", "kratom:age_limit=21",
     "AN ACT amending the kratom consumer protection act.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 7 of the kratom consumer protection act is amended as follows: 7. (a) "
     "A vendor shall not sell kratom products to an individual under ~18~ +21+ years of age. "
     "(b) A vendor shall verify that a purchaser is ~18~ +21+ years of age or older by "
     "examining a government-issued identification. (c) The label of each kratom product shall "
     "state that it is not for sale to individuals under ~18~ +21+ years of age. (d) A vendor "
     "shall have each batch tested."),
    ("prohib-prac", "kratom:age_limit=21 kratom:regulate",
     "An Act to amend and reenact § 59.1-200 of the Code of Virginia, relating to consumer "
     "protection; kratom.\n"
     "Be it enacted by the General Assembly of Virginia: 1. That § 59.1-200 is amended and "
     "reenacted as follows: § 59.1-200. Prohibited practices. A. The following fraudulent acts "
     "or practices committed by a supplier in connection with a consumer transaction are "
     "hereby declared unlawful: 1. Misrepresenting goods or services as those of another; 78. "
     "Violating any provision of Chapter 60; +79. (i) Selling or offering for sale to a person "
     "younger than 21 years of age any kratom product or (ii) selling or offering for sale any "
     "kratom product that does not include a label listing all ingredients;+"),
    ("tn-list", "kratom:age_limit=21 kratom:regulate",
     "AN ACT to amend Tennessee Code Annotated, Title 39, relative to kratom.\n"
     "BE IT ENACTED BY THE GENERAL ASSEMBLY OF THE STATE OF TENNESSEE: SECTION 1. Tennessee "
     "Code Annotated, Section 39-17-452, is amended by deleting the section and substituting "
     "instead the following: (a) It is an offense to knowingly sell, distribute, or offer for "
     "sale kratom to a person who is under twenty-one (21) years of age. (b) It is an offense "
     "for a person who is under twenty-one (21) years of age to purchase or possess kratom. "
     "(c) Kratom sold in this state must be labeled with the following information: (1) A list "
     "of ingredients; (2) The manufacturer's name. (d) A violation is a Class C misdemeanor."),
    ("co-ig", "kratom:age_limit=21 kratom:regulate",
     "A BILL FOR AN ACT CONCERNING THE REGULATION OF KRATOM.\n"
     "Be it enacted by the General Assembly of the State of Colorado: SECTION 1. In Colorado "
     "Revised Statutes, add article 53 to title 44 as follows: 44-53-102. Definitions. (1) "
     "\"KRATOM PRODUCT\" MEANS A PRODUCT CONTAINING ANY PART OF THE LEAF OF MITRAGYNA SPECIOSA. "
     "44-53-103. Kratom products - requirements. (1) A PROCESSOR SHALL NOT SELL OR OFFER FOR "
     "SALE A KRATOM PRODUCT: (a) TO AN INDIVIDUAL WHO IS UNDER TWENTY-ONE YEARS OF AGE; (b) "
     "THAT HAS A LEVEL OF 7-HYDROXYMITRAGYNINE THAT EXCEEDS TWO PERCENT OF THE OVERALL "
     "ALKALOID COMPOSITION OF THE PRODUCT; OR (c) THAT DOES NOT BEAR A LABEL AS REQUIRED BY "
     "THIS SECTION."),
    ("tx", "kratom:age_limit=18 kratom:regulate",
     "relating to the regulation of kratom products; providing civil penalties; creating a "
     "criminal offense.\n"
     "BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF TEXAS: SECTION 1. Subtitle A, Title 6, "
     "Health and Safety Code, is amended by adding Chapter 444 to read as follows: CHAPTER "
     "444. MANUFACTURE, DISTRIBUTION, AND SALE OF KRATOM PRODUCTS Sec. 444.001. DEFINITIONS. "
     "In this chapter: (1) \"Kratom\" means any part of the leaf of the plant Mitragyna "
     "speciosa. Sec. 444.003. KRATOM PROCESSORS. (a) A kratom processor or kratom retailer may "
     "not distribute or sell to an individual who is younger than 18 years of age a kratom "
     "product. (b) A processor may not prepare or sell a kratom product that is adulterated. "
     "Sec. 444.004. LABEL. A kratom product label must include directions for safe use. "
     "SECTION 2. This Act takes effect September 1, 2027."),
    ("no-entry", "kratom:age_limit=21",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. (1) A person must be at least 21 years old to purchase kratom. (2) A person "
     "who sells kratom to an underage person commits a simple misdemeanor."),
    ("online", "kratom:age_limit=21",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A person that sells kratom products through the internet shall verify through "
     "a third-party service that the purchaser is 21 years of age or older."),
    ("ga-amend", "kratom:age_limit=21 kratom:regulate",
     "A BILL TO BE ENTITLED AN ACT To amend Article 5 of Chapter 13 of Title 16 of the "
     "Official Code of Georgia Annotated, relating to kratom, so as to provide for offenses; "
     "to repeal conflicting laws; and for other purposes.\n"
     "BE IT ENACTED BY THE GENERAL ASSEMBLY OF GEORGIA:\n"
     "SECTION 1. Article 5 of Chapter 13 of Title 16 is amended by revising Code Section "
     "16-13-121, relating to kratom, as follows:\n"
     "\"16-13-121. (a)(1) It shall be unlawful for any person to knowingly sell to any "
     "individual under ~18~ +21+ years of age kratom. (2) It shall be unlawful for any "
     "individual under ~18~ +21+ years of age to buy or possess kratom. (b)(1) It shall be "
     "unlawful for any person to possess kratom that is adulterated. +(c) All kratom products "
     "offered for retail sale shall be displayed for sale in an area accessible only to the "
     "proprietor or its employees.+ +(d) Each processor shall maintain a certificate of "
     "analysis for every batch of kratom and shall not sell kratom in which the level of "
     "7-hydroxymitragynine exceeds one milligram per gram.+\"\n"
     "SECTION 2. All laws and parts of laws in conflict with this Act are repealed."),
    ("nv-child", "kratom:age_limit=18 kratom:regulate",
     "AN ACT relating to consumer protection; prohibiting a person from selling certain kratom "
     "products to a minor; and providing other matters properly relating thereto.\n"
     "THE PEOPLE OF THE STATE OF NEVADA, REPRESENTED IN SENATE AND ASSEMBLY, DO ENACT AS "
     "FOLLOWS:\n"
     "Section 1. Chapter 597 of NRS is hereby amended by adding thereto a new section to read "
     "as follows: 1. A person shall not: (a) Prepare, distribute, advertise, sell or offer to "
     "sell a kratom product that is adulterated; or (b) Knowingly sell or offer to sell any "
     "material, compound, mixture or preparation containing a kratom product to a child under "
     "the age of 18 years. 2. A kratom product must be sold with a label that includes the "
     "amount of mitragynine contained in the product. 3. A person who violates this section is "
     "subject to a civil penalty of not more than $1,000. 4. As used in this section, \"kratom "
     "product\" means any product or ingredient containing any part of the leaf of the "
     "Mitragyna speciosa plant."),
    ("md", "kratom:age_limit=21 kratom:regulate",
     "AN ACT concerning Public Health - Kratom - Prohibitions\n"
     "FOR the purpose of prohibiting a retailer from preparing, distributing, advertising, "
     "selling, or offering to sell certain kratom products; and generally relating to kratom.\n"
     "SECTION 1. BE IT ENACTED BY THE GENERAL ASSEMBLY OF MARYLAND, That the Laws of Maryland "
     "read as follows: Article - Health - General 21-2E-03. (A) A RETAILER MAY NOT: (1) "
     "PREPARE, DISTRIBUTE, ADVERTISE, SELL, OR OFFER TO SELL A KRATOM PRODUCT THAT: (I) IS "
     "ADULTERATED WITH A DANGEROUS NONKRATOM SUBSTANCE; (II) CONTAINS A LEVEL OF "
     "7-HYDROXYMITRAGYNINE IN THE ALKALOID FRACTION THAT IS GREATER THAN 2% OF THE OVERALL "
     "ALKALOID COMPOSITION OF THE PRODUCT; OR (III) CONTAINS SYNTHETIC ALKALOIDS; OR (2) "
     "DISTRIBUTE, SELL, OR EXPOSE FOR SALE A KRATOM PRODUCT TO AN INDIVIDUAL UNDER THE AGE OF "
     "21 YEARS. (B) A RETAILER THAT VIOLATES THIS SECTION IS GUILTY OF A MISDEMEANOR. SECTION "
     "2. AND BE IT FURTHER ENACTED, That this Act shall take effect October 1, 2026."),
    ("in-style", "kratom:age_limit=21 kratom:deschedule kratom:regulate",
     "A BILL FOR AN ACT to amend the Indiana Code concerning criminal law.\n"
     "Be it enacted by the General Assembly of the State of Indiana:\n"
     "SECTION 1. IC 24-4-25 IS ADDED TO THE INDIANA CODE AS A NEW CHAPTER TO READ AS FOLLOWS: "
     "Chapter 25. Kratom Sec. 1. As used in this chapter, \"kratom product\" means a product "
     "that contains kratom. Sec. 2. A person that manufactures a kratom product shall: (1) "
     "contract with an independent testing laboratory to test the product; and (2) label the "
     "product with a scannable bar code linked to the certificate of analysis. Sec. 3. A "
     "person who knowingly sells a kratom product to an individual less than twenty-one (21) "
     "years of age commits a Class C infraction.\n"
     "SECTION 2. IC 35-48-2-4 IS AMENDED TO READ AS FOLLOWS: Sec. 4. (a) The controlled "
     "substances listed in this section are included in schedule I. (d) Hallucinogenic "
     "substances. (1) Mescaline. ~(2) Mitragynine.~ (3) Psilocybin."),
    ("az-label", "kratom:age_limit=21 kratom:regulate",
     "AN ACT AMENDING TITLE 36, CHAPTER 6, ARTICLE 8.3, ARIZONA REVISED STATUTES; RELATING TO "
     "KRATOM PRODUCTS.\n"
     "Be it enacted by the Legislature of the State of Arizona:\n"
     "Section 1. Title 36, chapter 6, article 8.3 is amended by adding section 36-796 to read: "
     "36-796. Kratom products; prohibited acts A. A dealer who prepares, distributes, sells or "
     "exposes for sale a food that is represented to be a kratom product shall disclose on the "
     "product label the factual basis on which that representation is made. B. A dealer may "
     "not prepare, distribute, sell or expose for sale a kratom product to a person under "
     "twenty-one years of age. C. A dealer who violates subsection B is guilty of a class 2 "
     "misdemeanor."),
    ("nm-act", "kratom:age_limit=21 kratom:regulate",
     "AN ACT RELATING TO CONSUMER PROTECTION; ENACTING THE KRATOM CONSUMER PROTECTION ACT; "
     "PROVIDING PENALTIES.\n"
     "BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF NEW MEXICO:\n"
     "SECTION 1. [NEW MATERIAL] SHORT TITLE.--This act may be cited as the \"Kratom Consumer "
     "Protection Act\".\n"
     "SECTION 2. [NEW MATERIAL] DEFINITIONS.--As used in the Kratom Consumer Protection Act: "
     "A. \"department\" means the department of environment; B. \"kratom product\" means a food "
     "containing kratom leaf.\n"
     "SECTION 3. [NEW MATERIAL] KRATOM PRODUCTS--PROHIBITED ACTS.--A. A processor shall not "
     "sell a kratom product that: (1) is mixed with a nonkratom substance that affects its "
     "quality; or (2) contains a synthetic alkaloid. B. A retailer shall not sell or offer for "
     "sale a kratom product to a person who is younger than twenty-one years of age."),
    ("me-act", "kratom:age_limit=21 kratom:regulate",
     "An Act to Regulate Kratom Products\n"
     "Be it enacted by the People of the State of Maine as follows:\n"
     "Sec. 1. 22 MRSA c. 557-A is enacted to read: CHAPTER 557-A KRATOM §2431. Definitions. As "
     "used in this chapter, unless the context otherwise indicates, the following terms have "
     "the following meanings. 1. Kratom product. \"Kratom product\" means a product intended for "
     "human consumption containing any part of the leaf of the plant Mitragyna speciosa. "
     "§2432. Sale to persons under 21 years of age prohibited. A person may not sell, furnish, "
     "give away or offer to sell a kratom product to a person who has not attained 21 years of "
     "age. §2433. Packaging. Kratom products must be sold in child-resistant packaging. "
     "Penalty. A person who violates this section commits a civil violation for which a fine "
     "of not less than $100 may be adjudged."),
    ("ky-reg", "kratom:age_limit=21 kratom:regulate",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the General Assembly of the Commonwealth of Kentucky:\n"
     "SECTION 1. A NEW SECTION OF KRS CHAPTER 217 IS CREATED TO READ AS FOLLOWS: (1) The "
     "cabinet shall promulgate administrative regulations in accordance with KRS Chapter 13A "
     "to establish standards for the manufacture of kratom products. (2) A retailer shall: (a) "
     "Require proof of age from a prospective buyer to verify that the buyer is at least "
     "twenty-one (21) years of age; and (b) Not sell kratom to any person under the age of "
     "twenty-one (21)."),
    ("ordinance-county", "kratom:age_limit=21 kratom:regulate",
     "ORDINANCE NO. 2026-14\n"
     "AN ORDINANCE OF THE BOARD OF COUNTY COMMISSIONERS RELATING TO KRATOM; PROVIDING FOR "
     "DEFINITIONS; PROVIDING FOR SEVERABILITY.\n"
     "NOW, THEREFORE, BE IT ORDAINED BY THE BOARD OF COUNTY COMMISSIONERS: Section 1. It shall "
     "be unlawful to sell, offer for sale, give away or distribute any kratom product to any "
     "person under twenty-one (21) years of age. Section 2. Retailers must conspicuously post "
     "the following sign: \"SALE OF KRATOM TO PERSONS UNDER 21 IS PROHIBITED\". Section 3. No "
     "retailer shall sell a kratom product that is not labeled with its ingredients."),
    ("school-zone-age", "kratom:age_limit=18",
     "AN ACT relating to juveniles.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. (a) A minor may not purchase, possess, or use kratom. (b) A minor who "
     "violates this section is subject to a civil penalty not exceeding $50."),
    ("raise18-title", "kratom:age_limit=21",
     "AN ACT relating to the age to purchase kratom products.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 2 of the Kratom Consumer Protection Act is amended by striking "
     "\"eighteen\" and inserting \"twenty-one\": 2. A retailer shall not distribute, sell, or "
     "expose for sale a kratom product to an individual under +twenty-one+ ~eighteen~ years of "
     "age."),
    ("trial-id", "kratom:age_limit=21",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. (a) A retailer may not sell kratom to an individual younger than 21 years of "
     "age. (b) A retailer does not violate subsection (a) if the individual presented an "
     "apparently valid driver's license showing the individual to be 21 years of age or older."),
    ("employee-clause", "kratom:age_limit=21",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A retailer, or an employee of a retailer, shall not sell or offer for sale a "
     "kratom product to an individual under twenty-one years of age."),
    ("mail-verify", "kratom:age_limit=21 kratom:regulate",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A person that ships kratom to a consumer shall use an independent "
     "age-verification service to ensure that the consumer is at least 21 years of age. "
     "Section 2. Each package of kratom must be labeled with a warning."),
    ("fine-list", "kratom:age_limit=18",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A person who gives, barters or sells kratom to a person under eighteen (18) "
     "years of age shall be fined not less than five hundred dollars ($500)."),
    ("21-plus", "kratom:age_limit=21",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Only a person who is at least 21 years of age may purchase or possess a "
     "kratom product."),
    ("ga-lawful", "kratom:age_limit=18",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. It shall be unlawful for any person to knowingly sell kratom to any "
     "individual under 18 years of age, or for such individual to possess kratom."),
)  # fmt: skip


@pytest.mark.parametrize(("name", "expected", "words"), BILLS, ids=[b[0] for b in BILLS])
def test_bill(name: str, expected: str, words: str) -> None:
    assert told(read_text(text(words), division=STATE)) == expected
