"""A document cut into its parts: what acts, what only names, explains or reprints."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from regtrack.reading.section_heads import heads_of
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
_NOTE = re.compile(
    r"(?:(?<=\n)|(?<=[.\d;] )|(?=\d\d/[HS][RS]\d))(?:EXPLANATION|STATEMENT OF PURPOSE"
    r"|SPONSOR'S STATEMENT"
    r"|STATEMENT(?=\s+(?:This|The) )|Analysis by the Legislative Reference Bureau"
    r"|FISCAL NOTE|FISCAL IMPACT|BILL ANALYSIS|APPENDIX\s+Repealed|Repealed Minnesota Statutes"
    r"|Statement of Purpose|SUMMARY OF BILL|ANALYST'S STATEMENT|SYNOPSIS"
    r"|LEGISLATIVE FISCAL|LEGISLATIVE COUNSEL'S DIGEST|DIGEST(?=\s)|Report Title:"
    r"|\d\d/[HS][RS]\d{2}/R[\w.]+(?=\s+(?:ST:|PAGE))"
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
    r"(?:(?:is|are|be|hereby|further|and|as) )?\(?(?:amended|amend(?!ments?\b)|amending|AMENDED"
    r"|revised(?! (?:statutes|code))|reenacted"
    r"|re-enacted|redesignated|renumbered)\b|\bse enmiendan?\b"
    r"|\blaws of [\w ]{4,20}(?= reads? as follows)"
)
_INSERTING = rx(
    r"\b(?:adding|inserting|add|insert|adds|inserts|enact(?:ed|ing)?|created|creat(?:e|ing)"
    r"|striking|deleting|appending|supplemented)\b"
    r"|^ to (?:\(\w\) )?(?:include|schedule|classify|authori[sz]e|prohibit|require|permit"
    r"|allow|ban|restrict|limit|impose)\b"
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
    heads = heads_of(live, begin)
    if enacting is None and heads and heads[0][0] < 4000 and len(heads) > 1:
        begin = heads[0][0]
    if enacting is None and not heads:
        notice = _notice(text)
        if notice:
            return notice
    note = _note_start(live, begin, heads)
    reenacts = _REENACTS.search(text, 0, begin) is not None
    sections: list[Section] = []
    if begin:
        sections.append(Section(0, begin, Part.FRONT))
    cuts = [(begin, next((n for at, n in heads if at == begin), None))]
    cuts += [(at, n) for at, n in heads if at > begin]
    for index, (start, number) in enumerate(cuts):
        stop = cuts[index + 1][0] if index + 1 < len(cuts) else len(live)
        stop = min(stop, note)
        if start < stop:
            made = _section(text, (start, stop), number, surface.marked)
            sections += _ordering(text, _reprinting(made, surface, reenacts))
    if note < len(live):
        sections.append(Section(note, len(live), Part.NOTE))
    return tuple(sections)


#: What the long title of such an act says.
_REENACTS = rx(r"\bamend(?:ing)? and re-?enact|\bre-?enacting,? with amendments")
_LAWS_READ = rx(r"\bthe laws of [\w ]{3,30} read as follows")
#: A section in which so much is added is new; one in which less is reprints a law.
_MOSTLY_NEW = 0.5
_ENOUGH = 200


def _reprinting(section: Section, surface: Surface, reenacts: bool) -> Section:
    """A section that does not say that it amends, and marks a smaller part of its words as added:
    West Virginia and Maryland print the law that they amend without such words."""
    length = section.end - section.start
    if section.words is not Words.NEW or section.part is not Part.ACTING or length < _ENOUGH:
        return section
    head = surface.text[section.start : min(section.end, section.start + 300)]
    if not surface.marked or surface.only_strikes or _NEW.search(head):
        return section
    if not reenacts and not _LAWS_READ.search(head):
        return section
    share = sum(b - a for a, b in surface.added_spans(section.start, section.end)) / length
    if not 0 < share < _MOSTLY_NEW:
        return section
    return replace(section, words=Words.AMENDED)


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


#: A section of the code in which some parts are amended and others put in.
_PARTS = rx(r"\bamend (?:\([^;]{1,120}?\)|introductory portion)[^;:]{0,60};? (?:and )?add \(")
#: A body that is ordered to amend a rule amends no law here.
_ORDERED = rx(r"\b(?:shall|must|may|(?:is|are) (?:directed|ordered|required) to)\b[^;:]{0,160}$")


def _amends(head: str) -> re.Match[str] | None:
    """The words by which a section amends a law."""
    for match in _AMENDED.finditer(head):
        ordered = match[0].lower().endswith(("amend", "amending"))
        if not (ordered and _ORDERED.search(head[: match.start()])):
            return match
    return None


#: A subsection that orders, behind one that finds.
_THEN_ORDERS = re.compile(
    r"(?<=\.)\s+(?=(?:\((?:[2-9b-hB-H])\)|[2-9B-H]\.)\s+[A-Z]"
    r"(?:(?!\b(?:[Ll]egislature|[Aa]ssembly|[Ii]ntent|[Ii]ntends?|[Pp]urpose|[Ff]inds?)\b)[^.;:]){0,160}?"
    r"\b(?:shall|may|must)\b(?: not)? [a-z]+)"
)
#: The next section of a code that is printed without heads of its own, or its first order.
_NEXT_OF_CODE = re.compile(
    r"(?<=[a-z)]{2}\.)\s+(?=(?:\u00a7+ ?|Sec(?:tion|\.) )?\d+[A-Z]?(?:[.-]\d+)+[A-Z]?\.?\s+[A-Z]"
    r"(?![^.]{0,60}(?:[Ff]inding|[Pp]urpose|[Ii]ntent)))"
)
_FORBIDS = re.compile(
    r"(?<=[a-z)]{2}\.)\s+(?=(?:\(\w\)\s+|[A-Z]\.\s+)?(?:(?:It\s+(?:is|shall\s+be)\s+(?:hereby\s+)?"
    r"(?:unlawful|illegal|prohibited)\s+(?:for|to))|No\s+(?:person|retailer|business)\b[^.;]{0,60}"
    r"\b(?:shall|may)|A\s+(?:person|retailer)\s+(?:shall|may|must)\s+not)\b)"
)
_CAPTION = rx(r"^[^.]{0,40}?\b(?:findings?|whereas|purposes?|intent)\b")


def _ordering(text: str, section: Section) -> list[Section]:
    """A section, in two where it begins by declaring something and then orders."""
    if section.part is not Part.FINDINGS:
        return [section]
    of_code = _NEXT_OF_CODE.search(text, section.start, section.end)
    if of_code is None and section.number is None:
        of_code = _FORBIDS.search(text, section.start, section.end)
    if of_code is not None:
        first = replace(section, end=of_code.end())
        return [first, replace(section, start=of_code.end(), part=Part.ACTING)]
    head = re.sub(r"^\W*(?:\w+\W+){0,2}?\d+\.\s*", "", text[section.start : section.start + 120])
    cut = _THEN_ORDERS.search(text, section.start, section.end)
    if cut is None or _CAPTION.search(head):
        return [section]
    first = replace(section, end=cut.end())
    return [first, replace(section, start=cut.end(), part=Part.ACTING)]


def _words(head: str, length: int) -> Words:
    amended = _amends(head)
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
    if _PARTS.search(head[:420]):
        return Words.AMENDED
    tail = head[amended.end() : amended.end() + 260]
    inserting = _INSERTING.search(tail)
    whole = _WHOLE.search(tail)
    if inserting and (whole is None or inserting.start() < whole.start()):
        return Words.INSERTED
    return Words.AMENDED
