"""When a text takes effect and when it ends: the clauses that say so, and what they say."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from regtrack.reading.days import DAY, read_day
from regtrack.reading.model import Effective, EffectiveKind
from regtrack.reading.numbers import NUMBER, ORDINAL, whole
from regtrack.reading.sections import Part, Section, Words
from regtrack.reading.surface import Surface, rx

_ANCHORS = (
    "take effect", "takes effect", "taking effect", "taken effect", "take immediate effect",
    "takes immediate effect", "be effective", "is effective", "are effective", "becomes effective",
    "become effective", "effective date", "go into effect", "goes into effect", "going into effect",
    "in effect", "be in force", "in full force", "into force", "immediate effect", "effective on ",
    "effective upon", "effective immediately", "effective from", "effective as of", "effective:",
    "becomes operative", "become operative", "be operative", "becomes law", "effective january",
    "effective february", "effective march", "effective april", "effective may", "effective june",
    "effective july", "effective august", "effective september", "effective october",
    "effective november", "effective december", "of force", "comes into", "come into",
    "effective at", "effective beginning", "effective retroactive", "effective 12:01", "apply on and after",
    "effective the", "made effective", "deemed effective", "effectiveness", "have effect",
)  # fmt: skip
_CONTINGENT = rx(
    r"^\W{0,3}(?:[\w, ]{0,40}?)\b(?:only (?:if|upon|when)|contingent (?:up)?on|if and only if|conditioned (?:up)?on"
    r"|(?:up)?on the (?:date|day) (?:that |on which |when )?(?:the )?(?:united states|drug enforcement|dea\b|federal"
    r"|secretary|commissioner|attorney general|director|administrator|department|board)"
    r"|when the (?:united states|drug enforcement|federal|attorney general|secretary|commissioner|department)"
    r"|if (?:the )?(?:united states|drug enforcement|federal|senate bill|house bill|another act|congress"
    r"|[hs]\.?b\.?|funds|specific(?:ally)?))"
)
_EVENT = (
    r"(?P<event>final passage|passage and (?:approval|publication|adoption|signature)|passage"
    r"|approval(?: by the (?:governor|mayor))?|becoming (?:a )?law|becomes (?:a )?law|became law"
    r"|(?:date of )?enactment|signature|signing|being signed|publication|adoption|final adoption"
    r"|filing|filed|ratification|certification|adjournment|sine die|(?:end|last day|close) of the (?:[\w-]+ ){0,3}?session"
    r"|governor'?s? (?:approval|signature)|signed|enacted|approved|passed|adopted|published|it becomes law"
    r"|issuance|execution|posting|recordation|effective date|final reading|second reading)"
)
_AFTER = (
    r"(?:after|following|from|next following|subsequent to|of|past|beyond)(?: and after)?"
    r" (?:the |its |this act'?s? |his or her |this |general |said )*(?:date (?:of|on which|that|this act)(?: (?:the|its|this act|it))? )?"
    r"(?:(?:the |its )?(?:general assembly|legislature|\d{4}|regular|legislative|session|of|sine die|first|second"
    r"|this|act|is|bill|law|ordinance|final|day|by|upon|due|legal|governor|mayor|the|which|resolution|council)\W+){0,9}"
)
_DAYS = rx(
    rf"^[\w,' ]{{0,40}}?\b(?:on the |the |at the expiration of |within |expiration of )*"
    rf"(?:(?P<n>{NUMBER})(?: \((?P<nf>\d+)\))?[ -](?:calendar |business |full |working )?"
    r"(?P<unit>days?|months?|years?|weeks?)"
    rf"|(?P<o>{ORDINAL})(?: \((?P<of>\d+)(?:st|nd|rd|th)?\))? (?:calendar )?(?P<ounit>day|month))"
    rf"(?: {_AFTER}{_EVENT}|\W*$|\.|;)"
)
_MONTH_AFTER = rx(
    rf"^[\w,' ]{{0,30}}?\bfirst day of the (?:(?P<o>{ORDINAL}) )?(?:calendar |full )?(?:month|quarter|fiscal year)"
    r"(?: that)?[\w, ]{0,40}?(?:after|following|next|begin\w+|succeeding|commencing|occurring)[\w,' ]{0,60}"
)
_UPON = rx(
    r"^[\w,':()\" -]{0,60}?(?:(?:immediately|force|effect) ?(?:up)?on|\b(?:up)?on|from and after|after|when|at|with|from"
    r"|as soon as|on and after|on and from|beginning on|beginning upon|on or after)"
    rf" (?:the date (?:of|on which|that) )?(?:(?:the|its|this|it|his|her|being|is|act|bill|of|date|final|due|and|law|legal"
    rf"|becomes|upon|day|immediate|ordinance|order|rule|mayor'?s?|governor'?s?|board'?s?|by|council) ){{0,7}}{_EVENT}"
)
_IMMEDIATE = rx(
    r"^\W{0,3}(?:and )?(?:shall be )?immediately\b|^\W{0,3}forthwith|^\W{0,3}at once|^ (?:as )?an emergency"
)
_ON_DAY = rx(
    rf"^[\w,' :()-]{{0,70}}?(?P<time>\b\d{{1,2}}(?::\d\d)? ?[ap]\.?m\.?|\bmidnight|\bnoon)?[\w, .]{{0,40}}?(?P<day>{DAY})"
)
_DEFAULT = rx(
    r"^[\w, ]{0,40}?(?:as (?:otherwise )?provided (?:by|in) (?:law|the constitution|section|article)|according to law"
    r"|the general effective date|in accordance with (?:the constitution|law|article))"
)
_SCOPE_ACT = rx(
    r"\b(?:this|the|said|these|its)(?: joint| concurrent| emergency| temporary| final| proposed| executive| public health"
    r"| health| local| interim)?"
    r" (?:act|bill|law|measure|ordinance|order|rule|regulation|resolution|notice|ban|legislation|amendments?|statute"
    r"|rules|regulations|prohibition|scheduling action|scheduling|declaration|directive|proclamation|title|policy"
    r"|chapter|subchapter|division|article|part|legislative rule|code chapter|enactment|amendatory act|provisions)\b"
    r"|\bit (?:shall|is|will|takes)|\beffective date\b|\bdates?:|\bemergency\b|same shall"
)
_SCOPE_SECTION = rx(r"\bthis (?:section|subsection|paragraph|subdivision|clause)\b")
_SCOPE_SECTIONS = rx(
    r"\b(?:sections?|parts?|articles?|paragraphs?|subsections?|actions? affecting|amendments? to|provisions of)"
    r"[^.;]{0,200}$"
)
_CITED = re.compile(r"\b\d+[A-Za-z]?(?:[-.:]\d+[\w.]*)*\b")
_UT_HEAD = re.compile(r"(?<=\w)Effective (?:on )?(\d\d/\d\d/\d\d)\b")
_ZONE = rx(
    r"\b(?:(?:eastern|central|mountain|pacific)(?: (?:standard|daylight))? time|[ECMP][SD]?T)\b"
)


@dataclass(frozen=True)
class EffectiveClause:
    """One clause: for the whole act, for the section it stands in, or for sections it names."""

    effective: Effective
    scope: str  # act, section, sections
    names: tuple[str, ...]
    section: Section
    weight: int


def find_clauses(surface: Surface, sections: tuple[Section, ...]) -> list[EffectiveClause]:
    """Every clause of the document that says when it or a part of it takes effect."""
    text = surface.text
    low = text.lower() if text.isascii() else text.translate(_LOWER)
    found: list[EffectiveClause] = []
    for at, anchor in _anchors(low):
        section = _section_at(sections, at)
        if section is None or section.part is Part.NOTE:
            continue
        clause = _clause(surface, section, at, anchor)
        if clause is not None and not any(
            c.effective.quote
            and clause.effective.quote
            and c.scope == clause.scope
            and abs(c.effective.quote.start - clause.effective.quote.start) < 4
            for c in found
        ):
            found.append(clause)
    return found + _headed(surface, sections)


_LOWER = {upper: upper + 32 for upper in range(65, 91)}


def _anchors(low: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for anchor in _ANCHORS:
        at = low.find(anchor)
        while at >= 0 and len(found) < 4000:
            found.append((at, anchor))
            at = low.find(anchor, at + len(anchor))
    return sorted(found)


def _section_at(sections: tuple[Section, ...], at: int) -> Section | None:
    return next((s for s in sections if s.start <= at < s.end), None)


def _clause(surface: Surface, section: Section, at: int, anchor: str) -> EffectiveClause | None:
    text = surface.text
    begin = _sentence_start(text, max(section.start, at - 420), at)
    tail_at = at + len(anchor.rstrip(" :"))
    if anchor.split()[-1][:3] in _MONTH_STARTS:
        tail_at = at + len("effective")
    stop = min(section.end, tail_at + 420)
    before, tail = text[begin:at], text[tail_at:stop]
    if _not_a_clause(before, anchor, tail):
        return None
    scope, names = _scope(before, anchor, tail, section, text)
    if scope is None or _reprinted(surface, section, begin, at):
        return None
    read = _when(surface, tail, tail_at, begin, before)
    if read is None:
        return None
    weight = 2 + (section.end - section.start < 1500) + (section.part is not Part.FRONT)
    if section.part is Part.FRONT and not rx(r"in effect|dates?:|effective").search(anchor):
        return None
    return EffectiveClause(read, scope, names, section, weight)


_MONTH_STARTS = frozenset(
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
)


def _sentence_start(text: str, floor: int, at: int) -> int:
    cut = floor
    for match in re.finditer(r"[.;:](?=\s+[A-Z\"(\d])|\)\s(?=[A-Z])", text[floor:at]):
        before = text[floor : floor + match.start()]
        if (
            re.search(r"(?:\bs|\bss|\bNo|\bSec|\bArt|\b[A-Z]|\bch|\b\d+)$", before)
            and match[0] == "."
        ):
            continue
        cut = floor + match.end()
    while cut < at and text[cut].isspace():
        cut += 1
    return cut


def _not_a_clause(before: str, anchor: str, tail: str) -> bool:
    if anchor == "effective date" and not re.match(
        r"\s*(?:[.:;-]|of (?:this|the)[\w ,]{0,60}?(?:is|shall be)\b|is\b|shall be\b|and\b|\w* ?\d)",
        tail,
        re.I,
    ):
        return True
    return rx(
        r"(?:before|prior to|after|until|since|as of|on|by|which|that (?:is|are|was)|date (?:that |on which )?this"
        r"|law|rules?|laws) ?(?:the |this act |this section |this chapter |it |became |were |was |are |is )*$"
        r"|provid\w* (?:for )?an?\W*$|licen[cs]e|permit(?:s)?\b|registration|policy|contract|insur|policies"
        r"|(?:rule|suspension|revocation|order of|registrat\w+) (?:shall|may|will|is|remains?|remain)\b"
        r"|not (?:be )?$|appropriation|fiscal"
    ).search(before[-90:]) is not None and not rx(
        r"\bthis (?:act|bill|ordinance|order|section|rule|law)(?: \w+){0,3} ?$|declared|emergency"
    ).search(before[-60:])


def _scope(
    before: str, anchor: str, tail: str, section: Section, text: str
) -> tuple[str | None, tuple[str, ...]]:
    near = before[-260:]
    if rx(r"\b(?:which|who|that)(?: (?:shall|will|section \w+))? ?$").search(near):
        return None, ()
    if anchor == "in effect" and not rx(
        r"^ (?:(?:\w+ )?(?:\(?\d+\)? )?days )?(?:from|after|on and after|upon) "
    ).search(tail):
        return None, ()
    if anchor == "in effect" and not rx(r"passage|approval|publication|adoption").search(tail[:80]):
        return None, ()
    excepted = re.split(r"except (?:as|that|for)[^,]*,", near, flags=re.I)[-1]
    if _SCOPE_SECTION.search(excepted) and not rx(r"\bthis act\b|bill").search(excepted):
        return "section", ()
    named = _SCOPE_SECTIONS.search(excepted)
    if named and rx(
        r"sections? (?:of )?(?:this act )?\(?\d|sections? [\dIVX]|affecting|following"
    ).search(named[0]):
        following = tail[:900] if rx(r"following").search(named[0]) else ""
        return "sections", _cited(named[0] + " " + following)
    if _SCOPE_ACT.search(excepted) or anchor == "effective date" or anchor.startswith("in effect"):
        return "act", ()
    short = section.end - section.start < 500
    head = text[section.start : section.start + 80].lower()
    if ("effective" in head or short) and section.part is Part.ACTING:
        return "act", ()
    return None, ()


def _cited(text: str) -> tuple[str, ...]:
    """The numbers of sections that are named, ranges of bill sections written out."""
    names = list(_CITED.findall(text))
    for first, last in re.findall(r"\b(\d{1,3}) (?:to|through|-) (\d{1,3})\b", text):
        if 0 < int(last) - int(first) < 200:
            names += [str(n) for n in range(int(first), int(last) + 1)]
    return tuple(dict.fromkeys(names))


def _reprinted(surface: Surface, section: Section, begin: int, at: int) -> bool:
    """Whether the clause is existing law in an amended section."""
    if section.words is not Words.AMENDED or section.end - section.start < 500:
        return False
    return not (surface.marked and surface.changed(begin, at + 60))


def _when(surface: Surface, tail: str, at: int, begin: int, before: str) -> Effective | None:
    sentence = re.split(r"(?<=[a-z\d)]{2})[.;](?=\s|$)", tail, maxsplit=1)[0]
    clean = re.sub(
        r"^\s*(?:[.:;-]+|of this (?:act|rule|section|ordinance|order)|date|is|shall be|the)+\s*",
        " ",
        tail,
        flags=re.I,
    )
    shift = len(tail) - len(clean)
    if len(sentence) < 4:
        sentence = tail
    if _CONTINGENT.match(sentence):
        return _made(surface, EffectiveKind.CONTINGENT, begin, at + min(len(sentence), 300))
    for reader in (_read_texas, _read_day, _read_days, _read_month, _read_upon, _read_default):
        made = reader(surface, clean[:360], at + shift, begin)
        if made is not None:
            return made
    return None


def _made(
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
        r"^ ?(?:immediately|on [^.;]{0,40}|upon [^.;]{0,40}|when [^.;]{0,40})? ?if (?:it receives|approved by two-thirds|passed by)"
    ).search(tail):
        return None
    day = re.search(DAY, surface.text[at : at + 700], re.I)
    when = read_day(day[0]) if day else None
    if day is None or when is None:
        return None
    start = at + day.start()
    return _made(
        surface, EffectiveKind.DATE, max(begin, start - 90), start + len(day[0]), date=when
    )


def _read_day(surface: Surface, tail: str, at: int, begin: int) -> Effective | None:
    match = _ON_DAY.match(tail)
    if match is None or rx(
        r"days? (?:after|from|following)|passage|approval|becoming|adjourn"
    ).search(tail[: match.start("day")]):
        return None
    when = read_day(match["day"])
    if when is None:
        return None
    time = re.search(
        r"\d{1,2}(?::\d\d)? ?[ap]\.?m\b\.?|midnight|noon",
        tail[: match.start("day")] + tail[match.end("day") :][:0],
        re.I,
    )
    return _made(
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
    event = match["event"]
    return _made(
        surface,
        EffectiveKind.DAYS_AFTER,
        begin,
        at + match.end(),
        days=days,
        after=" ".join(event.lower().split()) if event else "enactment",
    )


def _read_month(surface: Surface, tail: str, at: int, begin: int) -> Effective | None:
    match = _MONTH_AFTER.match(tail)
    if match is None:
        return None
    return _made(surface, EffectiveKind.DAYS_AFTER, begin, at + match.end(), after="passage")


def _read_upon(surface: Surface, tail: str, at: int, begin: int) -> Effective | None:
    match = _UPON.match(tail)
    if match is None:
        match = _IMMEDIATE.match(tail)
        if match is None and rx(r"immediate effect").search(surface.text[max(begin, at - 18) : at]):
            return _made(surface, EffectiveKind.UPON_ENACTMENT, begin, at, after="enactment")
    if match is None:
        return None
    event = match.groupdict().get("event")
    return _made(
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
    return _made(surface, EffectiveKind.DEFAULT, begin, at + match.end())


def _headed(surface: Surface, sections: tuple[Section, ...]) -> list[EffectiveClause]:
    """Utah prints the day beside the number of the section it is for."""
    found: list[EffectiveClause] = []
    for section in sections:
        if section.part is not Part.ACTING:
            continue
        match = _UT_HEAD.search(surface.text, section.start, min(section.end, section.start + 260))
        when = read_day(match[1]) if match else None
        if match and when:
            made = _made(surface, EffectiveKind.DATE, match.start(), match.end(), date=when)
            found.append(EffectiveClause(made, "section", (), section, 1))
    return found
