"""What the words after `takes effect` say: a day, an event, a number of days, a trigger."""

from __future__ import annotations

import datetime as dt
import re

from regtrack.reading.days import DAY, MONTH, read_day
from regtrack.reading.model import Effective, EffectiveKind
from regtrack.reading.numbers import NUMBER, ORDINAL, whole
from regtrack.reading.surface import Surface, rx

_CONTINGENT = rx(
    r"^\W{0,3}(?:[\w, ]{0,40}?)\b(?:only (?:if|upon|when)|unless|contingent (?:up)?on|if and only if"
    r"|conditioned (?:up)?on"
    r"|(?:up)?on the (?:date|day) (?:that |on which |when )?(?:the )?(?:united states"
    r"|drug enforcement|dea\b|federal"
    r"|secretary|commissioner|attorney general|director|administrator|department|board)"
    r"|when the (?:united states|drug enforcement|federal|attorney general|secretary"
    r"|commissioner|department)"
    r"|if (?:the )?(?:united states|drug enforcement|federal|senate bill|house bill|another act"
    r"|congress"
    r"|[hs]\.?b\.?|funds|specific(?:ally)?))"
)
_EVENT = (
    r"(?P<event>final passage|passage and (?:approval|publication|adoption|signature)|passage"
    r"|approval(?: by the (?:governor|mayor))?|becoming (?:a )?law|becomes (?:a )?law|became law"
    r"|(?:date of )?enactment|signature|signing|being signed|publication|adoption|final adoption"
    r"|filing|filed|ratification|certification|adjournment|sine die|(?:end|last day"
    r"|close) of the (?:[\w-]+ ){0,3}?session"
    r"|governor'?s? (?:approval|signature)|signed|enacted|approved|passed|adopted|published"
    r"|it becomes law"
    r"|(?:shall )?(?:have |has )?become (?:a )?law|adjourn\w*|posted"
    r"|issuance|execution|posting|recordation|effective date|final reading|second reading)"
)
_AFTER = (
    r"(?:after|following|from|next following|subsequent to|of|past|beyond)(?: and after)?"
    r" (?:the |its |this act'?s? |his or her |this |general |said )*(?:date (?:of|on which|that"
    r"|this act)(?: (?:the|its|this act|it))? )?"
    r"(?:(?:the |its )?(?:general assembly|legislature|\d{4}|regular|legislative|session|of"
    r"|sine die|first|second"
    r"|this|act|is|bill|law|ordinance|final|day|by|upon|due|legal|governor|mayor|the|which"
    r"|resolution|council)\W+){0,9}"
)
_EVENT2 = _EVENT.replace("?P<event>", "?P<event2>")
_DAYS = rx(
    rf"^[\w,' ]{{0,40}}?\b(?:on the |the |at the expiration of |within |expiration of )*"
    rf"(?:(?P<n>{NUMBER})(?: \((?P<nf>\d+)\))?[ -](?:calendar |business |full |working )?"
    r"(?P<unit>days?|months?|years?|weeks?)"
    rf"|(?P<o>{ORDINAL})(?: \((?P<of>\d+)(?:st|nd|rd|th)?\))? (?:calendar )?(?P<ounit>day|month))"
    rf"(?: {_AFTER}{_EVENT}| (?:after|following|from)\b[^.;]{{0,140}}?\b{_EVENT2}|\W*$|\.|;)"
)
_MONTH_AFTER = rx(
    rf"^[\w,' ]{{0,30}}?\bfirst day of the (?:(?P<o>{ORDINAL}) |next )?(?:calendar |full )?(?:month"
    rf"|quarter|fiscal year)"
    r"(?: that)?[\w, ]{0,40}?(?:after|following|next|begin\w+|succeeding|commencing"
    r"|occurring)[\w,' ]{0,60}"
)
_NEXT_DAY = rx(
    rf"^ ?(?:on )?(?:the )?day (?:after|following|next following|immediately following)\b"
    rf"[^.;]{{0,60}}?{_EVENT}"
)
_PERIOD = rx(
    rf"^[^;]{{0,90}}?(?:expiration|end) of (?:the |a )?(?P<n>{NUMBER})[- ]day period"
    rf"[^;]{{0,60}}?{_EVENT}"
)
_REVIEW = rx(
    rf"^[^;]{{0,220}}?(?P<n>{NUMBER})[- ]day period of (?:congressional )?(?P<event>review)"
)
_NEXT_DATE = rx(
    rf"^[\w, ]{{0,30}}?(?:the )?(?:first|1st)(?: day)? of {MONTH}[\w, ]{{0,40}}?"
    rf"\b(?:next|following|succeeding|after)\b"
    rf"|^[\w, ]{{0,30}}?\b{MONTH} (?:\d{{1,2}}|first)(?:st|th)?,? (?:of the (?:calendar )?year )?"
    r"(?:immediately )?(?:next|following|after|succeeding)\b"
)
_UPON = rx(
    r"^[\w,':()\" -]{0,60}?(?:(?:immediately|force|effect) ?(?:up)?on|\b(?:up)?on"
    r"|from and after|after|when|at|with|from"
    r"|as soon as|on and after|on and from|beginning on|beginning upon|on or after)"
    rf" (?:the date (?:of|on which|that) )?(?:(?:the|its|this|it|his|her|being|is|act|bill|of"
    rf"|date|final|due|and|law|legal"
    rf"|becomes|upon|day|immediate|ordinance|order|rule|mayor'?s?|governor'?s?|board'?s?|by"
    rf"|council) ){{0,7}}{_EVENT}"
)
_IMMEDIATE = rx(
    r"^\W{0,3}(?:and )?(?:shall be )?immediately\b|^\W{0,3}forthwith|^\W{0,3}at once"
    r"|^ (?:as )?an emergency"
)
_ON_DAY = rx(
    rf"^[\w,' :()-]{{0,70}}?(?P<time>\b\d{{1,2}}(?::\d\d)? ?[ap]\.?m\.?|\bmidnight"
    rf"|\bnoon)?[\w, .]{{0,40}}?(?P<day>{DAY})"
)
_DEFAULT = rx(
    r"^[\w, ]{0,40}?(?:pursuant to law|as (?:otherwise )?provided (?:by|in) (?:law|the constitution|section"
    r"|article)|according to law"
    r"|the general effective date|in accordance with (?:the constitution|law|article))"
)
_ZONE = rx(
    r"\b(?:(?:eastern|central|mountain|pacific)(?: (?:standard|daylight))? time|[ECMP][SD]?T)\b"
)


def read_when(surface: Surface, tail: str, at: int, begin: int) -> Effective | None:
    """What `tail`, which stands at `at`, says; the quote begins at `begin`. None: nothing."""
    sentence = re.split(r"(?<=[a-z\d)]{2})[.;](?=\s|$)", tail, maxsplit=1)[0]
    clean = re.sub(
        r"^\s*(?:(?:[.:;-]+|(?:of this (?:act|rule|section|ordinance|order)|date|is|shall be|the"
        r"|this (?:act|section|article|bill) (?:is|shall be|becomes?) effective)\b)\s*)+",
        " ",
        tail,
        flags=re.I,
    )
    shift = len(tail) - len(clean)
    if len(sentence) < 4:
        sentence = tail
    if _CONTINGENT.match(sentence):
        return made_effective(
            surface, EffectiveKind.CONTINGENT, begin, at + min(len(sentence), 300)
        )
    for reader in (
        _read_texas,
        _read_applies,
        _read_day,
        _read_period,
        _read_days,
        _read_month,
        _read_upon,
        _read_default,
    ):
        made = reader(surface, clean[:360], at + shift, begin)
        if made is not None:
            return made
    return None


def made_effective(
    surface: Surface,
    kind: EffectiveKind,
    begin: int,
    end: int,
    *,
    date: dt.date | None = None,
    days: int | None = None,
    after: str | None = None,
    time: str | None = None,
) -> Effective:
    """What a clause says, quoted from `begin` to `end` of the live text."""
    zone = _ZONE.search(surface.text, begin, min(len(surface.text), end + 40)) if time else None
    return Effective(
        kind=kind,
        date=date,
        days=days,
        after=after,
        time=time,
        zone=zone[0] if zone else None,
        quote=surface.quote(begin, end, end),
    )


def _read_texas(surface: Surface, tail: str, at: int, begin: int) -> Effective | None:
    """Immediate effect only with a qualified majority: the sure day is the later one."""
    if not rx(
        r"^ ?(?:immediately|on [^.;]{0,40}|upon [^.;]{0,40}"
        r"|when [^.;]{0,40})? ?if (?:it receives|approved by two-thirds|passed by)"
    ).search(tail):
        return None
    day = re.search(DAY, surface.text[at : at + 700], re.I)
    when = read_day(day[0]) if day else None
    if day is None or when is None:
        return None
    start = at + day.start()
    return made_effective(
        surface, EffectiveKind.DATE, max(begin, start - 90), start + len(day[0]), date=when
    )


_APPLIES = rx(
    rf"^[^.;]{{0,240}}?on or after the date that is (?P<n>{NUMBER}) (?P<unit>days?|months?|years?)"
    r" after the date of (?:the )?enactment"
)


def _read_applies(surface: Surface, tail: str, at: int, begin: int) -> Effective | None:
    """An act of Congress applies from a number of days after its enactment."""
    if surface.text[max(0, at - 11) : at].lower().split()[-1:] != ["to"]:
        return None
    match = _APPLIES.match(tail)
    if match is None:
        return None
    days = whole(match["n"]) if match["unit"].lower().startswith("day") else None
    return made_effective(
        surface,
        EffectiveKind.DAYS_AFTER,
        begin,
        at + match.end(),
        days=days,
        after="enactment",
    )


def _read_day(surface: Surface, tail: str, at: int, begin: int) -> Effective | None:
    match = _ON_DAY.match(tail)
    if (
        match is None
        or rx(r"\b(?:until|through)\b").search(tail[: match.start("day")])
        or rx(r"days? (?:after|from|following)|deemed|passage|approval|becoming|adjourn").search(
            tail[: match.start("day")]
        )
    ):
        return None
    when = read_day(match["day"])
    if when is None:
        return None
    time = re.search(
        r"\d{1,2}(?::\d\d)? ?[ap]\.?m\b\.?|midnight|noon",
        tail[: match.start("day")] + tail[match.end("day") :][:0],
        re.I,
    )
    return made_effective(
        surface,
        EffectiveKind.DATE,
        begin,
        at + match.end("day"),
        date=when,
        time=time[0] if time else None,
    )


def _read_days(surface: Surface, tail: str, at: int, begin: int) -> Effective | None:
    match = _DAYS.match(tail)
    if match is None:
        return None
    unit = (match["unit"] or match["ounit"]).lower()
    count = whole(match["nf"] or match["of"] or match["n"] or match["o"])
    if count is None:
        return None
    scale = 7 if unit.startswith("week") else 1
    days = count * scale if unit.startswith(("day", "week")) else None
    event = match["event"] or match["event2"]
    return made_effective(
        surface,
        EffectiveKind.DAYS_AFTER,
        begin,
        at + match.end(),
        days=days,
        after=" ".join(event.lower().split()) if event else "enactment",
    )


def _read_period(surface: Surface, tail: str, at: int, begin: int) -> Effective | None:
    """The day after an event, or after a period that follows it."""
    match = _NEXT_DAY.match(tail) or _PERIOD.match(tail) or _REVIEW.match(tail)
    if match is None:
        return None
    count = match.groupdict().get("n") or "1"
    return made_effective(
        surface,
        EffectiveKind.DAYS_AFTER,
        begin,
        at + match.end(),
        days=whole(count),
        after=" ".join(match["event"].lower().split()),
    )


def _read_month(surface: Surface, tail: str, at: int, begin: int) -> Effective | None:
    match = _MONTH_AFTER.match(tail) or _NEXT_DATE.match(tail)
    if match is None:
        return None
    return made_effective(
        surface, EffectiveKind.DAYS_AFTER, begin, at + match.end(), after="passage"
    )


def _read_upon(surface: Surface, tail: str, at: int, begin: int) -> Effective | None:
    match = _UPON.match(tail)
    if match is None:
        match = _IMMEDIATE.match(tail)
        at_once = rx(r"immediate effect|declared (?:to be )?an emergency measure")
        if match is None and at_once.search(surface.text[max(begin, at - 44) : at]):
            return made_effective(
                surface, EffectiveKind.UPON_ENACTMENT, begin, at, after="enactment"
            )
    if match is None:
        return None
    event = match.groupdict().get("event")
    return made_effective(
        surface,
        EffectiveKind.UPON_ENACTMENT,
        begin,
        at + match.end(),
        after=" ".join(event.lower().split()) if event else "enactment",
    )


def _read_default(surface: Surface, tail: str, at: int, begin: int) -> Effective | None:
    match = _DEFAULT.match(tail)
    if match is None:
        return None
    return made_effective(surface, EffectiveKind.DEFAULT, begin, at + match.end())
