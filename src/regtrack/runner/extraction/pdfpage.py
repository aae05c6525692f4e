"""One PDF page by pdfium: its text lines in reading order and the thin lines drawn on it.

Calls the C functions directly: a page of 2,000 characters costs 1 to 3 ms this way. Boxes of
single characters are asked for only where a drawn line crosses a text line.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from regtrack.reading.text import Mark
from regtrack.runner.extraction.legends import Face
from regtrack.runner.extraction.lines import Line
from regtrack.runner.extraction.printed import LEADING_NUMBER, Box, Page

#: pdfium writes this for a hyphen at the end of a line, and no line break after it.
HYPHEN_BREAK = "\ufffe"
#: A drawn line is at most so high, and at least so wide, in points.
_THIN = 2.6
_WIDE = 1.5
#: Where, in shares of the character box from its bottom, a line strikes and no longer underlines.
_STRIKES = (0.30, 0.72)
_UNDERLINES = (-0.35, 0.30)
#: The longest font name read, the weight of bold, and the bit of an italic font.
_FONT_NAME = 128
_HEAVY = 600
_ITALIC = 64
#: Bounds of work on hostile pages.
_MOST_OBJECTS = 50_000
_MOST_SEGMENTS = 4_000
_MOST_CHARS = 400_000
_DEEPEST_FORM = 4

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class TextLine:
    """A line of characters [start, stop) of the page's text."""

    start: int
    stop: int
    text: str
    box: Box
    hyphen: bool = False
    inner: float | None = None  # left edge of what follows a leading number


def read_page(page: pdfium.FPDF_PAGE, new: Sequence[Face] = ()) -> Page:
    """The marked lines of a loaded page; words in a `new` face are added. The caller closes it."""
    result = Page()
    textpage = pdfium.FPDFText_LoadPage(page)
    if not textpage:
        return result
    try:
        rules, result.has_image = _drawn(page)
        for line in _text_lines(textpage):
            touching = [r for r in rules if _touches(r, line.box)]
            plain = not touching and not new
            spans = [(line.text, Mark.PLAIN)] if plain else _spans(textpage, line, touching, new)
            result.lines.append(Line(spans, hyphen=line.hyphen))
            result.boxes.append(line.box)
            result.inner.append(line.inner)
    finally:
        pdfium.FPDFText_ClosePage(textpage)
    return result


def _text_lines(textpage: pdfium.FPDF_TEXTPAGE) -> Iterator[TextLine]:
    count = min(pdfium.FPDFText_CountChars(textpage), _MOST_CHARS)
    if count <= 0:
        return
    text = _characters(textpage, count)
    start = 0
    for index, char in enumerate(text):
        if char in "\r\n" or char == HYPHEN_BREAK:
            if text[start:index].strip():
                yield _text_line(textpage, text, start, index, char == HYPHEN_BREAK)
            start = index + 1
    if text[start:].strip():
        yield _text_line(textpage, text, start, count, False)


def _characters(textpage: pdfium.FPDF_TEXTPAGE, count: int) -> str:
    """One Python character per pdfium character, so that indexes agree."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(textpage, 0, count, buffer)
    if written == count + 1:
        text = bytes(buffer)[: count * 2].decode("utf-16-le", "surrogatepass")
        if len(text) == count:
            return text
    get = pdfium.FPDFText_GetUnicode
    codes = (get(textpage, i) for i in range(count))
    return "".join(chr(c) if 0 < c < 0x110000 and not 0xD800 <= c < 0xE000 else " " for c in codes)


def _text_line(
    textpage: pdfium.FPDF_TEXTPAGE, text: str, start: int, stop: int, hyphen: bool
) -> TextLine:
    body = text[start:stop]
    first = start + len(body) - len(body.lstrip())
    last = start + len(body.rstrip()) - 1
    left, bottom, _, top = _char_box(textpage, first)
    end = _char_box(textpage, last)
    middle = _char_box(textpage, (first + last) // 2)
    bottom, top = min(bottom, middle[1], end[1]), max(top, middle[3], end[3])
    number = LEADING_NUMBER.match(body)
    inner = None
    if number:
        at = start + min(number.end(), len(body.rstrip()) - 1)
        inner = _char_box(textpage, at)[0]
    return TextLine(start, stop, body, (left, bottom, end[2], top), hyphen, inner)


def _char_box(textpage: pdfium.FPDF_TEXTPAGE, index: int) -> Box:
    """The box of a character by its font's height, so that all of a line stand alike."""
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(rect)):
        return (0.0, 0.0, 0.0, 0.0)
    low, high = sorted((rect.bottom, rect.top))
    return (rect.left, low, rect.right, high)


def _touches(rule: Box, line: Box) -> bool:
    height = max(line[3] - line[1], 1.0)
    middle = (rule[1] + rule[3]) / 2
    return (
        line[1] + _UNDERLINES[0] * height <= middle <= line[1] + _STRIKES[1] * height
        and rule[0] < line[2] + 1
        and rule[2] > line[0] - 1
    )


def _spans(
    textpage: pdfium.FPDF_TEXTPAGE, line: TextLine, rules: list[Box], new: Sequence[Face]
) -> list[tuple[str, Mark]]:
    """The characters of the line, each marked by the rule under or through it, or by its face."""
    marks: list[Mark | None] = []
    for index, char in enumerate(line.text, line.start):
        if char.isspace():
            marks.append(None)
            continue
        mark = _mark_of(_char_box(textpage, index), rules) if rules else Mark.PLAIN
        if mark is not Mark.PLAIN or not new:
            marks.append(mark)
        elif char.isalnum():
            face = _face(textpage, index)
            marks.append(Mark.ADDED if any(n & face == n for n in new) else mark)
        else:
            # A sign goes with the word before it, else with those around it.
            marks.append(Mark.ADDED if marks and marks[-1] is Mark.ADDED else None)
    _fill_spaces(marks)
    spans: list[tuple[str, Mark]] = []
    start = 0
    for index in range(1, len(marks) + 1):
        if index == len(marks) or marks[index] is not marks[start]:
            spans.append((line.text[start:index], marks[start] or Mark.PLAIN))
            start = index
    return spans


def _face(textpage: pdfium.FPDF_TEXTPAGE, index: int) -> Face:
    """The face of a character by the name of its font and what the font says of itself."""
    name, flags = ctypes.create_string_buffer(_FONT_NAME), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(textpage, index, name, _FONT_NAME, ctypes.byref(flags))
    called = name.value.lower()
    heavy = b"bold" in called or b"black" in called
    heavy = heavy or pdfium.FPDFText_GetFontWeight(textpage, index) >= _HEAVY
    slanted = b"italic" in called or b"oblique" in called or bool(flags.value & _ITALIC)
    return (Face.BOLD if heavy else Face.PLAIN) | (Face.ITALIC if slanted else Face.PLAIN)


def _fill_spaces(marks: list[Mark | None]) -> None:
    """A space takes the mark of its neighbours where they agree, else none."""
    for index, mark in enumerate(marks):
        if mark is None:
            before = marks[index - 1] if index else None
            after = next((m for m in marks[index + 1 :] if m is not None), None)
            marks[index] = before if before is after and before is not None else Mark.PLAIN


def _mark_of(box: Box, rules: list[Box]) -> Mark:
    left, bottom, right, top = box
    height = max(top - bottom, 1.0)
    center = (left + right) / 2
    found = Mark.PLAIN
    for rule in rules:
        if not rule[0] - 0.5 <= center <= rule[2] + 0.5:
            continue
        place = ((rule[1] + rule[3]) / 2 - bottom) / height
        if _STRIKES[0] < place <= _STRIKES[1]:
            return Mark.STRUCK
        if _UNDERLINES[0] <= place <= _UNDERLINES[1]:
            found = Mark.ADDED
    return found


def _drawn(page: pdfium.FPDF_PAGE) -> tuple[list[Box], bool]:
    """The thin horizontal lines of the page, and whether it bears an image."""
    rules: list[Box] = []
    image = False
    count = min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    todo: list[tuple[object, Matrix, int]] = [
        (pdfium.FPDFPage_GetObject(page, index), _IDENTITY, 0) for index in range(count)
    ]
    budget = _MOST_OBJECTS
    while todo and budget:
        budget -= 1
        item, matrix, depth = todo.pop()
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            rules.extend(_rules_of(item, matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            image = True
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            inner = _times(_matrix(item), matrix)
            size = min(pdfium.FPDFFormObj_CountObjects(item), _MOST_OBJECTS - len(todo))
            todo.extend(
                (pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1)
                for index in range(size)
            )
    return rules, image


def _matrix(item: object) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(found)):
        return _IDENTITY
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(one: Matrix, two: Matrix) -> Matrix:
    """The matrix that applies `one`, then `two`."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = two
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _rules_of(item: object, matrix: Matrix) -> list[Box]:
    """The thin horizontal parts of a path: the path itself, or its rectangles and strokes."""
    bounds = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(item, *map(ctypes.byref, bounds)):
        return []
    left, bottom, right, top = (b.value for b in bounds)
    if matrix is not _IDENTITY:
        (left, bottom), (right, top) = _apply(matrix, left, bottom), _apply(matrix, right, top)
        left, right = sorted((left, right))
        bottom, top = sorted((bottom, top))
    if right - left < _WIDE:
        return []
    if top - bottom <= _THIN:
        return [(left, bottom, right, top)]
    segments = pdfium.FPDFPath_CountSegments(item)
    if segments <= 5 or segments > _MOST_SEGMENTS:
        return []
    return _thin_parts(item, segments, _times(_matrix(item), matrix))


def _thin_parts(item: object, segments: int, matrix: Matrix) -> list[Box]:
    """The thin horizontal parts of a path made of several."""
    parts: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        if not pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            continue
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO or not parts:
            parts.append([])
        parts[-1].append(_apply(matrix, x.value, y.value))
    boxes: list[Box] = []
    for points in parts:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        if max(ys) - min(ys) <= _THIN and max(xs) - min(xs) >= _WIDE:
            boxes.append((min(xs), min(ys), max(xs), max(ys)))
    return boxes
