"""Acting text cut into clauses: a sentence or list item together with the words that lead it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from regtrack.reading.outline import Outline, enumerator
from regtrack.reading.sections import Section
from regtrack.reading.substances import SYNTHETICS, Mention
from regtrack.reading.surface import ITEM_BREAK

_LEAD_LIMIT = 700
_PIECE_LIMIT = 2400
#: A number that ends a sentence: `under the age of 21.`
_AGE = re.compile(r"\b(?:of|under|than|least|over|below|is)\s(?:1[4-9]|2[0-5])\.$")
_BREAK = re.compile(
    r"(?<=[.;:?!\"')\]])(?:[\"')\]]*)\s+(?=(?:(?:and|or) {1,8})?[\"'(\[A-Z0-9\u00a7])"
    r"|(?<=:)(?=[A-Z(])|(?<=-)\s*(?=\((?:[a-zA-Z]|\d{1,2}|[ivx]+)\))"
    r"|(?<=[.:;])-\s?(?=[(A-Z])"
    r"|(?<=[.;:])\s+(?=(?:(?:and|or) {1,8})?[a-z]{1,4}\.\s+[A-Z0-9(])"
    r"|(?<=\S)\x1f"
    r"|(?<=\b\d{4})\)?\s+(?=\(\w{1,4}\)\s|\d{1,3}\.\s)"
    r"|(?<=[;,])\s+(?=(?:(?:and|or) {1,8})?\((?:[a-zA-Z]{1,3}|\d{1,2}|[ivxIVX]+)\)\s)"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"\[])(?:ss?|secs?|nos?|arts?|ch|chs|paras?|pars?|subs?|subch|subd|subds|stat|ann|inc"
    r"|u\.?s|f\.?s|c\.?f\.?r"
    r"|r\.?s|k\.?r\.?s|d\.?c|mr|mrs|ms|dr|st|v|vs|cf|e\.g|i\.e|approx|u\.s\.c|p\.l|pub|vol|p|pp|co"
    r"|corp|ltd|spp?|var|korth|wt|rev|cum|supp|stats|tit|cl|div|dept|gen|laws|const|amend|reg|regs"
    r"|a\.r\.s|o\.c\.g\.a|n\.j\.s|m\.s\.a|l\.r\.s|r\.i|[a-z]|\d{1,3})\.$",
    re.IGNORECASE,
)
#: Words behind which the law is printed: they say nothing of what it rules.
_PRINTS = re.compile(r"\bread(?:s|ing)?(?:\s+as\s+follows)?\s*[:-]\W*$", re.IGNORECASE)
#: Where a list begins that is run into its sentence without a colon.
_RUN_IN = re.compile(r"(?<=\w)(?<!section)(?<!of)(?<!in)(?<!under)\s(?=\((?:1|a|A|i)\)\s\w)")
#: The letters of an item: they belong to the words behind them.
_LONE = re.compile(r"[a-z]{2,3}\.")
_NUMBERED = re.compile(r"\(\d{1,3}\)\s")


@dataclass(frozen=True)
class Clause:
    """A clause with its leads. `text` is leads and body joined; `locate` maps back."""

    section: Section
    start: int
    end: int
    leads: tuple[tuple[int, int], ...]
    text: str
    body_at: int  # where the body begins in `text`
    mentions: tuple[Mention, ...] = field(default=())  # in body or leads, at live offsets
    own: bool = False  # a name stands in the body itself
    synthetic: bool = False

    def locate(self, offset: int) -> int:
        """The live offset of a place in `text`."""
        if offset >= self.body_at:
            return self.start + offset - self.body_at
        at = 0
        for begin, stop in self.leads:
            if offset < at + (stop - begin) + 1:
                return min(begin + offset - at, stop)
            at += stop - begin + 1
        return self.start

    @property
    def body(self) -> str:
        """The clause without its leads."""
        return self.text[self.body_at :]


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = start
    for match in _BREAK.finditer(text, start, end):
        cut = match.end()
        before = text[max(at, match.start() - 14) : match.start()].rstrip()
        lined = text[match.start()] == ITEM_BREAK and before[-1:].isalnum()
        if lined and not _same_kind(text, at, cut):
            continue
        if _LONE.fullmatch(text[at:cut].strip()) or _parenthesised(text, at, cut):
            continue
        if before.endswith(".") and _ABBREVIATION.search(" " + before):
            item = before[-2:-1].isupper() and _NUMBERED.match(text, cut)
            if not (item and _NUMBERED.match(text, at)) and not _AGE.search(before):
                continue
        if before.endswith(")") and not before.endswith((".)", ":)", ";)")):
            continue
        if before.endswith(('"', "'", "]")) and before[-2:-1] not in ".;:?!":
            continue
        if cut > at:
            found += _shorter(text, at, cut)
            at = cut
    if at < end:
        found += _shorter(text, at, end)
    return found


#: So long a remark in parentheses may be on either side of a stop in it.
_REMARK = 240
_ROUND = re.compile(r"[()]")


def _parenthesised(text: str, at: int, cut: int) -> bool:
    """Whether a stop at `cut` stands in a remark: `(other names: 7-OH; 7-hydroxy)`."""
    depth = 0
    for match in _ROUND.finditer(text, max(at, cut - _REMARK), cut):
        depth = depth + 1 if match[0] == "(" else max(0, depth - 1)
    if not depth:
        return False
    for match in _ROUND.finditer(text, cut, cut + _REMARK):
        depth += 1 if match[0] == "(" else -1
        if not depth:
            return True
    return False


def _same_kind(text: str, at: int, cut: int) -> bool:
    """Whether items without stops part at `cut`: one of a kind stands before or after it."""
    mark = enumerator(text[cut : cut + 8])
    after = text.find(ITEM_BREAK, cut, cut + 300)
    follows = after > cut and text[after - 1].isalnum()
    return mark is not None and (
        mark == enumerator(text[at : at + 8])
        or (follows and mark == enumerator(text[after + 1 : after + 9]))
    )


def _shorter(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A piece, cut at spaces where it is longer than any sentence (tables, lost punctuation)."""
    found: list[tuple[int, int]] = []
    while end - start > _PIECE_LIMIT:
        cut = text.rfind(" ", start + _PIECE_LIMIT // 2, start + _PIECE_LIMIT) + 1
        cut = cut or start + _PIECE_LIMIT
        found.append((start, cut))
        start = cut
    found.append((start, end))
    return found


def clauses(text: str, section: Section, names: list[Mention]) -> list[Clause]:
    """The clauses of a section that name a substance, in the body or in a lead."""
    out: list[Clause] = []
    outline = Outline()
    named_in: dict[tuple[int, int], list[Mention]] = {}
    index = 0
    inside = [m for m in names if section.start <= m.start < section.end]
    for start, end in _pieces(text, section.start, section.end):
        piece = text[start:end]
        outline.take(piece, start, text[max(section.start, start - 8) : start])
        while index < len(inside) and inside[index].end <= start:
            index += 1
        own = []
        probe = index
        while probe < len(inside) and inside[probe].start < end:
            own.append(inside[probe])
            probe += 1
        leads = outline.leads()
        led = [m for lead in leads for m in named_in.get(lead, ())]
        if own or led:
            out.append(_clause(text, section, (start, end), leads, (own, led)))
        run_in = _RUN_IN.search(piece) if piece.rstrip().endswith((",", ";")) else None
        if run_in is not None and run_in.start() < _LEAD_LIMIT:
            stop = start + run_in.start()
            outline.lead(start, stop, run_in=True)
            named_in[start, stop] = [m for m in own if m.end <= stop]
        leads_on = piece.rstrip(" *\x1f").endswith((":", "-")) and not _PRINTS.search(piece)
        if leads_on and end - start < _LEAD_LIMIT:
            outline.lead(start, end, run_in=False)
            named_in[start, end] = own
    return out


_DOTTED = re.compile(r"\W{0,3}(?:(?:and|or)\s)?(?:[a-zA-Z]{1,3}|\d{1,3})\.(?=\s)")


def _numbered(piece: str) -> str:
    """A piece whose number ends in no dot: `2. A vapor product` is one sentence with its lead."""
    match = _DOTTED.match(piece)
    return f"{piece[: match.end() - 1]}){piece[match.end() :]}" if match else piece


def _clause(
    text: str,
    section: Section,
    span: tuple[int, int],
    leads: tuple[tuple[int, int], ...],
    names: tuple[list[Mention], list[Mention]],
) -> Clause:
    lead = "".join(_numbered(text[a:b]) + " " for a, b in leads)
    whole = lead + _numbered(text[span[0] : span[1]])
    own, led = names
    return Clause(
        section=section,
        start=span[0],
        end=span[1],
        leads=leads,
        text=whole,
        body_at=len(lead),
        mentions=tuple(led + own),
        own=bool(own),
        synthetic=SYNTHETICS.search(whole) is not None,
    )
