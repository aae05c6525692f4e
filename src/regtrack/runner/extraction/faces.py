"""The face of letters in mark-up, bold or italic: a mark where the document says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from regtrack.reading.text import Mark
from regtrack.runner.extraction.legends import Convention, Face
from regtrack.runner.extraction.lines import Line
from regtrack.runner.extraction.signs import marked_as

#: Elements that set a face by themselves, in HTML and in XML.
TAG_FACES: dict[str, Face] = {
    "b": Face.BOLD,
    "strong": Face.BOLD,
    "bold": Face.BOLD,
    "i": Face.ITALIC,
    "em": Face.ITALIC,
    "italic": Face.ITALIC,
    "emphasis": Face.ITALIC,
    "bolditalic": Face.BOLD | Face.ITALIC,
}
_WEIGHT = re.compile(r"font(?:-weight)?\s*:[^;}]*?\b(bold(?:er)?|normal|[1-9]00)\b", re.IGNORECASE)
_SLANT = re.compile(r"font(?:-style)?\s*:[^;}]*?\b(italic|oblique|normal)\b", re.IGNORECASE)
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,4000})\}")
_CLASS = re.compile(r"(?:[a-z][a-z0-9]*)?\.([\w-]+)", re.IGNORECASE)
#: The number and the caption of a section: bold in new law and in old.
_HEADING = re.compile(
    r"\W*(?:(?:NEW )?(?:SECTION|Section|SEC|Sec|ARTICLE|Article|CHAPTER|Chapter|PART"
    r"|Part)\b[.\s]*)?"
    r"\W{0,3}(?:\d[\w.:\-\u2013]*|[A-Z]\.|[IVX]+\.)?(?:\s[^.;:]{0,160}[.:\u2014\u2013-]+)?\s*"
)


def styled(style: str, outer: Face) -> Face:
    """The face that CSS declarations make of the face around them."""
    face = outer
    if weight := _WEIGHT.search(style):
        heavy = weight[1].lower() in {"bold", "bolder", "600", "700", "800", "900"}
        face = face | Face.BOLD if heavy else face & ~Face.BOLD
    if slant := _SLANT.search(style):
        face = face & ~Face.ITALIC if slant[1].lower() == "normal" else face | Face.ITALIC
    return face


def sheet_faces(sheet: str) -> Iterator[tuple[str, str]]:
    """(class, declarations) for each plain class rule of a style sheet that sets a face."""
    for match in _RULE.finditer(sheet):
        if _WEIGHT.search(match[2]) or _SLANT.search(match[2]):
            for part in match[1].replace("<!--", "").split(","):
                if selector := _CLASS.fullmatch(part.strip()):
                    yield selector[1].lower(), match[2]


def face_of(tag: str, attrib: Mapping[str, str], outer: Face, classes: Mapping[str, str]) -> Face:
    """The face of an element's words."""
    face = outer | TAG_FACES.get(tag, Face.PLAIN)
    for name in attrib.get("class", "").lower().split():
        if name in classes:
            face = styled(classes[name], face)
    style = attrib.get("style")
    return styled(style, face) if style else face


def is_new(face: Face, new: Sequence[Face], text: str) -> bool:
    """Whether words of this face are added; signs without letters are no words."""
    return any(n & face == n for n in new) and any(c.isalnum() for c in text)


def new_faces(convention: Convention, lines: Sequence[Line]) -> tuple[Face, ...]:
    """The faces that mark additions in a document of these lines, read without regard to them."""
    spare = () if marked_as(lines, Mark.ADDED) else convention.spare_new
    return (*convention.new, *spare)


def unmark_headings(lines: Sequence[Line]) -> None:
    """Take the mark off a heading before words that are not added: headings are bold anyway."""
    for line in lines:
        if not line.spans:
            continue
        first = next((i for i, (t, _) in enumerate(line.spans) if t.strip()), 0)
        text, mark = line.spans[first]
        after = any(m is Mark.PLAIN and t.strip() for t, m in line.spans[first + 1 :])
        if mark is Mark.ADDED and _HEADING.fullmatch(text) and (after or _SECTION.match(text)):
            line.spans[first] = (text, Mark.PLAIN)


_SECTION = re.compile(r"\W*(?:NEW )?SECTION\b", re.IGNORECASE)
