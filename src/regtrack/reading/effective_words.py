"""The words after `takes effect`: events, periods, days and triggers, as patterns."""

from __future__ import annotations

from regtrack.reading.days import DAY, MONTH
from regtrack.reading.numbers import NUMBER, ORDINAL
from regtrack.reading.surface import rx

CONTINGENT = rx(
    r"^\W{0,3}(?:[\w, ]{0,40}?)\b(?:only (?:if|upon|when)|unless|contingent (?:up)?on"
    r"|if and only if"
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
EVENT = (
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
    rf"(?:(?P<n>{NUMBER})(?: \((?P<nf>\d+)\))?[ -](?:calendar |business |full |working )?"
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
    rf"^[^;]{{0,90}}?(?:expiration|end) of (?:the |a )?(?P<n>{NUMBER})[- ]day period"
    rf"[^;]{{0,60}}?{EVENT}"
)
REVIEW = rx(
    rf"^[^;]{{0,220}}?(?P<n>{NUMBER})[- ]day period of (?:congressional )?(?P<event>review)"
)
NEXT_DATE = rx(
    rf"^[\w, ]{{0,30}}?(?:the )?(?:first|1st)(?: day)? of {MONTH}[\w, ]{{0,40}}?"
    rf"\b(?:next|following|succeeding|after)\b"
    rf"|^[\w, ]{{0,30}}?\b{MONTH} (?:\d{{1,2}}|first)(?:st|th)?,? (?:of the (?:calendar )?year )?"
    r"(?:immediately )?(?:next|following|after|succeeding)\b"
)
UPON = rx(
    r"^[\w,':()\" -]{0,60}?(?:(?:immediately|force|effect) ?(?:up)?on|\b(?:up)?on"
    r"|from and after|after|when|at|with|from"
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
ZONE = rx(
    r"\b(?:(?:eastern|central|mountain|pacific)(?: (?:standard|daylight))? time|[ECMP][SD]?T)\b"
)
