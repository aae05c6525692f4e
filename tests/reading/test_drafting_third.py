"""Short bills with several acts, exceptions and conditions beside the main rule."""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text

BILLS: tuple[tuple[str, str, str], ...] = (
    ("ban-then-kcpa-repealed", "kratom:prohibit kratom:repeal_regulation",
     "AN ACT relating to kratom; prohibiting certain conduct; repealing the Kratom "
     "Consumer Protection Act; and providing a penalty.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Except as provided in section 2, a person may not manufacture, sell, "
     "deliver, or possess kratom. A violation is a Class B misdemeanor.\n"
     "Section 2. Section 1 does not apply to a law enforcement officer acting within the "
     "scope of duty.\n"
     "Section 3. Chapter 444, Health and Safety Code, the Kratom Consumer Protection Act, "
     "is repealed."),
    ("smell-of-ban", "kratom:regulate",
     "AN ACT concerning kratom registration.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. No person shall sell or distribute in this state a kratom product that "
     "has not been registered with the commissioner.\n"
     "Section 2. The commissioner may deny a registration for cause.\n"
     "Section 3. Any person who sells an unregistered kratom product is guilty of a "
     "misdemeanor and shall be fined not more than $1,000."),
    ("stop-sale", "kratom:regulate",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. The department may issue a stop-sale order for any kratom product that is "
     "adulterated or misbranded. Section 2. It is unlawful to sell a kratom product "
     "subject to a stop-sale order. Section 3. A processor shall keep a certificate of "
     "analysis for each batch of kratom product."),
    ("two-kinds", "7-oh:prohibit kratom:age_limit=21 kratom:regulate",
     "AN ACT concerning kratom and 7-hydroxymitragynine.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A kratom processor shall register each kratom product with the "
     "department.\n"
     "Section 2. No person shall sell a kratom product to a person under 21 years of age.\n"
     "Section 3. No person shall manufacture, sell, or possess a product containing "
     "isolated or concentrated 7-hydroxymitragynine."),
    ("findings-ban", "kratom:age_limit=21",
     "AN ACT concerning kratom sales.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. The Legislature finds and declares that: (a) It is unlawful to sell "
     "kratom in several states. (b) 7-hydroxymitragynine is a dangerous alkaloid that "
     "should be placed in Schedule I.\n"
     "Section 2. A seller of kratom products shall not sell a kratom product to a person "
     "under 21 years of age."),
    ("whereas-res", "",
     "A CONCURRENT RESOLUTION urging Congress to schedule 7-hydroxymitragynine.\n"
     "WHEREAS, 7-hydroxymitragynine is a potent alkaloid; and\n"
     "WHEREAS, the United States Food and Drug Administration recommended that it be "
     "placed in Schedule I;\n"
     "NOW, THEREFORE, BE IT RESOLVED that the Legislature urges the Congress of the United "
     "States to place 7-hydroxymitragynine in Schedule I of the federal Controlled "
     "Substances Act."),
    ("resolve-awareness", "",
     "A RESOLUTION designating the month of May as Kratom Awareness Month.\n"
     "WHEREAS, kratom is used by many;\n"
     "BE IT RESOLVED by the House of Representatives that May 2026 is designated as Kratom "
     "Awareness Month."),
    ("wic", "",
     "AN ACT concerning public assistance.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 20 is amended to read: 20. A recipient shall not use an "
     "electronic benefit card to purchase alcohol, tobacco, +cannabis, kratom,+ or lottery "
     "tickets."),
    ("tobacco-retail", "kratom:age_limit=21",
     "AN ACT concerning the sale of tobacco.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 30 is amended to read: 30. No person shall sell tobacco products, "
     "electronic cigarettes, +kratom products,+ or rolling papers to a person under 21 "
     "years of age."),
    ("minors-possess", "kratom:age_limit=18",
     "AN ACT concerning juveniles.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. It is unlawful for a person under eighteen years of age to purchase, "
     "possess, or consume kratom. A juvenile who violates this section shall perform "
     "community service."),
    ("premises", "kratom:restrict",
     "AN ACT concerning restaurants.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A food service establishment shall not serve kratom for consumption on "
     "the premises."),
    ("kratom-beverage", "kratom:restrict",
     "AN ACT concerning kratom beverages.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. No person shall sell a beverage that contains both alcohol and kratom. "
     "Section 2. No person shall sell kratom gummies or other kratom candies."),
    ("il-preempt", "kratom:age_limit=21 kratom:allow_local",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the People of the State of Illinois:\n"
     "Section 5. No person shall sell kratom to a person under 21 years of age. Section "
     "10. A unit of local government, including a home rule unit, may regulate or prohibit "
     "the sale of kratom in a manner more restrictive than this Act."),
    ("sched-exempt", "7-oh:schedule=II",
     "AN ACT concerning schedules.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 2 is amended by adding a new paragraph to read: (f) Schedule II. "
     "Any material, compound, mixture, or preparation containing 7-hydroxymitragynine in a "
     "concentration of more than 400 parts per million. This paragraph does not apply to "
     "kratom leaf in its natural form."),
    ("sched-iii", "kratom:schedule=III",
     "AN ACT to place kratom in Schedule III.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 3 is amended to read: 3. Schedule III includes: (1) Ketamine. (2) "
     "Anabolic steroids. +(3) Kratom (mitragyna speciosa), its leaves, and any extract.+"),
    ("ar-sched6", "kratom:schedule=VI",
     "AN ACT to classify mitragynine as a Schedule VI controlled substance.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Mitragynine is classified as a Schedule VI controlled substance."),
    ("reschedule", "kratom:deschedule",
     "AN ACT concerning mitragynine.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Notwithstanding any other provision of law, mitragynine shall not be "
     "considered a controlled substance under this chapter."),
    ("fee", "kratom:regulate",
     "AN ACT concerning kratom licensing.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A person shall not engage in business as a kratom retailer unless the "
     "person holds a license issued under this act. Section 2. The fee for a kratom "
     "retailer license is $500."),
    ("advert", "kratom:regulate",
     "AN ACT concerning advertising of kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A person shall not advertise or label a kratom product with a claim that "
     "the product treats or cures any disease."),
    ("report", "kratom:study",
     "AN ACT concerning poison data.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. The department of health shall collect data on overdoses involving kratom "
     "and 7-hydroxymitragynine and shall submit an annual report on kratom to the "
     "legislature."),
    ("knowingly-passive", "kratom:prohibit",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Kratom shall not be sold, offered for sale, manufactured, or possessed in "
     "this state. Section 2. A violation of section 1 is punishable as provided in section "
     "40."),
    ("guilty-inverted", "kratom:prohibit",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A person is guilty of trafficking in kratom when he or she knowingly and "
     "unlawfully sells or transfers kratom. Section 2. Trafficking in kratom is a Class A "
     "misdemeanor."),
    ("seven-deceptive", "7-oh:prohibit",
     "AN ACT concerning consumer protection.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. It is a violation of the consumer protection act for a supplier to sell "
     "or offer to sell 7-hydroxymitragynine or a product containing 7-hydroxymitragynine."),
    ("contraband", "7-oh:prohibit",
     "AN ACT concerning 7-OH products.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Any product containing 7-hydroxymitragynine is declared to be contraband "
     "and its sale, distribution, or possession is unlawful."),
    ("kcpa-shall-not-contain", "kratom:age_limit=21 kratom:regulate",
     "AN ACT relating to safe kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Kratom products sold in this state shall not contain: (a) any synthetic "
     "alkaloid; (b) 7-hydroxymitragynine at a concentration greater than one percent; (c) "
     "a controlled substance; or (d) fentanyl.\n"
     "Section 2. Kratom products shall not be sold to individuals under 21 years of age."),
    ("trigger-repeal", "kratom:regulate",
     "AN ACT relating to kratom standards.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A manufacturer shall test each lot of kratom product for heavy metals. "
     "Section 2. This act is repealed if the United States Food and Drug Administration "
     "approves kratom as a food additive."),
    ("licence-scheme", "kratom:age_limit=21 kratom:regulate",
     "AN ACT creating a kratom licensing program.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. It is unlawful for any person to manufacture, distribute, or sell kratom "
     "products, except as provided in this chapter.\n"
     "Section 2. A person who wishes to sell kratom products shall apply to the department "
     "for a license. The license must be renewed annually.\n"
     "Section 3. A licensee shall not sell kratom products to a person under 21 years of "
     "age."),
    ("other-than", "kratom:regulate",
     "AN ACT concerning kratom sellers.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. No person other than a licensed kratom retailer may sell kratom products "
     "at retail.\n"
     "Section 2. A kratom retailer must obtain an annual license from the department of "
     "agriculture."),
    ("fails", "kratom:regulate",
     "AN ACT concerning kratom testing.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A person may not sell or offer for sale a kratom product that fails to "
     "meet the testing standards adopted by the department.\n"
     "Section 2. The department shall adopt testing standards for kratom products."),
    ("good-faith", "kratom:regulate",
     "AN ACT concerning kratom products.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A vendor shall not sell a kratom product which is contaminated with a "
     "poisonous substance.\n"
     "Section 2. A vendor does not violate this act if the vendor relied in good faith "
     "upon the representations of a processor."),
    ("preparing", "7-oh:prohibit kratom:regulate",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A retailer shall not sell a kratom product without a label that states "
     "its ingredients.\n"
     "Section 2. It is unlawful to manufacture, sell, deliver, or possess "
     "7-hydroxymitragynine."),
    ("analog-sched", "7-oh:schedule=I analogues:schedule=I",
     "AN ACT concerning controlled substances.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 6 is amended to read: 6. Schedule I. Opiates: (a) Acetylmethadol; "
     "(b) Allylprodine; +(c) Mitragynine pseudoindoxyl; (d) 7-hydroxymitragynine, its "
     "salts and isomers;+ (e) Alphaprodine."),
    ("caps-style", "kratom:prohibit",
     "AN ACT CONCERNING THE PROHIBITION OF KRATOM.\n"
     "BE IT ENACTED BY THE GENERAL ASSEMBLY:\n"
     "SECTION 1. A PERSON SHALL NOT SELL, TRANSFER, OR OTHERWISE FURNISH KRATOM TO ANOTHER "
     "PERSON. SECTION 2. VIOLATION OF SECTION 1 IS A CLASS A VIOLATION."),
    ("intent-deliver", "7-oh:prohibit kratom:prohibit",
     "AN ACT relating to kratom crimes.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. As used in this act, \"kratom\" means any part of the plant Mitragyna "
     "speciosa and includes mitragynine and 7-hydroxymitragynine.\n"
     "Section 2. Any person who knowingly or intentionally possesses with intent to "
     "deliver, delivers, or manufactures kratom commits a Class D felony."),
    ("struck-age-to-ban", "kratom:prohibit",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 5 is amended to read: 5. A person shall not sell, give, or "
     "furnish kratom ~to a person under twenty-one years of age~."),
    ("raise-age", "kratom:age_limit=21",
     "AN ACT relating to the age for kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 5 is amended to read: 5. A person shall not sell, give, or "
     "furnish kratom to a person under ~eighteen~ +twenty-one+ years of age."),
    ("task-force-members", "kratom:study",
     "AN ACT establishing the Kratom Safety Task Force.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. (a) There is established the Kratom Safety Task Force to study the "
     "regulation of kratom. (b) The task force consists of: (1) the commissioner of "
     "health; (2) a retailer of kratom products; and (3) a licensed physician. (c) The "
     "task force shall report to the governor by December 1, 2026."),
    ("tax-rate-change", "kratom:tax",
     "AN ACT relating to revenue.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 80 is amended to read: 80. A tax is imposed on the sale of kratom "
     "at a rate of ~5~ +15+ percent of the sales price."),
    ("schools-possess", "kratom:restrict",
     "AN ACT relating to schools.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A person shall not sell or possess kratom on school property."),
    ("university", "",
     "AN ACT relating to universities.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. The board of regents may accept gifts for research on kratom and other "
     "botanical medicines."),
    ("banking", "",
     "AN ACT relating to payment processors.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A financial institution shall not deny service to a lawful business "
     "solely because it sells hemp, firearms, or kratom."),
    ("msds", "7-oh:schedule=I kratom:schedule=I",
     "AN ACT relating to schedule I.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Title 21, section 14 is amended by adding at the end: \"(x) Kratom, "
     "meaning any part of the plant Mitragyna speciosa, whether growing or not, and any "
     "extract, including mitragynine and 7-hydroxymitragynine.\" to the substances in "
     "Schedule I."),
    ("seven-cap-only", "7-oh:regulate",
     "AN ACT relating to 7-hydroxymitragynine.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A person shall not sell a product containing 7-hydroxymitragynine at a "
     "concentration greater than 400 parts per million."),
    ("dea", "",
     "AN ACT relating to opioids.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. The department shall publish a fact sheet on opioids. The fact sheet may "
     "mention kratom."),
    ("vending", "kratom:age_limit=21 kratom:restrict",
     "AN ACT relating to retail sales.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Kratom products may not be dispensed from a vending machine. Section 2. A "
     "retailer may not sell kratom products to anyone under the age of 21."),
    ("local-county", "kratom:prohibit",
     "AN ORDINANCE of the county board prohibiting kratom. WHEREAS, kratom is harmful; "
     "NOW, THEREFORE, BE IT ORDAINED by the County Board: Section 1. The sale, offer for "
     "sale, or distribution of kratom is hereby prohibited within the unincorporated areas "
     "of the county. Section 2. Any person violating this ordinance shall be fined $500."),
    ("ban-b", "kratom:prohibit",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. The following acts are prohibited: (a) the sale of kratom; (b) the "
     "manufacture of kratom; and (c) the possession of kratom with intent to sell."),
    ("ban-c", "kratom:prohibit",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A retailer shall not sell, offer for sale, or otherwise distribute kratom "
     "or any kratom product to any person in this state."),
    ("ban-d", "kratom:prohibit",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. It shall be unlawful to sell any substance or product containing "
     "mitragynine, whether natural or synthetic, in this state."),
    ("reg-a", "kratom:regulate",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A person commits a Class A misdemeanor if the person sells a kratom "
     "product that: (1) is adulterated; (2) contains fentanyl; or (3) does not bear a "
     "label."),
    ("reg-b", "kratom:age_limit=21 kratom:regulate",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A kratom processor may not sell kratom products to a retailer that is not "
     "registered. Section 2. A retailer may not sell to a consumer under 21 years of age "
     "any kratom product."),
    ("sched-a", "kratom:schedule=II",
     "AN ACT relating to drugs.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Kratom and all parts of the plant Mitragyna speciosa shall be deemed a "
     "Schedule II controlled substance."),
    ("local-a", "kratom:allow_local",
     "AN ACT relating to home rule.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A municipality may, by ordinance, ban the sale of kratom within its "
     "corporate limits."),
    ("inc-a", "",
     "AN ACT relating to sober living homes.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A recovery residence shall have a policy prohibiting the use of alcohol, "
     "kratom, or illicit drugs by residents."),
    ("inc-b", "",
     "AN ACT relating to athletes.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. The association shall prohibit a student athlete from using anabolic "
     "steroids, kratom, or other performance enhancing substances."),
    ("repeal-a", "kratom:repeal_regulation",
     "AN ACT to repeal the kratom law.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. That § 34-20B-115 be REPEALED.\n"
     "~34-20B-115. It is unlawful to sell a kratom product to a person under twenty-one. "
     "No person may sell a kratom product unless its label shows the recommended serving "
     "size of the kratom product and the amount of mitragynine contained in it, and the "
     "list of servings per container. A violation of this section is a Class 2 "
     "misdemeanor. Each vendor shall register the product.~"),
)  # fmt: skip


@pytest.mark.parametrize(("expected", "words"), [b[1:] for b in BILLS], ids=[b[0] for b in BILLS])
def test_bill(expected: str, words: str) -> None:
    assert told(read_text(text(words), division=STATE)) == expected
