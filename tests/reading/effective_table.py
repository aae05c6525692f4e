"""Effective clauses in the words legislatures use, and what each must be read as.

Written for these tests; `{act}` is filled with several sorts of act, so that each clause is a
family of rows.
"""

from __future__ import annotations

Row = tuple[str, str, str | None, int | None]

ACTS = ("This act", "This bill", "This ordinance", "This Act")

FAMILIES: tuple[Row, ...] = (
    ("{act} takes effect July 1, 2026.", "date", "2026-07-01", None),
    ("{act} shall take effect on July 1, 2026.", "date", "2026-07-01", None),
    ("{act} shall become effective October 1, 2025.", "date", "2025-10-01", None),
    ("{act} is effective on and after January 1, 2027.", "date", "2027-01-01", None),
    ("{act} shall be in force from and after September 1, 2026.", "date", "2026-09-01", None),
    ("{act} shall be effective from and after the first day of July, 2026.", "date", "2026-07-01",
     None),
    ("{act} takes effect on the 1st day of January, 2027.", "date", "2027-01-01", None),
    ("{act} shall go into effect at 12:01 a.m. on March 15, 2026.", "date", "2026-03-15", None),
    ("{act} shall take effect upon its passage.", "upon_enactment", None, None),
    ("{act} takes effect upon becoming a law.", "upon_enactment", None, None),
    ("{act} takes effect upon becoming a law, the public welfare requiring it.", "upon_enactment",
     None, None),
    ("{act} shall take effect immediately.", "upon_enactment", None, None),
    ("{act} takes effect upon approval by the governor.", "upon_enactment", None, None),
    ("{act} shall be in full force and effect from and after its passage and approval.",
     "upon_enactment", None, None),
    ("{act} shall take effect and be in force from and after its publication in the statute book.",
     "upon_enactment", None, None),
    ("{act} takes effect when passed and approved according to law.", "upon_enactment", None, None),
    ("{act} shall take effect upon signature.", "upon_enactment", None, None),
    ("{act} becomes effective on the date of its enactment.", "upon_enactment", None, None),
    ("{act} is effective upon adoption.", "upon_enactment", None, None),
    ("{act} shall take effect 60 days after its passage.", "days_after", None, 60),
    ("{act} takes effect sixty (60) days after its passage.", "days_after", None, 60),
    ("{act} takes effect ninety days following approval by the governor.", "days_after", None, 90),
    ("{act} shall take effect in 60 days.", "days_after", None, 60),
    ("{act} shall become effective 30 days after adoption.", "days_after", None, 30),
    ("{act} takes effect on the 91st day after the last day of the legislative session.",
     "days_after", None, 91),
    ("{act} takes effect on the ninetieth day after adjournment sine die.", "days_after", None, 90),
    ("{act} shall take effect on the one hundred eightieth day following enactment.", "days_after",
     None, 180),
    ("{act} shall take effect 180 days after the date of enactment.", "days_after", None, 180),
    ("{act} shall take effect on the first day of the third month following its passage.",
     "days_after", None, None),
    ("{act} takes effect one year after the date of its enactment.", "days_after", None, None),
    ("{act} takes effect only if the Drug Enforcement Administration schedules kratom.",
     "contingent", None, None),
    ("{act} shall take effect contingent upon the appropriation of funds.", "contingent", None,
     None),
    ("{act} takes effect as provided by law.", "default", None, None),
    ("{act} shall take effect on July first, 2026.", "date", "2026-07-01", None),
    ("{act} takes effect 07/01/2026.", "date", "2026-07-01", None),
    ("{act} shall be effective beginning July 1, 2026.", "date", "2026-07-01", None),
)  # fmt: skip

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
)  # fmt: skip


def rows() -> list[Row]:
    """Every clause with its expectation."""
    made = [(text.format(act=act), *rest) for text, *rest in FAMILIES for act in ACTS]
    return [*made, *SINGLES]  # type: ignore[list-item]  # star of a fixed tuple
