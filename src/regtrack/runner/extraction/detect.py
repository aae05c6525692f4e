"""What the bytes are, whatever their label says, and the text that they encode."""

from __future__ import annotations

import codecs
import re
from enum import StrEnum

from regtrack.domain.errors import UnreadableText


class Kind(StrEnum):
    """The formats that are read."""

    HTML = "html"
    XML = "xml"
    PDF = "pdf"
    PLAIN = "plain"


_HEAD = 4096
#: First bytes of files that hold no text we read, and how to call them.
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (doc, xls, ppt)"),
    (b"{\\rtf", "an RTF file"),
    (b"\xffWPC", "a WordPerfect file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a rar archive"),
    (b"\x28\xb5\x2f\xfd", "a zstandard file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"%!PS", "a PostScript file"),
)
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"word/", "a Word file (docx)"),
    (b"xl/", "an Excel file (xlsx)"),
    (b"ppt/", "a PowerPoint file (pptx)"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
)
_HTML_TAGS = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|table|div|center|pre|p|h[1-6]|span|br|ul|ol"
    rb"|font|b|i|u|s|a|main|article|section\s+class)\b",
    re.IGNORECASE,
)
_XML_START = re.compile(rb"\s*(?:<\?xml\b|<!DOCTYPE\s+(?!html)\w)", re.IGNORECASE)
_ROOT = re.compile(rb"<([A-Za-z_][\w.:-]*)")
#: Roots of law in XML that holds elements of HTML, from publishers that leave out the declaration.
_LAW_ROOTS = frozenset({b"akomantoso"})
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
#: A text may hold this share of control characters before it is called binary.
_BINARY = 0.02
#: Two or three characters that UTF-8 read as Windows-1252 makes of one.
_MOJIBAKE = re.compile(
    "[\u00c2-\u00df][\u0080-\u00bf]|[\u00e2][\u0080\u20ac\u0082\u201a\u0084\u201e][\u0080-\u00bf"
    "\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018\u2019\u201a"
    "\u201c\u201d\u201e\u2020\u2021\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
)


def detect(data: bytes, media_type: str = "", name: str = "") -> Kind:
    """The format of the bytes; `media_type` and `name` settle only what the bytes leave open.

    Raises UnreadableText, with the type in words, for what is no HTML, XML, PDF or text.
    """
    if not data.strip():
        raise UnreadableText("no readable text: the document is empty")
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    for magic, words in _FOREIGN:
        if head.startswith(magic):
            raise UnreadableText(f"no readable text: the bytes are {_zip_kind(data, words)}")
    bom = next((b for b, _ in _BOMS if head.startswith(b)), b"")
    text = head[len(bom) :].replace(b"\x00", b"") if bom or b"\x00" in head else head
    return _markup(text, media_type.partition(";")[0].strip().lower(), name.lower())


def _zip_kind(data: bytes, words: str) -> str:
    if not data.startswith(b"PK"):
        return words
    edge = data[:_HEAD] + data[-65536:]
    return next((kind for mark, kind in _ZIPPED if mark in edge), words)


def _markup(head: bytes, media_type: str, name: str) -> Kind:
    if _XML_START.match(head):
        root = _ROOT.search(re.sub(rb"<[?!][^>]*>", b"", head))
        return Kind.HTML if root and root[1].lower() in {b"html"} else Kind.XML
    start = head.lstrip()
    opens = _ROOT.match(start)
    if opens and opens[1].rpartition(b":")[2].lower() in _LAW_ROOTS:
        return Kind.XML
    if _HTML_TAGS.search(head):
        return Kind.HTML
    if start.startswith(b"<") and _ROOT.match(start):
        said_html = "html" in media_type or name.endswith((".html", ".htm"))
        return Kind.HTML if said_html else Kind.XML
    if "html" in media_type and re.search(rb"</?[A-Za-z]", head):
        return Kind.HTML
    return Kind.PLAIN


def decode(data: bytes, media_type: str = "") -> str:
    """The characters of a text: by byte-order mark, as UTF-8, or as the document declares.

    UTF-8 that declares another encoding is read as UTF-8: bytes that are valid UTF-8 beyond
    ASCII are hardly ever anything else. Text that was coded twice is mended.
    Raises UnreadableText when what comes out is not text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(data.decode(encoding, errors="replace"))
    if b"\x00" in data[:_HEAD]:
        return _checked(data.decode(_wide(data), errors="replace"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode(_declared(data, media_type), errors="replace")
    return _checked(mend(text))


def _wide(data: bytes) -> str:
    """UTF-16 without a byte-order mark: the side on which the zero bytes stand."""
    head = data[:_HEAD]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return "utf-16-le" if odd >= even else "utf-16-be"


def _declared(data: bytes, media_type: str) -> str:
    """The declared encoding where it can be true, else Windows-1252."""
    for place in (media_type.encode("ascii", "replace"), data[:_HEAD]):
        match = _CHARSET.search(place)
        if match is None:
            continue
        try:
            found = codecs.lookup(match[1].decode("ascii")).name
        except LookupError:
            continue
        if found.startswith(("utf-", "ascii", "iso8859-1")):
            # Publishers write these over Windows-1252 bytes; browsers read them so too.
            return "cp1252"
        return found
    return "cp1252"


def _checked(text: str) -> str:
    bad = len(_CONTROL.findall(text[:200_000])) + text[:200_000].count("\ufffd")
    if bad > _BINARY * min(len(text), 200_000) + 3:
        raise UnreadableText(
            "no readable text: the bytes are binary or damaged data of no known type"
        )
    return text.lstrip("\ufeff")


def mend(text: str) -> str:
    """Undo UTF-8 that was read as Windows-1252 and coded again, where that is certain."""
    if text.isascii() or not _MOJIBAKE.search(text):
        return text
    return _MOJIBAKE.sub(_undo, text)


def _undo(match: re.Match[str]) -> str:
    raw = bytearray()
    for char in match[0]:
        try:
            raw += char.encode("cp1252")
        except UnicodeEncodeError:
            raw += char.encode("latin-1", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return match[0]
