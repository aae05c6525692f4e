"""What the words after `takes effect` say: a day, an event, a number of days, a trigger."""

from __future__ import annotations

import datetime as dt
import re

from regtrack.reading.days import DAY, read_day
from regtrack.reading.effective_words import (
    AND_THEN,
    AT_HOUR,
    CONTINGENT,
    DAYS,
    DEFAULT,
    HOUR_BEHIND,
    IMMEDIATE,
    LEADING_HOUR,
    MONTH_AFTER,
    NEXT_DATE,
    NEXT_DAY,
    ON_DAY,
    PERIOD,
    REVIEW,
    STILL_CONTINGENT,
    UPON,
    ZONE,
    event_of,
)
from regtrack.reading.model import Effective, EffectiveKind
from regtrack.reading.numbers import NUMBER, whole
from regtrack.reading.surface import Surface, rx


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
    hour = LEADING_HOUR.match(clean)
    clean = clean[hour.end() :] if hour else clean
    shift = len(tail) - len(clean)
    if len(sentence) < 4:
        sentence = tail
    if CONTINGENT.match(AND_THEN.split(sentence, maxsplit=1)[0]):
        return made_effective(
            surface, EffectiveKind.CONTINGENT, begin, at + min(len(sentence), 300)
        )
    for reader in (
        _read_purposes,
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
            petition = made.quote and _PETITION.match(surface.text[made.quote.end :][:400])
            if made.kind is EffectiveKind.DAYS_AFTER and petition:
                return Effective(EffectiveKind.DEFAULT, quote=made.quote)
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
) -> Effective:
    """What a clause says, quoted from `begin` to `end` of the live text.

    Its hour and its zone are those before its day, or right behind it."""
    hour = AT_HOUR.search(surface.text, begin, end)
    if hour is None and date is not None:
        hour = HOUR_BEHIND.search(surface.text[end : end + 60])
        end += hour.end() if hour else 0
    zone = ZONE.search(surface.text, begin, min(len(surface.text), end + 24)) if hour else None
    end = max(end, zone.end()) if zone else end
    return Effective(
        kind=kind,
        date=date,
        days=days,
        after=after,
        time=" ".join(hour["hour"].split()) if hour else None,
        zone=" ".join(zone[0].split()) if zone else None,
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


_PURPOSES = rx(r"^[^.]{0,300}?\bfor the (?:limited )?purposes? of\b")
_OTHER_PURPOSES = rx(rf"(?P<day>{DAY}),? for all other purposes")


def _read_purposes(surface: Surface, tail: str, at: int, begin: int) -> Effective | None:
    """The day for all purposes but that of making ready: `upon passage for the purpose of adopting
    regulations; and on January 1, 2026, for all other purposes`."""
    if not _PURPOSES.match(tail):
        return None
    match = _OTHER_PURPOSES.search(surface.text, at, at + 900)
    when = read_day(match["day"]) if match else None
    if match is None or when is None:
        return None
    start = max(begin, match.start() - 90)
    return made_effective(surface, EffectiveKind.DATE, start, match.end(), date=when)


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
    match = ON_DAY.match(tail)
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
    if STILL_CONTINGENT.match(tail[match.end("day") :]):
        return made_effective(
            surface, EffectiveKind.CONTINGENT, begin, at + min(len(tail), match.end("day") + 160)
        )
    return made_effective(surface, EffectiveKind.DATE, begin, at + match.end("day"), date=when)


def _read_days(surface: Surface, tail: str, at: int, begin: int) -> Effective | None:
    match = DAYS.match(tail)
    first = match and min(x for x in (match.start("n"), match.start("o")) if x >= 0)
    if match is None or rx(r"\b(?:expires?|remains?|sunsets?|until)\b").search(tail[:first]):
        return None
    unit = (match["unit"] or match["ounit"]).lower()
    count = whole(match["nf"] or match["of"] or match["n"] or match["o"])
    if count is None:
        return None
    scale = 7 if unit.startswith("week") else 1
    days = count * scale if unit.startswith(("day", "week")) else None
    event = "event" if match["event"] else "event2"
    told = _RECKONED.match(surface.text, at + match.end())
    when = read_day(told["day"]) if told else None
    if told is not None and when is not None:
        return made_effective(surface, EffectiveKind.DATE, begin, told.end("day"), date=when)
    return made_effective(
        surface,
        EffectiveKind.DAYS_AFTER,
        begin,
        at + match.end(),
        days=days,
        after=_counted_from(surface, match, event, at),
    )


def _counted_from(surface: Surface, match: re.Match[str], event: str, at: int) -> str:
    """What days count from. `In effect ninety days from passage`, as West Virginia prints it, is
    counted from the last vote."""
    if match[event] is None:
        return "enactment"
    if match[event].lower() == "passage" and _IN_EFFECT.search(surface.text[max(0, at - 12) : at]):
        return "passage"
    return event_of(match, event)


_IN_EFFECT = rx(r"\b(?:in|take) effect ?$")
#: The day that a number of days leads to, in parentheses.
_RECKONED = rx(rf" ?\((?P<day>{DAY})\)")
#: The day that such a period leads to, as the text itself reckons it.
_TOLD = rx(rf"[\w ]{{0,60}}?\((?P<day>{DAY})(?:, if adjournment|\))")


#: The day on which every act starts that the people may still put to a vote.
_PETITION = rx(r"^[^;]{0,120}[;,] except that,? if a referendum petition is filed")


def _read_period(surface: Surface, tail: str, at: int, begin: int) -> Effective | None:
    """The day after an event, or after a period that follows it."""
    period = PERIOD.match(tail)
    match = period or NEXT_DAY.match(tail) or REVIEW.match(tail)
    if match is None:
        return None
    count = match.groupdict().get("n") or "1"
    told = _TOLD.match(surface.text, at + match.end()) if period else None
    when = read_day(told["day"]) if told else None
    if told is not None and when is not None:
        return made_effective(surface, EffectiveKind.DATE, begin, told.end("day"), date=when)
    if match["event"].lower() == "review":
        return made_effective(surface, EffectiveKind.CONTINGENT, begin, at + match.end())
    # The day after a period of n days is not n days after: only its words are kept.
    after = "expiration" if period else event_of(match, "event")
    return made_effective(
        surface,
        EffectiveKind.DAYS_AFTER,
        begin,
        at + match.end(),
        days=whole(count),
        after=after,
    )


def _read_month(surface: Surface, tail: str, at: int, begin: int) -> Effective | None:
    match = MONTH_AFTER.match(tail) or NEXT_DATE.match(tail)
    if match is None:
        return None
    return made_effective(
        surface, EffectiveKind.DAYS_AFTER, begin, at + match.end(), after="passage"
    )


def _read_upon(surface: Surface, tail: str, at: int, begin: int) -> Effective | None:
    match = UPON.match(tail)
    if match is None:
        match = IMMEDIATE.match(tail)
        at_once = rx(
            r"immediate effect|declared (?:to be )?an emergency measure"
            r"|an emergency is (?:hereby )?declared for this act"
        )
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
        after=event_of(match, "event") if event else "enactment",
    )


def _read_default(surface: Surface, tail: str, at: int, begin: int) -> Effective | None:
    match = DEFAULT.match(tail)
    if match is None:
        return None
    return made_effective(surface, EffectiveKind.DEFAULT, begin, at + match.end())
