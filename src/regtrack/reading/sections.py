"""A document cut into its parts: what acts, what only names, explains or reprints."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from regtrack.reading.surface import Surface, rx


class Part(StrEnum):
    """What a stretch of a document is for."""

    FRONT = "front"  # number, sponsors, long title, digest: before the enacting words
    ACTING = "acting"
    FINDINGS = "findings"
    SHORT_TITLE = "short_title"
    NOTE = "note"  # explanation, digest, fiscal note, appendix of repealed law


class Words(StrEnum):
    """How an acting section stands to existing law."""

    NEW = "new"  # all of it is new
    AMENDED = "amended"  # existing law reprinted with changes
    INSERTED = "inserted"  # only the words to be added are given
    REPEALED = "repealed"  # names law that ends


@dataclass(frozen=True, slots=True)
class Section:
    """One part at [start, end) of the live text; `number` is the bill's own."""

    start: int
    end: int
    part: Part
    words: Words = Words.NEW
    number: str | None = None


_ENACTING = rx(
    r"be it (?:therefore )?(?:enacted|ordained|resolved)|(?:it is|is it) enacted by"
    r"|the people of the state of [\w ]{4,30}(?:,| )(?:represented|do enact|enact)"
    r"|do enact as follows|the general assembly of the [\w ]{4,60} hereby enacts"
    r"|hereby ordains|now,? therefore,? (?:be it|i,|the|it is)"
    r"|be it and it is hereby (?:enacted|ordained)"
    r"|decr[\u00e9e]tase por la asamblea legislativa"
    r"|(?:senate|house of) (?:representatives|and house)[\w ,]{0,60} enacts? as follows"
)
#: One of these stands in every match of the enacting words.
_ENACTING_WORDS = (
    "enact",
    "ordain",
    "resolved",
    "therefore",
    "represented",
    "by the people",
    "tase por",
)
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
_NOTE = re.compile(
    r"(?:(?<=\n)|(?<=[.\d;] ))(?:EXPLANATION|STATEMENT OF PURPOSE|SPONSOR'S STATEMENT"
    r"|STATEMENT(?=\s+(?:This|The) )|Analysis by the Legislative Reference Bureau"
    r"|FISCAL NOTE|FISCAL IMPACT|BILL ANALYSIS|APPENDIX\s+Repealed|Repealed Minnesota Statutes"
    r"|Statement of Purpose|SUMMARY OF BILL|ANALYST'S STATEMENT|SYNOPSIS"
    r"|LEGISLATIVE FISCAL|LEGISLATIVE COUNSEL'S DIGEST|DIGEST(?=\s)|Report Title:"
    r"|The digest printed below|[HS]\. B\. No\. \d+ \*)(?=[\s:]|(?<=[:*]))"
)
_FINDINGS = rx(
    r"^\W{0,6}(?:new section\W+)?(?:[a-z]?[\d][\w.\-:]*\W{1,3}){0,3}"
    r"(?:(?:legislative|statement of|declaration of|council) )?"
    r"(?:findings?|intent|purposes?|policy|whereas)(?:(?: and|,) \w+){0,3} ?[.;:,\-]"
    r"|^.{0,120}?(?:legislature|general assembly|council|board|congress) (?:hereby )?"
    r"(?:finds|declares|recogni[sz]es)"
    r"|^.{0,60}?it is the (?:intent|purpose|policy) of the"
)
#: A body that finds and orders in one text.
_ORDERS = rx(r"\bit is (?:hereby |therefore |further )?ordered\b|\bhereby orders?\b")
_SHORT = rx(
    r"^.{0,160}?(?:shall be known|may be cited|shall be cited|is (?:hereby )?(?:known|cited|named))"
    r"(?: and may be cited)? (?:and cited )?(?:as|by)"
)
_AMENDED = rx(
    r"(?:(?:is|are|be|hereby|further|and|as) )?\(?(?:amended|amend|amending|AMENDED"
    r"|revised(?! (?:statutes|code))|reenacted"
    r"|re-enacted|redesignated|renumbered)\b|\bse enmiendan?\b"
)
_INSERTING = rx(
    r"\b(?:adding|inserting|add|insert|adds|inserts|enact(?:ed|ing)?|created|creat(?:e|ing)"
    r"|striking|deleting|appending|supplemented)\b"
)
_WHOLE = rx(r"que lean? como sigue|to read|read as follows|as follows")
_NEW = rx(
    r"se a(?:\u00f1|n)aden? un nuev|se adicionan? un nuev|new section|\(new"
    r"|is (?:hereby )?(?:created|enacted|added)|are (?:hereby )?(?:created"
    r"|enacted)"
    r"|a new (?:section|chapter|article|part|subchapter)[\w .\d-]{0,80} (?:is|are) (?:created"
    r"|added)"
    r"|new (?:chapter|article|part|title)|substantial rewording|repealed and (?:re-?enacted"
    r"|a new section)|by adding (?:a |thereto )?(?:a )?(?:new )?(?:section|chapter|article"
    r"|subchapter"
    r"|subtitle|part|division)s?|create a new section"
)
#: Missouri repeals every section that it amends; its marks tell what is new.
_IN_LIEU = rx(r"(?:is|are) repealed and [\w-]+(?: [\w-]+)? new sections? enacted in lieu thereof")
_SUBSTITUTED = rx(r"repealed and the following is substituted in lieu")
_REPEAL = rx(r"\b(?:is|are|be|hereby) (?:hereby )?repealed\b|^\W*(?:repeal|repealer)s?\b")


def split(surface: Surface) -> tuple[Section, ...]:
    """The parts of a document in order; together they cover it."""
    text, live = surface.text, surface.live
    low = text[:60000].lower()
    enacts = any(word in low for word in _ENACTING_WORDS)
    enacting = _ENACTING.search(text, 0, min(len(text), 60000)) if enacts else None
    begin = enacting.end() if enacting else 0
    heads = _heads(live, begin)
    if enacting is None and heads and heads[0][0] < 4000 and len(heads) > 1:
        begin = heads[0][0]
    if enacting is None and not heads:
        notice = _notice(text)
        if notice:
            return notice
    note = _note_start(live, begin, heads)
    sections: list[Section] = []
    if begin:
        sections.append(Section(0, begin, Part.FRONT))
    cuts = [(begin, None), *((at, n) for at, n in heads if at > begin)]
    for index, (start, number) in enumerate(cuts):
        stop = cuts[index + 1][0] if index + 1 < len(cuts) else len(live)
        stop = min(stop, note)
        if start < stop:
            sections.append(_section(text, (start, stop), number, surface.marked))
    if note < len(live):
        sections.append(Section(note, len(live), Part.NOTE))
    return tuple(sections)


_BACKGROUND = rx(r"supplementary information:?|specific reasons for finding")
_AMENDATORY = rx(
    r"list of subjects in|for the reasons (?:set (?:out|forth)|stated|discussed)|full text of the"
    r"|words of issuance|\bpart \d{3,4}\W+schedules"
)


def _notice(text: str) -> tuple[Section, ...]:
    """A register document: what it does, its background, and the text it amends."""
    background = _BACKGROUND.search(text)
    if background is None:
        return ()
    resume = _AMENDATORY.search(text, background.end())
    stop = resume.start() if resume else len(text)
    parts = [
        Section(0, background.start(), Part.ACTING),
        Section(background.start(), stop, Part.NOTE),
        Section(stop, len(text), Part.ACTING, Words.INSERTED),
    ]
    return tuple(p for p in parts if p.start < p.end)


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


def _heads(live: str, begin: int) -> list[tuple[int, str | None]]:
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
        # Illinois leaves gaps for sections to come.
        skips = skips or (apart and value > expected and value % 5 == 0 and not found)
        skips = skips or bool(apart and found and value == expected + 4)
        if not (value == expected or lettered or skips):
            continue
        if found and _quoted(live, found[-1][0], match.start(), value):
            continue
        found.append((match.start(), number))
        expected = value + 1
    return found


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


def _note_start(live: str, begin: int, heads: list[tuple[int, str | None]]) -> int:
    # Words of explanation stand after the last section; one that stands earlier is a heading.
    after = heads[-1][0] if heads else begin
    match = _NOTE.search(live, after)
    return match.start() if match else len(live)


def _section(text: str, span: tuple[int, int], number: str | None, marked: bool) -> Section:
    start, end = span
    head = text[start : min(end, start + 700)]
    part = Part.ACTING
    body = re.sub(r"^\W*(?:section|sec\.?|article)?\s*[\dIVX]+[A-Z]?\.\s*", "", head, flags=re.I)
    if _SHORT.search(body) and end - start < 700:
        part = Part.SHORT_TITLE
    elif end - start < 8000 and _FINDINGS.search(body[:260]) and not _AMENDED.search(body[:260]):
        orders = number is None and _ORDERS.search(text, start, end)
        part = Part.ACTING if orders else Part.FINDINGS
    if marked and _IN_LIEU.search(head):
        return Section(start, end, part, Words.AMENDED, number)
    return Section(start, end, part, _words(head, end - start), number)


def _words(head: str, length: int) -> Words:
    amended = _AMENDED.search(head)
    early = head[: amended.end() + 260] if amended else head[:260]
    new = _NEW.search(early)
    if new and (amended is None or _INSERTING.search(early)):
        return Words.NEW
    if _SUBSTITUTED.search(head[:500]):
        return Words.AMENDED
    repeal = _REPEAL.search(head[:500])
    if repeal and not (amended and amended.start() < repeal.start()) and length < 6000:
        return Words.REPEALED
    if amended is None or amended.start() > 420:
        return Words.NEW
    tail = head[amended.end() : amended.end() + 260]
    inserting = _INSERTING.search(tail)
    whole = _WHOLE.search(tail)
    if inserting and (whole is None or inserting.start() < whole.start()):
        return Words.INSERTED
    return Words.AMENDED
