"""The words of a message: what each stage, status and date means to somebody who is no lawyer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import StrEnum

from regtrack.domain.changes import StatusLine
from regtrack.domain.dates import PartialDate
from regtrack.domain.instruments import How, Instrument, InstrumentKind, Stage
from regtrack.domain.status import Status
from regtrack.domain.substances import Substance
from regtrack.notify import clean

SUBSTANCE: dict[Substance, str] = {
    Substance.KRATOM: "kratom",
    Substance.SEVEN_OH: "7-OH",
    Substance.ANALOGUES: "kratom analogues",
}

#: What follows "is".
STATUS: dict[Status, str] = {
    Status.SCHEDULED: "a controlled substance",
    Status.PROHIBITED: "banned",
    Status.RESTRICTED: "restricted (some forms, places, amounts or uses are banned)",
    Status.REGULATED: "legal under product rules",
    Status.AGE_RESTRICTED: "legal with a minimum age",
    Status.EXPRESSLY_LAWFUL: "expressly lawful",
    Status.NO_SPECIFIC_LAW: "named by no law (general food and drug law may still apply)",
    Status.UNKNOWN: "of unknown status (unknown does not mean allowed)",
}

#: The same in a subject, where room is short.
STATUS_SHORT: dict[Status, str] = {
    **STATUS,
    Status.RESTRICTED: "restricted",
    Status.NO_SPECIFIC_LAW: "named by no specific law",
    Status.UNKNOWN: "of unknown status",
}

KIND: dict[InstrumentKind, str] = {
    InstrumentKind.BILL: "bill",
    InstrumentKind.RESOLUTION: "resolution",
    InstrumentKind.STATUTE: "statute",
    InstrumentKind.RULE: "rule",
    InstrumentKind.EMERGENCY_RULE: "emergency rule",
    InstrumentKind.EXECUTIVE_ORDER: "executive order",
    InstrumentKind.HEALTH_ORDER: "health order",
    InstrumentKind.ORDINANCE: "ordinance",
    InstrumentKind.COURT_ORDER: "court order",
    InstrumentKind.AGENCY_NOTICE: "agency notice",
    InstrumentKind.DECREE: "decree",
}

#: Stages on the way to law: whatever a text would do, it does nothing yet.
PENDING = frozenset(
    {
        Stage.PROPOSED,
        Stage.INTRODUCED,
        Stage.IN_COMMITTEE,
        Stage.PASSED_ONE_CHAMBER,
        Stage.PASSED_BOTH,
        Stage.TO_GOVERNOR,
    }
)

#: Stages of a text that was never in force: no status can have moved by it.
NEVER_IN_FORCE = PENDING | {Stage.VETOED, Stage.FAILED}
#: Stages of a text that is no law; a withdrawn one may have been.
NOT_LAW = NEVER_IN_FORCE | {Stage.WITHDRAWN}

#: What follows the instrument's name in a subject. Only `enacted` goes without "not law".
STAGE_CLAUSE: dict[Stage, str] = {
    Stage.PROPOSED: "was proposed (not law)",
    Stage.INTRODUCED: "was introduced (not law)",
    Stage.IN_COMMITTEE: "is in committee (not law)",
    Stage.PASSED_ONE_CHAMBER: "passed one chamber (not law)",
    Stage.PASSED_BOTH: "passed both chambers (not law yet)",
    Stage.TO_GOVERNOR: "went to the governor (not law yet)",
    Stage.ENACTED: "was enacted",
    Stage.VETOED: "was vetoed (not law)",
    Stage.FAILED: "failed (not law)",
    Stage.WITHDRAWN: "was withdrawn (not law)",
    Stage.SUPERSEDED: "was replaced by another text",
}

STAGE_MEANING: dict[Stage, str] = {
    Stage.PROPOSED: (
        "Proposed. A notice of intent is a proposal, not law. It changes nothing until it is "
        "adopted and comes into force."
    ),
    Stage.INTRODUCED: "Introduced. A bill that was introduced is not law; most bills never are.",
    Stage.IN_COMMITTEE: "In committee. A bill in committee is not law; most bills end there.",
    Stage.PASSED_ONE_CHAMBER: (
        "Passed one chamber. Passed is not enacted: the other chamber and the governor have not "
        "agreed. It is not law."
    ),
    Stage.PASSED_BOTH: (
        "Passed by both chambers. Passed is not enacted: it can still be vetoed. It is not law yet."
    ),
    Stage.TO_GOVERNOR: (
        "Sent to the governor, who may sign it, veto it or let it become law unsigned. "
        "It is not law yet."
    ),
    Stage.ENACTED: (
        "Enacted. Enacted is not the same as in force: look at the dates for when it applies."
    ),
    Stage.VETOED: "Vetoed. It is not law unless the veto is overridden.",
    Stage.FAILED: "Failed. It did not become law.",
    Stage.WITHDRAWN: "Withdrawn. It was taken back and does not apply.",
    Stage.SUPERSEDED: "Replaced. Another text took its place; this one no longer counts.",
}

_HOW: dict[str, str] = {
    How.SIGNED: "signed",
    How.UNSIGNED: "without a signature",
    How.OVERRIDE: "over a veto",
    How.VOTE: "by vote",
    How.ADOPTED: "adopted",
    How.ORDERED: "by order",
    How.PUBLISHED: "published",
}


class Timing(StrEnum):
    """Where a date lies, seen from the day of the message. UNSURE: a month or year that
    contains the day."""

    NONE = "none"
    REACHED = "reached"
    UNSURE = "unsure"
    AHEAD = "ahead"


def timing(on: PartialDate | None, today: dt.date) -> Timing:
    """Whether a date is reached, still ahead, or cannot be told."""
    if on is None:
        return Timing.NONE
    if on.first > today:
        return Timing.AHEAD
    if on.precise or on.last <= today:
        return Timing.REACHED
    return Timing.UNSURE


def distance(on: PartialDate, today: dt.date) -> str:
    """`in 12 days`, `tomorrow`, `today`, `3 days ago`; in words for a month or a year."""
    if not on.precise:
        where = timing(on, today)
        if where is Timing.AHEAD:
            return f"the day is not known, in {_days((on.first - today).days)} at the earliest"
        return "the day is not known"
    days = (on.first - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(days)
    return near or (f"in {_days(days)}" if days > 0 else f"{_days(-days)} ago")


def dated(on: PartialDate, today: dt.date) -> str:
    """`on 2026-07-01 (in 12 days)`, `in 2026-07 (the day is not known ...)`."""
    return f"{'on' if on.precise else 'in'} {on} ({distance(on, today)})"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def how_word(how: str | None) -> str | None:
    """`signed` and its like for a known way of enactment."""
    return _HOW.get(how or "")


def join(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]


def substances(named: Iterable[Substance]) -> str:
    """Substances as a subject of a sentence, in the table's order; `kratom` when none is named."""
    wanted = set(named)
    return join([SUBSTANCE[s] for s in Substance if s in wanted]) or "kratom"


def is_are(named: Sequence[object]) -> str:
    """The verb for that many substances; `kratom analogues` alone is plural."""
    return "are" if len(named) > 1 or list(named) == [Substance.ANALOGUES] else "is"


def act(instrument: Instrument | None) -> str:
    """The instrument without its substance: `bill SB 1656`, `rule "Schedule I; opiates"`."""
    if instrument is None:
        return "a legal act"
    kind = KIND[instrument.kind]
    if instrument.number:
        return f"{kind} {clean.line(instrument.number, 40)}"
    if instrument.citation:
        return f"{kind} {clean.line(instrument.citation, 60)}"
    title = clean.line(instrument.title, 70)
    return f'{kind} "{title}"' if title else kind


def thing(instrument: Instrument | None, named: Iterable[Substance]) -> str:
    """The instrument as people call it: `kratom bill SB 1656`."""
    what = substances(named)
    return f"{what} {act(instrument)}" if instrument else f"a legal act on {what}"


def grouped(
    lines: Iterable[StatusLine],
) -> list[tuple[list[Substance], Status, Status]]:
    """Lines that say the same put together: substances, before, after."""
    groups: dict[tuple[Status, Status], list[Substance]] = {}
    for line in lines:
        groups.setdefault((line.before, line.after), []).append(line.substance)
    return [(named, before, after) for (before, after), named in groups.items()]
