"""More clauses on starts and ends: hours, sunsets in shared paragraphs, and what waits for others.

Written for these tests, each expectation before the rules saw the clause.
"""

from __future__ import annotations

from effective_singles import Row

#: Clauses of a whole act.
STARTS: tuple[Row, ...] = (
    # Hours
    ("This act takes effect at 5 p.m. on August 4, 2026.", "date", "2026-08-04", None),
    ("This act takes effect on August 4, 2026, at 5 p.m.", "date", "2026-08-04", None),
    ("This order is effective 12:01 a.m. Eastern Time, July 1, 2026.", "date", "2026-07-01", None),
    ("This Act shall take effect at noon on Monday, January 4, 2027.", "date", "2027-01-04", None),
    ("This ordinance becomes effective at 11:59 p.m. on December 31, 2026.", "date", "2026-12-31",
     None),
    ("This order takes effect at five o'clock p.m. on August 4, 2026.", "date", "2026-08-04", None),
    ("This rule is effective as of 12:00 noon, September 9, 2026.", "date", "2026-09-09", None),
    ("This act takes effect at 12:01 a.m. on the sixtieth day after its enactment.", "days_after",
     None, 60),
    ("This act takes effect at 12:01 a.m. on the day following the expiration of the ninety-day"
     " period after final adjournment of the general assembly (August 6, 2025); except that, if a"
     " referendum petition is filed, it does not.", "date", "2025-08-06", None),
    # One day for making ready, another for the rest
    ("This act becomes effective: (a) Upon passage and approval for the purpose of adopting any"
     " regulations; and (b) On January 1, 2027, for all other purposes.", "date", "2027-01-01",
     None),
    ("This act takes effect on July 1, 2026, for the purpose of appointing members, and on January"
     " 1, 2027, for all other purposes.", "date", "2027-01-01", None),
    ("This act takes effect on July 1, 2026, for the purpose of public safety.", "date",
     "2026-07-01", None),
    # What shares the paragraph with a sunset
    ("This act shall take effect July 1, 2026, and shall expire June 30, 2030.", "date",
     "2026-07-01", None),
    ("This act takes effect on October 1, 2026, and sunsets on September 30, 2031.", "date",
     "2026-10-01", None),
    ("This act shall take effect upon its passage and shall expire two years thereafter.",
     "upon_enactment", None, None),
    ("This ordinance takes effect 30 days after adoption and shall be repealed on July 1, 2028.",
     "days_after", None, 30),
    ("This emergency rule takes effect immediately and expires 120 days after filing unless"
     " renewed.", "upon_enactment", None, None),
    ("This act takes effect January 1, 2027. Section 1 of this act expires December 31, 2028.",
     "date", "2027-01-01", None),
    # Conditional law
    ("This act takes effect if the DEA schedules mitragynine.", "contingent", None, None),
    ("This act shall take effect upon federal scheduling of kratom.", "contingent", None, None),
    ("This act is contingent on the passage of SB 12 and takes effect only if SB 12 becomes law.",
     "contingent", None, None),
    ("This act takes effect only if the Commissioner certifies that a laboratory is able to test"
     " kratom products.", "contingent", None, None),
    ("This act takes effect on the date on which the Attorney General publishes a notice in the"
     " register.", "contingent", None, None),
    ("This act takes effect July 1, 2026, provided that funds are appropriated for its purposes.",
     "contingent", None, None),
    ("This act takes effect July 1, 2026, if specific funding is provided in the budget act.",
     "contingent", None, None),
    ("This act takes effect October 1, 2026, contingent upon the enactment of House Bill 40.",
     "contingent", None, None),
    ("This act shall take effect subject to the availability of funds.", "contingent", None, None),
    ("This act takes effect when the Secretary publishes a final rule on kratom.", "contingent",
     None, None),
    ("This act is effective upon approval by a majority of the voters at the next general"
     " election.", "contingent", None, None),
    ("This act shall become effective upon certification by the Department of Health.",
     "contingent", None, None),
    ("This act becomes effective if and only if Senate Bill 30 is enacted.", "contingent", None,
     None),
    ("This act takes effect on the condition that Congress enacts a similar law.", "contingent",
     None, None),
    ("This act shall take effect once the federal government places kratom in a schedule.",
     "contingent", None, None),
    ("This act does not become effective until funds are appropriated.", "contingent", None, None),
    ("This act takes effect upon publication of a final rule by the Drug Enforcement"
     " Administration.", "contingent", None, None),
    ("This act takes effect July 1, 2026, but only if House Bill 9 becomes law.", "contingent",
     None, None),
    ("This act is effective July 1, 2026, if approved by the voters.", "contingent", None, None),
    ("This act takes effect at such time as the Commissioner adopts rules under section 1.",
     "contingent", None, None),
    # Words that look like a condition and are none
    ("This act takes effect July 1, 2026, unless otherwise specified.", "date", "2026-07-01", None),
    ("This act takes effect when the Governor signs it.", "upon_enactment", None, None),
    ("This act takes effect upon approval by the Governor, or upon its becoming law without such"
     " approval.", "upon_enactment", None, None),
    ("This act takes effect on the day it becomes law if the Governor does not sign it.",
     "upon_enactment", None, None),
    ("This act shall take effect July 1, 2026, and a licence issued if the board approves it is"
     " valid for a year.", "date", "2026-07-01", None),
    # Days
    ("This act takes effect on Wednesday, July 1, 2026.", "date", "2026-07-01", None),
    ("This act is effective the 1st of July, 2026.", "date", "2026-07-01", None),
    ("This act takes effect as of 12:01 a.m. on 1 July 2026.", "date", "2026-07-01", None),
    ("This act shall be effective for sales made on and after July 1, 2026.", "date", "2026-07-01",
     None),
    ("This act becomes law on July 1, 2026.", "date", "2026-07-01", None),
    ("This act shall take effect on the fourth of July, 2026.", "date", "2026-07-04", None),
    ("This act takes effect January 1st, 2027.", "date", "2027-01-01", None),
    ("This act shall commence on March 1, 2027.", "date", "2027-03-01", None),
    ("This act shall come into operation on 1 September 2026.", "date", "2026-09-01", None),
    ("This act shall be in effect on and after July 1, 2026.", "date", "2026-07-01", None),
    ("The provisions of this bill become effective on Sept. 1, 2026.", "date", "2026-09-01", None),
    ("EFFECTIVE DATE: This ordinance shall be effective on August 1, 2026.", "date", "2026-08-01",
     None),
    ("This act applies on and after July 1, 2026.", "date", "2026-07-01", None),
    ("This regulation enters into force on 15 May 2026.", "date", "2026-05-15", None),
    ("SECTION 9. EFFECTIVE DATE. --This act is effective January 1, 2027.", "date", "2027-01-01",
     None),
    ("This order is effective at once and without delay.", "upon_enactment", None, None),
    ("This act takes effect from and after the date of its passage and approval.",
     "upon_enactment", None, None),
    ("This act shall take effect from passage.", "upon_enactment", None, None),
    ("This ordinance shall take effect upon the date of its final adoption by the council.",
     "upon_enactment", None, None),
    ("This act shall be effective upon its enactment into law.", "upon_enactment", None, None),
    ("This act, being deemed of immediate importance, takes effect upon passage.",
     "upon_enactment", None, None),
    ("An emergency is declared for this act.", "upon_enactment", None, None),
    ("This regulation enters into force on the day following that of its publication in the"
     " Official Journal.", "days_after", None, 1),
    ("This regulation shall enter into force on the twentieth day following that of its"
     " publication.", "days_after", None, 20),
    ("This act takes effect thirty days after the Governor signs it.", "days_after", None, 30),
    ("This act shall take effect ninety days after sine die adjournment of the legislature.",
     "days_after", None, 90),
    ("This act shall become effective 30 calendar days after approval by the Governor.",
     "days_after", None, 30),
    ("This act takes effect on the tenth day after the date of its publication.", "days_after",
     None, 10),
    ("This act becomes effective twenty (20) days after passage and publication.", "days_after",
     None, 20),
    ("This ordinance shall take effect on the later of 30 days after adoption or 10 days after"
     " publication.", "days_after", None, 30),
    ("This act takes effect 90 days after it is signed into law.", "days_after", None, 90),
    ("This act is effective on the 60th day after the date it becomes law.", "days_after", None,
     60),
    ("This act takes effect eighteen months after its enactment.", "days_after", None, None),
    ("This act shall take effect on the first day of October next following its passage.",
     "days_after", None, None),
    # None of the act's own
    ("A rule of the board takes effect on the date the board gives.", "none_seen", None, None),
    ("The rate in effect at 5 p.m. on August 4, 2026 applies to the sale.", "none_seen", None,
     None),
    ("A registration expires on June 30, 2030.", "none_seen", None, None),
    ("The board shall report on the effect of this act by January 1, 2028.", "none_seen", None,
     None),
    ("A processor whose label was effective before July 1, 2026, may sell its stock.", "none_seen",
     None, None),
    ("Nothing in this act affects a contract in force on July 1, 2026.", "none_seen", None, None),
)  # fmt: skip

#: A clause, its hour and its zone as written.
HOURS: tuple[tuple[str, str | None, str | None], ...] = (
    ("This act takes effect at 5 p.m. on August 4, 2026.", "5 p.m.", None),
    ("This act takes effect on August 4, 2026, at 5 p.m. Central Time.", "5 p.m.", "Central Time"),
    ("This order is effective at 12:01 a.m. Eastern on July 1, 2026.", "12:01 a.m.", "Eastern"),
    ("This order is effective 12:01 a.m. Eastern Standard Time, July 1, 2026.", "12:01 a.m.",
     "Eastern Standard Time"),
    ("This act takes effect at noon on January 4, 2027.", "noon", None),
    ("This act takes effect at midnight on December 31, 2026.", "midnight", None),
    ("This order takes effect August 7, 2026, at 12:01 a.m. local time.", "12:01 a.m.",
     "local time"),
    ("This order takes effect at 17:00 hours on August 4, 2026.", "17:00 hours", None),
    ("This order takes effect at 5:00 PM CDT on August 4, 2026.", "5:00 PM", "CDT"),
    ("This order takes effect at five o'clock p.m. on August 4, 2026.", "five o'clock p.m.", None),
    ("This act takes effect July 1, 2026, and expires at 11:59 p.m. on June 30, 2030.", None, None),
    ("This act takes effect July 1, 2026. The eastern region office opens at 9 a.m.", None, None),
    ("This act takes effect at 12:01 a.m. on the sixtieth day after its enactment.", "12:01 a.m.",
     None),
)  # fmt: skip

#: Words, the day the act ends as written, and the first day on which its ban no longer holds.
ENDS: tuple[tuple[str, str | None, str | None], ...] = (
    ("This act shall take effect July 1, 2026, and shall expire June 30, 2030.", "2030-06-30",
     "2030-07-01"),
    ("This act takes effect on October 1, 2026, and sunsets on September 30, 2031.", "2031-09-30",
     "2031-10-01"),
    ("This act is repealed effective July 1, 2029.", "2029-07-01", "2029-07-01"),
    ("This act is repealed, effective July 1, 2029.", "2029-07-01", "2029-07-01"),
    ("Effective July 1, 2029, this act is repealed.", "2029-07-01", "2029-07-01"),
    ("This act shall remain in effect only until January 1, 2029, and as of that date is"
     " repealed.", "2029-01-01", "2029-01-01"),
    ("This act shall remain in effect through December 15, 2028.", "2028-12-15", "2028-12-16"),
    ("This act takes effect July 1, 2026, and remains in effect until June 15, 2028.",
     "2028-06-15", "2028-06-15"),
    ("Section 1 of this act expires December 31, 2028.", "2028-12-31", "2029-01-01"),
    ("Sections 1 to 3 of this act expire July 1, 2029.", "2029-07-01", "2029-07-01"),
    ("Section 3 of this act expires July 1, 2029.", None, None),
    ("This act sunsets July 1, 2029, unless continued by the legislature.", "2029-07-01",
     "2029-07-01"),
    ("The provisions of this act shall cease to be effective on July 1, 2029.", "2029-07-01",
     "2029-07-01"),
    ("This act is void after July 1, 2029.", "2029-07-01", "2029-07-02"),
    ("This emergency rule takes effect August 5, 2026, and shall remain in effect for 90 days.",
     None, "2026-11-03"),
    ("This emergency rule takes effect August 5, 2026. It expires 120 days after that date unless"
     " renewed.", None, "2026-12-03"),
    ("This emergency rule takes effect August 5, 2026, and is effective for 120 days unless"
     " renewed.", None, "2026-12-03"),
    ("This emergency order takes effect August 5, 2026, for a period not to exceed one hundred"
     " eighty (180) days.", None, "2027-02-01"),
    ("This emergency rule is effective August 5, 2026, until a permanent rule is adopted.", None,
     None),
    ("This order takes effect at 5 p.m. on August 4, 2026, and expires at 11:59 p.m. on September"
     " 3, 2026.", "2026-09-03", "2026-09-04"),
    ("This order takes effect at 5 p.m. Central Time on August 4, 2026, and expires at 11:59 p.m."
     " Central Time on September 15, 2026.", "2026-09-15", "2026-09-16"),
    ("This act expires when the DEA schedules kratom.", None, None),
    ("This act takes effect July 1, 2026. A licence expires on June 30, 2030.", None, None),
    ("This act takes effect July 1, 2026. The department may suspend a licence for 90 days.", None,
     None),
)  # fmt: skip
