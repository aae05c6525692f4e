"""The day on which an act starts where its text is silent: constitutions and codes, by division.

A row is the rule for ordinary acts of the legislature. Acts on appropriations, emergencies and
referenda have rules of their own that are not here. `unsure` rows give no day: the rule depends
on facts that no record tells (a two-thirds vote, a petition, a filing), or is not known well
enough to be relied on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from regtrack.domain.dates import PartialDate
from regtrack.domain.default_starts import Counts, DefaultRule
from regtrack.reading.text import fold


def _sine_die(days: int, cited: str, months: int = 0) -> DefaultRule:
    return DefaultRule(Counts.SINE_DIE, cited, days=days, months=months)


def _enacted(days: int, cited: str) -> DefaultRule:
    return DefaultRule(Counts.ENACTED, cited, days=days)


def _fixed(month: int, day: int, cited: str, days: int = 0) -> DefaultRule:
    return DefaultRule(Counts.FIXED, cited, days=days, month=month, day=day)


def _unsure(cited: str) -> DefaultRule:
    return DefaultRule(Counts.UNSURE, cited)


#: By the last part of the division id: `state:xx`, `district:dc`, or the nation itself.
DEFAULTS: dict[str, DefaultRule] = {
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
    "state:hi": _unsure("Haw. Const. art. III, s. 16: law upon approval; no rule on its start"),
    "state:id": _fixed(7, 1, "Idaho Code 67-510: July 1, or sixty days after the session", 60),
    "state:il": DefaultRule(
        Counts.PASSED,
        "5 ILCS 75/1, 75/2: January 1 if passed before June 1, else June 1 of the next year",
        month=6,
        day=1,
    ),
    "state:in": _fixed(7, 1, "Ind. Code 1-1-3-3: July 1 after enactment"),
    "state:ia": _fixed(7, 1, "Iowa Const. art. III, s. 26; Iowa Code 3.7: July 1 after passage"),
    "state:ks": _unsure("Kan. Const. art. 2, s. 19: on publication, in the statute book July 1"),
    "state:ky": _sine_die(91, "Ky. Const. s. 55: ninety days after adjournment"),
    "state:la": _fixed(8, 1, "La. Const. art. III, s. 19: August 1 after a regular session"),
    "state:me": _sine_die(
        91, "Me. Const. art. IV, pt. 3, s. 16: after ninety days from the recess"
    ),
    "state:md": _fixed(6, 1, "Md. Const. art. III, s. 31: the first day of June next"),
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
    "state:ok": _sine_die(91, "Okla. Const. art. V, s. 58: ninety days after adjournment"),
    "state:or": _fixed(1, 1, "Or. Rev. Stat. 171.022: January 1 after passage"),
    "state:pa": _enacted(60, "1 Pa. C.S. 1701: sixty days after final enactment"),
    "state:ri": _sine_die(10, "R.I. Gen. Laws 43-3-25: the tenth day next after the rising"),
    "state:sc": _enacted(20, "S.C. Code 2-7-10: the twentieth day after approval"),
    "state:sd": _fixed(7, 1, "S.D. Const. art. III, s. 22; S.D.C.L. 2-14-16: July 1"),
    "state:tn": _unsure("Tenn. Const. art. II, s. 20: forty days after passage, not signature"),
    "state:tx": _sine_die(91, "Tex. Const. art. III, s. 39: the 91st day after adjournment"),
    "state:ut": _sine_die(61, "Utah Const. art. VI, s. 25: after sixty days from adjournment"),
    "state:vt": _fixed(7, 1, "1 V.S.A. 212: July 1 after passage"),
    "state:va": _fixed(7, 1, "Va. Const. art. IV, s. 13: July 1 after a regular session"),
    "state:wa": _sine_die(91, "Wash. Const. art. II, s. 41: after ninety days from adjournment"),
    "state:wv": _unsure("W. Va. Const. art. VI, s. 30: ninety days after passage, not signature"),
    "state:wi": DefaultRule(
        Counts.PUBLISHED, "Wis. Stat. 991.11: the day after its date of publication", days=1
    ),
    "state:wy": _unsure("Wyo. Stat. 8-1-108: ninety days after adjournment or on completion"),
}

#: Counted alike whatever session made the act.
_ANY_SESSION = (Counts.ENACTED, Counts.SINE_DIE, Counts.PUBLISHED)
#: Sessions called apart from the regular one: `2025S1`, `2024 1ES`, `2023_ss`, `Special36`.
_SPECIAL = re.compile(
    r"special|spec\b|extra|called|(?<![a-z])e(?:s|x|xt)\d*(?![a-z])|(?<![a-z])ss\d*(?![a-z])"
    r"|(?<![a-z])s\d+(?![a-z])|[\d_-]s\b",
    re.IGNORECASE,
)
_OTHER_RULES = re.compile(
    r"\bappropriat|\bbudget\b|\breferendum\b|\breferred to the", re.IGNORECASE
)


def default_rule(division: str, session: str | None, title: str = "") -> DefaultRule | None:
    """The rule for an act of a division's legislature whose text names no start; None where there
    is none that is sure.

    `division` is an Open Civic Data id, `session` as the record writes it, `title` the act's: an
    act of a special session, or one on money or a referendum, may have another rule."""
    place = division.removeprefix("ocd-division/").removeprefix("country:us/")
    rule = DEFAULTS.get(place)
    if rule is None or rule.counts is Counts.UNSURE or _OTHER_RULES.search(title):
        return None
    if rule.counts not in _ANY_SESSION and (session is None or _SPECIAL.search(session)):
        return None
    return rule


class Row(Protocol):
    """One row of a record's history."""

    @property
    def description(self) -> str:
        """Its words."""
        ...

    @property
    def date(self) -> PartialDate | None:
        """Its date, as far as it is told."""
        ...


_ADJOURNED = re.compile(
    r"^\W*(?:(?:the|both|\d{4}|house|senate|chambers?|legislature|general|assembly|session|regular"
    r"|legislative|and|of)\W+){0,9}(?:(?:was|is|has|stands?)\W+)?"
    r"(?:adjourn(?:ed|s|ment)?(?: of (?:the )?[\w ]{0,40}?)? sine die|sine die(?: adjournment)?)"
    r"\W*$",
    re.IGNORECASE,
)
_HASTENED = re.compile(
    r"\bemergency (?:clause|enacted|measure|preamble|passed)|\bwith emergency\b|\burgency clause"
    r"|\bimmediate effect\b|\beffective (?:from passage|upon|immediately)|\bsafety clause",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"\b(?:not|without|failed|fails|struck|stricken|remov\w+|delet\w+|lost|reject\w+)\b",
    re.IGNORECASE,
)


def adjourned_on(actions: Sequence[Row]) -> PartialDate | None:
    """The last day of the session, where a row of the record says nothing else."""
    days = [a.date for a in actions if a.date is not None and _ADJOURNED.match(a.description)]
    return max(days, key=lambda d: d.last, default=None)


def hastening_words(actions: Sequence[Row]) -> str | None:
    """Words of the record by which an act starts earlier than the silent acts of its place: an
    emergency clause, an immediate effect by vote."""
    return next(
        (
            fold(a.description)
            for a in actions
            if _HASTENED.search(a.description) and not _NOT_DONE.search(a.description)
        ),
        None,
    )
