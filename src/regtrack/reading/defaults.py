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


class Counts(StrEnum):
    """What the default start is counted from."""

    SINE_DIE = "sine_die"  # days after the session's last day
    ENACTED = "enacted"  # days after the act became law
    FIXED = "fixed"  # the next such day of a year after the act became law
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Default:
    """The rule of one division. `days`: 90 is the 90th day after; `month`, `day`: a fixed date.

    `least` is how many days must lie between the enactment and a fixed date."""

    counts: Counts
    cited: str
    days: int = 0
    month: int = 0
    day: int = 0
    least: int = 0


def _sine_die(days: int, cited: str) -> Default:
    return Default(Counts.SINE_DIE, cited, days=days)


def _enacted(days: int, cited: str) -> Default:
    return Default(Counts.ENACTED, cited, days=days)


def _fixed(month: int, day: int, cited: str, least: int = 0) -> Default:
    return Default(Counts.FIXED, cited, month=month, day=day, least=least)


def _unsure(cited: str) -> Default:
    return Default(Counts.UNSURE, cited)


#: By the last part of the division id: `state:xx`, `district:dc`, or the nation itself.
DEFAULTS: dict[str, Default] = {
    "country:us": _enacted(0, "Matthews v. Zane, 20 U.S. 164 (1822): from the day of approval"),
    "district:dc": _unsure("D.C. Code 1-206.02(c): after 30 (60) days of review by Congress"),
    "state:al": _fixed(10, 1, "Ala. Code 29-1-21.1: the first of October (acts since 2024)"),
    "state:ak": _enacted(90, "Alaska Const. art. II, s. 18: ninety days after enactment"),
    "state:az": _sine_die(91, "Ariz. Const. art. IV, pt. 1, s. 1(3): the 91st day after sine die"),
    "state:ar": _sine_die(91, "Ark. Const. amend. 7; art. 5, s. 1: after ninety days"),
    "state:ca": _fixed(1, 1, "Cal. Const. art. IV, s. 8(c): January 1 after a 90-day period", 90),
    "state:co": _unsure("Colo. Const. art. V, s. 1(3), s. 19: on passage, or after 90 days"),
    "state:ct": _fixed(10, 1, "Conn. Gen. Stat. 2-32: the first of October after passage"),
    "state:de": _enacted(0, "Delaware practice: from the day the Governor signs"),
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
    "state:me": _sine_die(90, "Me. Const. art. IV, pt. 3, s. 16: ninety days after the recess"),
    "state:md": _unsure("Md. Const. art. XVI, s. 2: June 1, though each act names its day"),
    "state:ma": _enacted(90, "Mass. Const. amend. art. 48, Referendum, pt. 1: ninety days"),
    "state:mi": _sine_die(91, "Mich. Const. art. IV, s. 27: ninety days after the session's end"),
    "state:mn": _fixed(8, 1, "Minn. Stat. 645.02: August 1 after final enactment"),
    "state:ms": _enacted(60, "Miss. Const. s. 75: sixty days after passage"),
    "state:mo": _fixed(8, 28, "Mo. Const. art. III, s. 29; RSMo 1.130: August 28"),
    "state:mt": _fixed(10, 1, "Mont. Code 1-2-201: October 1 after passage and approval"),
    "state:ne": _sine_die(91, "Neb. Const. art. III, s. 27: three calendar months after sine die"),
    "state:nv": _fixed(10, 1, "Nev. Rev. Stat. 218D.330: October 1 after passage"),
    "state:nh": _enacted(60, "N.H. Rev. Stat. 14:37-a; practice: sixty days after passage"),
    "state:nj": _fixed(7, 4, "N.J. Stat. 1:2-3: July 4 after passage"),
    "state:nm": _sine_die(90, "N.M. Const. art. IV, s. 23: ninety days after adjournment"),
    "state:ny": _enacted(20, "N.Y. Legis. Law s. 43: the twentieth day after it became law"),
    "state:nc": _enacted(60, "N.C. Gen. Stat. 120-20: sixty days after adjournment"),
    "state:nd": _fixed(8, 1, "N.D. Const. art. IV, s. 13: August 1 after filing"),
    "state:oh": _unsure("Ohio Const. art. II, s. 1c: ninety days after filing with the secretary"),
    "state:ok": _sine_die(91, "Okla. Const. art. V, s. 58: ninety days after adjournment"),
    "state:or": _fixed(1, 1, "Or. Rev. Stat. 171.022: January 1 after passage"),
    "state:pa": _enacted(60, "1 Pa. C.S. 1701: sixty days after final enactment"),
    "state:ri": _unsure("R.I. Gen. Laws 43-3-25: the tenth day after the session, unless worded"),
    "state:sc": _enacted(20, "S.C. Code 2-7-10: the twentieth day after approval"),
    "state:sd": _fixed(7, 1, "S.D. Const. art. III, s. 22; S.D.C.L. 2-14-16: July 1"),
    "state:tn": _enacted(40, "Tenn. Const. art. II, s. 20: forty days after passage"),
    "state:tx": _sine_die(91, "Tex. Const. art. III, s. 39: the 91st day after adjournment"),
    "state:ut": _sine_die(60, "Utah Const. art. VI, s. 25: sixty days after adjournment"),
    "state:vt": _fixed(7, 1, "1 V.S.A. 212: July 1 after passage"),
    "state:va": _fixed(7, 1, "Va. Const. art. IV, s. 13: July 1 after a regular session"),
    "state:wa": _sine_die(90, "Wash. Const. art. II, s. 1(c), 41: ninety days after adjournment"),
    "state:wv": _enacted(90, "W. Va. Const. art. VI, s. 30: ninety days after passage"),
    "state:wi": _unsure("Wis. Stat. 991.11: the day after publication"),
    "state:wy": _unsure("Wyo. Stat. 8-1-108: ninety days after adjournment or on completion"),
}
