"""Effective clauses of single states, agencies and councils, and words that are none."""

from __future__ import annotations

Row = tuple[str, str, str | None, int | None]

SINGLES: tuple[Row, ...] = (
    ("Effective date. July 1, 2026.", "date", "2026-07-01", None),
    ("The effective date of this act is July 1, 2026.", "date", "2026-07-01", None),
    ("EFFECTIVE DATE. This section is effective August 1, 2026, and applies to crimes committed"
     " on or after that date.", "date", "2026-08-01", None),
    ("Except as otherwise provided in section 4, this act takes effect July 1, 2026.", "date",
     "2026-07-01", None),
    ("Except as otherwise expressly provided in this act and except for this section, which shall"
     " take effect upon this act becoming a law, this act shall take effect October 1, 2026.",
     "date", "2026-10-01", None),
    ("This Act takes effect immediately if it receives a vote of two-thirds of all the members"
     " elected to each house. If this Act does not receive the vote necessary for immediate"
     " effect, this Act takes effect September 1, 2025.", "date", "2025-09-01", None),
    ("This bill takes effect: (a) except as provided in Subsection (b), May 6, 2026; or (b) if"
     " approved by two-thirds of all members, upon approval by the governor.", "date",
     "2026-05-06", None),
    ("Whereas protection of the public is urgent, an emergency is declared to exist, and this Act"
     " takes effect upon its passage and approval by the Governor or upon its otherwise becoming"
     " a law.", "upon_enactment", None, None),
    ("An emergency exists and this act shall be in force upon its passage.", "upon_enactment",
     None, None),
    ("The department may extend the effective date of any registration.", "none_seen", None, None),
    ("A licence issued before the effective date of this act remains valid.", "none_seen", None,
     None),
    ("The commissioner shall adopt rules before July 1, 2026.", "none_seen", None, None),
    ("An order suspending a licence takes effect on January 1, 2026.", "none_seen", None, None),
    ("Each processor shall register on or after January 1, 2027.", "none_seen", None, None),
    ("The rules in effect on December 31, 1997 apply.", "none_seen", None, None),
    ("SECTION 5. This 2026 Act takes effect on the 91st day after the date on which the "
     "2026 regular session of the Eighty-third Legislative Assembly adjourns sine die.",
     "days_after", None, 91),
    ("This act takes effect at 12:01 a.m. on the day following the expiration of the "
     "ninety-day period after final adjournment of the general assembly.", "days_after", None, 90),
    ("This Act shall take effect on July 1, 3000.", "date", "3000-07-01", None),
    ("This Act shall take effect on July 1, 2050.", "date", "2050-07-01", None),
    ("Effective date. This Act takes effect upon becoming law.", "upon_enactment", None, None),
    ("AND BE IT FURTHER ENACTED, That this Act shall take effect October 1, 2026.",
     "date", "2026-10-01", None),
    ("EMERGENCY. This Act is declared to be an emergency measure.", "upon_enactment", None, None),
    ("EFFECTIVE DATE This act shall take effect on passage.", "upon_enactment", None, None),
    ("This legislation takes effect when approved.", "upon_enactment", None, None),
    ("EFFECTIVE DATE.--The effective date of the provisions of this act is July 1, 2026.",
     "date", "2026-07-01", None),
    ("This act is effective immediately upon completion of all acts necessary for a bill "
     "to become law as provided by Article 4, Section 8 of the Wyoming Constitution.",
     "upon_enactment", None, None),
    ("This act takes effect July 1, 2026, the public welfare requiring it.",
     "date", "2026-07-01", None),
    ("This Act shall become effective upon signature by the governor or, if not signed "
     "by the governor, upon expiration of the time for bills to become law without "
     "signature by the governor, as provided by Article III, Section 18 of the "
     "Constitution of Louisiana.", "upon_enactment", None, None),
    ("Effective date. [This act] is effective on passage and approval.",
     "upon_enactment", None, None),
    ("[This act] is effective January 1, 2027.", "date", "2027-01-01", None),
    ("This Act takes effect immediately under AS 01.10.070(c).", "upon_enactment", None, None),
    ("This Act takes effect July 1, 2026.", "date", "2026-07-01", None),
    ("This Act takes effect 180 days after its enactment into law.", "days_after", None, 180),
    ("This act is an urgency statute necessary for the immediate preservation of the "
     "public peace, health, or safety within the meaning of Article IV of the California "
     "Constitution and shall go into immediate effect.", "upon_enactment", None, None),
    ("This act shall take effect following approval by the Mayor (or in the event of "
     "veto by the Mayor, action by the Council to override the veto), a 30-day period of "
     "congressional review as provided in section 602(c)(1) of the District of Columbia "
     "Home Rule Act.", "contingent", None, None),
    ("This act shall take effect and be in force from and after its publication in the "
     "Kansas register.", "upon_enactment", None, None),
    ("This act shall take effect in 60 days.", "days_after", None, 60),
    ("This Act shall become effective upon its approval by the Governor or upon its "
     "becoming law without such approval.", "upon_enactment", None, None),
    ("EFFECTIVE DATE. This section is effective the day following final enactment.",
     "days_after", None, 1),
    ("This act shall take effect on the ninetieth day after it shall have become a law.",
     "days_after", None, 90),
    ("This act shall take effect on the first of January next succeeding the date on "
     "which it shall have become a law.", "days_after", None, None),
    ("This act shall take effect immediately and shall be deemed to have been in full "
     "force and effect on and after April 1, 2026.", "upon_enactment", None, None),
    ("This act shall take effect one hundred eighty days after it shall have become a "
     "law.", "days_after", None, 180),
    ("This Act shall take effect on the first day of July following its passage.",
     "days_after", None, None),
    ("This act becomes effective October 1, 2026, and applies to offenses committed on "
     "or after that date.", "date", "2026-10-01", None),
    ("This act is effective when it becomes law.", "upon_enactment", None, None),
    ("This act shall take effect and be in force from and after July 1, 2026.",
     "date", "2026-07-01", None),
    ("This act shall become effective immediately following its passage and approval by "
     "the Governor, or its otherwise becoming law.", "upon_enactment", None, None),
    ("This act shall become effective on the first day of the third month following its "
     "passage and approval by the Governor, or its otherwise becoming law.",
     "days_after", None, None),
    ("This Act takes effect on the 91st day after the last day of the legislative "
     "session.", "days_after", None, 91),
    ("This act takes effect 90 days after sine die of the 2026 session.", "days_after", None, 90),
    ("It being immediately necessary for the preservation of the public peace, health or "
     "safety, an emergency is hereby declared to exist, by reason whereof this act shall "
     "take effect and be in full force from and after its passage and approval.",
     "upon_enactment", None, None),
    ("An emergency existing therefor, which emergency is hereby declared to exist, this "
     "act shall be in full force and effect on and after July 1, 2026.",
     "date", "2026-07-01", None),
    ("This ordinance shall take effect thirty (30) days from and after its final "
     "passage.", "days_after", None, 30),
    ("This ordinance shall be in full force and effect from and after its passage, "
     "approval, and publication as provided by law.", "upon_enactment", None, None),
    ("This ordinance takes effect ten days after publication.", "days_after", None, 10),
    ("This Ordinance shall be effective thirty days following its adoption.",
     "days_after", None, 30),
    ("This ordinance shall become effective immediately upon adoption.",
     "upon_enactment", None, None),
    ("This rule takes effect on filing with the secretary of state.", "upon_enactment", None, None),
    ("This emergency rule becomes effective upon filing with the Department of State.",
     "upon_enactment", None, None),
    ("This rule shall take effect 20 days after filing.", "days_after", None, 20),
    ("This order is effective August 26, 2026.", "date", "2026-08-26", None),
    ("This order shall take effect at 5:00 p.m. on August 4, 2026.", "date", "2026-08-04", None),
    ("DATES: This rule is effective August 26, 2026.", "date", "2026-08-26", None),
    ("DATES: Effective date: September 30, 2026.", "date", "2026-09-30", None),
    ("DATES: This final rule is effective on October 1, 2026.", "date", "2026-10-01", None),
    ("This temporary scheduling order is effective August 26, 2026, until August 26, "
     "2028.", "date", "2026-08-26", None),
    ("This act takes effect 30 days from the date it is signed by the governor.",
     "days_after", None, 30),
    ("This act shall be effective the first day of the calendar month that begins more "
     "than ninety days after its passage.", "days_after", None, None),
    ("Sections 1 and 2 of this act take effect January 1, 2027.", "date", "2027-01-01", None),
    ("Section 1 of this act takes effect July 1, 2027, and the remainder of this act "
     "takes effect upon passage.", "date", "2027-07-01", None),
    ("This act takes effect only if the voters approve the measure at the general "
     "election.", "contingent", None, None),
    ("This act takes effect on the date the Attorney General certifies that federal law "
     "permits it.", "contingent", None, None),
    ("This act does not take effect unless House Bill 12 becomes law.", "contingent", None, None),
    ("This act takes effect on the date on which the United States Drug Enforcement "
     "Administration places mitragynine in schedule I.", "contingent", None, None),
    ("This act is effective as provided in section 3.7 of the code.", "default", None, None),
    ("This act shall take effect pursuant to law.", "default", None, None),
    ("This act takes effect January 1 of the year following its enactment.",
     "days_after", None, None),
    ("This act shall take effect on January 1 next following its enactment.",
     "days_after", None, None),
    ("This resolution is effective on its adoption.", "upon_enactment", None, None),
    ("This order takes effect immediately and remains in effect until rescinded.",
     "upon_enactment", None, None),
    ("This order shall take effect at 12:01 a.m. Central Time on Friday, August 7, 2026.",
     "date", "2026-08-07", None),
    ("This order takes effect at noon on the third day after it is posted.", "days_after", None, 3),
    ("This Act goes into force on the fourteenth day following the day of its "
     "publication.", "days_after", None, 14),
    ("Effective: 12/12/2025", "date", "2025-12-12", None),
    ("Effective Date: August 12, 2026.", "date", "2026-08-12", None),
    ("This act shall take effect six months after its passage.", "days_after", None, None),
    ("This act shall take effect one year from the date of its passage.", "days_after", None, None),
    ("This measure takes effect on the 31st day after adoption.", "days_after", None, 31),
    ("This local law shall take effect immediately upon filing with the Secretary of "
     "State.", "upon_enactment", None, None),
    ("This by-law takes effect fifteen days after publication in a newspaper.",
     "days_after", None, 15),
    ("This act takes effect on the later of July 1, 2026, or the date of its enactment.",
     "date", "2026-07-01", None),
    ("This act takes effect on the date of publication in the Illinois Administrative "
     "Register.", "upon_enactment", None, None),
    ("The provisions of this act shall be effective on January 1, 2027.",
     "date", "2027-01-01", None),
    ("Effective January 1, 2027.", "date", "2027-01-01", None),
    ("This act shall have effect from 1 January 2027.", "date", "2027-01-01", None),
    ("This act comes into force on 1 March 2027.", "date", "2027-03-01", None),
    ("This act is effective retroactively to January 1, 2026.", "date", "2026-01-01", None),
    ("All laws in force on the effective date of this act remain in force.",
     "none_seen", None, None),
    ("A certificate takes effect on the date of its issuance.", "none_seen", None, None),
    ("The effective date of a registration is the date printed on it.", "none_seen", None, None),
    ("Rules adopted under this act take effect thirty days after filing.", "none_seen", None, None),
    ("A suspension is effective upon receipt of the notice.", "none_seen", None, None),
    ("The tax rate in effect on January 1, 2026 applies.", "none_seen", None, None),
    ("The department may make the order effective on a later date.", "none_seen", None, None),
)  # fmt: skip
