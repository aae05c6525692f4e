"""Words by which one instrument bears on another: repeals, withdraws, renews, extends ..."""

from __future__ import annotations

import re

from regtrack.domain.instruments import LinkKind
from regtrack.reading.model import ReadLink
from regtrack.reading.sections import Part, Section
from regtrack.reading.substances import names_any
from regtrack.reading.surface import Surface, rx

_ACT = (
    r"(?P<target>(?:the )?(?:(?:notice of intent|notice|temporary (?:scheduling )?order"
    r"|emergency rule|executive order"
    r"|emergency order|public health order|order|ordinance|resolution|rule|proposed rule"
    r"|regulation|act)"
    r"(?: (?:number|no\.|numbered|n[o\u00ba]\.?))? ?[\w.-]*\d[\w.:/-]*"
    r"|(?:chapters?|sections?|articles?|title) [\w.:-]*\d[\w.:()-]*(?:[\w .,:()-]{0,60}?(?:code"
    r"|statutes|general laws))?"
    r"|\d+ (?:FR|Fed\. Reg\.) \d+|(?:FR )?Doc(?:ument|\.)? ?(?:No\. )?\d{4}-\d+"
    r"|(?:notice of intent|notice|proposed rule|temporary order"
    r"|emergency rule)[\w ,]{0,60}?published (?:in the "
    r"federal register )?on \w+ \d+, \d{4}))"
)
_VERBS: tuple[tuple[LinkKind, str], ...] = (
    (LinkKind.WITHDRAWS, r"withdraw(?:s|ing|n)?"),
    (LinkKind.RENEWS, r"renew(?:s|ing)?|reissu(?:es?|ing)"),
    (LinkKind.EXTENDS, r"extend(?:s|ing)?"),
    (LinkKind.SUPERSEDES, r"supersed(?:es?|ing)|replac(?:es?|ing)|rescind(?:s|ing)?"),
    (LinkKind.CORRECTS, r"correct(?:s|ing)?"),
    (LinkKind.STAYS, r"stay(?:s|ing)?|enjoin(?:s|ing)?"),
    (LinkKind.IMPLEMENTS, r"implement(?:s|ing)?"),
    (LinkKind.REPEALS, r"repeal(?:s|ing)?"),
)
#: What may stand between a verb and the act: `renews a license as provided by` is about a license.
_GAP = (
    r"(?:(?:and|or|the|its|this|that|all|any|prior|previous|entire|entirety|of|in|hereby|provisions?"
    r"|terms?|requirements?|repeals?|replaces?|supersedes?|withdraws?|amends?|rescinds?|city|county"
    r"|town|village|state|municipal|department|department's|board's|agency's|interim|existing"
    r"|current|expiring|enforce|administer|carry|out),? ){0,6}?"
)
_ACTIVE = tuple((kind, rx(rf"\b(?:{verb})\b(?! of)[ ,]+{_GAP}{_ACT}")) for kind, verb in _VERBS)
#: What may stand between an act and what is done to it: words that tell which one it is, and no
#: part of it or of another.
_WHICH = (
    r"(?:[ ,(]+(?:relating|entitled|titled|adopted|enacted|passed|as|dated|published|of|known"
    r"|issued|effective|on|approved|in its entirety)\b"
    r"(?:(?!\b(?:sections?|articles?|chapters?|paragraphs?|parts?|not)\b)[^.;]){0,140}?)?\)?,?"
)
_PASSIVE = tuple(
    (kind, rx(rf"\b{_ACT}{_WHICH} (?:is|are|be) (?:hereby )?{verb}"))
    for kind, verb in (
        (LinkKind.REPEALS, "repealed"),
        (LinkKind.WITHDRAWS, "withdrawn"),
        (LinkKind.RENEWS, "renewed"),
        (LinkKind.EXTENDS, "extended"),
        (LinkKind.SUPERSEDES, "(?:superseded|rescinded|replaced)"),
        (LinkKind.AMENDS, "(?:further )?amended"),
    )
)
#: Part of it, or not now: then the whole act does not end with this one's start.
_QUALIFIED = rx(
    r"^,? (?:to the extent|insofar|in so far|in part|only|effective|on|upon|when|if|as of|unless"
    r"|except)\b"
)
_PART_OF = rx(
    r"\b(?:sub)?(?:sections?|articles?|parts?|paragraphs?|chapters?|divisions?) [\w.,:() -]{1,40}?"
    r" (?:of|to|in|from) (?:the )?$"
)
_ENDING = (LinkKind.REPEALS, LinkKind.SUPERSEDES, LinkKind.WITHDRAWS)
#: Words without which no pattern of a kind can match: most stretches have none of them.
_STEMS: dict[LinkKind, tuple[str, ...]] = {
    LinkKind.WITHDRAWS: ("withdraw",),
    LinkKind.RENEWS: ("renew", "reissu"),
    LinkKind.EXTENDS: ("extend",),
    LinkKind.SUPERSEDES: ("supersed", "replac", "rescind"),
    LinkKind.CORRECTS: ("correct",),
    LinkKind.STAYS: ("stay", "enjoin"),
    LinkKind.IMPLEMENTS: ("implement",),
    LinkKind.REPEALS: ("repeal",),
    LinkKind.AMENDS: ("amended",),
}
_MOST = 40


def find(surface: Surface, sections: tuple[Section, ...]) -> tuple[ReadLink, ...]:
    """The links a document names, from its acting parts that name a substance or are short."""
    found: list[ReadLink] = []
    seen: set[tuple[LinkKind, str]] = set()
    for section in sections:
        if section.part is not Part.ACTING:
            continue
        stop = min(section.end, section.start + 4000)
        stretch = surface.text[section.start : section.end]
        if not names_any(stretch) and section.end - section.start > 2500:
            continue
        low = surface.text[section.start : stop].lower()
        for kind, pattern in (*_PASSIVE, *_ACTIVE):
            if not any(stem in low for stem in _STEMS[kind]):
                continue
            for match in pattern.finditer(surface.text, section.start, stop):
                target = re.sub(
                    r"^the\s+|[.,;:(]+$", "", " ".join(match["target"].split()), flags=re.I
                )
                if len(found) >= _MOST:
                    return tuple(found)
                partly = kind in _ENDING and _in_part(surface.text, match)
                if (kind, target) in seen or partly:
                    continue
                seen.add((kind, target))
                found.append(ReadLink(kind, target, surface.quote(match.start(), match.end())))
    return tuple(found)


def _in_part(text: str, match: re.Match[str]) -> bool:
    """Whether what ends is a part of the act that is named, or ends later, or if something is."""
    before, after = (
        text[max(0, match.start() - 80) : match.start()],
        text[match.end() : match.end() + 40],
    )
    return bool(_QUALIFIED.match(after) or _PART_OF.search(before))
