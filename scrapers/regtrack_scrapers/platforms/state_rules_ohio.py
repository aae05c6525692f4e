"""A list of filings of the Register of Ohio: rule, agency, filing, action, days. Pure.

A rule is filed again and again: original, revised, refiled (all proposals), final; an emergency
rule is filed once and is law. Columns are found by their headings, so that one more or another
order does no harm. What the filings mean is known from the register's documents; the marks of its
pages were not seen (2026-11-22)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from regtrack.contract import PartialDate, Stage
from regtrack_scrapers.platforms.us_dates import DATE, read_day

_COLUMNS = {
    "number": r"rule(?: number| no\.?)?",
    "title": r"(?:rule )?(?:title|tag ?line)",
    "agency": r"agency(?: name)?",
    "filing": r"filing(?: type)?|type of filing",
    "action": r"action(?: type)?",
    "filed": r"(?:file|filed|filing) date|date filed|filed",
    "effective": r"effective(?: date)?",
    "emergency": r"emergency",
}
#: Without these a row cannot be told apart from another stage of the same rule.
_NEEDED = ("number", "title", "filing", "action", "effective")
_NUMBER = re.compile(r"^\d[\d:]*(?:-\d+)+(?:\.\d+)?$")
_DAY = re.compile(DATE, re.IGNORECASE)
#: What a filing may be called, as its heading begins, and how far it brings the rule.
_FILINGS: tuple[tuple[str, str, Stage | None], ...] = (
    (r"original", "original", Stage.PROPOSED),
    (r"revised", "revised", Stage.PROPOSED),
    (r"re-?fil", "refiled", Stage.PROPOSED),
    (r"final", "final", Stage.ENACTED),
    (r"emergency", "emergency", Stage.ENACTED),
    (r"to be re-?filed", "to be refiled", None),
    (r"withdr", "withdrawn", None),
    (r"no[ -]change", "no change", None),
)
_ACTIONS = (
    (r"new|adopt", "new"),
    (r"amend", "amend"),
    (r"resci", "rescind"),
    (r"no[ -]change", "no change"),
)


@dataclass(frozen=True, slots=True)
class Filing:
    """A row of the list. `filing` and `action` are our words for what it says, `stage` how far this
    filing brought the rule (None where it says nothing of law), `url` the text's address ("" where
    none is linked)."""

    number: str
    title: str
    agency: str
    filing: str
    action: str
    stage: Stage | None
    emergency: bool
    filed: PartialDate | None
    effective: PartialDate | None
    url: str

    @property
    def makes_law(self) -> bool:
        """Whether its text is law by itself. What is amended, rescinded or left as it was is told
        by the rule's own page: a rule is often rescinded and made anew on one day."""
        actions = ("new", "amend") if self.emergency else ("new",)
        return self.stage is Stage.ENACTED and self.action in actions


def read_filings(body: bytes) -> Iterator[Filing | str]:
    """The rows of the list, for a broken one why. Raises LookupError where the list is gone."""
    tree = LexborHTMLParser(body.decode("utf-8", "replace"))
    for table in tree.css("table"):
        rows = table.css("tr")
        names = _columns(rows[0]) if rows else {}
        if set(_NEEDED) <= set(names):
            return (_filing(row.css("td, th"), names) for row in rows[1:])
    raise LookupError(f"no list with the columns {', '.join(_NEEDED)}")


def _columns(row: LexborNode) -> Mapping[str, int]:
    heads = [_words(cell).lower().rstrip(":") for cell in row.css("th, td")]
    return {
        name: place
        for name, pattern in _COLUMNS.items()
        for place, head in enumerate(heads)
        if re.fullmatch(pattern, head)
    }


def _filing(cells: list[LexborNode], names: Mapping[str, int]) -> Filing | str:
    if len(cells) <= max(names.values()):
        return f"a row has {len(cells)} of its columns"
    words = {name: _words(cells[place]) for name, place in names.items()}
    links = [a.attributes.get("href") or "" for cell in cells for a in cell.css("a[href]")]
    try:
        return _read(words, next((x for x in links if x.lower().endswith(".pdf")), ""))
    except ValueError as error:
        return f"{words['number'][:40]}: {error}"


def _read(words: Mapping[str, str], url: str) -> Filing:
    if not _NUMBER.match(words["number"]):
        raise ValueError("no number of a rule")
    if not words["title"]:
        raise ValueError("a row without a title")
    filing, stage = _called(words["filing"])
    emergency = _is_emergency(words) or filing == "emergency"
    stage = Stage.ENACTED if emergency and stage is not None else stage
    effective = _day(words["effective"])
    if stage is Stage.ENACTED and effective is None:
        raise ValueError(f"a filing called {filing} without its effective day")
    return Filing(
        number=words["number"],
        title=words["title"],
        agency=words.get("agency", ""),
        filing=filing,
        action=_done(words["action"]),
        stage=stage,
        emergency=emergency,
        filed=_day(words.get("filed", "")),
        effective=effective,
        url=url,
    )


def _called(words: str) -> tuple[str, Stage | None]:
    for pattern, name, stage in _FILINGS:
        if re.match(pattern, words, re.IGNORECASE):
            return name, stage
    raise ValueError(f"{words[:40]!r} is no filing that we know")


def _done(words: str) -> str:
    for pattern, name in _ACTIONS:
        if re.match(pattern, words, re.IGNORECASE):
            return name
    raise ValueError(f"{words[:40]!r} is no action that we know")


def _is_emergency(words: Mapping[str, str]) -> bool:
    told = words.get("emergency", "").lower()
    if told not in ("", "yes", "no", "y", "n"):
        raise ValueError(f"{told[:20]!r} does not tell whether it is an emergency")
    return told.startswith("y")


def _day(words: str) -> PartialDate | None:
    if not words:
        return None
    match = _DAY.search(words)
    if match is None:
        raise ValueError(f"{words[:20]!r} is no day")
    return read_day(match[0])


def _words(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())
