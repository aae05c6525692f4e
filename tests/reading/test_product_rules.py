"""Rules on products in many drafting styles, and texts that only name the substance.

Written for these tests, the expectation before the rules saw the words.
"""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text

BILLS: tuple[tuple[str, str, str], ...] = (
    ("reg-licence-only", "kratom:regulate",
     "AN ACT concerning kratom dealers.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. No person shall engage in the business of selling kratom at retail without "
     "first obtaining a permit from the department for each location. Section 2. An "
     "application for a permit shall be accompanied by a fee of two hundred fifty dollars. "
     "Section 3. The department may suspend or revoke a permit."),
    ("coa", "kratom:regulate",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Each lot of a kratom product offered for sale shall be accompanied by a "
     "certificate of analysis from an independent accredited laboratory. Section 2. The "
     "certificate shall state the milligrams of mitragynine per serving."),
    ("recall", "kratom:regulate",
     "AN ACT concerning food safety.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. If the commissioner finds that a kratom product presents a danger to public "
     "health, the commissioner may order the processor to recall the kratom product from every "
     "retailer."),
    ("serving", "kratom:regulate",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A kratom product shall not contain more than 25 milligrams of mitragynine per "
     "serving or more than 150 milligrams of mitragynine per container."),
    ("adverse-event", "kratom:regulate",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A manufacturer of kratom products shall report to the department each serious "
     "adverse event associated with its kratom products within fifteen days of notice."),
    ("behind-counter", "kratom:regulate",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A retailer shall keep kratom products behind the counter or in a locked case "
     "that is not accessible to the public without the assistance of an employee."),
    ("child-resist", "kratom:regulate",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. All kratom products must be sold in child-resistant containers and may not be "
     "packaged in a manner attractive to children, including shapes of cartoon characters or "
     "animals."),
    ("fee-not-tax", "kratom:regulate",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A processor shall pay an annual fee of $1,000 to register each kratom "
     "product. The fee shall be collected by the department of taxation and deposited in the "
     "general fund."),
    ("lower-limit", "kratom:regulate",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 111.224 is amended to read: 111.224 (1) A processor shall register "
     "each kratom product. (2) A retailer may not sell a kratom product to an individual under "
     "21 years of age. (3) A processor may not sell a kratom product that contains "
     "7-hydroxymitragynine in an amount greater than ~2~ +1+ percent of the alkaloid "
     "composition."),
    ("synthetic-only", "analogues:prohibit kratom:regulate",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A person shall not manufacture or sell synthetic kratom alkaloids in this "
     "state. Section 2. Each kratom product shall be labeled with the amount of mitragynine in "
     "each serving."),
    ("processor-limits-list", "kratom:regulate",
     "AN ACT concerning kratom products.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A kratom processor shall not distribute, sell, or expose for sale: (1) a "
     "kratom product that is a food adulterated under section 3; (2) a kratom product that "
     "contains residual solvents above the levels set by the board; (3) a kratom product with "
     "a ratio of 7-hydroxymitragynine exceeding one milligram per gram."),
    ("hemp-no-kratom", "",
     "AN ACT relating to hemp-derived cannabinoid products.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A consumable hemp product shall not contain alcohol, nicotine, tobacco, "
     "caffeine, kratom, or kava. Section 2. A hemp retailer shall register with the department "
     "and each hemp product shall be labeled. Section 3. A person shall not sell a consumable "
     "hemp product to a person under 21 years of age."),
    ("hemp-listed", "",
     "AN ACT relating to cannabinoids.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. \"Intoxicating hemp product\" does not include kratom, kava, or nicotine. "
     "Section 2. A licensee shall test each hemp product."),
    ("county-attorney", "kratom:regulate",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A kratom processor must register. Section 2. The county attorney or city "
     "attorney may bring an action to enforce this act on kratom products."),
    ("tobacco-store-excl", "",
     "AN ACT relating to tobacco.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. \"Retail tobacco store\" means a business that derives more than 80 percent of "
     "its revenue from tobacco products, vapor products, kratom, and accessories. Section 2. A "
     "retail tobacco store shall obtain a license."),
    ("workplace", "",
     "AN ACT relating to drug testing.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A treatment facility shall test participants for alcohol, controlled "
     "substances, and kratom."),
    ("lab-fee", "kratom:regulate",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. The board may charge a fee for the inspection and testing of kratom products "
     "under this chapter."),
    ("rules-power", "kratom:regulate",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. The commissioner of agriculture shall promulgate rules establishing standards "
     "for the manufacture, labeling, and packaging of kratom products sold in this state."),
    ("amend-kcpa-add-7oh", "kratom:regulate",
     "AN ACT amending the Kratom Consumer Protection Act.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 4-45-104 is amended to read: 4-45-104. A processor may not prepare, "
     "distribute, sell, or offer to sell: (1) a kratom product that is adulterated; +or+ (2) a "
     "kratom product that contains a level of 7-hydroxymitragynine greater than 2% of the "
     "kratom product's alkaloid fraction~; or~ +.+ +(3) a kratom product packaged in a manner "
     "that is attractive to children.+ A processor may not sell a kratom product to an "
     "individual under 18 years of age."),
    ("indiv-cap-ppm", "7-oh:regulate",
     "AN ACT relating to food safety.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A food product offered for sale in this state shall not contain "
     "7-hydroxymitragynine in excess of 400 parts per million."),
    ("mn-fee", "kratom:regulate",
     "A bill for an act relating to health; kratom.\n"
     "BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF MINNESOTA: Section 1. [151.80] KRATOM "
     "LICENSURE. Subdivision 1. License required. A person must not sell kratom at retail "
     "unless the person holds a license issued by the commissioner. Subd. 2. Inspection. The "
     "commissioner may inspect licensed premises."),
    ("labels-over-age", "kratom:regulate",
     "AN ACT relating to kratom labels.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A kratom product sold in this state must have a label that clearly sets "
     "forth: (a) The name and address of the manufacturer; (b) A statement that the product is "
     "not for use by individuals who are under 21 years of age or who are pregnant; (c) The "
     "recommended serving size."),
    ("emergency-agency", "kratom:regulate",
     "DEPARTMENT OF AGRICULTURE EMERGENCY RULE 5KER26-1\n"
     "Kratom products; contaminants. 1. Kratom products shall not exceed the following "
     "contaminant limits: heavy metals, 10 parts per million; residual solvents, 5,000 parts "
     "per million. 2. Kratom products shall be tested by an accredited laboratory before "
     "distribution."),
    ("cap-mitragynine", "kratom:regulate",
     "AN ACT relating to kratom potency.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. No kratom product sold in this state may have a mitragynine content of more "
     "than ten percent by weight."),
    ("natural-only", "kratom:regulate",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A processor may not add any synthetic alkaloid to a kratom product."),
    ("employ-18", "",
     "AN ACT relating to kratom retailers.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. An employee who sells products containing kratom must be at least 18 years of "
     "age."),
    ("amend-add-label", "kratom:regulate",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 4 is amended to read: 4. (1) A vendor shall not sell kratom to a "
     "person under 18 years of age. +(2) A vendor shall not sell a kratom product unless it "
     "bears a label listing the alkaloid content of each serving.+"),
    ("ad-minors", "kratom:regulate",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A kratom product may not be advertised or marketed in a manner that is "
     "attractive to persons under 21 years of age."),
    ("cert-processor", "kratom:regulate",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A processor shall submit to the department an affidavit certifying that each "
     "kratom product it sells meets the requirements of this chapter, together with a test "
     "result for heavy metals."),
)  # fmt: skip


@pytest.mark.parametrize(("name", "expected", "words"), BILLS, ids=[b[0] for b in BILLS])
def test_bill(name: str, expected: str, words: str) -> None:
    assert told(read_text(text(words), division=STATE)) == expected
