"""Where the sections of a bill begin: their heads, told from those of the law they amend."""

from __future__ import annotations

import re

_HEAD = re.compile(
    # A plain character first, then a look at what stands before it: searched thrice as fast.
    r"[SNA\u00a7](?<=[\n \ue000-\uf8ff;:.].)"
    r"(?:(?<=S)(?:ECTION|ection|ec\.|EC\.)|(?<=N)EW SECTION\. +Sec\.|(?<=A)(?:rticle|RTICLE)"
    r"|(?<=\u00a7))\s*"
    r"(?:(?P<n>\d{1,3}[A-Z]?(?:-[A-Z])?)|(?P<roman>[IVX]{1,5}))\.(?![\d-])"
)
_LINE_HEAD = re.compile(
    r"\n(?:(?:SECTION|Section|Sec\.|SEC\.)\s*)?(?P<n>\d{1,3})[.:]?(?=\n| ?[A-Z(\"'])"
)
_ES_HEAD = re.compile(r"(?:Secci[\u00f3o]n|Art[\u00edi]culo)\s+(?P<n>\d{1,3})\.?\s?[-\u2013\u2014]")
_KY_HEAD = re.compile(r"(?:(?<=\n)|(?<= ))(?:u|\u00a2|\ue000|\uf0a2|)?\s?Section (?P<n>\d{1,3})\. ")
#: What ends right before words of the law that are quoted, not before a section of the bill.
_QUOTES = re.compile(
    r"(?:\bread(?: as follows)?|\bfollows|\bfollowing)[^.:;\n]{0,60}:[\s\"\u201c]*$"
    r"|\(\d+ ILCS [^()]{1,30}\)\s*$"
)
_AMENDS = re.compile(
    r".{1,12}?\.\s+Sections? (?P<n>\d[^;]{0,160}?)\b(?:is|are|be) [\w ,]{0,30}amended"
)
_PLAIN_NUMBER = re.compile(r"(?<![\d(.-])\b\d+\b(?![.-]\d|\))")
_THAT = re.compile(r"\s*\d{1,3}\. That\b")


def heads_of(live: str, begin: int) -> list[tuple[int, str | None]]:
    """Bill section heads that count up by one, so that a citation is not taken for a head."""
    for pattern in (_HEAD, _KY_HEAD, _ES_HEAD, _LINE_HEAD):
        matches = list(pattern.finditer(live, begin))
        capitals = [m for m in matches if m[0].startswith("SECTION")]
        if capitals and capitals[0] is matches[0] and [m["n"] for m in capitals[:2]] == ["1", "2"]:
            matches = capitals  # sections of the law are numbered inside those of the bill
        if matches and _THAT.match(live, matches[0].start()):
            matches = [m for m in matches if _THAT.match(live, m.start())]
        found = _counted(live, matches, lined=pattern is _LINE_HEAD)
        if found:
            return found
    return []


def _counted(
    live: str, matches: list[re.Match[str]], *, lined: bool
) -> list[tuple[int, str | None]]:
    found: list[tuple[int, str | None]] = []
    expected = 1
    for match in matches:
        number = match.group("n") or str(_roman(match["roman"]))
        value = int(re.sub(r"\D.*", "", number) or 0)
        lettered = value == expected - 1 and number[-1:].isalpha() and found
        apart = live[match.start() - 1 : match.start()] in ("\n", "\uf0e2") and not lined
        skips = apart and expected < value <= expected + 2
        skips = skips or (apart and _leaps(live, match, value, found))
        if not (value == expected or lettered or skips):
            continue
        if found and _quoted(live, found[-1][0], match.start(), value):
            continue
        found.append((match.start(), number))
        expected = value + 1
    return found


#: Behind this word the last section of an act is numbered from the end.
_DATES = re.compile(r"\s*(?:Effective|EFFECTIVE)")


def _leaps(
    live: str, match: re.Match[str], value: int, found: list[tuple[int, str | None]]
) -> bool:
    """Whether a number that does not follow on is one of a bill that leaves gaps.

    Illinois goes by fives, with sections put in between, and calls those of the law it amends
    otherwise (`Sec.`); Washington begins each part with a hundred."""
    last = int(re.sub(r"\D.*", "", found[-1][1] or "") or 0) if found else 0
    if value <= last:
        return False
    if value % 100 == 1 and value // 100 == last // 100 + 1:
        return True
    if not found:
        return value % 5 == 0
    spelt = live[found[0][0] : found[0][0] + 7] == match[0][:7] == "Section"
    gaps = value == 5 or any(int(re.sub(r"\D", "", n or "1")) % 5 == 0 for _, n in found[:2])
    own = value % 5 == 0 or value >= 90 or _DATES.match(live, match.end()) is not None
    return value == last + 5 or (spelt and gaps and own)


def _quoted(live: str, last: int, at: int, value: int) -> bool:
    """Whether a head is one of the law that the section of the bill before it amends."""
    if _QUOTES.search(live, max(last, at - 120), at):
        return True
    if live.startswith("SECTION", at):
        return False
    amends = _AMENDS.match(live, last, min(at, last + 400))
    return amends is not None and str(value) in _PLAIN_NUMBER.findall(amends["n"])


def _roman(text: str) -> int:
    values = {"I": 1, "V": 5, "X": 10}
    total = 0
    for this, following in zip(text, [*text[1:], ""], strict=True):
        value = values[this]
        total += -value if following and values[following] > value else value
    return total
