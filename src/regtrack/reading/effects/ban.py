"""Bans: of the substance itself, or of some forms, places and channels."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator

from regtrack.domain.provisions import Effect, Polarity
from regtrack.domain.substances import Substance
from regtrack.reading.clauses import Clause
from regtrack.reading.days import DAY, read_day
from regtrack.reading.effects.base import (
    ANY,
    Context,
    Hit,
    Rule,
    acts_in,
    hit_at,
    masked,
    substances_in,
)
from regtrack.reading.limits import find_limits
from regtrack.reading.surface import rx

_THING = (
    r"(?:(?:products?|substances?|materials?|compounds?|mixtures?|preparations?|items?|foods?"
    r"|supplements?|beverages?|goods?|anything)[\w ,()]{0,50}?"
    r"(?:contain\w*|derived from|made (?:from|of|with)(?: or contain\w*)?|consisting of"
    r"|infused with|that (?:is|are))"
    r"(?: any)?(?: (?:amount|quantity|form|part|level)s?(?: or \w+)? of)?(?: the)?"
    r"(?: (?:plant|substances?|alkaloids?))? ?)"
)
_OBJECT = (
    rf"(?:{_THING})?(?:(?:any|concentrated|isolated|purified|enriched|added|natural"
    rf"|extracted) ){{0,2}}"
    rf"(?:(?:an? |any )?(?:amount|quantity) of )?(?:the (?:plant|substance|drug"
    rf"|herb) )?{ANY}(?:[ ,()\w-]{{1,40}}?{ANY}){{0,12}}"
)
_SELL = (
    r"(?:sell|sells|selling|sold|sale|sales|offer(?:s|ed|ing)?|possess\w*|manufactur\w+|produc\w+"
    r"|distribut\w+|deliver\w*|dispens\w+|furnish\w*|giv\w+|transfer\w*|purchas\w+|buy\w*|use|uses"
    r"|using|consum\w+|ingest\w*|import\w*|transport\w*|cultivat\w+|grow\w*|prepar\w+|traffic\w*"
    r"|barter\w*|trade|market|advertis\w+|expos\w+|stock|display\w*|provid\w+|suppl(?:y|ies)"
    r"|retail)"
)
#: Words that forbid, before the act.
NOT = (
    r"(?:(?:shall|may|must|can) not\b|(?:shall|may) neither"
    r"|(?:un|il)lawful(?: (?:and|or) [\w ]{1,40}?)? (?:for|to)\b"
    r"|following(?: acts?| actions?| activities| conduct)? (?:is|are)(?: hereby)? (?:prohibited"
    r"|unlawful|illegal)"
    r"|commits? (?:unlawful|illegal)[^.;]{0,60}? if\b|prohibits?\b|prohibiting|\bban(?:s|ning)?\b"
    r"|\bno (?:\w+[ ,]+){0,12}?(?:shall|may|is authorized to)\b"
    r"|commits? (?:an? |the )?(?:\w+ )?(?:offense|crime|felony|misdemeanor|violation|infraction)\b"
    r"|(?:is|are|be|shall be) guilty of|it is (?:an offense|a (?:class \w+ "
    r"|gross )?(?:misdemeanor|felony)|an infraction|a crime|a violation|a public nuisance)"
    r"|it is an? [\w, ]{0,40}?(?:act or practice|trade practice|practice) (?:for|to)\b)"
)
#: Words that forbid, after the act.
PASSIVE = (
    r"(?:(?:is|are|be|being|hereby|shall be) (?:hereby |strictly |expressly )?"
    r"(?:prohibited|unlawful|illegal|banned|forbidden"
    r"|an? (?:(?:class|level|petty|gross|simple) )?(?:\w )?"
    r"(?:crime|felony|misdemeanor|violation|offense|infraction))"
    r"|(?:shall|may|must) not be (?:\w+[ ,]+(?:or )?){0,14}?"
    r"(?:sold|offered|possessed|distributed|manufactured|imported|used|delivered|furnished|given))"
)
_NOT = rx(rf"^{NOT}")
_ACTIVE_BAN = rx(
    rf"{NOT}[^.;\ue001-\ue004]{{0,320}}?\b{_SELL}\b[^.;\ue001-\ue004]{{0,160}}?{_OBJECT}"
)
_NOUN_BAN = rx(rf"\b{_SELL}\b[^.;\ue001-\ue004]{{0,160}}?{_OBJECT}[^.;]{{0,200}}?{PASSIVE}")
_PASSIVE_BAN = rx(rf"{_OBJECT}(?: products?)?[^.;\ue001-\ue004]{{0,60}}?{PASSIVE}")
_WHO_BAN = rx(
    rf"(?:person|individual|one|whoever|retailer|business)\b[^.;\ue001-\ue004]{{0,100}}?\b{_SELL}\b"
    rf"[^.;\ue001-\ue004]{{0,120}}?{_OBJECT}[^.;]{{0,120}}?"
    r"(?:commits|(?:is|are) guilty|(?:shall|must|may),?"
    r"(?: upon (?:\w+ ){0,3}?conviction(?: thereof)?,?)? be (?:guilty|punish\w+|fined"
    r"|imprisoned|subject|liable|sentenced)|is (?:subject to|liable)"
    r"|is punishable)"
)
_CALLED_BAN = rx(
    rf"{_OBJECT}[^.;\ue001-\ue004]{{0,60}}? (?:is|are|shall be)(?: hereby)?"
    r"(?: declared| deemed)?(?: to be)? (?:an? )?(?:contraband|illegal|unlawful|banned|prohibited"
    r"|adulterated(?: (?:foods?|products?|drugs?)|(?=,? (?:and|or)\b|[,.]))|public nuisance)"
)
_BANS = (_ACTIVE_BAN, _NOUN_BAN, _WHO_BAN, _PASSIVE_BAN, _CALLED_BAN)

# What makes a ban one of some products, some buyers or some sellers only.
_QUALIFIED = rx(
    r"\b(?:that|whose) (?!(?:person|individual|the|an?|any|it|act|section|violation|offense)\b)\w+"
    r"|\bsubject to (?:an?|the|such) \w"
    r"|\bthat(?: \w+)? (?:is|are|does|do|contain|has|have|fail|exceed|include|was|were|resemble"
    r"|is not"
    r"|would|mimic|meets?|violates?|appeals?)\w*|\bthat:|\bwhich (?:is|are|does|contain|has"
    r"|exceed|fail)"
    r"|\bwhere |\bto (?!(?:an?|any|another) (?:other )?(?:person|individual)s?"
    r"(?:[.;]|$| (?:in this|within)\b))(?:a |an |any |another )?(?:\w+ )?(?:person|individual"
    r"|consumer|minor|customer|child|purchaser|patron|youth|anyone|someone|people|those|one|persons|individuals|minors"
    r"|end user)s?"
    r"\b(?! (?:in this state|within|in the (?:city|county)))"
    r"|\bunder (?:the age|\w+(?:-\w+)? ?(?:\(\d+\) )?years)|younger than|\bminors?\b"
    r"|\bwithout (?:a |an |first |the |being |obtaining |having |proper|valid|verif|regist|licens)"
    r"|\bunless\b|\bin violation\b|\bnot (?:registered|licensed|compliant|labeled|tested"
    r"|in compliance)"
    r"|unregistered|unlicensed|adulterated|contaminated|misbranded|\bexcept (?:in accordance|as"
    r"|at|by|for a registered|pursuant|to)\b"
    r"|\bcontaining (?:a level|any synthetic|synthetic|a synthetic|more than|an? amount"
    r"|a concentration"
    r"|any (?:controlled|other))|with a (?:level|concentration)"
    r"|greater than|more than|in excess|exceed|above|level of"
    r"|attractive to|appeal|\bin (?:a|the) (?:form|manner|shape|packag)"
    r"|\bin any (?:form|manner|shape|packag\w*) (?:that|which|other|designed|intended|attractive)"
    r"|self-?service|vending|within [\w,]+(?:[ -]\w+){0,4} ?(?:\([\d,]+\) )?(?:feet|yards"
    r"|miles)|\bat a location"
    r"|\bnear\b|\bby (?:means|mail|delivery|a retailer)|\bonline\b|internet|combust|vap(?:or|e|ing)"
    r"|inject|inhal|smok|\bas (?:a )?(?:dietary|food|conventional)|mixed|\bfree\b|sampl"
    r"|\bon (?:the )?"
    r"(?:premises|school|property|grounds)|on-?premises|prescri|behind|false|misleading|\bclaim"
    r"|\bif the\b(?! (?:person|individual|actor) (?:knowingly|intentionally|possess|sell|deliver))"
    r"|\bfrom (?:a|an|any) (?:person|unlicensed)|\bprior to (?:the )?regist|\bin, on\b"
    r"|sells? or offers? for sale the following|\bexcept\b|\bother than\b|manufactured in"
)
_BEFORE = rx(
    r"(?:adopt|enact|impose)\w*[^.;]{0,40}(?:ordinance|rule|regulation|law)|adulterated"
    r"|contaminated|unregistered|unlicensed|misbranded|untested|unlabel|while|convicted"
    r"|license|minor|school|violat|driv|false|label|package|advertis|test result|vap(?:or|e|ing)\b"
    r"|\bboth\b|polic(?:y|ies)\b|under (?!(?:his|her|their|its|control)\b)\w+|vending|self-?service"
    r"|synthetic"
    r"|concentrated|certain|delivery sale"
    r"|following information|rules?\b|penalt|money|fund|certificate|report|study|seiz|destroy"
    r"|application|hemp|beer|tobacco product|nothing in|insur|employ|tax|register|wholesale"
)
_CONDITION = rx(
    r"\b(?:if|only if|upon|when|contingent (?:up)?on)\b[^.;]{0,160}?\b(?:drug enforcement"
    r"|dea\b|food and drug administration|fda\b|attorney general of the united states"
    r"|federal(?:ly)?"
    r"|congress|united states)[^.;]{0,120}?(?:schedul\w+|controll?ed|approv\w+|bans?"
    r"|prohibit\w*|list\w*"
    r"|plac\w+|designat\w+|classif\w+)[^.;]{0,80}"
)
#: Kratom products that hold something else: some products only.
_KIND_OF = rx(r"^ ?products?(?: \w+){0,3}? contain\w*[^.;:\ue001\ue004]{0,60}?[\ue002\ue003]")
_PURE = rx(r"\b(?:concentrated|isolated|purified|synthetic) ")
_FORM_OF = rx(
    r"^ ?(?:gumm|cand(?:y|ies)|beverage|drink|edible|confection|vap|cigar|tablet|pill|shots?\b)"
)
#: One more thing banned beside the substance itself.
_ALSO = rx(
    rf"(?:,|\bor\b|\band\b) ?(?:or |and )?(?:an? |any )?products? (?:that )?contain\w*"
    rf" (?:any )?(?:synthetic )?{ANY}(?:,? (?:or|and) (?:synthetic )?{ANY})*"
)
#: How much a breach costs says nothing of what is banned.
_FINES = rx(
    r"(?:not|no|nor) (?:(?:more|less|greater) than|in excess of|exceed\w*|to exceed)"
    r"[^.;]{0,60}?(?:dollars|\$ ?[\d,.]+|years?|months?|days?)"
)
#: A power to ban is no ban.
_EMPOWERS = rx(
    r"(?:\bmay\b|authori[sz]\w+|powers?|authority|ability|\bfrom\b|right|permit\w*|allow\w*)"
    r"(?:,? by \w+(?: or \w+)?,?| to| also| further)?"
    r"(?: regulate| restrict| limit| or| and|,){0,6} $"
)
_SOME_PLACES = rx(
    r"\b(?:gas|service|filling) station|convenience store|(?:vape|smoke) shop|pharmacy|dispensary"
    r"|permittee|grocery|supermarket|restaurant|\bbar\b|tavern"
)
_ANYBODY = rx(r"\b(?:persons?|individual|anyone|retailer|business|entity|one)\b")
_SOME_PEOPLE = rx(
    r"\b(?:inmate|prisoner|incarcerated|detainee|student|pupil|parolee|probationer|patient"
    r"|athlete|resident of|officer|recipient|beneficiary|benefit card"
    r"|veterinarian|pharmacist|physician|dentist|teacher|employee)s?\b"
)
_ADVERTISING = rx(r"advertis\w*")
_LISTED = rx(r"^[\w ]{0,24}:")
_NO_LAW = rx(
    r"nothing in this|does not (?:prohibit|apply)|is not (?:a violation|unlawful)|not be construed"
    r"|(?:shall|may|must|can|is|are) not (?:be )?(?:\w+ ){0,2}?"
    r"(?:prohibited|unlawful|illegal|banned|forbidden)"
    r"|(?:municipalit|count(?:y|ies)\b|cit(?:y|ies)\b|town|governing bod|local government|council)"
    r"[^.;]{0,80}?\bmay\b[^.;]{0,60}?(?:prohibit|ban|regulate|restrict)"
    r"|(?:report|study|recommend|consider|determine)\w*[^.;]{0,60}?\b(?:whether|if)\b"
)


def condition_in(text: str) -> str | None:
    """The trigger a clause waits for, as it is worded; None when it waits for none."""
    match = _CONDITION.search(text)
    return " ".join(match[0].split()) if match else None


def ban_match(text: str) -> re.Match[str] | None:
    """The first flat ban in masked text: no qualifier after the object or before the act."""
    if _NO_LAW.search(text):
        return None
    for pattern in _BANS:
        for match in pattern.finditer(text):
            if not _limited(pattern, match, text):
                return match
    return None


def _limited(pattern: re.Pattern[str], match: re.Match[str], text: str) -> bool:
    """Whether a ban is one of some products, people or places only."""
    first = re.search(ANY, match[0])
    cut = first.start() if first else 0
    head, tail = match[0][:cut], match[0][first.end() if first else 0 :]
    # What follows the penalty of an offence says how much, not what.
    after = "" if pattern is _WHO_BAN else text[match.end() : match.end() + 220]
    before = text[max(0, match.start() - 40) : match.start()]
    if not head.lower().startswith("no "):
        head = _NOT.sub(" ", head, count=1)
    if "\ue001" not in match[0]:
        head = _PURE.sub("", head)  # 7-OH is never sold but concentrated
    if "sale" in acts_in(head):
        head = _ADVERTISING.sub(" ", head)
    if pattern is _CALLED_BAN:
        tail = ""  # its words say what the substance is called
    actor = before + head
    rest = _FINES.sub(" ", _ALSO.sub(" ", tail + after))
    return bool(
        _LISTED.match(after)
        or _KIND_OF.match(rest)
        or _FORM_OF.match(tail)
        or _QUALIFIED.search(rest)
        or _BEFORE.search(actor)
        or _EMPOWERS.search(before)
        or _SOME_PEOPLE.search(actor)
        or (_SOME_PLACES.search(actor) and not _ANYBODY.search(actor))
    )


_SYNTHETIC_FORM = rx(
    rf"synthetic (?:variant|form|version|analog\w*|derivative|equivalent)s? of (?:the )?{ANY}"
)


def _prohibit(clause: Clause, context: Context) -> Iterator[Hit]:
    text = masked(clause)
    match = ban_match(text)
    if match is None or not clause.own:
        return
    acts = acts_in(match[0]) or acts_in(text[match.start() : match.end() + 120])
    if not set(acts) - {"advertising"} or re.fullmatch("[^\ue001-\ue003]*", match[0]):
        return
    substances = substances_in(match[0])
    if _SYNTHETIC_FORM.search(match[0]):
        substances = tuple(s for s in Substance if s in {*substances, Substance.ANALOGUES})
    if Substance.KRATOM in substances and context.kratom_includes_seven:
        substances = tuple(s for s in Substance if s in {*substances, Substance.SEVEN_OH})
    hit = hit_at(clause, match.span(), Effect.PROHIBIT, substances)
    yield dataclasses.replace(hit, acts=acts, condition=condition_in(clause.text), weight=3)


_PERMIT = rx(
    r"notwithstanding[^.;]{0,200}?\bmay\b|(?:is|are) not (?:subject to|in violation|prohibited)"
    r"|(?:does|do|shall) not apply to|(?:is|are) exempt(?:ed)? from|shall be lawful|is lawful"
    r"|nothing in this (?:section|chapter|act|article)[^.;]{0,80}?prohibits?"
)
_PERMITTED = rx(
    rf"(?:possess\w*|sell|sale|distribut\w+|manufactur\w+|export\w*|deliver\w*|research\w*"
    rf"|transport\w*"
    rf"|offer)[^.;]{{0,200}}?{ANY}|{ANY}[^.;]{{0,120}}?(?:sold|exported|possess\w*|distribut\w+)"
)


def _until(text: str) -> dt.date | None:
    match = rx(rf"(?:until|through|before) (?P<day>{DAY})").search(text)
    return read_day(match["day"]) if match else None


def _permit(clause: Clause, context: Context) -> Iterator[Hit]:
    text = masked(clause)
    exempt = _PERMIT.search(text)
    if exempt is None or not re.search("[\ue001-\ue003]", text) or not _PERMITTED.search(text):
        return
    substances = substances_in(text)
    if Substance.KRATOM in substances and len(substances) > 1:
        substances = (Substance.KRATOM,)
    hit = hit_at(clause, exempt.span(), Effect.PROHIBIT, substances)
    yield dataclasses.replace(
        hit,
        polarity=Polarity.PERMITS,
        acts=acts_in(text),
        limits=find_limits(clause.text),
        until=_until(clause.text),
    )


RULES: tuple[Rule, ...] = (
    Rule(
        "prohibit.flat",
        Effect.PROHIBIT,
        "An act (sale, possession ...) with the substance itself is forbidden to everyone.",
        "Be it enacted: Section 1. A person shall not sell, possess, or distribute kratom in"
        " this state.",
        "Be it enacted: Section 1. A retailer shall not sell kratom to a person under 21 years"
        " of age.",
        _prohibit,
    ),
    Rule(
        "permit.exemption",
        Effect.PROHIBIT,
        "An exemption from a ban, with its own dates; it permits and is never counted as a ban.",
        "Be it enacted: Section 1. Notwithstanding Section 2, until March 1, 2027, a processor may"
        " distribute kratom for lawful sale in another state.",
        "Be it enacted: Section 1. A processor shall register each kratom product.",
        _permit,
    ),
)
