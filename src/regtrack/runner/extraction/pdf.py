"""PDF to marked lines: pdfium's text layer, drawn lines as marks, print furniture off."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium_library  # noqa: F401  (initializes pdfium for the calls below)
import pypdfium2.raw as pdfium

from regtrack.domain.errors import UnreadableText
from regtrack.reading.text import LegalText, Mark
from regtrack.runner.extraction import faces
from regtrack.runner.extraction.legends import Face, convention_of
from regtrack.runner.extraction.lines import Line, strip_margin_numbers
from regtrack.runner.extraction.paragraphs import to_runs
from regtrack.runner.extraction.pdfpage import read_page
from regtrack.runner.extraction.printed import Page, drop_furniture, lay_out, strip_margin
from regtrack.runner.extraction.signs import apply_signs

EXTRACTOR = "pdf@2"

#: No bill, act or register part is longer; the longest seen has 1,100 pages.
MOST_PAGES = 5_000
#: Bounds of what is kept of one document, in characters.
MOST_TEXT = 40_000_000
#: Points of one column.
_COLUMN = 5.0
_FEW_LETTERS = 4


def read_pdf(data: bytes) -> LegalText:
    """The marked text of a PDF, with its page count.

    Raises UnreadableText for a locked or broken file, for scans and for absurd page counts.
    """
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        return _fallback(data, pdfium.FPDF_GetLastError())
    try:
        count = pdfium.FPDF_GetPageCount(document)
        _check_count(count)
        pages = list(_pages(document, count))
        printed = [line for page in pages for line in page.lines]
        convention = convention_of("\n".join(line.text for line in printed))
        if new := faces.new_faces(convention, printed):
            pages = list(_pages(document, count, new))
            faces.unmark_headings([line for page in pages for line in page.lines])
    finally:
        pdfium.FPDF_CloseDocument(document)
    _check_scan(pages)
    drop_furniture(pages)
    strip_margin(pages)
    for page in pages:
        lay_out(page, _COLUMN)
    lines = [line for page in pages for line in page.lines]
    apply_signs(lines, convention)
    return LegalText(to_runs(lines), EXTRACTOR, count)


def _check_count(count: int) -> None:
    if count <= 0:
        raise UnreadableText("no readable text: the PDF has no pages")
    if count > MOST_PAGES:
        raise UnreadableText(f"no readable text: the PDF has {count} pages, limit {MOST_PAGES}")


def _pages(document: pdfium.FPDF_DOCUMENT, count: int, new: Sequence[Face] = ()) -> Iterator[Page]:
    total = 0
    for index in range(count):
        handle = pdfium.FPDF_LoadPage(document, index)
        if not handle:
            yield Page()
            continue
        try:
            page = read_page(handle, new)
        finally:
            pdfium.FPDF_ClosePage(handle)
        total += sum(len(line.text) for line in page.lines)
        if total > MOST_TEXT:
            raise UnreadableText(f"no readable text: more than {MOST_TEXT} characters")
        yield page


def _check_scan(pages: list[Page]) -> None:
    letters = [sum(c.isalpha() for line in p.lines for c in line.text) for p in pages]
    bare = sum(
        1 for n, page in zip(letters, pages, strict=True) if n < _FEW_LETTERS and page.has_image
    )
    if sum(letters) < 10 * len(pages) or bare * 2 > len(pages):
        what = "scanned images" if bare else "no text layer"
        raise UnreadableText(
            f"no readable text: {bare or len(pages)} of {len(pages)} PDF pages are {what}"
        )


def _fallback(data: bytes, error: int) -> LegalText:
    """pypdf, for what pdfium refuses; it knows no marks."""
    if error == pdfium.FPDF_ERR_PASSWORD:
        raise UnreadableText("no readable text: the PDF is locked by a password")
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        count = len(reader.pages)
        _check_count(count)
        texts = [page.extract_text() for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as why:
        raise UnreadableText(f"no readable text: the PDF is broken: {why}") from why
    lines = [Line([(t, Mark.PLAIN)]) for text in texts for t in text.splitlines() if t.strip()]
    if sum(c.isalpha() for line in lines for c in line.text) < 10 * count:
        raise UnreadableText(f"no readable text: {count} PDF pages without a text layer")
    strip_margin_numbers(lines)
    apply_signs(lines)
    return LegalText(to_runs(lines), EXTRACTOR, count)
