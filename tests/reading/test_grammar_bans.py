"""Bans of the substance itself in many wordings, and what each does.

Written for these tests. An effect is `substance:effect`, with `=age` where it has one.
"""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text

BANS: tuple[tuple[str, str], ...] = (
    ("kratom:prohibit",
     "A person commits a Class C felony if the person violates any of the following: (a) "
     "sells kratom; (b) offers kratom for sale; (c) possesses kratom with intent to "
     "deliver."),
    ("kratom:prohibit",
     "Any person who does any of the following is guilty of a misdemeanor: (1) Sells "
     "kratom to another person. (2) Manufactures kratom. (3) Possesses kratom."),
    ("kratom:prohibit",
     "The following acts are unlawful: (A) selling or offering to sell kratom; (B) "
     "manufacturing kratom."),
    ("kratom:prohibit",
     "Except as authorized by this chapter, it is unlawful for any person to knowingly or "
     "intentionally manufacture, deliver, or possess with intent to manufacture or "
     "deliver, kratom."),
    ("kratom:prohibit",
     "It shall be unlawful for any person knowingly or intentionally to possess kratom."),
    ("kratom:prohibit",
     "No person shall sell, offer for sale, give away, barter, exchange, distribute or "
     "furnish kratom or any product containing kratom within the State."),
    ("kratom:prohibit",
     "A person commits an offense if the person knowingly possesses, sells, or delivers "
     "kratom. An offense under this section is a Class A misdemeanor."),
    ("kratom:prohibit",
     "Any person who sells, delivers, or gives away kratom is guilty of a Class A "
     "misdemeanor."),
    ("kratom:prohibit",
     "Whoever knowingly manufactures, distributes, dispenses or possesses kratom shall be "
     "punished by imprisonment in the house of correction for not more than 2 years or by "
     "a fine of not more than $2,000, or both."),
    ("kratom:prohibit",
     "Kratom is hereby declared to be illegal and contraband, and shall be seized and "
     "destroyed."),
    ("kratom:prohibit",
     "The sale, purchase, manufacture, and possession of kratom and products containing "
     "kratom is hereby banned in this State."),
    ("kratom:prohibit",
     "Kratom may not be sold, offered for sale, held for sale, or distributed in this "
     "State."),
    ("kratom:prohibit",
     "Notwithstanding any other law, the sale of kratom is prohibited."),
    ("kratom:prohibit",
     "A person shall not knowingly prepare, distribute, manufacture, sell, or expose for "
     "sale kratom."),
    ("7-oh:prohibit kratom:prohibit",
     "A person may not sell or distribute any of the following substances: (1) tianeptine;"
     " (2) kratom; (3) phenibut; (4) 7-hydroxymitragynine."),
    ("kratom:prohibit",
     "It is unlawful for a person to sell, offer for sale, or possess: (1) tianeptine; (2)"
     " kratom; or (3) nitrous oxide."),
    ("kratom:prohibit",
     "As used in this section, \"prohibited substance\" means tianeptine, phenibut, or "
     "kratom. It is unlawful to sell, deliver, or possess a prohibited substance in this "
     "state."),
    ("7-oh:prohibit",
     "A person may not sell, distribute, or advertise for sale any product containing "
     "7-hydroxymitragynine."),
    ("7-oh:prohibit",
     "It is unlawful to manufacture, sell, or distribute 7-hydroxymitragynine that has "
     "been added, concentrated, or synthesized."),
    ("7-oh:prohibit kratom:regulate",
     "A processor shall label each kratom product. Section 2. A person may not "
     "manufacture, sell, or possess 7-hydroxymitragynine."),
    ("analogues:prohibit",
     "It is unlawful to sell, deliver, or possess mitragynine pseudoindoxyl or MGM-15."),
    ("kratom:prohibit",
     "A retail establishment shall not sell, offer for sale, or display for sale kratom in"
     " any form."),
    ("kratom:prohibit",
     "No retailer, wholesaler, or distributor may sell kratom to any person in this state."),
    ("kratom:prohibit",
     "Selling kratom is a Class B misdemeanor."),
    ("kratom:prohibit",
     "Possession of kratom is punishable as a Class A misdemeanor."),
    ("kratom:prohibit",
     "A person is guilty of trafficking in kratom when he or she knowingly and unlawfully "
     "traffics in kratom."),
    ("kratom:prohibit",
     "Any person found in possession of kratom shall be guilty of a misdemeanor and upon "
     "conviction shall be fined not less than one hundred dollars."),
    ("kratom:prohibit",
     "It is a violation of this chapter for any person, firm, or corporation to sell, "
     "give, or otherwise dispose of kratom."),
    ("kratom:prohibit",
     "Sale or distribution of kratom shall constitute an unfair or deceptive trade "
     "practice, and is unlawful."),
    ("kratom:prohibit",
     "All kratom and kratom products are declared contraband and subject to seizure."),
    ("kratom:prohibit",
     "An individual may not possess, use, or cultivate Mitragyna speciosa, commonly known "
     "as kratom, or any part of the plant."),
    ("kratom:prohibit",
     "A person who knowingly or intentionally possesses kratom commits possession of "
     "kratom, a Class A misdemeanor. However, the offense is a Level 6 felony if the "
     "person has a prior conviction."),
    ("kratom:prohibit",
     "A person who knowingly manufactures, delivers, or finances the delivery of kratom "
     "commits dealing in kratom, a Level 6 felony."),
    ("kratom:prohibit",
     "The importation into this state, or the sale in this state, of kratom for human "
     "consumption is prohibited."),
    ("kratom:prohibit",
     "No food product containing kratom shall be manufactured, sold, or offered for sale "
     "in the Commonwealth."),
    ("kratom:prohibit",
     "Except as provided in subsection (b), a person may not sell kratom. (b) This section"
     " does not apply to a person conducting research approved by an institutional review "
     "board."),
    ("kratom:prohibit",
     "A person may not: (1) distribute kratom; (2) possess kratom with intent to "
     "distribute; or (3) possess kratom."),
    ("kratom:prohibit",
     "A person who violates this section by selling kratom is subject to a civil penalty "
     "of $1,000. Section 2. No kratom shall be sold in this State."),
    ("kratom:prohibit",
     "Unlawful sale of kratom. (a) A person commits unlawful sale of kratom when the "
     "person knowingly sells or offers to sell kratom to another. (b) Sentence. Unlawful "
     "sale of kratom is a Class 4 felony."),
    ("kratom:prohibit",
     "Kratom shall not be bought, sold, bartered, or possessed by any person in this "
     "state."),
    ("kratom:prohibit",
     "Beginning January 1, 2027, a person is prohibited from selling, distributing, or "
     "possessing kratom."),
    ("kratom:prohibit",
     "A person shall not possess, sell, or distribute any material, compound, mixture, or "
     "preparation containing any quantity of mitragynine."),
    ("kratom:prohibit",
     "(a) As used in this section, \"kratom\" means any part of the plant Mitragyna "
     "speciosa. (b) Any person who sells, offers for sale, dispenses, or gives away any "
     "kratom shall, upon conviction, be fined not more than five hundred dollars or "
     "imprisoned not more than six months, or both."),
    ("kratom:prohibit",
     "(1) A person who commits any of the following acts is guilty of a Class 1 "
     "misdemeanor: (a) distributing, selling, or offering to distribute or sell kratom to "
     "any person; (b) manufacturing kratom with intent to distribute."),
    ("kratom:prohibit",
     "It is unlawful for any person, partnership, association, or corporation to possess, "
     "sell, or offer to sell any product, substance, or material which contains any amount"
     " of kratom."),
    ("kratom:prohibit",
     "Every person who possesses for sale, transports, imports into this state, sells, "
     "furnishes, administers, or gives away any kratom shall be punished by imprisonment "
     "in a county jail for a period of not more than one year."),
    ("kratom:prohibit",
     "No retail establishment located in this State shall sell or offer for sale any "
     "product that contains kratom. A violation of this section is an unfair trade "
     "practice."),
    ("kratom:prohibit",
     "(A) No person shall knowingly obtain, possess, or use kratom. (B) No person shall "
     "knowingly sell or offer to sell kratom. (C) Whoever violates this section is guilty "
     "of a misdemeanor of the first degree."),
    ("kratom:prohibit",
     "Possession, sale, or distribution of kratom is hereby made unlawful within the "
     "corporate limits of the city."),
    ("kratom:prohibit",
     "It shall be a Class A misdemeanor to possess kratom, and a Class D felony to "
     "manufacture, distribute, or sell kratom."),
    ("kratom:prohibit",
     "A person is guilty of unlawful distribution of kratom if the person knowingly sells,"
     " gives, or furnishes kratom to another person."),
    ("kratom:prohibit",
     "A person who violates subsection (b) is guilty of a misdemeanor. (b) A person may "
     "not distribute, offer to distribute, or sell kratom in the State."),
    ("7-oh:prohibit kratom:prohibit",
     "A person may not import, manufacture, distribute, offer for sale, or sell kratom, "
     "mitragynine, or 7-hydroxymitragynine, or any product containing the same."),
    ("kratom:prohibit",
     "The manufacture, sale, delivery, holding, or offering for sale of any food that "
     "contains kratom is prohibited."),
    ("kratom:prohibit",
     "A food to which kratom has been added is deemed adulterated and may not be sold. A "
     "person shall not sell or distribute kratom."),
    ("kratom:prohibit",
     "The possession, use, sale, or distribution of kratom (Mitragyna speciosa) in any "
     "form shall be unlawful and punishable as provided in section 4."),
    ("kratom:prohibit",
     "A business licensee shall not, and no other person shall, sell, offer for sale, "
     "barter, or give away kratom."),
    ("kratom:prohibit",
     "It is an offense for a person to knowingly sell, purchase, or possess kratom."),
    ("kratom:prohibit",
     "Kratom is declared to be a public nuisance. No person may cultivate, sell, or "
     "possess kratom."),
    ("kratom:prohibit",
     "Prohibited substances. The sale, possession, or use of the following substances is "
     "prohibited: (1) salvia divinorum; (2) kratom; (3) tianeptine."),
    ("7-oh:prohibit kratom:prohibit",
     "(a) It is unlawful to knowingly possess any of the following: (i) Tianeptine; (ii) "
     "Mitragynine; (iii) 7-hydroxymitragynine; (iv) Phenibut."),
    ("kratom:prohibit",
     "Any person, firm, or corporation that sells or distributes kratom in this state is "
     "subject to a civil penalty of not less than $500 nor more than $5,000 for each "
     "violation."),
    ("kratom:prohibit",
     "A retailer that sells kratom or a kratom product is liable for a civil penalty of "
     "$1,000 per item sold."),
    ("kratom:prohibit",
     "A violation of this chapter includes selling kratom. No person shall sell kratom or "
     "a product containing kratom to a consumer in this state."),
    ("kratom:prohibit",
     "The General Assembly hereby prohibits the sale and possession of kratom in this "
     "Commonwealth."),
    ("kratom:prohibit",
     "Unless exempted by federal law, the sale of kratom products in this State is "
     "forbidden."),
    ("7-oh:prohibit",
     "No person shall manufacture, distribute, or sell 7-hydroxymitragynine in isolated or"
     " concentrated form."),
    ("7-oh:prohibit",
     "The sale of any product containing synthetic or concentrated 7-hydroxymitragynine is"
     " prohibited."),
    ("7-oh:prohibit",
     "\"7-OH product\" means any product that contains 7-hydroxymitragynine at a "
     "concentration exceeding two percent of its alkaloid content. It is unlawful to sell,"
     " offer for sale, or possess a 7-OH product."),
    ("7-oh:prohibit",
     "\"Enhanced kratom product\" means a product in which the 7-hydroxymitragynine exceeds "
     "400 parts per million. A person may not manufacture, sell, or distribute an enhanced"
     " kratom product."),
    ("7-oh:prohibit analogues:prohibit",
     "\"Novel alkaloid product\" means a product that contains 7-hydroxymitragynine or "
     "mitragynine pseudoindoxyl. No person shall sell a novel alkaloid product in this "
     "state."),
    ("analogues:prohibit",
     "No person shall sell or distribute MGM-15, mitragynine pseudoindoxyl, or any similar"
     " compound."),
    ("kratom:prohibit",
     "SALE OF KRATOM PROHIBITED. A PERSON MAY NOT SELL KRATOM."),
    ("kratom:prohibit",
     "A person shall not, directly or indirectly, by itself or through an agent, sell, "
     "trade, or distribute kratom, regardless of the form in which it is sold."),
    ("kratom:prohibit",
     "Sec. 5-20. Kratom. No person shall, within the limits of the town, ingest, possess, "
     "purchase, sell, distribute, or display for sale kratom."),
    ("kratom:prohibit",
     "(a) Except as provided in subsection (c), a person who knowingly possesses kratom "
     "commits a Class B infraction. (b) A person who sells kratom commits a Class A "
     "misdemeanor. (c) Subsection (a) does not apply to a law enforcement officer acting "
     "in the course of duty."),
    ("kratom:prohibit",
     "Section 3-1 is amended to read: 3-1. (a) ~A person under twenty-one years of age may"
     " not purchase kratom.~ +It is unlawful for any person to sell, purchase, or possess "
     "kratom.+"),
    ("kratom:prohibit",
     "Section 12 is amended to read: 12. It is unlawful to sell, deliver, or possess: (1) "
     "salvia divinorum; (2) tianeptine; ~or~ (3) nitrites+; or (4) kratom+."),
    ("kratom:prohibit",
     "Kratom, in any form, shall not be sold, given, or distributed within the city."),
    ("kratom:prohibit",
     "It shall be unlawful for any person, firm, corporation, or other entity to use, "
     "possess, purchase, sell, publicly display for sale, deliver, or attempt to sell "
     "kratom within the city limits."),
    ("kratom:prohibit",
     "Any person who manufactures, sells, or possesses kratom commits a petty offense."),
    ("kratom:prohibit",
     "The following are hereby declared unlawful: (1) the sale of kratom; (2) the "
     "possession of kratom."),
    ("kratom:prohibit",
     "A person commits the offense of unlawful possession of kratom if the person "
     "knowingly possesses kratom."),
    ("kratom:prohibit",
     "A person commits the crime of possession of kratom if the person knowingly possesses"
     " any quantity of kratom."),
    ("7-oh:prohibit kratom:prohibit",
     "A person shall not sell, offer for sale, or distribute kratom products or "
     "7-hydroxymitragynine products in this state."),
    ("kratom:prohibit",
     "Offenses. A person is guilty of a misdemeanor who: (1) sells or offers to sell "
     "kratom; or (2) possesses kratom with intent to sell it."),
    ("kratom:prohibit",
     "No kratom product may be manufactured, distributed, sold, or possessed in this state"
     " on or after January 1, 2027."),
    ("kratom:prohibit",
     "On and after October 1, 2026, no person shall sell, offer for sale, or possess "
     "kratom."),
    ("kratom:prohibit",
     "Notwithstanding any provision of law to the contrary, it is unlawful to sell, "
     "possess, or consume kratom, and any person who violates this section is guilty of a "
     "felony."),
    ("kratom:prohibit",
     "No person, whether or not licensed under this title, may sell kratom."),
    ("kratom:prohibit",
     "Persons are prohibited from possessing, selling, or using kratom."),
    ("kratom:prohibit",
     "A retailer is prohibited from selling kratom products in this State."),
    ("kratom:prohibit",
     "It is prohibited to manufacture, sell, or distribute kratom."),
    ("kratom:prohibit",
     "The advertising, display, or sale of kratom is unlawful."),
    ("kratom:prohibit",
     "Selling, distributing, or giving away kratom constitutes a deceptive act or practice"
     " in violation of the consumer protection act."),
    ("kratom:prohibit",
     "Whoever possesses kratom is guilty of a misdemeanor of the third degree; whoever "
     "sells kratom is guilty of a felony of the fifth degree."),
    ("kratom:prohibit",
     "Any dealer, distributor, or retailer selling kratom shall have its license revoked, "
     "and the sale of kratom is prohibited."),
    ("7-oh:prohibit",
     "A person who sells or offers to sell 7-hydroxymitragynine, whether or not combined "
     "with kratom leaf, commits a Class A misdemeanor."),
    ("7-oh:prohibit",
     "No person shall sell, offer, or distribute any product marketed as 7-OH or "
     "containing added 7-hydroxymitragynine."),
    ("7-oh:prohibit",
     "It is unlawful to sell or possess any concentrated, isolated, or semi-synthetic "
     "7-hydroxymitragynine."),
    ("7-oh:prohibit kratom:regulate",
     "(a) A kratom product shall be labeled with its contents. (b) A person may not sell "
     "or distribute 7-hydroxymitragynine products."),
    ("kratom:prohibit",
     "Sec. 4. (a) A person may not, in this state, manufacture for sale, sell, offer for "
     "sale, or otherwise distribute kratom. (b) The attorney general may seek an "
     "injunction against a person who violates this section."),
    ("kratom:prohibit",
     "Any person who knowingly imports, transports, or causes to be imported or "
     "transported into this State any kratom is guilty of a crime of the third degree."),
    ("kratom:prohibit",
     "It is hereby declared to be unlawful and a public nuisance for any owner, operator, "
     "or employee of a business to sell, give, or display kratom for sale."),
    ("kratom:prohibit",
     "§ 12-5. Kratom; penalty. If any person sells, distributes, or possesses with intent "
     "to sell kratom, he is guilty of a Class 1 misdemeanor."),
    ("kratom:prohibit",
     "Any person possessing kratom shall be guilty of a disorderly persons offense."),
    ("7-oh:prohibit kratom:prohibit",
     "Except for use in research conducted by an accredited university, no person shall "
     "possess, sell, or distribute kratom or 7-hydroxymitragynine."),
    ("kratom:prohibit",
     "Kratom shall be considered contraband, and the possession, sale, or use thereof is "
     "prohibited."),
    ("kratom:prohibit",
     "A merchant who offers kratom for sale commits a civil infraction punishable by a "
     "fine of $250 for the first offense and $1,000 for each subsequent offense."),
    ("kratom:prohibit",
     "It is unlawful for a business that holds a license under title 5 or for any other "
     "person to sell kratom."),
    ("kratom:prohibit",
     "The retail sale of kratom is unlawful in this state. A violation is punishable under"
     " section 9."),
    ("kratom:prohibit",
     "(a) In this section, \"kratom\" means the plant Mitragyna speciosa. (b) Except as "
     "authorized by federal law, a person may not knowingly sell kratom. (c) A person who "
     "violates this section is guilty of a misdemeanor and on conviction is subject to "
     "imprisonment not exceeding 1 year or a fine not exceeding $1,000 or both."),
    ("7-oh:prohibit",
     "A person shall not distribute, sell, or offer for sale a product that contains "
     "7-hydroxymitragynine in an amount that exceeds what naturally occurs in kratom leaf."),
    ("7-oh:prohibit",
     "It is unlawful to sell any 7-hydroxymitragynine product, regardless of "
     "concentration."),
)  # fmt: skip


@pytest.mark.parametrize(("expected", "words"), BANS)
def test_words(expected: str, words: str) -> None:
    bill = text(f"Be it enacted: Section 1. {words}")
    assert told(read_text(bill, division=STATE)) == expected
