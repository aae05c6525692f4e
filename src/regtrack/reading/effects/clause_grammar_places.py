"""Places and ways of selling: the words that both a ban and a rule on what stays open use."""

from __future__ import annotations

_PEOPLE = (
    r"(?:persons?|individuals?|anyone|any one|one|minors?|customers?|patrons?"
    r"|members? of the public)"
)
_YOUNG = (
    r"(?: who (?:is|are|have))?(?: (?:under|below|younger than|less than)(?: the age of)?"
    r" [\w-]+(?: ?\(\d+\))?(?: years)?(?: of age| old)?)?"
)
_OLD = (
    r"(?: who (?:is|are|have))?(?: (?:aged? |at least "
    r"|over )?[\w-]+(?: ?\(\d+\))? years (?:of age|old)"
    r"(?: (?:or|and) (?:older|over))?)?"
)
_GET_IN = r"(?:permitted|allowed|admitted|enter|present|access)\b"
_TO_BUY = r"(?! to (?:sell|buy|purchas|possess|use|consum|obtain|receiv|have|acquir))"
#: A place that the young may not enter. It is no age of the buyer.
ADULTS_ONLY = (
    rf"\b(?:no )?{_PEOPLE}{_YOUNG} (?:are|is|may|shall|can)(?: not)?(?: be)? {_GET_IN}{_TO_BUY}"
    r"|\b(?:prohibit|bar|exclud|restrict|refus|deny|denies)\w*(?: the)? (?:entry|access|admission"
    rf"|presence)\b(?: (?:of|to|by|for) {_PEOPLE}{_YOUNG})?"
    rf"|\b(?:admit|serve|open)(?:s|ted|ting)? only(?: to)? (?:adults\b|{_PEOPLE}{_OLD})"
    rf"|(?:\bnot |\bin)accessible to {_PEOPLE}{_YOUNG}"
)
#: A machine that sells.
MACHINE = (
    r"\bvending\b|\bcoin[- ]operated|(?:machines?|kiosks?|devices?) (?:that|which|from which"
    r"|to) [^.;]{0,40}?"
    r"(?:vend|dispens|s[eo]l[dl]|purchas)\w*"
)
