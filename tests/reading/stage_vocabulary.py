"""What the legislatures of the fifty states write, row by row, and where the bill then stands.

Written by us from the wording that each legislature uses in its histories; numbers and days are
our own. Each line: state | how far the bill had come | the rows, parted by `/` | the stage in the
words of the codebook | the number of the row that dates it (0: an earlier one, as before).
A row begins with its chamber: l(ower), u(pper), e(xecutive), j(oint, legislature)."""

from __future__ import annotations

from dataclasses import dataclass

_TABLE = """
il | committee | l Rule 3-9(a) // Re-referred to Rules Committee | in_committee | 0
il | one | u Rule 3-9(b) // Referred to Assignments | passed_one_chamber | 0
il | committee | l Session Sine Die | failed | 1
il | committee | l Third Reading - Short Debate - Passed 110-000-000 | passed_one_chamber | 1
il | committee | l Third Reading - Short Debate - Lost 045-060-001 | failed | 1
il | committee | l Do Pass // Short Debate Committee; 010-000-000 | in_committee | 0
il | one | u Third Reading - Passed; 057-000-000 / j Passed Both Houses | passed_both | 1
il | both | j Sent to the Governor | to_governor | 1
il | governor | e Governor Approved / j Effective Date January 1, 2027 / j Public Act . . . . . . . . . 104-0012 | chaptered | 3
il | governor | e Governor Vetoed / l Total Veto Stands - No Positive Action Taken | vetoed | 1
il | governor | e Governor Amendatory Veto | vetoed | 1
ny | filed | u REFERRED TO HEALTH | in_committee | 1
ny | committee | u 1ST REPORT CAL.123 / u 2ND REPORT CAL. / u ADVANCED TO THIRD READING | in_committee | 0
ny | committee | u REPORTED AND COMMITTED TO RULES | in_committee | 1
ny | committee | l reference changed to consumer affairs and protection | in_committee | 0
ny | committee | u SUBSTITUTED BY A1234 | failed | 1
ny | committee | l ENACTING CLAUSE STRICKEN | failed | 1
ny | committee | u PASSED SENATE / l DELIVERED TO ASSEMBLY / l referred to codes | passed_one_chamber | 1
ny | one | u DIED IN SENATE / u RETURNED TO ASSEMBLY / l ordered to third reading cal.56 | passed_one_chamber | 2
ny | one | u SUBSTITUTED FOR S4321 / u PASSED SENATE / u RETURNED TO ASSEMBLY | passed_both | 2
ny | both | j DELIVERED TO GOVERNOR | to_governor | 1
ny | governor | e SIGNED CHAP.12 | signed | 1
ny | governor | e VETOED MEMO.34 | vetoed | 1
ny | governor | e SIGNED CHAP.12 / e APPROVAL MEMO.7 | signed | 1
ny | governor | e VETOED MEMO.34 / l tabled vetoed memo.34 | vetoed | 1
pa | filed | l Referred to HEALTH, Jan. 8, 2026 | in_committee | 1
pa | committee | l Laid on the table, March 3, 2026 / l Removed from table, March 9, 2026 | in_committee | 0
pa | committee | l Third consideration and final passage, March 10, 2026 (150-50) | passed_one_chamber | 1
pa | both | l Signed in House, June 1, 2026 / u Signed in Senate, June 2, 2026 | passed_both | 0
pa | both | j Presented to the Governor, June 3, 2026 | to_governor | 1
pa | governor | e Approved by the Governor, June 10, 2026 / j Act No. 12 of 2026, June 10, 2026 | chaptered | 2
pa | governor | e Vetoed by the Governor, June 10, 2026 | vetoed | 1
pa | governor | j Became law without Governor's signature | became_law_without_signature | 1
wi | committee | l Failed to pass pursuant to Senate Joint Resolution 1 | failed | 1
wi | committee | l Read a third time and passed / l Ordered immediately messaged | passed_one_chamber | 1
wi | one | u Read a third time and concurred in | passed_both | 1
wi | one | u Failed to concur in pursuant to Senate Joint Resolution 1 | failed | 1
wi | both | l Presented to the Governor on 4-1-2026 | to_governor | 1
wi | governor | e Approved by the Governor on 4-3-2026. 2025 Wisconsin Act 12 / j Published 4-4-2026 | signed | 1
wi | governor | e Report vetoed by the Governor on 4-3-2026 / l Failed to pass notwithstanding the objections of the Governor pursuant to Joint Rule 82 | vetoed | 1
wi | committee | l Fiscal estimate received / l Public hearing held | in_committee | 0
wa | committee | l By resolution, reintroduced and retained in present status. | in_committee | 0
wa | committee | l Third reading, passed; yeas, 96; nays, 1; absent, 0; excused, 1. | passed_one_chamber | 1
wa | one | u By resolution, returned to House Rules Committee for third reading. | passed_one_chamber | 0
wa | both | j Delivered to Governor. | to_governor | 1
wa | governor | e Governor signed. / j Chapter 12, 2026 Laws. / j Effective date 6/6/2026. | chaptered | 2
wa | governor | e Governor signed. / j C 12 L 26 / j Effective date 6/11/2026 | chaptered | 2
wa | governor | e Governor vetoed. | vetoed | 1
wa | governor | e Governor partially vetoed. | signed | 1
va | committee | l Passed by indefinitely in Courts of Justice (12-Y 3-N) | failed | 1
va | committee | l Continued to 2027 in Health and Human Services (Voice Vote) | in_committee | 0
va | committee | l Left in Courts of Justice | failed | 1
va | committee | u Incorporated by Courts of Justice (SB123-Favola) | failed | 1
va | committee | l Stricken from docket by Courts of Justice (15-Y 0-N) | failed | 1
va | committee | l Tabled in Agriculture (8-Y 2-N) | failed | 1
va | committee | l Subcommittee recommends laying on the table (5-Y 3-N) | in_committee | 0
va | committee | l Read third time and passed House BLOCK VOTE (98-Y 0-N) | passed_one_chamber | 1
va | both | j Enrolled Bill communicated to Governor on March 10, 2026 | to_governor | 1
va | governor | e Approved by Governor-Chapter 12 (effective 7/1/26) | signed | 1
va | governor | e Approved by Governor-Chapter 12 (effective 7/1/26) / j Acts of Assembly Chapter text (CHAP0012) | chaptered | 2
va | governor | e Vetoed by Governor / l House sustained Governor's veto | vetoed | 1
va | governor | e Governor's recommendation received by House | to_governor | 0
va | committee | u Defeated by Senate (15-Y 24-N) | failed | 1
md | committee | u Unfavorable Report by Judicial Proceedings | failed | 1
md | committee | l Third Reading Passed (136-0) | passed_one_chamber | 1
md | both | j Returned Passed | passed_both | 0
md | one | u Third Reading Passed (45-0) / j Returned Passed | passed_both | 1
md | governor | e Approved by the Governor - Chapter 12 | signed | 1
md | governor | e Enacted under Article II, Section 17(c) of the Maryland Constitution - Chapter 12 | became_law_without_signature | 1
md | governor | e Vetoed by the Governor (Policy) | vetoed | 1
md | committee | l Withdrawn by Sponsor | failed | 1
md | committee | l Favorable with Amendments Report by Health | in_committee | 0
nc | filed | l Ref To Com On Rules, Calendar, and Operations of the House | in_committee | 1
nc | committee | l Passed 2nd Reading / l Passed 3rd Reading | passed_one_chamber | 2
nc | both | j Ratified / j Pres. To Gov. 6/30/2026 | to_governor | 2
nc | governor | e Signed by Gov. 7/1/2026 / j Ch. SL 2026-12 | chaptered | 2
nc | governor | e Vetoed 07/03/2026 / l Veto Overridden / u Veto Overridden | signed | 3
nc | governor | j Became Law W/o Signature / j Ch. SL 2026-12 | chaptered | 2
nc | committee | l Withdrawn From Com / l Re-ref Com On Judiciary 2 | in_committee | 0
nc | committee | l Failed 3rd Reading | failed | 1
sc | committee | l Read third time and sent to Senate | passed_one_chamber | 1
sc | both | j Ratified R 45 | passed_both | 0
sc | governor | e Signed By Governor / j Effective date 05/20/26 / j Act No. 12 | chaptered | 3
sc | governor | e Vetoed by Governor / l Veto sustained by originating body Yeas-20 Nays-85 | vetoed | 1
sc | governor | j Became law without Governor's signature | became_law_without_signature | 1
sc | committee | l Committee report: Favorable with amendment Judiciary | in_committee | 0
sc | committee | l Rejected by House Yeas-30 Nays-70 | failed | 1
co | committee | u Senate Committee on Health & Human Services Postpone Indefinitely | failed | 1
co | committee | l House Second Reading Laid Over to 05/15/2026 - No Amendments | in_committee | 0
co | committee | l House Third Reading Passed - No Amendments | passed_one_chamber | 1
co | both | e Sent to the Governor | to_governor | 1
co | governor | e Governor Signed | signed | 1
co | governor | e Governor Became Law | became_law_without_signature | 1
co | governor | e Governor Vetoed | vetoed | 1
co | committee | l House Third Reading Lost - No Amendments | failed | 1
co | committee | l House Committee on Finance Refer Unamended to Appropriations | in_committee | 0
ct | filed | l Referred to Joint Committee on General Law | in_committee | 1
ct | committee | l House Passed as Amended by House Amendment Schedule A | passed_one_chamber | 1
ct | one | u Senate Passed as Amended by House Amendment Schedule A / j In Concurrence | passed_both | 1
ct | one | u Senate Passed as Amended by House Amendment Schedule A | passed_both | 1
ct | one | u Senate Passed as Amended by Senate Amendment Schedule B | passed_one_chamber | 0
ct | both | j Public Act 26-12 | passed_both | 0
ct | both | j Public Act 26-12 / e Transmitted by Secretary of the State to Governor / e Signed by the Governor | signed | 3
ct | committee | j Joint Favorable Substitute Change of Reference Appropriations | in_committee | 0
ct | committee | j No Action | in_committee | 0
hi | committee | u The committee on HHS deferred the measure. | in_committee | 0
hi | committee | j Carried over to 2026 Regular Session. | in_committee | 0
hi | committee | u Report adopted; Passed Third Reading. Ayes, 25; Aye(s) with reservations: none. Noes, 0 (none). Excused, 0 (none). Transmitted to House. | passed_one_chamber | 1
hi | governor | e Act 012, 04/20/2026 (Gov. Msg. No. 1112). | chaptered | 1
hi | governor | e Vetoed (Gov. Msg. No. 1345). | vetoed | 1
hi | governor | e Became law without the Governor's signature, Act 123, 07/09/2026 (Gov. Msg. No. 1345). | became_law_without_signature | 1
hi | both | j Transmitted to Governor. | to_governor | 1
id | committee | l Read Third Time in Full - PASSED - 60-10-0 | passed_one_chamber | 1
id | committee | l Read Third Time in Full - FAILED - 20-50-0 | failed | 1
id | both | j To Governor | to_governor | 1
id | governor | e Reported Signed by Governor on March 20, 2026 Session Law Chapter 12 Effective: 07/01/2026 | signed | 1
id | governor | e Returned from Governor vetoed | vetoed | 1
id | governor | j Law without signature | became_law_without_signature | 1
in | committee | l Third reading: passed; Roll Call 88: yeas 90, nays 5 | passed_one_chamber | 1
in | committee | l Third reading: failed for lack of constitutional majority; Roll Call 88: yeas 45, nays 49 | failed | 1
in | both | j Signed by the Speaker / j Signed by the President of the Senate | passed_both | 0
in | governor | e Signed by the Governor / j Public Law 12 | chaptered | 2
in | committee | l First reading: referred to Committee on Public Health | in_committee | 0
la | committee | l Involuntarily deferred in committee. | failed | 1
la | committee | l Read third time by title, roll called on final passage, yeas 90, nays 5. Finally passed, title adopted, ordered to the Senate. | passed_one_chamber | 1
la | both | j Sent to the Governor for executive approval. | to_governor | 1
la | governor | e Signed by the Governor. Becomes Act No. 12. | signed | 1
la | governor | e Signed by the Governor. Becomes Act No. 12. / j Effective date: 8/1/26. | signed | 1
la | committee | l Read by title, under the rules, referred to the Committee on Health and Welfare. | in_committee | 0
la | committee | l Returned to the calendar. / l Failed final passage, yeas 40, nays 50 | failed | 2
me | committee | j Placed in Legislative Files (DEAD) | failed | 1
me | committee | l The Majority Ought Not to Pass Report was ACCEPTED. | failed | 1
me | committee | j Reported Out: ONTP | in_committee | 0
me | committee | j Pursuant to Joint Rule 310.3 Placed in Legislative Files (DEAD) | failed | 1
me | committee | l PASSED TO BE ENACTED. / u PASSED TO BE ENACTED, in concurrence. | passed_both | 2
me | governor | e Signed by the Governor / j Chapter 12 Public Laws | chaptered | 2
me | governor | e Emergency Signed | signed | 1
me | governor | e Unsigned by the Governor | became_law_without_signature | 1
me | committee | j Carried over, in the same posture, to any special or regular session | in_committee | 0
ms | committee | l Died In Committee | failed | 1
ms | committee | l Died On Calendar | failed | 1
ms | governor | e Approved by Governor | signed | 1
ms | committee | l Passed {Vote} | passed_one_chamber | 1
ms | both | j Enrolled Bill Signed | passed_both | 0
ms | committee | l Title Suff Do Pass Comm Sub | in_committee | 0
ms | governor | j Law Without Governor's Signature | became_law_without_signature | 1
ms | governor | e Vetoed | vetoed | 1
nv | committee | l (Pursuant to Joint Standing Rule No. 14.3.1, no further action allowed.) | failed | 1
nv | committee | l Read third time. Passed, as amended. Title approved, as amended. (Yeas: 42, Nays: None). To Senate. | passed_one_chamber | 1
nv | both | j Enrolled and delivered to Governor. | to_governor | 1
nv | governor | e Approved by the Governor. / j Chapter 12. / j Effective July 1, 2026. | chaptered | 2
nv | governor | e Vetoed by the Governor. | vetoed | 1
nm | committee | u API. | failed | 1
nm | committee | l Action postponed indefinitely | failed | 1
nm | governor | e Signed by Governor - Chapter 12 - Mar. 9 | signed | 1
nm | governor | e Pocket Veto | vetoed | 1
nm | governor | e Vetoed by Governor | vetoed | 1
nm | committee | u PASSED/S (35-5) | passed_one_chamber | 1
nm | both | e SGND BY GOV (Mar. 9) Ch. 12. | signed | 1
nd | committee | l Second reading, failed to pass, yeas 3 nays 90 | failed | 1
nd | committee | l Second reading, passed, yeas 90 nays 3 | passed_one_chamber | 1
nd | both | j Sent to Governor | to_governor | 1
nd | governor | e Signed by Governor 03/20 / j Filed with Secretary Of State 03/21 | signed | 1
nd | committee | l Reported back, do not pass, placed on calendar 12 2 0 | in_committee | 0
nd | both | j Filed with Secretary Of State 03/21 | passed_both | 0
ok | governor | e Approved by Governor 05/05/2026 | signed | 1
ok | governor | j Becomes law without Governor's signature 05/05/2026 | became_law_without_signature | 1
ok | governor | e Vetoed 05/05/2026 | vetoed | 1
ok | committee | l Third Reading, Measure passed: Ayes: 80 Nays: 10 | passed_one_chamber | 1
ok | committee | l Second Reading referred to Rules | in_committee | 0
ok | committee | l Third Reading, Measure failed: Ayes: 30 Nays: 60 | failed | 1
ok | both | j Enrolled, signed, to Senate / j Sent to Governor | to_governor | 2
or | committee | l In committee upon adjournment. | failed | 1
or | committee | l Third reading. Carried by Nosse. Passed. | passed_one_chamber | 1
or | committee | l Third reading. Carried by Nosse. Failed. | failed | 1
or | governor | e Governor signed. / j Chapter 12, (2026 Laws): Effective date January 1, 2027. | chaptered | 2
or | both | j Speaker signed. / j President signed. | passed_both | 0
or | governor | e Governor vetoed. | vetoed | 1
vt | committee | l Read third time and passed | passed_one_chamber | 1
vt | one | u Read 3rd time & passed in concurrence | passed_both | 1
vt | both | j Delivered to the Governor on May 20, 2026 | to_governor | 1
vt | governor | e Signed by Governor on May 27, 2026 / j Act 12 | chaptered | 2
vt | governor | e Vetoed by the Governor on May 27, 2026 | vetoed | 1
vt | governor | j House message: Governor allowed to become law without signature on May 27, 2026 | became_law_without_signature | 1
wv | governor | e Approved by Governor 3/20/2026 / j Chapter 12, Acts, Regular Session, 2026 | chaptered | 2
wv | governor | j Became law without Governor's signature | became_law_without_signature | 1
wv | both | j To Governor 3/15/2026 | to_governor | 1
wv | committee | l Passed House (Roll No. 123) | passed_one_chamber | 1
wv | committee | l To House Health and Human Resources | in_committee | 0
wv | one | u Completed legislative action | passed_both | 1
wy | committee | l COW:Failed 20-40-2-0-0 | failed | 1
wy | committee | l H COW:H Did not consider for COW | failed | 1
wy | committee | l 3rd Reading:Passed 50-10-2-0-0 | passed_one_chamber | 1
wy | committee | l Failed Introduction 30-30-2-0-0 | failed | 1
wy | governor | e Governor Signed HEA No. 0012 / j Assigned Chapter Number 12 | chaptered | 2
wy | governor | e Governor Vetoed HEA No. 0012 | vetoed | 1
wy | both | j Assigned Number HEA No. 0012 / l President Signed HEA No. 0012 | passed_both | 0
dc | council | j Law L26-12, Effective from Mar 10, 2026 Published in DC Register Vol 73 | chaptered | 1
dc | council | j Transmitted to Mayor, Response Due on Feb 1, 2026 | to_governor | 1
dc | council | j Signed by the Mayor With Act Number A26-0123 | signed | 1
ak | committee | l (H) REFERRED TO FINANCE | in_committee | 0
ak | committee | l (H) PASSED Y38 N2 | passed_one_chamber | 1
ak | governor | e (H) SIGNED INTO LAW 6/10 CHAPTER 12 SLA 26 / j (H) EFFECTIVE DATE(S) OF LAW 9/8/26 | signed | 1
ak | governor | e (H) VETOED BY GOVERNOR 6/10/26 | vetoed | 1
ak | both | j (H) 1:15 PM 6/2/26 TRANSMITTED TO GOVERNOR | to_governor | 1
ak | governor | j (H) BECAME LAW W/O SIGNATURE 6/10 CH 12 SLA 26 | became_law_without_signature | 1
de | governor | e Signed by Governor | signed | 1
de | committee | l Passed By House. Votes: 41 YES | passed_one_chamber | 1
de | committee | l Stricken in House | failed | 1
de | committee | l Defeated By House. Votes: 15 YES 26 NO | failed | 1
de | committee | l Reported Out of Committee (Health) in House with 5 Favorable, 6 On Its Merits | in_committee | 0
de | governor | e Vetoed by Governor | vetoed | 1
ar | governor | j Notification that HB1234 is now Act 12 | chaptered | 1
ar | committee | l Died in House Committee at Sine Die adjournment. | failed | 1
ar | committee | l Read the third time and passed and ordered transmitted to the Senate. | passed_one_chamber | 1
ar | committee | l Read the third time and failed. | failed | 1
ar | both | j Correctly enrolled and ordered transmitted to the Governor's Office. / e DELIVERED TO GOVERNOR. | to_governor | 1
ca | committee | l From committee: Died pursuant to Art. IV, Sec. 10(c) of the Constitution. | failed | 1
ca | committee | l In committee: Held under submission. | in_committee | 0
ca | committee | l Read third time. Passed. Ordered to the Senate. (Ayes 70. Noes 2.) | passed_one_chamber | 1
ca | both | j Enrolled and presented to the Governor at 3 p.m. | to_governor | 1
ca | governor | e Approved by the Governor. / j Chaptered by Secretary of State - Chapter 12, Statutes of 2026. | chaptered | 2
ca | governor | e Vetoed by Governor. / l Consideration of Governor's veto pending. | vetoed | 1
ca | committee | l Ordered to inactive file at the request of Assembly Member Low. | in_committee | 0
mt | committee | l (H) Tabled in Committee / l (H) Missed Deadline for General Bill Transmittal | in_committee | 0
mt | governor | e (S) Chapter Number Assigned | chaptered | 1
sd | committee | u Placed on calendar pursuant to JR 6F-6 , Passed, YEAS 13, NAYS 20 S.J. 82 | failed | 1
sd | committee | u Senate Do Pass, Failed, YEAS 15, NAYS 20 S.J. 90 | failed | 1
sd | committee | u Health and Human Services Do Pass, Failed, YEAS 3, NAYS 4 | in_committee | 0
sd | committee | u Senate Do Pass, Passed, YEAS 30, NAYS 4 S.J. 90 | passed_one_chamber | 1
mi | committee | l [committee-passage] reported with recommendation without amendment / l referred to second reading / l re-referred to Committee on Judiciary | in_committee | 3
nj | committee | u [committee-passage] Reported out of Senate Committee, 2nd Reading / u Referred to Senate Budget and Appropriations Committee | in_committee | 2
"""  # noqa: E501


@dataclass(frozen=True)
class Wording:
    """One line of the table."""

    place: str
    base: str
    rows: tuple[str, ...]
    stage: str
    dated_by: int


def _line(text: str) -> Wording:
    place, base, rows, stage, dated_by = (part.strip() for part in text.split(" | "))
    parted = rows.replace("//", "\0").split(" / ")
    return Wording(place, base, tuple(r.replace("\0", "/") for r in parted), stage, int(dated_by))


VOCABULARY = tuple(_line(text) for text in _TABLE.strip().splitlines())
