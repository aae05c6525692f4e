"""The words of titles and abstracts, by effect."""

from __future__ import annotations

from regtrack.domain.provisions import Effect
from regtrack.reading.surface import rx

_K = r"(?:kratom|mitragyn\w*|7-?\s?OH\b|7-hydroxy\w+|MGM-\d+)"
_NEAR = r"[^.;]{0,200}?"
_TOPIC = rf"{_K}[^.]{{0,80}}?;[^.;]{{0,80}}?"
_SALE = r"(?:sale|possession|use|distribution|manufactur\w+)"
_UNIT = r"(?:municipal\w*|count(?:y|ies)|cit(?:y|ies)\b|local\w*|town|political subdivision)"
_PATTERNS: tuple[tuple[Effect, str, str], ...] = (
    (Effect.DESCHEDULE, "title.deschedule",
     rf"(?:remov\w+|delet\w+|deschedul\w+|strik\w+){_NEAR}{_K}{_NEAR}(?:schedule"
     r"|controlled substances?|list of|regulated drugs?)"),
    (Effect.SCHEDULE, "title.schedule",
     rf"(?:add\w*|design\w+|classif\w+|plac\w+|schedul\w+|list\w*|mak\w+|categori\w+"
     rf"|establish\w*|includ\w+|prohibit"
     rf"|{_K}[^.;]{{0,40}}(?:as|classif\w+|schedul\w+)){_NEAR}{_K}?{_NEAR}(?:\bschedule (?:I"
     rf"|V)+\b|controlled substances?\b(?! act| list)|class [a-e] substance|"
     r"penalty group|controlled dangerous)"
     r"|(?:\bschedule(?: (?:I|V)+|s|d)?\b|scheduling|controlled (?:dangerous )?substances?"
     rf"(?! act| law))\W{{1,4}}(?:\w+\W+){{0,5}}?{_K}(?! (?:consumer|product))"
     rf"|{_K}[^.]{{0,30}}?; (?:re)?schedul(?:e|ing)\b"),
    (Effect.REGULATE, "title.regulate",
     rf"kratom consumer (?:protection|safety)|{_K} (?:product )?(?:safety|regulat\w+|registr\w+"
     rf"|consumer|labeling)"
     rf"|(?:regulat(?:e|es|ing|ion)|regist(?:er|ration)|licens\w+|permits? (?:for|of)|label\w*"
     rf"|packag\w+"
     rf"|standards|adulterat\w+|contaminat\w+"
     rf"|(?:criteria|requirements?) (?:to be met )?for){_NEAR}{_K}"
     rf"|{_K}{_NEAR}(?:adulterated|registration|labels?\b|labeling|packaging|contaminated"
     rf"|regulation of the sale)"
     rf"|{_K}[^.;]{{0,60}}?\b(?:licens(?:ing|ure|es?)|register|testing|permit(?:s|ting))\b"
     rf"|test(?:ing|s|ed)? (?:of|requirements? for)[^.;]{{0,30}}?{_K}"
     rf"|{_TOPIC}(?:licens|regist|label|packag|regulat|consumer protection)\w*"),
    (Effect.PROHIBIT, "title.prohibit",
     rf"(?:\bban(?:s|ning)?\b|prohibit\w*|criminali[sz]\w+|\boutlaw\w*"
     rf"|offense of[\w ,]{{0,30}}|illegal"
     rf"|unlawful|creates? (?:certain )?"
     rf"(?:a |an )?(?:class \w )?(?:criminal |felony )?offenses?)(?! as){_NEAR}{_K}|{_K} (?:ban"
     rf"|prohibition)\b"
     rf"|(?:shall not|may not|no person shall) [\w ,]{{0,80}}?(?:sell|purchase|possess){_NEAR}{_K}"
     rf"|mak\w+ [\w ]{{0,40}}?{_K} illegal"
     rf"|{_SALE}[\w ,]{{0,30}}? of {_K}[^.;]{{0,60}}?(?:unlawful|illegal|prohibited|banned)"
     rf"|{_TOPIC}(?:{_SALE}[^.;]{{0,30}}? prohibited|\b(?:prohibit(?:s|ing)?|ban(?:s|ning)?"
     r"|criminali[sz](?:es?|ing)|outlaw(?:s|ing)?)\b)"
     rf"|\bmak(?:es?|ing)\b[\w ,]{{0,60}}?{_K}[\w ,]{{0,20}}? an? (?:misdemeanor|felony|crime"
     rf"|offense)|\bmak(?:es?|ing) it an? (?:[\w-]+ ){{0,3}}?(?:misdemeanor|felony|crime|offense)"
     rf" (?:to|for) [\w ,]{{0,60}}?{_K}"),
    (Effect.RESTRICT, "title.restrict",
     rf"{_K}[^.]{{0,120}}?(?:prohibit|restrict|limit|ban)\w*[^.;]{{0,120}}?(?:STORES)"
     rf"|(?:prohibit|restrict|limit|ban)\w*{_NEAR}{_K}[^.;]{{0,120}}?(?:STORES)".replace(
         "STORES", r"within [\w ,]{1,30}(?:feet|yards|miles)|gas stations?|convenience stores?"
         r"|stores? limited to|age-restricted|adult-only")),
    (Effect.TAX, "title.tax",
     rf"(?:\btax(?:es|ation)?\b|excise){_NEAR}{_K}|{_K}[^.]{{0,200}}?\b(?:excise )?tax(?:es)?\b"
     r"(?! exempt)"),
    (Effect.STUDY, "title.study",
     rf"(?:stud(?:y|ies|ying)|task force|working group|commission on)\b{_NEAR}{_K}"
     rf"|stud(?:y|ies)\W{{1,3}}{_K}|{_K}\W{{1,3}}(?:interim )?study"
     rf"|work ?group\b{_NEAR}{_K}|{_K}[^.;]{{0,40}}?(?:work ?-?group|task force|study committee)"
     rf"|report\w* [^.;]{{0,60}}?(?:effects?|impacts?|prevalence|risks?|use)\b[^.;]{{0,40}}?{_K}"),
    (Effect.REPEAL_REGULATION, "title.repeal",
     rf"repeal\w* (?:the |all |certain )?(?:laws?|acts?|statutes?|provisions?|chapter"
     rf"|regulations?)\b"
     rf"[^.;]{{0,60}}?{_K}|repeal\w*[^.;]{{0,60}}?{_K}[^.;]{{0,40}}?\b(?:act|law|regulations?)\b"
     rf"|{_K}[^.;]{{0,60}}?\bact\b[^.;]{{0,10}}?; repeal"),
    (Effect.PREEMPT, "title.preempt", rf"preempt\w*{_NEAR}{_K}|{_K}{_NEAR}preempt"
     rf"|prohibit\w* [^.;]{{0,30}}?{_UNIT}[^.;]{{0,60}}?from (?:enact|adopt|regulat|bann?|prohibit"
     rf"|impos)\w*{_NEAR}{_K}"
     rf"|{_K}[^.;]{{0,60}}?; prohibit\w* [^.;]{{0,30}}?{_UNIT}[^.;]{{0,60}}?from "),
    (Effect.ALLOW_LOCAL, "title.local",
     rf"(?:authoriz|allow|permit|enabl)\w* [^.;]{{0,40}}?{_UNIT}[^.;]{{0,100}}?{_K}"),
    (Effect.PENALTY, "title.penalty",
     rf"(?:increas|enhanc|rais|chang|modif|reduc|lower|decreas|lessen|lighten)\w*[^.;]{{0,60}}?penalt\w+[^.;]{{0,80}}?{_K}"),
)  # fmt: skip
PATTERNS = tuple((e, rule, rx(p)) for e, rule, p in _PATTERNS)
EXISTING = rx(
    r"(?:(?<!adds\sto\s)(?<!amends\s)(?<!amending\s)(?<!repeals\s)existing|federal|current)"
    r" law[^.]*\.|the act generally[^.]*\."
    r"|\((?:rather than|instead of|currently)[^)]{0,200}\)"
)
SOME = rx(
    r"adulterat|synthetic|minor|under|anyone under|vape shop|near|certain|attractive|without"
    r"|retailer, or a|unless"
    r"|individuals?|contaminat|younger"
)
#: A ban for the young only.
YOUNG = rx(
    r"\bminors?\b|(?:under|below|younger than|less than)(?: the)?(?: age(?: of)?)? ?(?:\d\d"
    r"|eighteen"
    r"|twenty)|unless|that (?:is|are|contain|do)"
)
LIFTED = rx(r"(?:repeal|lift|end|remov)\w*(?: \w+){0,3} $")
PLACES = rx(
    r"vape shop|near (?:a )?schools?|vending|online sales?|adult[- ]only|prescription|vapor product"
    r"|authoriz\w+ (?:specified|certain|licensed) (?:businesses|stores|retailers) to sell"
)
