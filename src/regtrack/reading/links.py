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
_ACTIVE = tuple(
    (kind, rx(rf"\b(?:{verb})\b(?! of)[\w ,]{{0,40}}?\b{_ACT}")) for kind, verb in _VERBS
)
_PASSIVE = tuple(
    (kind, rx(rf"\b{_ACT}[^.;]{{0,160}}?(?:is|are|be) (?:hereby )?{verb}"))
    for kind, verb in (
        (LinkKind.REPEALS, "repealed"),
        (LinkKind.WITHDRAWS, "withdrawn"),
        (LinkKind.RENEWS, "renewed"),
        (LinkKind.EXTENDS, "extended"),
        (LinkKind.SUPERSEDES, "(?:superseded|rescinded|replaced)"),
        (LinkKind.AMENDS, "(?:further )?amended"),
    )
)
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
        for kind, pattern in (*_PASSIVE, *_ACTIVE):
            for match in pattern.finditer(surface.text, section.start, stop):
                target = re.sub(
                    r"^the\s+|[.,;:(]+$", "", " ".join(match["target"].split()), flags=re.I
                )
                if (kind, target) in seen or len(found) >= _MOST:
                    continue
                seen.add((kind, target))
                found.append(ReadLink(kind, target, surface.quote(match.start(), match.end())))
    return tuple(found)
