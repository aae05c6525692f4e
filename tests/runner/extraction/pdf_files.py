"""Builders of small PDF files in the exact form in which publishers send them."""

from __future__ import annotations

import zlib
from collections.abc import Sequence


def assemble(objects: Sequence[bytes]) -> bytes:
    """A PDF file of these objects; the first is the catalogue."""
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return out + tail % (len(objects) + 1, start)


def pdf(pages: Sequence[bytes], *, packed: bool = False, repeat: int = 1) -> bytes:
    """A PDF with one content stream per page, Courier 12 (7.2 points a character) as /F, bold and
    slanted as /B."""
    kids = b"".join(b"%d 0 R " % (4 + 2 * i) for i in range(len(pages))) * repeat
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, len(pages) * repeat),
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>",
    ]
    for i, content in enumerate(pages):
        body = zlib.compress(content, 9) if packed else content
        how = b"/Filter/FlateDecode" if packed else b""
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R"
            b"/Resources<</Font<</F 3 0 R"
            b"/B<</Type/Font/Subtype/Type1/BaseFont/Courier-BoldOblique>>>>>>>>" % (5 + 2 * i)
        )
        objects.append(b"<</Length %d%b>>stream\n%b\nendstream" % (len(body), how, body))
    return assemble(objects)


def text_at(x: float, y: float, words: str, font: str = "F") -> bytes:
    """Operators that show words at a place."""
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    shown = (font.encode(), x, y, escaped.encode("cp1252"))
    return b"BT /%b 12 Tf %f %f Td (%b) Tj ET\n" % shown


def rule(x: float, y: float, width: float) -> bytes:
    """Operators that draw a thin filled line."""
    return b"%f %f %f 0.8 re f\n" % (x, y, width)
