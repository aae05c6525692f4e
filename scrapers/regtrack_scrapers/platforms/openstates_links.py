"""What an Open States bill says of other bills: its related bills, and words in its history."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from regtrack.contract import Alias, LinkKind, LinkRecord, PartialDate
from regtrack.domain.instruments import bill_alias, bill_number

_BILL = r"(?:C\.?S\.?/)*(?P<bill>[A-Z]{1,4}\.? ?-?\d{1,5})(?:-?[A-Z])?\b"
_RELATION = {
    "companion": LinkKind.COMPANION_OF,
    "prior-session": LinkKind.CARRIED_OVER_FROM,
    "replaces": LinkKind.SUBSTITUTES,
    "replaced-by": LinkKind.SUBSTITUTES,
}
#: A `substitutes` link ties the two bills of a substitution; its quote says which one went on.
_WORDS: tuple[tuple[LinkKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (LinkKind.SUBSTITUTES, rf"\bsubstitut\w+ (?:by|for) (?:the )?{_BILL}"),
        (LinkKind.SUBSTITUTES, rf"\brefer to {_BILL}"),
        (LinkKind.SUBSTITUTES, rf"\bsubst\.? (?:for )?(?:\w+ on )?general orders {_BILL}"),
        (LinkKind.SUBSTITUTES, rf"\bnew draft of {_BILL}"),
        (LinkKind.MERGED_INTO, rf"\bnew draft,? (?:of .{{0,40}})?see {_BILL}"),
        (
            LinkKind.MERGED_INTO,
            rf"\b(?:incorporated|merged) (?:in|into|by|with)\b[^.]{{0,60}}?{_BILL}",
        ),
        (LinkKind.MERGED_INTO, rf"\bcombined with {_BILL}"),
        (LinkKind.MERGED_INTO, rf"\brenumbered as {_BILL}"),
        (LinkKind.CARRIED_OVER_FROM, rf"\bcarr(?:ied|y)[ -]?over from {_BILL}"),
    )
)
_PORTIONS = re.compile(
    r"portions of (?P<part>[A-Z]+ ?\d+) amended into (?P<whole>[A-Z]+ ?\d+)", re.IGNORECASE
)


def bill_links(
    division: str,
    session: str,
    number: str,
    related: Iterable[Mapping[str, object]],
    actions: Iterable[Mapping[str, object]],
) -> tuple[LinkRecord, ...]:
    """Links of the bill `number` to others of its issuer, each target and kind once."""
    found: dict[tuple[LinkKind, Alias], LinkRecord] = {}
    for row in related:
        link = _related(division, session, row)
        if link:
            found.setdefault((link.kind, link.target), link)
    for row in actions:
        words = " ".join(str(row.get("description") or "").split())
        for kind, other in _named(words, number):
            target = bill_alias(division, session, other)
            link = LinkRecord(kind, target, _day(row), words)
            found.setdefault((kind, target), link)
    return tuple(found.values())


def _related(division: str, session: str, row: Mapping[str, object]) -> LinkRecord | None:
    kind = _RELATION.get(str(row.get("relation_type") or ""))
    number = str(row.get("identifier") or "").strip()
    if kind is None or not number:
        return None
    where = str(row.get("legislative_session") or session)
    return LinkRecord(kind, bill_alias(division, where, number))


def _named(words: str, number: str) -> Iterable[tuple[LinkKind, str]]:
    own = bill_number(number)
    portions = _PORTIONS.search(words)
    if portions and bill_number(portions["part"]) == own:
        yield LinkKind.MERGED_INTO, portions["whole"]
    for kind, pattern in _WORDS:
        match = pattern.search(words)
        if match and bill_number(match["bill"].replace("-", "")) != own:
            yield kind, match["bill"].replace("-", "")


def _day(row: Mapping[str, object]) -> PartialDate | None:
    text = str(row.get("date") or "")[:10]
    try:
        return PartialDate(text) if text else None
    except ValueError:
        return None
