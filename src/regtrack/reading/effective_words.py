"""The words after `takes effect`: events, periods, days and triggers, as patterns."""

from __future__ import annotations

import re

from regtrack.reading.days import DAY, MONTH
from regtrack.reading.numbers import NUMBER, ORDINAL
from regtrack.reading.surface import rx

_BODY = (
    r"(?:(?:united states|u\.?s\.?|drug enforcement|dea|federal|food and drug|fda"
    r"|secretary(?! of (?:the )?(?:state|commonwealth))|commissioner|attorney general|director"
    r"|administrator|department|board|voters|electors|state health officer)\b)"
)
_BILL = r"(?:(?:senate|house|assembly) (?:bill|file|joint)|[hs]\.?[bf]\.? ?\d|a\.?b\.? ?\d)"
_MONEY = r"(?:funds|funding|moneys?|(?:an? )?appropriations?)"
_MEASURE = (
    rf"(?:{_BILL}|another act|(?:initiated|initiative|ballot|referred) measure|{_MONEY}"
    r"|congress (?:acts|enacts|passes|amends|approves)|specific(?:ally)?"
    r"|the (?:measure|amendment|constitutional amendment|question) (?:is|passes)"
    r"|(?:mitragynine|kratom|7-hydroxymitragynine) (?:is|are|has|have|becomes?))"
)
_PEOPLE = r"(?:a majority of )?(?:the )?(?:qualified )?(?:voters|electors|people)"
CONTINGENT = rx(
    r"^\W{0,3}(?:[\w,:()' -]{0,70}?)\b(?:only (?:if|upon|when|after|on (?:the )?condition)"
    r"|unless(?! (?:otherwise|vetoed|disapproved|an? (?:earlier|later|different|other)|another"
    r"|sooner|earlier|specified|stated|the context|it is vetoed|(?:earlier |first )?"
    r"(?:renewed|extended|revoked|rescinded|continued|terminated|amended|modified|superseded|repealed)))"
    r"|(?:contingent|conditioned|conditional|dependent) (?:up)?on|if,? and only if"
    rf"|until (?:the )?(?:{_BODY}|{_MEASURE})|on (?:the )?condition that"
    r"|(?:up)?on the (?:date|day) (?:that |on which |when )?(?:the |an? )?"
    rf"(?:{_BODY}|{_MEASURE})"
    rf"|(?:when|once|if|as soon as|at such time as|whenever) (?:and if )?(?:the )?"
    rf"(?:{_BODY}|{_MEASURE})"
    rf"|(?:if|provided,? (?:however,? )?that|so long as) (?:[\w]+ ){{0,3}}?{_MONEY}"
    rf"|provided,? (?:however,? )?that (?:the )?(?:{_BODY}|{_MEASURE})"
    rf"|if (?:it is )?approved by {_PEOPLE}"
    rf"|subject to (?:the )?(?:appropriation|availability of|approval (?:by|of) {_PEOPLE}|federal)"
    r"|(?:up)?on (?:the )?(?:federal (?:scheduling|approval|rescheduling|action|law)|scheduling of"
    r"|(?:final )?(?:publication|adoption|issuance|entry) of (?:an? |the )?(?:(?:final|federal"
    r"|scheduling) )+(?:rule|order|regulation)|certification|receipt|notice|notification"
    r"|(?:passage|enactment|adoption|approval|ratification) of (?:the |an? )?"
    rf"(?:{_BILL}|constitutional|federal|companion|initiative|similar)"
    rf"|approval (?:of|by) (?:{_PEOPLE}|(?:the )?(?:secretary|federal|united states|congress))"
    r"|(?:a )?(?:finding|determination) (?:of|by|that)))"
)
#: What a start waits for, said after its day: `July 1, 2026, if funds are appropriated`.
STILL_CONTINGENT = rx(
    r"^[, ]{0,3}(?:but |and )?(?:only (?:if|when|upon)|if,? and only if"
    r"|(?:contingent|conditioned|conditional|dependent) (?:up)?on"
    r"|subject to (?:the )?(?:appropriation|availability)|on (?:the )?condition that"
    rf"|(?:if|when|unless|provided,? (?:however,? )?that) (?:the )?(?:\w+ ){{0,3}}?{_MONEY}"
    rf"|(?:if|when|provided,? (?:however,? )?that) (?:the )?(?:{_BODY}|{_MEASURE})"
    rf"|(?:if|when) (?:it is )?approved by {_PEOPLE})"
)
EVENT = (
    r"(?P<event>final passage|passage and (?:approval|publication|adoption|signature)|passage"
    r"|approval(?: by the (?:governor|mayor))?|becom(?:ing|es) (?:a )?(?:\d\d? )?law|became law"
    r"|(?:date of )?enactment|signature|signing|being signed|publication|adoption|final adoption"
    r"|filing|filed|ratification|certification|adjournment|sine die|(?:end|last day"
    r"|close) of the (?:[\w-]+ ){0,3}?session"
    r"|governor'?s? (?:approval|signature)|signs|approves|signed|enacted|approved|passed"
    r"|adopted|published"
    r"|it becomes law"
    r"|(?:shall )?(?:have |has )?become (?:a )?(?:\d\d? )?law|adjourn\w*|posted"
    r"|issuance|execution|posting|recordation|effective date|final reading|second reading)"
)
AFTER = (
    r"(?:after|following|from|next following|subsequent to|of|past|beyond)(?: and after)?"
    r" (?:the |its |this act'?s? |his or her |this |general |said )*(?:date (?:of|on which|that"
    r"|this act)(?: (?:the|its|this act|it))? )?"
    r"(?:(?:the |its )?(?:general assembly|legislature|\d{4}|regular|legislative|session|of"
    r"|sine die|first|second"
    r"|this|act|is|bill|law|ordinance|final|day|by|upon|due|legal|governor|mayor|the|which"
    r"|resolution|council)\W+){0,9}"
)
EVENT2 = EVENT.replace("?P<event>", "?P<event2>")
DAYS = rx(
    rf"^[\w,' ]{{0,40}}?\b(?:on the |the |at the expiration of |within |expiration of )*"
    rf"(?:(?P<n>{NUMBER})(?: \((?P<nf>\d+)\))?(?:-| )(?:calendar |business |full |working )?"
    r"(?P<unit>days?|months?|years?|weeks?)"
    rf"|(?P<o>{ORDINAL})(?: \((?P<of>\d+)(?:st|nd|rd|th)?\))? (?:calendar )?(?P<ounit>day|month))"
    rf"(?: {AFTER}{EVENT}| (?:after|following|from)\b[^.;]{{0,140}}?\b{EVENT2}|\W*$|\.|;)"
)
MONTH_AFTER = rx(
    rf"^[\w,' ]{{0,30}}?\bfirst day of the (?:(?P<o>{ORDINAL}) |next )?(?:calendar |full )?(?:month"
    rf"|quarter|fiscal year)"
    r"(?: that)?[\w, ]{0,40}?(?:after|following|next|begin\w+|succeeding|commencing"
    r"|occurring)[\w,' ]{0,60}"
)
NEXT_DAY = rx(
    rf"^ ?(?:on )?(?:the )?day (?:after|following|next following|immediately following)\b"
    rf"[^.;]{{0,60}}?{EVENT}"
)
PERIOD = rx(
    rf"^[^;]{{0,90}}?(?:expiration|end) of (?:the |a )?(?P<n>{NUMBER})(?:-| )day period"
    rf"[^;]{{0,60}}?{EVENT}"
)
REVIEW = rx(
    rf"^[^;]{{0,220}}?(?P<n>{NUMBER})(?:-| )day "
    r"(?:period of (?:congressional )?|(?:congressional )?(?=review period))(?P<event>review)"
)
NEXT_DATE = rx(
    rf"^[\w, ]{{0,30}}?(?:the )?(?:first|1st)(?: day)? of {MONTH}[\w, ]{{0,40}}?"
    rf"\b(?:next|following|succeeding|after)\b"
    rf"|^[\w, ]{{0,30}}?\b{MONTH} (?:\d{{1,2}}|first)(?:st|th)?,? (?:of the (?:calendar )?year )?"
    r"(?:immediately )?(?:next|following|after|succeeding)\b"
)
UPON = rx(
    r"^[\w,':()\" -]{0,60}?(?:(?:immediately|force|effect) ?(?:up)?on|\b(?:up)?on"
    r"|from and after|after|when|at|with|from|following|once"
    r"|as soon as|on and after|on and from|beginning on|beginning upon|on or after)"
    rf" (?:the date (?:of|on which|that) )?(?:(?:the|its|this|it|his|her|being|is|act|bill|of"
    rf"|date|final|due|and|law|legal"
    rf"|becomes|upon|day|immediate|ordinance|order|rule|mayor'?s?|governor'?s?|board'?s?|by"
    rf"|council) ){{0,7}}{EVENT}"
)
IMMEDIATE = rx(
    r"^\W{0,3}(?:and )?(?:shall be )?immediately\b|^\W{0,3}forthwith|^\W{0,3}at once"
    r"|^ (?:as )?an emergency"
)
ON_DAY = rx(
    rf"^[\w,' :()-]{{0,70}}?(?P<time>\b\d{{1,2}}(?::\d\d)? ?[ap]\.?m\.?|\bmidnight"
    rf"|\bnoon)?[\w, .]{{0,40}}?(?P<day>{DAY})"
)
DEFAULT = rx(
    r"^[\w, ]{0,40}?(?:pursuant to law|as (?:otherwise )?provided (?:by|in) (?:law"
    r"|the constitution|section"
    r"|article)|according to law"
    r"|the general effective date|in accordance with (?:the constitution|law|article))"
)
#: Where what is said of the start ends and something else begins.
AND_THEN = rx(r",? and (?!after|from|only|until|if|when|upon|provided|be\b|in\b|shall be)")
#: An hour of the day, as it is written.
HOUR = (
    r"(?:\b(?:\d{1,2}(?::[0-5]\d){0,2}|\w{3,6}(?= o'clock)|12)(?: o'clock)?"
    r" ?(?:[ap]\.? ?m\b\.?|noon\b|midnight\b)"
    r"|\b(?:[01]\d|2[0-3]):?[0-5]\d(?= hours?\b)(?: hours?)"
    r"|\b(?:noon|midnight)\b|\bclose of business\b)"
)
#: The hour of a start, before its day or right behind it.
LEADING_HOUR = rx(rf"^ ?,?(?: at| as of)?(?: the hour of)? {HOUR},?")
AT_HOUR = rx(rf"\b(?:at|beginning|from|effective|as of|on)(?: the hour of)? (?P<hour>{HOUR})")
HOUR_BEHIND = rx(rf"^,?(?: and)? (?:at|beginning at|as of)(?: the hour of)? (?P<hour>{HOUR})")
ZONE = rx(
    r"\b(?:(?:(?:us |u\.s\. )?(?:eastern|central|mountain|pacific|atlantic|alaska|hawaii"
    r"(?:-aleutian)?|chamorro|samoa)"
    r"(?: (?:standard|daylight|prevailing))?(?: time)?|local(?: (?:standard|daylight|prevailing))?"
    r" time|coordinated universal time)\b|[ECMP][SD]?T\b|AK[SD]T\b|H[SD]?T\b|UTC\b|GMT\b)"
)
_EVENTS = (
    ("publication", rx(r"publi|post|recordation")),
    ("filing", rx(r"fil(?:ed|ing)")),
    ("adjournment", rx(r"adjourn|sine die|session")),
    ("review", rx(r"review")),
    ("effective date", rx(r"effective date")),
    ("certification", rx(r"certif")),
    ("passage", rx(r"final (?:passage|reading|adoption)|second reading")),
    ("adoption", rx(r"adopt")),
    ("issuance", rx(r"issuance|execution")),
)


def event_of(match: re.Match[str], group: str) -> str:
    """One word for the event that a start waits for or counts from.

    The passage of an act is its passage into law: it is called enactment, like an approval or a
    signature. Only words on the last vote are `passage`."""
    start, end = match.span(group)
    words = match.string[max(0, start - 7) : end]
    return next((name for name, pattern in _EVENTS if pattern.search(words)), "enactment")
