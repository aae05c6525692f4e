"""The day on which an act starts where its text is silent: constitutions and codes, by division.

A start is reckoned only where the law gives one rule for ordinary acts and the day it counts from
is known. Acts on appropriations, emergencies and referenda have rules of their own that are not
here. `unsure` rows give no day: the rule depends on facts that no record tells (a publication, a
two-thirds vote, a petition), or is not known well enough to be relied on.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from regtrack.reading.days import add_months


class Counts(StrEnum):
    """What the default start is counted from."""

    SINE_DIE = "sine_die"  # days after the session's last day
    ENACTED = "enacted"  # days after the act became law
    FIXED = "fixed"  # the next such day of a year after the act became law
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Default:
    """The rule of one division.

    `days` and `months` are added to the day it counts from, so that 91 days are the day after
    ninety full ones; `month` and `day` are a fixed date."""

    counts: Counts
    cited: str
    days: int = 0
    months: int = 0
    month: int = 0
    day: int = 0


def _sine_die(days: int, cited: str, months: int = 0) -> Default:
    return Default(Counts.SINE_DIE, cited, days=days, months=months)


def _enacted(days: int, cited: str) -> Default:
    return Default(Counts.ENACTED, cited, days=days)


def _fixed(month: int, day: int, cited: str) -> Default:
    return Default(Counts.FIXED, cited, month=month, day=day)


def _unsure(cited: str) -> Default:
    return Default(Counts.UNSURE, cited)


#: By the last part of the division id: `state:xx`, `district:dc`, or the nation itself.
DEFAULTS: dict[str, Default] = {
    "country:us": _enacted(0, "Matthews v. Zane, 20 U.S. 164 (1822): from the day of approval"),
    "district:dc": _unsure("D.C. Code 1-206.02(c): after 30 (60) days of review by Congress"),
    "state:al": _unsure(
        "Ala. Code 29-1-21.1: October 1 for acts of recent years, upon approval before"
    ),
    "state:ak": _enacted(90, "Alaska Const. art. II, s. 18: ninety days after enactment"),
    "state:az": _sine_die(91, "Ariz. Const. art. IV, pt. 1, s. 1(3): the 91st day after sine die"),
    "state:ar": _unsure("Ark. Const. art. 5, s. 1: after ninety days; the 91st or the 92nd day"),
    "state:ca": _fixed(1, 1, "Cal. Const. art. IV, s. 8(c)(1)-(2): January 1 after enactment"),
    "state:co": _unsure("Colo. Const. art. V, s. 1(3), s. 19: on passage, or after 90 days"),
    "state:ct": _fixed(10, 1, "Conn. Gen. Stat. 2-32: the first of October after passage"),
    "state:de": _enacted(0, "Del. Const. art. III, s. 18, and practice: once the Governor signs"),
    "state:fl": _sine_die(60, "Fla. Const. art. III, s. 9: the 60th day after sine die"),
    "state:ga": _fixed(7, 1, "Ga. Code 1-3-4: the first of July after approval"),
    "state:hi": _enacted(0, "Haw. Rev. Stat. 1-3: upon approval"),
    "state:id": _fixed(7, 1, "Idaho Code 67-510: July 1 of the regular session's year"),
    "state:il": _unsure("Ill. Const. art. IV, s. 10; 5 ILCS 75/1: January 1, or June 1 if late"),
    "state:in": _fixed(7, 1, "Ind. Code 1-1-3-3: July 1 after enactment"),
    "state:ia": _fixed(7, 1, "Iowa Const. art. III, s. 26; Iowa Code 3.7: July 1 after passage"),
    "state:ks": _unsure("Kan. Const. art. 2, s. 19: on publication, in the statute book July 1"),
    "state:ky": _sine_die(91, "Ky. Const. s. 55: ninety days after adjournment"),
    "state:la": _fixed(8, 1, "La. Const. art. III, s. 19: August 1 after a regular session"),
    "state:me": _sine_die(
        91, "Me. Const. art. IV, pt. 3, s. 16: after ninety days from the recess"
    ),
    "state:md": _unsure("Md. Const. art. XVI, s. 2: June 1, though each act names its day"),
    "state:ma": _enacted(90, "Mass. Const. amend. art. 48, Referendum, pt. 1: ninety days"),
    "state:mi": _sine_die(91, "Mich. Const. art. IV, s. 27: ninety days after the session's end"),
    "state:mn": _fixed(8, 1, "Minn. Stat. 645.02: August 1 after final enactment"),
    "state:ms": _unsure("Miss. Const. s. 75: sixty days after passage, not after signature"),
    "state:mo": _fixed(8, 28, "Mo. Const. art. III, s. 29; RSMo 1.130: August 28"),
    "state:mt": _fixed(10, 1, "Mont. Code 1-2-201: October 1 after passage and approval"),
    "state:ne": _sine_die(1, "Neb. Const. art. III, s. 27: after three calendar months", 3),
    "state:nv": _fixed(10, 1, "Nev. Rev. Stat. 218D.330: October 1 after passage"),
    "state:nh": _unsure("New Hampshire bills name their day, mostly sixty days after passage"),
    "state:nj": _fixed(7, 4, "N.J. Stat. 1:2-3: July 4 after passage"),
    "state:nm": _sine_die(90, "N.M. Const. art. IV, s. 23: ninety days after adjournment"),
    "state:ny": _enacted(20, "N.Y. Legis. Law s. 43: the twentieth day after it became law"),
    "state:nc": _unsure(
        "N.C. Gen. Stat. 120-20: sixty days after an adjournment that is often open"
    ),
    "state:nd": _fixed(8, 1, "N.D. Const. art. IV, s. 13: August 1 after filing"),
    "state:oh": _unsure("Ohio Const. art. II, s. 1c: ninety days after filing with the secretary"),
    "state:ok": _unsure("Okla. Const. art. V, s. 58: ninety days after; the 90th or the 91st day"),
    "state:or": _fixed(1, 1, "Or. Rev. Stat. 171.022: January 1 after passage"),
    "state:pa": _enacted(60, "1 Pa. C.S. 1701: sixty days after final enactment"),
    "state:ri": _unsure("R.I. Gen. Laws 43-3-25: the tenth day after the session, unless worded"),
    "state:sc": _enacted(20, "S.C. Code 2-7-10: the twentieth day after approval"),
    "state:sd": _fixed(7, 1, "S.D. Const. art. III, s. 22; S.D.C.L. 2-14-16: July 1"),
    "state:tn": _unsure("Tenn. Const. art. II, s. 20: forty days after passage, not signature"),
    "state:tx": _sine_die(91, "Tex. Const. art. III, s. 39: the 91st day after adjournment"),
    "state:ut": _sine_die(61, "Utah Const. art. VI, s. 25: after sixty days from adjournment"),
    "state:vt": _fixed(7, 1, "1 V.S.A. 212: July 1 after passage"),
    "state:va": _fixed(7, 1, "Va. Const. art. IV, s. 13: July 1 after a regular session"),
    "state:wa": _sine_die(91, "Wash. Const. art. II, s. 41: after ninety days from adjournment"),
    "state:wv": _unsure("W. Va. Const. art. VI, s. 30: ninety days after passage, not signature"),
    "state:wi": _unsure("Wis. Stat. 991.11: the day after publication"),
    "state:wy": _unsure("Wyo. Stat. 8-1-108: ninety days after adjournment or on completion"),
}


def default_start(
    division: str, enacted_on: dt.date, sine_die_on: dt.date | None = None
) -> dt.date | None:
    """The day an ordinary act of a division starts when its text does not say.

    `division` is an Open Civic Data id, `enacted_on` the day the act became law, `sine_die_on`
    the last day of its session. None where the rule or the day it counts from is not known."""
    rule = DEFAULTS.get(division.rsplit("/", 1)[-1])
    if rule is None or rule.counts is Counts.UNSURE:
        return None
    if rule.counts is Counts.ENACTED:
        return enacted_on + dt.timedelta(days=rule.days)
    if rule.counts is Counts.SINE_DIE:
        return _after(rule, enacted_on, sine_die_on)
    if (rule.month, rule.day) == (1, 1):
        return dt.date(enacted_on.year + 1, 1, 1)
    fixed = dt.date(enacted_on.year, rule.month, rule.day)
    # An act of the later year has rules of its own nearly everywhere.
    return fixed if enacted_on <= fixed else None


def _after(rule: Default, enacted_on: dt.date, sine_die_on: dt.date | None) -> dt.date | None:
    if sine_die_on is None:
        return None
    start = add_months(sine_die_on, rule.months) + dt.timedelta(days=rule.days)
    return max(start, enacted_on)
