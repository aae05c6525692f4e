"""Taxes, studies, penalties, repeals and the powers of local governments, in many drafting styles.

Written for these tests, the expectation before the rules saw the words.
"""

from __future__ import annotations

import pytest
from making import STATE, text
from test_styles import told

from regtrack.reading.reader import read_text

BILLS: tuple[tuple[str, str, str], ...] = (
    ("tax-excise", "kratom:tax",
     "AN ACT concerning revenue.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. There is imposed upon every distributor an excise tax on kratom products at "
     "the rate of twenty percent (20%) of the wholesale price."),
    ("tax-mg", "kratom:tax",
     "AN ACT concerning revenue.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. In addition to all other taxes, a tax of five cents per milligram of "
     "mitragynine is levied on the sale of kratom products at retail."),
    ("study-task", "kratom:study",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. There is created the Kratom Task Force, which shall consist of nine members. "
     "The task force shall evaluate the public health effects of kratom and shall report its "
     "findings to the General Assembly on or before January 1, 2027."),
    ("study-interim", "kratom:study",
     "A CONCURRENT RESOLUTION directing the Legislative Research Commission.\n"
     "Be it resolved by the House of Representatives: Section 1. The Legislative Research "
     "Commission is directed to establish an interim committee to examine the sale and use of "
     "kratom in this state."),
    ("study-dept", "kratom:study",
     "AN ACT concerning health.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. The department of public health, in consultation with the poison center, "
     "shall conduct a study on the prevalence of kratom use and, not later than January 1, "
     "2027, report to the joint standing committee on public health."),
    ("preempt-no", "kratom:preempt kratom:regulate",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A retailer shall register with the department before selling kratom products. "
     "Section 2. No county, city, town or other political subdivision of this state shall "
     "enact or enforce any ordinance, resolution or rule relating to the sale of kratom "
     "products."),
    ("preempt-occupies", "kratom:preempt kratom:regulate",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Each kratom product must be labeled with its ingredients. Section 2. The "
     "state hereby occupies the whole field of regulation of kratom products, and any local "
     "law is preempted."),
    ("preempt-homerule", "kratom:age_limit=21 kratom:preempt",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the People of the State of Illinois, represented in the General "
     "Assembly: Section 5. No person shall sell kratom to a person under 21 years of age. "
     "Section 10. Home rule. The regulation of kratom is an exclusive power and function of "
     "the State. A home rule unit may not regulate kratom. This Section is a denial and "
     "limitation of home rule powers and functions under subsection (h) of Section 6 of "
     "Article VII of the Illinois Constitution."),
    ("preempt-sole", "kratom:preempt",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. The department has sole authority to regulate the sale of kratom products in "
     "this state, and a local government may not regulate kratom products."),
    ("allow-nothing", "kratom:age_limit=21 kratom:allow_local",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A person shall not sell kratom to a person under twenty-one years of age. "
     "Section 2. Nothing in this act prevents a city or county from adopting more stringent "
     "requirements for the sale of kratom."),
    ("allow-more", "kratom:age_limit=21 kratom:allow_local",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A person shall not sell kratom to a person under twenty-one years of age. "
     "Section 2. A local board of health may adopt rules regarding kratom that are more "
     "stringent than this act."),
    ("repeal-kcpa", "kratom:repeal_regulation",
     "AN ACT concerning kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Chapter 45 of Title 4, the Kratom Consumer Protection Act, is hereby repealed "
     "in its entirety."),
    ("definition-only-seven", "",
     "AN ACT concerning poison centers.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. The poison center shall maintain statistics of calls by type of product, such "
     "as vaping liquids, delta-8 products, kratom, and household cleaners."),
    ("sales-tax-exempt", "",
     "AN ACT relating to taxation.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. \"Food\" for the sales tax exemption does not include alcoholic beverages, "
     "tobacco, kratom, or dietary supplements."),
    ("approp", "",
     "AN ACT making appropriations.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. For the kratom consumer protection program, there is appropriated to the "
     "department of agriculture the sum of $120,000."),
    ("school-policy", "",
     "AN ACT relating to schools.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Each school district shall provide instruction on the dangers of fentanyl, "
     "vaping, and kratom to students in grades six through twelve."),
    ("penalty-only", "kratom:penalty",
     "AN ACT amending the kratom act.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 10 is amended to read: 10. A retailer who sells a kratom product in "
     "violation of this chapter is subject to a civil fine of not more than ~$500~ +$2,500+."),
    ("wa-caps", "kratom:tax",
     "AN ACT Relating to imposing an excise tax on kratom; adding a new chapter to Title 82 "
     "RCW.\n"
     "BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF WASHINGTON: NEW SECTION. Sec. 1. (1) "
     "There is levied and collected a tax upon the sale of kratom products equal to 95 percent "
     "of the taxable sales price. (2) The tax must be paid by the distributor at the time of "
     "first sale."),
    ("excise-tier", "kratom:tax",
     "AN ACT relating to taxation of kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. An additional tax of one cent for each milligram of mitragynine contained in "
     "a kratom product is imposed on the retail sale thereof. Section 2. The tax shall be "
     "remitted monthly."),
    ("surcharge", "kratom:tax",
     "AN ACT relating to revenue.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A retailer shall collect from the purchaser a ten percent surcharge on the "
     "retail price of each kratom product, which shall be remitted as a tax to the department "
     "of revenue."),
    ("tobacco-def-tax", "kratom:tax",
     "AN ACT relating to other tobacco products.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 57 is amended to read: 57. There is imposed a tax on cigars, snuff, "
     "+kratom products,+ and chewing tobacco at the rate of fifteen percent of the wholesale "
     "sales price."),
    ("study-report", "kratom:study",
     "A JOINT RESOLUTION.\n"
     "Be it resolved by the General Assembly: That the Secretary of Health shall convene a "
     "workgroup to study kratom and the adverse health effects of kratom products and report "
     "to the General Assembly on or before December 1, 2026."),
    ("advisory-council", "kratom:regulate kratom:study",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A kratom product must be registered with the department. Section 2. The "
     "Kratom Advisory Council is established to study kratom products and make recommendations "
     "to the legislature."),
    ("repeal-item", "kratom:repeal_regulation kratom:schedule=I",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Schedule I of section 4 is amended by adding the following: (z) Mitragynine "
     "(kratom). Section 2. The Kratom Consumer Protection Act, sections 1 through 10 of "
     "chapter 9, is repealed."),
    ("wv", "kratom:age_limit=21 kratom:regulate kratom:tax",
     "A BILL to amend the Code of West Virginia by adding thereto a new article, relating to "
     "select plant-based derivatives and kratom.\n"
     "Be it enacted by the Legislature of West Virginia:\n"
     "ARTICLE 12F. KRATOM. §19-12F-3. Permit required. No person may manufacture, process, "
     "distribute, or sell kratom products in this state without a permit issued by the "
     "commissioner. §19-12F-4. Excise tax. For the privilege of engaging in the business of "
     "selling kratom at retail, there is hereby levied and imposed an additional 11 percent "
     "tax on each retail sale of kratom products. §19-12F-5. A person may not sell kratom to a "
     "person under 21 years of age."),
    ("ms-mun", "kratom:age_limit=21 kratom:tax",
     "AN ACT TO PROVIDE THAT IT IS UNLAWFUL TO SELL KRATOM TO MINORS; TO LEVY AN EXCISE TAX ON "
     "KRATOM; AND FOR RELATED PURPOSES.\n"
     "BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF MISSISSIPPI:\n"
     "SECTION 1. (1) It is unlawful for any person or retailer to sell a kratom product to any "
     "person who has not attained the age of twenty-one (21) years. (2) It is unlawful for any "
     "person under the age of twenty-one (21) years to purchase kratom.\n"
     "SECTION 2. There is hereby levied, assessed and imposed an excise tax upon each retail "
     "sale of kratom products at the rate of twenty-five percent (25%) of the sales price.\n"
     "SECTION 3. This act shall take effect July 1, 2026."),
    ("pa-defs", "kratom:age_limit=21 kratom:preempt kratom:regulate",
     "AN ACT Providing for kratom; and imposing duties.\n"
     "The General Assembly of the Commonwealth of Pennsylvania hereby enacts as follows:\n"
     "Section 1. Short title. This act shall be known and may be cited as the Kratom Safety "
     "Act.\n"
     "Section 2. Definitions. The following words and phrases when used in this act shall have "
     "the meanings given to them in this section unless the context clearly indicates "
     "otherwise: \"Kratom product.\" A food product containing any part of the leaf of the plant "
     "Mitragyna speciosa. \"Minor.\" An individual under 21 years of age.\n"
     "Section 3. Sale to minors prohibited. A retailer may not sell, furnish or give a kratom "
     "product to a minor.\n"
     "Section 4. Labeling. A kratom product must bear a label stating the number of servings "
     "in the container.\n"
     "Section 5. Preemption. This act supersedes all local ordinances.\n"
     "Section 6. Effective date. This act shall take effect in 60 days."),
    ("il-homerule", "kratom:age_limit=21 kratom:preempt kratom:regulate",
     "AN ACT concerning health.\n"
     "Be it enacted by the People of the State of Illinois, represented in the General "
     "Assembly:\n"
     "Section 1. Short title. This Act may be cited as the Kratom Consumer Protection Act.\n"
     "Section 5. Definitions. \"Kratom product\" means a food product containing any part of the "
     "leaf of the plant Mitragyna speciosa.\n"
     "Section 10. Sale to persons under 21. A retailer shall not sell a kratom product to a "
     "person under 21 years of age.\n"
     "Section 15. Registration. Each processor shall register its kratom products with the "
     "Department.\n"
     "Section 90. Home rule. The regulation of kratom products is an exclusive power and "
     "function of the State. A home rule unit may not regulate kratom products. This Section "
     "is a denial and limitation of home rule powers and functions under subsection (h) of "
     "Section 6 of Article VII of the Illinois Constitution."),
    ("study-res", "kratom:study",
     "HOUSE RESOLUTION\n"
     "A RESOLUTION directing the Legislative Research Commission to establish the Kratom Study "
     "Task Force.\n"
     "Be it resolved by the House of Representatives of the General Assembly: Section 1. There "
     "is hereby established the Kratom Task Force to examine the safety of kratom products and "
     "to develop recommendations. Section 2. The task force shall submit its findings to the "
     "Legislative Research Commission by December 1, 2026."),
    ("study-within", "kratom:study",
     "AN ACT relating to public health.\n"
     "Be it enacted by the General Assembly:\n"
     "Section 1. The Secretary of Health, in consultation with the Attorney General, shall "
     "examine the prevalence and effects of kratom use among adolescents and shall report "
     "findings to the Governor and the General Assembly by January 15, 2027."),
    ("repeal-tn", "kratom:prohibit kratom:repeal_regulation",
     "AN ACT to amend Tennessee Code Annotated, Title 39 and Title 53, relative to kratom.\n"
     "BE IT ENACTED BY THE GENERAL ASSEMBLY OF THE STATE OF TENNESSEE:\n"
     "SECTION 1. Tennessee Code Annotated, Title 53, Chapter 1, Part 2, the Kratom Product "
     "Safety Act, is repealed.\n"
     "SECTION 2. Tennessee Code Annotated, Title 39, Chapter 17, is amended by adding the "
     "following as a new section: (a) It is an offense to knowingly manufacture, sell, or "
     "possess kratom. (b) A violation of this section is a Class A misdemeanor."),
    ("wi-pen", "kratom:penalty",
     "AN ACT to create 961.41 (3g) (gm) of the statutes; relating to: possession of kratom and "
     "providing a penalty.\n"
     "The people of the state of Wisconsin, represented in senate and assembly, do enact as "
     "follows:\n"
     "Section 1. 961.41 (3g) (gm) of the statutes is created to read: 961.41 (3g) (gm) Kratom. "
     "Notwithstanding par. (b), if a person possesses or attempts to possess not more than 50 "
     "grams of the unextracted leaf of Mitragyna speciosa, in any form, the person is subject "
     "to a forfeiture of not more than $100."),
    ("penalties-min", "kratom:penalty",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 12 of the kratom law is amended to read: 12. A person who sells "
     "kratom to a person under 21 years of age commits a ~class C~ +class A+ misdemeanor."),
    ("rental", "",
     "AN ACT relating to taxation.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Taxable services include the rental of property. A retailer of tobacco, "
     "kratom, or vapor products is not a qualified business for the incentive under this "
     "section."),
    ("tax-def", "kratom:tax",
     "AN ACT relating to tax on kratom products.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. As used in this chapter, \"kratom product\" means any product containing "
     "kratom. Section 2. (1) A kratom tax is hereby imposed on the sale of kratom products by "
     "a wholesaler at the rate of ten cents per gram. (2) The tax is in addition to sales tax."),
    ("tax-increase", "kratom:tax",
     "AN ACT relating to kratom tax.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. Section 59 is amended to read: 59. There is levied an excise tax on kratom "
     "products equal to ~10~ +15+ percent of the sales price."),
    ("report-only", "",
     "AN ACT relating to poison control.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. The poison center's annual report shall list calls involving opioids, kratom, "
     "and household products."),
    ("council", "kratom:study",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. The Kratom Advisory Commission is created to study the benefits and risks of "
     "kratom and to advise the legislature on whether kratom should be regulated."),
    ("home-rule-2", "kratom:preempt kratom:regulate",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A kratom processor must obtain a license. Section 2. This chapter preempts "
     "all municipal ordinances, rules, and regulations on the sale of kratom; any such "
     "ordinance is void."),
    ("no-preempt", "kratom:allow_local kratom:regulate",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A kratom processor must obtain a license. Section 2. This act does not "
     "preempt a local government from adopting an ordinance that prohibits the retail sale of "
     "kratom products."),
    ("unnamed-preempt", "kratom:preempt kratom:regulate",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A kratom processor must obtain a license. Section 2. A political subdivision "
     "may not adopt or enforce an ordinance that regulates conduct regulated by this chapter."),
    ("unnamed-local", "kratom:age_limit=21 kratom:allow_local",
     "AN ACT relating to kratom.\n"
     "Be it enacted by the Legislature:\n"
     "Section 1. A person may not sell kratom to a person under 21 years of age. Section 2. "
     "Nothing in this act shall be construed to limit the authority of a municipality to enact "
     "an ordinance that is more restrictive than this act."),
)  # fmt: skip


@pytest.mark.parametrize(("name", "expected", "words"), BILLS, ids=[b[0] for b in BILLS])
def test_bill(name: str, expected: str, words: str) -> None:
    assert told(read_text(text(words), division=STATE)) == expected
