"""From words of a text that bear on another act to links between instruments that are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from regtrack.domain.dates import PartialDate
from regtrack.domain.instruments import Alias, Link, LinkKind
from regtrack.reading.model import ReadLink
from regtrack.services.ports import Repository

_REGISTER = re.compile(r"(\d+) (?:FR|Fed\. Reg\.) (\d+)", re.IGNORECASE)
_DOCUMENT = re.compile(r"Doc(?:ument|\.)? ?(?:No\. )?(\d{4}-\d+)", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?P<kind>ordinance|emergency rule|rule|act)(?: (?:number|no\.|numbered|n[o\u00ba]\.?))?"
    r" ?(?P<number>[\w.:/-]*\d[\w.:/-]*)",
    re.IGNORECASE,
)
#: Numbered by their issuer: an ordinance of one city is never one of another.
_SCHEMES = {"ordinance": "ordinance", "emergency rule": "rule", "rule": "rule", "act": "act"}
_PROLONGING = (LinkKind.RENEWS, LinkKind.EXTENDS)


def named_aliases(target: str, division: str) -> Iterator[Alias]:
    """The natural keys that words such as `Ordinance No. 25-031` or `81 FR 59929` may name.

    Sections of a code have none: a text that repeals one need not end the act that made it."""
    if match := _REGISTER.fullmatch(target):
        yield Alias("fr-citation", f"{match[1]} FR {match[2]}")
    if match := _DOCUMENT.search(target):
        yield Alias("fr", match[1])
    if match := _NUMBERED.fullmatch(target):
        yield Alias(_SCHEMES[match["kind"].lower()], f"{division}|{match['number']}")


def text_links(
    repository: Repository,
    instrument: str,
    division: str,
    found: Sequence[ReadLink],
    until: PartialDate | None = None,
) -> list[tuple[Link, str]]:
    """Links from an instrument to those its text names, where one is known by that name and no
    other is, each with its words. `until` is the end that a renewal gives what it renews."""
    made: list[tuple[Link, str]] = []
    for link in found:
        ids = repository.find_instruments(list(named_aliases(link.target, division)))
        if len(ids) != 1 or ids[0] == instrument:
            continue
        if repository.instruments(ids)[ids[0]].division != division:
            continue
        ends = until if link.kind in _PROLONGING else None
        made.append((Link(instrument, link.kind, ids[0], None, ends), link.quote.text))
    return made
