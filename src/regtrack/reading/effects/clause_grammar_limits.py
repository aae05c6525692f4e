"""What makes a ban one of some people, products, buyers, places or ways of selling only."""

from __future__ import annotations

import re
from enum import StrEnum

from regtrack.reading.effects.base import ANY
from regtrack.reading.effects.clause_grammar_places import ADULTS_ONLY, MACHINE
from regtrack.reading.surface import rx


class Bound(StrEnum):
    """What a ban is bounded by; a ban without any is one of the substance itself."""

    ACTOR = "actor"  # some people only
    AGE = "age"
    BUYER = "buyer"
    PRODUCT = "product"  # a quality of the product
    LICENCE = "licence"
    EXCEPTION = "exception"
    FORM = "some product forms"
    VAPES = "vapes, smoking, injection"
    PLACE = "some places"
    CHANNEL = "some sales channels"
    PRESCRIPTION = "prescription only"


#: Bounds that close some forms, places or channels and leave others open.
CLOSING = (Bound.VAPES, Bound.FORM, Bound.PLACE, Bound.CHANNEL, Bound.PRESCRIPTION)
CLOSED = frozenset(CLOSING)

_WHERE = (
    r"(?:this|the|said|such) (?:state|commonwealth|territory|district|city|county|town|village"
    r"|parish|borough|municipality|jurisdiction|(?:corporate|city|county|town) limits"
    r"|(?:un)?incorporated)"
)
_ANY_ONE = (
    r"(?:(?:an?|any|another)(?: other)? (?:persons?|individuals?|consumers?|customers?|purchasers?"
    r"|entity|one)|anyone|anybody|the public|all persons)"
)
#: How much a breach costs says nothing of what is banned.
_FINES = (
    r"(?:not|no|nor) (?:(?:more|less|greater) than|in excess of|exceed\w*|to exceed)"
    r"[^.;]{0,60}?(?:dollars|\$ ?[\d,.]+|years?|months?|days?)"
)
_PROVIDED = (
    r"(?:otherwise |specifically |expressly )*(?:provided|authorized|permitted|allowed|set forth)"
)
_WHETHER = r",? ?\b(?:whether or not|whether|regardless of)\b[^,.;]{0,60},?"
WHETHER = rx(_WHETHER)
#: An exception that stands elsewhere in the same law.
_HEDGE = (
    rf"\bexcept as {_PROVIDED} (?:in|by|under) (?:sub)?(?:section|paragraph|division|item|clause"
    r"|federal|this (?:sub)?section|state)[\w ().-]{0,30}"
)
HEDGE = rx(_HEDGE)
#: Other goods named beside the substance.
_GOODS = (
    r"(?:,|\bor\b|\band\b) ?(?:or |and )?(?:\w+ )?(?:smoking|vap(?:or|ing|e)|tobacco|nicotine|hemp)"
    r"(?:[ -]\w+)? (?:products?|devices?|supplies|paraphernalia)"
)
#: Words after the object that bound nothing.
_NEUTRAL = rx(
    rf"{_FINES}|{_HEDGE}|{_WHETHER}|{_GOODS}"
    rf"|(?:,|\bor\b|\band\b) ?(?:or |and )?(?:an? |any )?products? (?:that )?contain\w*"
    rf" (?:(?:an?|any|the) )?(?:synthetic )?{ANY}(?:,? (?:or|and) (?:synthetic )?{ANY})*"
    r"|\b(?:in|at|from) (?:an? |any )?[\w ,]{0,60}?\bor (?:any )?other (?:place|location|premises)"
    r"|\bin (?:any|whatever) (?:form|manner|amount|quantity|way)s?"
    r"(?: (?:or|and) (?:form|manner|amount|quantity|way))?"
    r"(?! (?:that|which|other|designed|intended|attractive))"
    rf"|\bto {_ANY_ONE}(?=(?:,? (?:in|within) {_WHERE})|[,.;)]|$| (?:or|for|regardless)\b)"
    rf"|\b(?:in|within|into|to) {_WHERE}(?: of \w+)?"
    r"|\bunless (?:otherwise |specifically |expressly )*(?:exempt\w*|provided|excepted"
    r"|authorized by (?:state|federal) law|(?:permitted|authorized) by law)[^,.;]{0,60}"
    r"|\b(?:for|as fit for) human consumption|\bfor (?:any|whatever) (?:purpose|reason)"
    r"|\bwith (?:the )?intent to \w+(?:,? (?:or )?\w+){0,4}"
    rf"|\b(?:commonly |also |otherwise )*(?:known|referred to) as \"?{ANY}\"?"
)
_AGE = (
    r"\bunder (?:the (?:legal )?(?:minimum )?age|\w+(?:-\w+)? ?(?:\(\d+\) )?years)"
    r"|\b(?:younger|less) than \w+(?:-\w+)? ?(?:\(\d+\) )?years|younger than"
    r"|\bminors?\b|\bnot (?:yet )?(?:attained|reached)"
)
_LICENCE = (
    r"\bwithout (?!regard|exception|limit|lawful|legal|authority|intent|knowledge)|\bunless\b"
    r"|\bnot (?:registered|licensed|compliant|labeled|labelled|tested|permitted by|in compliance)"
    r"|unregistered|unlicensed|\bprior to (?:the )?regist|\bin violation\b|contrary to"
)
_PRODUCT = (
    r"\bif (?:the|its|such|any) (?:\w+ )?(?:products?|packag\w+|labels?|containers?)\b|"
    r"\b(?:that|whose) (?!(?:person|individual|the|an?|any|it|act|section|violation|offense"
    r"|he|she|they)\b)\w+|\b(?:that|which)(?::| (?:or |and )?\(\w{1,4}\))|\bwhich (?:is|are|does"
    r"|contain|has|have|exceed|fail)"
    r"|adulterated|contaminated|misbranded|mislabel|unlabel|untested"
    r"|\bcontaining (?:a level|any synthetic|synthetic|a synthetic|more than|an? amount"
    r"|a concentration|any (?:controlled|other)|over|above)|with a (?:level|concentration|content)"
    r"|greater than|more than|in excess|exceed|above|level of|attractive to|appeal"
    r"|\b(?:look|looks|looking) like\b|\bresembl\w+"
    r"|\bin (?:a|the) (?:form|manner|shape|packag|container)"
    r"|\bin any (?:form|manner|shape|packag\w*) (?:that|which|other|designed|intended|attractive)"
    r"|\bas (?:a )?(?:dietary|food|conventional)|mixed|false|misleading|\bclaim"
    r"|manufactured in|\bnot (?:meet|comply)|\blacking|\bdesigned (?:to|for)|\bmarketed (?:as|to)"
)
_FORMS: tuple[tuple[Bound, str], ...] = (
    (Bound.VAPES,
     r"combustible|combustion|vapori[sz]\w*|\bvap(?:e|es|ing|or)\b|inhal\w+"
     r"|smok(?:ed|ing|e|able)\b(?! shop)|inject\w+|aeroso\w+"),
    (Bound.FORM,
     r"(?:any|a|in the) form other than|is not pure leaf|pure leaf|prepackaged (?:beverage|food)"
     r"|pill or tablet|\bgumm(?:y|ies)\b|(?<!like\s)(?<!resembling\s)(?<!resembles\s)\bcand(?:y"
     r"|ies)\b|confection\w*|conventional food"
     r"|identifiable as plant matter|in (?:any|a) form other|\bin (?:an? |the )?(?:liquid"
     r"|powder\w*|extract\w*|capsule|tablet|edible"
     r"|raw|solid|beverage)(?: (?:or|and) \w+)? form|in the form of (?:an? )?"
     r"|following (?:delivery )?forms"
     r"|includes? any kratom extract|\bforms? resembling|\bto (?:an?|any|its) (?:\w+ )?(?:foods?"
     r"|beverages?|drinks?)\b|\b(?:food|edible|beverage|drink)s? (?:form|product)"),
    (Bound.PLACE,
     r"within [\w,]+(?:[ -]\w+){0,5} ?(?:\([\d,]+\) )?(?:feet|foot|yards|miles?|blocks?)\b"
     r"|school (?:property|grounds|premises|campus)|on the (?:premises|grounds|property) of"
     r"|consumption on the premises|on-?premises|(?:gas|filling|service) station"
     r"|(?:vape|smoke|head) shop|convenience store|retail tobacco|tobacco (?:shop|retailer|store)"
     r"|adult[- ]only|age[- ]restricted|liquor store|package store|dispensar(?:y|ies)|grocery"
     r"|supermarket|restaurant|\bbars?\b|tavern|restrict(?:s|ed)? (?:entry|access|admission)"
     r"|licensed premises|location that also sells|(?:unless"
     r"|except)[^.;]{0,60}? (?:is )?licensed as a"
     r"|\bnear (?:a|any)"
     r"|\bpublic (?:place|property|park|building)|playground|\bat (?:a|any) (?:location|place"
     r"|event)"
     r"|\bin,? (?:on,? )?or (?:on|near|upon|about)\b|residential zone|zoning|kiosk"
     r"|mobile (?:unit|vendor)"
     rf"|flea market|establishments? (?:that|which|where|licensed)|{ADULTS_ONLY}"),
    (Bound.CHANNEL,
     rf"face[- ]to[- ]face|in[- ]person|method other than|{MACHINE}|self-?service|(?:online"
     rf"|internet|mail[- ]order"
     r"|remote|delivery) sales?"
     r"|\b(?:over|through|via|on|by) the (?:internet|mail)|\bonline\b|\bby mail\b|internet"
     r"|drive[- ](?:through|thru)"
     r"|given, bartered, furnished, or delivered to consumers at wholesale"
     r"|free (?:samples?|of charge)|\bsampl(?:e|es|ing)\b|common carrier|door[- ]to[- ]door"
     r"|third[- ]party delivery|for free\b"),
    (Bound.PRESCRIPTION,
     r"prescription|(?<!form\s)(?<!forms\s)(?<!manner\s)(?<!fee\s)(?<!as\s)prescribed"
     r"|as prescribed by an?\b|licensed (?:pharmac(?:y|ist)|physician|practitioner)"
     r"|pharmac(?:y|ist)"
     r"|licensed health"),
)  # fmt: skip
_BUYER = (
    r"\bto (?!(?:be|sell|offer|distribut|manufactur|possess|deliver|use)\b)"
    r"(?:a |an |any |another )?(?:\w+ )?(?:person|individual|consumer|customer|child|purchaser"
    r"|patron|youth|anyone|someone|people|those|one|end user)s?\b(?! (?:in|within) )"
    r"|\bfrom (?:a|an|any) (?:person|unlicensed)"
)
_EXCEPTION = (
    r"\bif (?!(?:the|that|such|any) (?:person|individual|actor|defendant|seller)\b|(?:he|she"
    r"|they)\b)"
    r"|\b(?:while|during)\b|\bexcept\b|\bother than\b|\bwhere \b|\bsubject to (?:an?|the|such) \w"
)
_RULES: tuple[tuple[Bound, re.Pattern[str]], ...] = tuple(
    (bound, rx(pattern))
    for bound, pattern in (
        *_FORMS,
        (Bound.AGE, _AGE),
        (Bound.LICENCE, _LICENCE),
        (Bound.PRODUCT, _PRODUCT),
        (Bound.BUYER, _BUYER),
        (Bound.EXCEPTION, _EXCEPTION),
    )
)


def bounds_after(words: str) -> frozenset[Bound]:
    """What the words around the object bound a ban by."""
    rest = _NEUTRAL.sub(" ", words)
    return frozenset(bound for bound, pattern in _RULES if pattern.search(rest))


#: A product of the substance that holds something else, or has a form of its own.
_KIND_OF = rx(
    r"^ ?products?(?: \w+){0,3}? contain\w*[^.;:\ue001\ue004]{0,60}?[\ue002\ue003]"
    r"|^ ?(?:products? )?(?:that |which )?contain(?:s|ing)? (?!(?:(?!includ|synth)[\w,-]+ ){0,6}?"
    r"[\ue001\ue004])\w"
)
_FORM_OF = rx(
    r"^ ?(?:gumm|cand(?:y|ies)|beverage|drink|edible|confection|vap|cigar|tablet|pill"
    r"|shots?\b|extracts?\b(?! (?:or|and)\b))"
)
_LISTED = rx(r"^(?:[\w ]{0,24}|[\w ,]{0,60}\b(?:which|following|that|if)\b[\w ,]{0,60}):")


def bounds_of_object(tail: str) -> frozenset[Bound]:
    """What the words right after a name make of it: some of its products only."""
    if _FORM_OF.match(tail):
        return frozenset({Bound.FORM})
    if _KIND_OF.match(tail) or _LISTED.match(tail):
        return frozenset({Bound.PRODUCT})
    return frozenset()


#: Qualities before the name.
_QUALITY = rx(
    r"adulterat|contaminat|unregistered|unlicensed|misbranded|untested|unlabel|mislabel|synthetic"
    r"|concentrated|\bcertain\b|expired|counterfeit|flavored|\bboth\b|hemp|beer|tobacco product"
    r"|delivery sale|false|vending|self-?service|more than|exceed|in excess|greater than|above"
    r"|\bfollowing (?:[\w-]+ ){0,2}$|\bloose\b|\bunapproved|non-?compliant|enhanced|enriched|mixed"
)
_MADE = r"(?:added|concentrated|isolated|purified|enriched|enhanced|extracted|manufactured"
_MADE += r"|synthetic(?:ally)?|semi-?synthetic(?:ally)?|synthesi[sz]ed|chemically|derived|produced)"
#: How 7-OH and the analogues are always made.
_AND = r"(?:, (?:or |and )?| or | and )"
_PURE = rx(
    rf"\b{_MADE}(?:{_AND}{_MADE}){{0,4}} (?:and |or )?"
    rf"|\bin (?:an? )?{_MADE}(?:{_AND}{_MADE}){{0,4}} forms?"
    r"|,? ?\b(?:other than|except(?:ing|ed)?|excluding|but not|save)\b[^.;]{0,80}?"
    r"(?:natural\w*|unprocessed|unadulterated)[^.;]{0,200}"
    r"|\bin an? (?:amount|concentration|level|quantity)s? (?:that (?:is )?"
    r"|which )?(?:exceed\w*|above|greater than"
    r"|higher than|in excess of) [\w ]{0,30}?natural\w*[^.,;]{0,60}"
    rf"|,? (?:that|which) (?:is|are|has been|have been|was) (?:not naturally [\w, ]{{0,40}}|{_MADE}"
    rf"(?:(?:, | or |, or | and | ){_MADE}){{0,6}})"
)
#: Another thing than the substance is what the verb acts on.
_OTHERWISE = rx(
    r"(?:adopt|enact|impose)\w*[^.;]{0,40}(?:ordinance|rule|regulation|law)|\blabel|packag"
    r"|test result|polic(?:y|ies)\b|following information|rules?\b|penalt|money|\bfunds?\b"
    r"|certificate|\breport|\bstud(?:y|ies)|seiz|destroy|application|insur|\bemploy|\btax"
    r"|\bregister|licen[cs]e|nothing in|advertis|\bstatement|paraphernalia|\binformation"
)
_ADVERTISING = rx(r"advertis\w*")


def as_sold(words: str) -> str:
    """Words around 7-OH or an analogue without those on how it is always made."""
    return _PURE.sub(" ", words)


#: A thing that only holds the substance is the substance: `any product that contains` kratom.
_HOLDS = rx(
    r"\b(?:products?|substances?|materials?|compounds?|mixtures?|preparations?|items?|foods?"
    r"|supplements?|beverages?|goods?|anything|extracts?|kits?|forms?)\b(?:[\w ,()]{0,50}?"
    r" (?:(?:that|which) )?(?:contain\w*|derived from|(?:marketed|labell?ed|sold"
    r"|represented) (?:as|to be)|made (?:from|of|with)(?: or contain\w*)?"
    r"|consist\w* of|infused with|(?:that|which) (?:is|are)))?"
    r"(?: any| an?)?(?: (?:detectable )?(?:amount|quantity|form|part|level|trace)s?(?: or \w+)?"
    r" of)?(?: the)?(?: (?:plant|substances?|alkaloids?|drug|herb))? ?$"
)


def bounds_before(words: str) -> frozenset[Bound]:
    """What stands between the verbs and the name: a quality, or another object."""
    words = _HOLDS.sub(" ", words)
    if _SOLD.search(words):
        words = _ADVERTISING.sub(" ", words)
    found = set(bounds_after(words))
    if _QUALITY.search(words):
        found.add(Bound.PRODUCT)
    if _OTHERWISE.search(words):
        found.add(Bound.ACTOR)
    return frozenset(found)


_SOLD = rx(r"\b(?:s[eo]l[dl]\w*|sale)\b")
