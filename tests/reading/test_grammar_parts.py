"""Bans of some products, buyers, people, places or ways of selling, and words that ban nothing.

Written for these tests. An effect is `substance:effect`, with `=age` where it has one.
"""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text

PARTS: tuple[tuple[str, str], ...] = (
    ("7-oh:regulate",
     "A person may not sell any product containing 7-hydroxymitragynine above 2 percent of"
     " the total alkaloid content."),
    ("7-oh:regulate",
     "It is unlawful to sell a product that contains more than 1 milligram of "
     "7-hydroxymitragynine per serving."),
    ("kratom:regulate",
     "A kratom vendor shall not knowingly prepare, distribute, sell, or expose for sale "
     "any of the following: (1) A kratom product that is adulterated with a dangerous non-"
     "kratom substance. (2) A kratom product containing any synthetic alkaloids, including"
     " synthetic mitragynine. (3) A kratom product in packaging that is attractive to "
     "children."),
    ("kratom:regulate",
     "It is unlawful to sell kratom that is not labeled as required by this chapter."),
    ("kratom:regulate",
     "No person shall sell kratom without first obtaining a permit from the department."),
    ("kratom:regulate",
     "A person who sells a contaminated kratom product is guilty of a misdemeanor."),
    ("kratom:regulate",
     "A retailer who sells kratom in violation of the labeling requirements of section 3 "
     "commits an infraction."),
    ("kratom:age_limit=21 kratom:regulate",
     "It is unlawful for any person to: (1) sell kratom to an individual under twenty-one "
     "years of age; (2) sell an adulterated kratom product; (3) fail to label a kratom "
     "product."),
    ("kratom:age_limit=18",
     "No person shall sell, give or furnish kratom to a minor."),
    ("kratom:age_limit=21",
     "A person under twenty-one years of age shall not purchase, possess, or use kratom."),
    ("kratom:age_limit=18",
     "Whoever sells kratom to a person under the age of 18 shall be punished by a fine of "
     "not more than $500."),
    ("",
     "An inmate of a correctional facility shall not possess kratom."),
    ("",
     "A driver of a school bus shall not use kratom while on duty."),
    ("",
     "An employee of the department may not sell or possess kratom."),
    ("kratom:restrict",
     "No person shall sell kratom from a vending machine."),
    ("kratom:restrict",
     "The sale of kratom at a gas station or convenience store is prohibited."),
    ("kratom:restrict",
     "A retailer may not sell kratom within 1,000 feet of a school."),
    ("kratom:restrict",
     "It is unlawful for any person to sell kratom over the internet or by mail."),
    ("kratom:restrict",
     "Kratom may be sold only in a smoke shop that restricts entry to persons of legal "
     "age."),
    ("kratom:restrict",
     "Kratom shall be sold only by a licensed pharmacy."),
    ("kratom:restrict",
     "No person shall dispense kratom except upon the prescription of a licensed "
     "physician."),
    ("kratom:restrict",
     "A gas station shall not sell kratom."),
    ("kratom:restrict",
     "A person shall not sell kratom intended for inhalation, vaporization, or injection."),
    ("kratom:restrict",
     "A retailer shall not offer kratom products for sale at a location other than an "
     "adult-only facility."),
    ("kratom:restrict",
     "A person commits an offense if the person sells kratom in the form of a gummy or "
     "candy."),
    ("kratom:restrict",
     "It is unlawful to consume kratom in a public place or on school property."),
    ("kratom:age_limit=21",
     "Section 13-7-1 is amended to read: 13-7-1. ~It is unlawful to sell or possess kratom"
     " in this state.~ +A person may sell kratom to an individual who is 21 years of age "
     "or older. A person may not sell kratom to an individual under 21 years of age.+"),
    ("",
     "Nothing in this section prohibits the sale of kratom."),
    ("",
     "The possession of kratom is not unlawful in this state."),
    ("",
     "A hemp product may not contain kratom, alcohol, or tobacco."),
    ("",
     "The city may adopt rules. The department shall report on whether the sale of kratom "
     "should be prohibited."),
    ("kratom:regulate",
     "A person shall not sell a kratom product that does not bear the label required by "
     "section 3."),
    ("kratom:regulate",
     "A kratom retailer may not knowingly prepare, distribute, sell, or expose for sale a "
     "kratom product that is contaminated with a poisonous or otherwise deleterious non-"
     "kratom ingredient."),
    ("kratom:regulate",
     "No person shall manufacture, sell, or distribute kratom unless the kratom product is"
     " registered with the department."),
    ("kratom:regulate",
     "It is unlawful to sell a kratom product with packaging that imitates candy or is "
     "otherwise attractive to children."),
    ("kratom:regulate",
     "A person who sells kratom without a license commits a misdemeanor."),
    ("kratom:regulate",
     "Any kratom product that is adulterated or mislabeled shall not be sold and is "
     "contraband subject to seizure."),
    ("kratom:age_limit=21",
     "It is unlawful for any person to knowingly sell, offer to sell, barter, or give any "
     "kratom to any person under twenty-one (21) years of age."),
    ("kratom:age_limit=18",
     "(a) A minor shall not possess, purchase, or attempt to purchase kratom. (b) A "
     "violation is an infraction."),
    ("kratom:restrict",
     "No person shall sell kratom at any location within one thousand (1,000) feet of a "
     "school, playground, or church."),
    ("kratom:restrict",
     "A person may not sell, ship, or deliver kratom ordered online, by telephone, or by "
     "mail to a consumer in this state."),
    ("kratom:restrict",
     "It is unlawful to sell kratom in any grocery store, convenience store, or gasoline "
     "station."),
    ("kratom:restrict",
     "No person shall distribute kratom in vapor form or in any form intended for "
     "inhalation."),
    ("kratom:restrict",
     "A person commits an offense if the person offers a free sample of kratom to the "
     "public."),
    ("kratom:restrict",
     "Kratom shall be dispensed only by a pharmacist upon a valid prescription."),
    ("kratom:restrict",
     "No person may sell kratom extract. Kratom leaf and leaf powder may be sold."),
    ("kratom:restrict",
     "Kratom may only be sold in its natural leaf or powdered leaf form, and the sale of "
     "kratom gummies, candies, or beverages is prohibited."),
    ("",
     "A student may not possess kratom on school grounds while attending school."),
    ("",
     "A commercial driver may not operate a vehicle after using kratom."),
    ("",
     "A peace officer may seize any kratom that is unlawfully possessed under federal law."),
    ("",
     "The board may by rule prohibit the sale of kratom."),
    ("",
     "This section shall not be construed to make unlawful the sale or possession of "
     "kratom."),
    ("",
     "A health insurer may not deny coverage solely because the insured uses kratom."),
    ("",
     "Money in the fund may be used to treat persons who use kratom in states where kratom"
     " is prohibited."),
    ("",
     "An employer may prohibit employees from using or possessing kratom at work."),
    ("kratom:age_limit=21 kratom:regulate",
     "(a) A person may not sell kratom except as provided in this section. (b) A retailer "
     "may sell a kratom product that is labeled under section 3 to a person 21 years of "
     "age or older. (c) A retailer may not sell kratom to a person under 21 years of age. "
     "(d) A kratom product must be tested."),
    ("kratom:age_limit=21 kratom:regulate",
     "Prohibited acts. (a) It is unlawful for a processor to: (1) prepare, distribute, "
     "sell, or offer for sale a kratom product that is adulterated or contaminated; (2) "
     "sell or offer for sale kratom to an individual under 21 years of age; (3) sell a "
     "kratom product without a certificate of analysis; or (4) sell a kratom product "
     "containing 7-hydroxymitragynine at a level above two percent of the alkaloid "
     "fraction."),
    ("kratom:age_limit=18 kratom:regulate",
     "No vendor shall distribute, sell, or expose for sale kratom to an individual under "
     "eighteen years of age. Each kratom product must bear a label that lists its "
     "ingredients."),
    ("kratom:regulate",
     "A vendor shall not distribute, sell, or expose for sale any of the following: (1) a "
     "kratom product adulterated with a dangerous nonkratom substance; (2) a kratom "
     "product that contains a poisonous ingredient; (3) a kratom product that contains a "
     "synthetic alkaloid."),
    ("kratom:regulate",
     "A dealer may not prepare, distribute, sell, or expose for sale a product represented"
     " to be kratom that does not conform to the requirements of this chapter."),
    ("kratom:regulate",
     "A person who distributes or sells kratom that does not meet the standards of section"
     " 5 commits a violation and shall be fined five hundred dollars."),
    ("kratom:regulate",
     "A licensee shall not sell kratom from which the certificate of analysis is missing. "
     "A person shall not sell kratom unless licensed under this act."),
    ("kratom:age_limit=21 kratom:regulate",
     "A person that knowingly sells an adulterated kratom product, or sells a kratom "
     "product to an individual under 21 years of age, is guilty of a Class C misdemeanor."),
    ("kratom:age_limit=18",
     "Any person who sells, gives, or otherwise supplies kratom to any minor is guilty of "
     "a misdemeanor."),
    ("kratom:age_limit=21",
     "No person under the age of twenty-one shall purchase, use, or possess kratom, and no"
     " person shall furnish kratom to any such person."),
    ("kratom:age_limit=21",
     "It is unlawful for an individual who is under 21 years of age to purchase, attempt "
     "to purchase, or possess a kratom product."),
    ("kratom:age_limit=21",
     "A retailer shall not sell or distribute kratom, directly or indirectly, in person or"
     " online, to any person under the age of 21."),
    ("kratom:restrict",
     "The sale of kratom products by any method other than a direct, face-to-face "
     "transaction is prohibited."),
    ("kratom:restrict",
     "A person may not sell kratom in a food or beverage intended for consumption on the "
     "premises."),
    ("kratom:restrict",
     "It is unlawful to smoke or vape kratom in a public place."),
    ("kratom:restrict",
     "No kratom shall be sold or offered for sale within 500 feet of any elementary "
     "school, secondary school, or child care facility."),
    ("kratom:restrict",
     "A retailer shall not offer kratom through self-service displays."),
    ("kratom:restrict",
     "Kratom may be sold only in stores that hold a vape shop permit."),
    ("kratom:restrict",
     "Sale of kratom by delivery, mail order, or over the internet to a purchaser in this "
     "state is prohibited."),
    ("kratom:restrict",
     "A person shall not possess or use kratom on the grounds of a school."),
    ("kratom:restrict",
     "No person shall sell or dispense kratom without a prescription from a licensed "
     "practitioner."),
    ("kratom:restrict",
     "A holder of a liquor license shall not sell kratom on the licensed premises."),
    ("kratom:restrict",
     "Liquor stores shall not sell kratom."),
    ("kratom:restrict",
     "A person may not sell a kratom product intended to be smoked, inhaled, or injected."),
    ("kratom:restrict",
     "A person may not sell kratom in liquid form."),
    ("",
     "A person who lawfully possesses kratom shall not be denied housing."),
    ("",
     "No person shall be prosecuted for possession of kratom before July 1, 2020."),
    ("",
     "A court may order that a probationer shall not use or possess kratom."),
    ("",
     "The sale of kratom is not prohibited by this chapter."),
    ("",
     "A pilot shall not operate an aircraft within eight hours after consuming kratom."),
    ("",
     "A foster parent may not use kratom in the presence of a child."),
    ("",
     "A school may not allow a student to possess kratom."),
    ("",
     "Tobacco products may not be sold in a store that sells kratom."),
    ("",
     "The purpose of this act is to prohibit misleading claims about kratom in other "
     "states where possession of kratom is unlawful."),
    ("kratom:regulate",
     "A processor may not sell a kratom product if the packaging fails to bear a warning."),
    ("kratom:regulate",
     "A retailer who sells an unregistered kratom product is liable for a civil penalty."),
    ("kratom:age_limit=21",
     "A person may not knowingly sell, give, or furnish kratom to an individual under the "
     "age of 21, and an individual under the age of 21 may not possess kratom."),
    ("kratom:age_limit=21 kratom:restrict",
     "(a) A retailer may not sell kratom to a person under 21. (b) A retailer may not sell"
     " kratom by mail or through the internet."),
    ("kratom:restrict",
     "A person may not operate a kratom bar, and may not serve kratom beverages for "
     "consumption on the premises."),
    ("kratom:restrict",
     "Kratom products shall not be sold in convenience stores."),
    ("kratom:restrict",
     "It is unlawful to sell kratom in a building that is located less than 1,500 feet "
     "from a school; no person shall sell kratom within 1,500 feet of a church."),
    ("kratom:restrict",
     "No mobile food vendor shall sell kratom."),
    ("kratom:restrict",
     "A manufacturer shall not distribute kratom in the form of candy, gummies, or "
     "lollipops."),
    ("",
     "An athlete shall not use kratom before a sanctioned contest."),
    ("",
     "A physician shall ask whether the patient uses or possesses kratom."),
    ("",
     "A child care provider may not use kratom while caring for children."),
    ("",
     "Evidence that a person possesses kratom is not grounds to revoke parole."),
    ("",
     "The compact does not require a member state in which the sale of kratom is "
     "prohibited to allow it."),
    ("",
     "A hotel guest shall not be refused service because the guest carries kratom."),
)  # fmt: skip


@pytest.mark.parametrize(("expected", "words"), PARTS)
def test_words(expected: str, words: str) -> None:
    bill = text(f"Be it enacted: Section 1. {words}")
    assert told(read_text(bill, division=STATE)) == expected
