"""A notice of the Florida Administrative Register: kind, rule number, day, what it renews. Pure.

A rule of an emergency has a number of its own (`2ER25-2`, `64ER26-1`) and so has the rule that
renews or replaces it: each is an act, and they join where one ends and the next begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from regtrack.contract import InstrumentKind, LinkKind, PartialDate, Stage
from regtrack_scrapers.platforms.us_dates import DATE, day_after, read_day

_TYPE = re.compile(r"^notice of (.+)$", re.IGNORECASE | re.MULTILINE)
_RULE = re.compile(r"^((?:\d+[A-Z]*ER\d\d-\d+)|(?:\d+[A-Z]?\d*-\d+\.\d+))\s*:?\s+(.{3,600})$", re.M)
_DEPARTMENT = re.compile(r"^((?:DEPARTMENT|AGENCY|BOARD|COMMISSION|OFFICE) .+)$", re.MULTILINE)
_EXPIRES = re.compile(
    rf"(?:expires?(?: on)?|remains? in effect (?:until|through)|effective (?:until|through))"
    rf"[^.\n]{{0,40}}?({DATE})",
    re.IGNORECASE,
)
_BEARS = re.compile(
    r"\b(?:(renew\w*|extend\w*)|(supersed\w*|replac\w*))\b[^.\n]{0,80}?(\d+[A-Z]*ER\d\d-\d+)",
    re.IGNORECASE,
)
_STAGES = (
    ("emergency rule", InstrumentKind.EMERGENCY_RULE, Stage.ENACTED),
    ("renewal of emergency", InstrumentKind.EMERGENCY_RULE, Stage.ENACTED),
    ("proposed rule", InstrumentKind.RULE, Stage.PROPOSED),
    ("development of rule", InstrumentKind.RULE, Stage.PROPOSED),
    ("change", InstrumentKind.RULE, Stage.PROPOSED),
    ("withdrawal", InstrumentKind.RULE, Stage.WITHDRAWN),
    ("final rule", InstrumentKind.RULE, Stage.ENACTED),
)


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notice says."""

    type: str
    kind: InstrumentKind
    stage: Stage
    number: str
    title: str
    department: str
    effective: PartialDate | None
    expires: PartialDate | None
    bears: tuple[tuple[LinkKind, str], ...]


def read_notice(text: str) -> Notice:
    """The notice of a page's words. Raises ValueError where its known parts are gone."""
    named = next(
        ((t[1], kind, stage) for t in _TYPE.finditer(text)
         for words, kind, stage in _STAGES if t[1].strip().lower().startswith(words)), None,
    )  # fmt: skip
    rule = _RULE.search(text)
    if named is None or rule is None:
        raise ValueError("no notice: its type or its rule number is gone")
    type_, kind, stage = named
    is_law = stage is Stage.ENACTED
    expires = _EXPIRES.search(text)
    department = _DEPARTMENT.search(text)
    return Notice(
        type=f"Notice of {type_.strip()}",
        kind=kind,
        stage=stage,
        number=rule[1],
        title=rule[2].strip(),
        department=department[1].strip() if department else "",
        effective=day_after("effective date", text) if is_law else None,
        expires=read_day(expires[1]) if expires and is_law else None,
        bears=_bears(text, rule[1]) if is_law else (),
    )


def _bears(text: str, own: str) -> tuple[tuple[LinkKind, str], ...]:
    found = [
        (LinkKind.RENEWS if m[1] else LinkKind.SUPERSEDES, m[3].upper())
        for m in _BEARS.finditer(text)
        if m[3].upper() != own.upper()
    ]
    return tuple(dict.fromkeys(found))
