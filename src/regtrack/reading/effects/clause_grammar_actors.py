"""Whom a ban binds: everyone, some people only, or those of one trade."""

from __future__ import annotations

from regtrack.reading.effects.clause_grammar_limits import WHETHER, Bound, bounds_after
from regtrack.reading.effects.clause_grammar_places import MACHINE
from regtrack.reading.surface import rx

_SOME_PEOPLE = rx(
    r"\b(?:inmate|prisoner|incarcerated|detainee|student|pupil|parolee|probationer|patient"
    r"|athlete|resident of|officer|recipient|beneficiary|benefit card|veterinarian|pharmacist"
    r"|physician|dentist|teacher|employee|driver|operator of|foster|tenant|contractor|official"
    r"|volunteer|lobbyist|guardian|parent|permittee|member of the)s?\b"
)
_SOME_PLACES = rx(
    r"\b(?:gas|service|filling) station|convenience store|(?:vape|smoke) shop|pharmacy|dispensary"
    r"|grocery|supermarket|restaurant|\bbar\b|tavern|liquor store|hotel|school\b|hospital|brewer"
    r"|caterer|bakery|casino|salon\b|nightclub|cinema|theater"
    r"|licensed premises|food (?:service )?establishment|mobile food|(?:liquor|beer"
    r"|alcohol\w*) licensee"
    r"|holder of an? (?:liquor|beer|wine|alcohol\w*|tobacco|food)"
)
_ANYBODY = rx(r"\b(?:persons?|individual|anyone|whoever|retailers?|business|entity|one)\b")
_SITUATION = rx(
    r"\bwhile\b|convicted|\bdriv|\bminors?\b|violat\w++(?! any of the following)"
    r"|under (?!(?:his|her|their|its|control)\b)\w+"
    r"|younger|following information|money|\bseiz|applica(?:nt|tion)|nothing in|insur|employ"
    r"|\bboth\b|polic(?:y|ies)\b|certificate|report|study|\brules? (?:of|that|to)|\bhemp|\bbeer"
    r"|ordinance|political subdivision|local law|municipalit|governing body"
    r"|\blicensed (?:as|under|pursuant)|\blicensee"
    r"|\bhas been (?:denied|suspended|revoked)|\bnot licensed|\bnot registered"
)
#: A power to ban is no ban.
_EMPOWERS = rx(
    r"(?:\bmay\b|authori[sz]\w+|powers?|authority|ability|\bfrom\b|right|permit\w*|allow\w*)"
    r"(?:,? by \w+(?: or \w+)?,?| to| also| further)?"
    r"(?: regulate| restrict| limit| or| and|,){0,6} $"
)


#: Who carries on one trade: `a cottage food operator`, `a street vendor`, `a massage parlor`.
_TRADE = rx(
    r"(?:^|[,;:.]\s)\W*(?:\(?\w{1,4}[.)]\W*)*(?:an?|no|any|every|each|the) "
    r"(?P<of>(?:[\w'\ue001-\ue004-]+ ){1,4}?)"
    r"(?:operators?|vendors?|sellers?|dealers?|retailers?|shops?|parlou?rs?|salons?|spas?|studios?"
    r"|units?|facility|establishments?|markets?|outlets?|stores?|stations?|stands?|trucks?|carts?"
    r"|permittees?|licensees?|caterers?|clubs?|kitchens?|bakery|farms?|centers?|dispensary"
    r"|pharmacy|restaurants?) (?=shall\b|may\b|must\b|can(?:not)?\b|is\b|who\b|that\b|to\b|$)"
    r"|\bholders? of an? (?P<held>(?:[\w'\ue001-\ue004-]+ ){1,4}?)(?:licen[cs]e|permit)\b"
)
#: Words that make no trade of its own.
_NO_TRADE = frozenset(
    [
        "retail",
        "wholesale",
        "commercial",
        "licensed",
        "registered",
        "permitted",
        "other",
        "such",
        "said",
        "single",
        "legal",
        "sale",
        "product",
        "products",
        "business",
        "valid",
        "current",
        "sales",
        "person",
        "for",
        "local",
    ]
)
_JOINED = frozenset({"or", "and", "of"})


def _trade(words: str) -> bool:
    """Whether only those of one trade are bound: the kind of what they run is named."""
    for match in _TRADE.finditer(words):
        kind = (match["of"] or match["held"]).lower().split()
        if not _JOINED & set(kind) and any(
            w not in _NO_TRADE and w[0] not in "\ue001\ue002\ue003\ue004" for w in kind
        ):
            return True
    return False


_EVERYONE = rx(r"\bowners?(?:, \w+){0,4},? (?:or|and) \w+")
#: By whatever means one does it.
_HOWEVER = rx(
    r"\b(?:(?:either |whether )?directly (?:or|and) indirectly|either directly or|whether (?:in"
    r" person|personally)|in person or)[^.;]{0,200}?(?=,?\W*$|,? (?:may|shall|must|to)\b)"
)
_MACHINE = rx(MACHINE)
_NOT_FOR_ADULTS = rx(
    r"\b(?:not|other than|unless|except)\b[^.;]{0,40}?\b(?:adult[- ]only|age[- ]restricted)"
)
_ANY_OTHER = rx(r"\b(?:or|and|nor)(?: for| by)? (?:any|every|all) other persons?\b")


def bounds_of_actor(words: str) -> frozenset[Bound]:
    """Whom a ban binds, where that is not everyone."""
    words = _EVERYONE.sub(" person ", WHETHER.sub(" ", _HOWEVER.sub(" ", words)))
    if _ANY_OTHER.search(words):
        return frozenset()
    found = bounds_after(words) & {Bound.AGE, Bound.LICENCE}
    if _SOME_PEOPLE.search(words):
        return found | {Bound.ACTOR}
    if _MACHINE.search(words):
        return frozenset({Bound.CHANNEL})
    if _trade(words):
        return found | {Bound.PLACE}
    if _NOT_FOR_ADULTS.search(words):
        return found | {Bound.PLACE}
    if _SITUATION.search(words):
        return found | {Bound.ACTOR}
    if found:
        return found
    if _SOME_PLACES.search(words) and not _ANYBODY.search(words):
        return frozenset({Bound.PLACE})
    return frozenset()


def empowers(words: str) -> bool:
    """Whether the words before `prohibit` make it a power of a body."""
    return _EMPOWERS.search(words) is not None
