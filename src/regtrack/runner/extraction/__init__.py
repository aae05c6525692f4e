"""Extraction: the bytes of an official legal document to its marked text.

`extract` works in this process and trusts the bytes no further than its own checks;
`BoundedExtractor` does the same in a child process with bounds on time and memory, and is what
everything that reads downloaded bytes uses.
"""

from __future__ import annotations

from regtrack.reading.text import LegalText
from regtrack.runner.extraction.bounded import BoundedExtractor
from regtrack.runner.extraction.detect import Kind, decode, detect
from regtrack.runner.extraction.quality import check_words

__all__ = ["BoundedExtractor", "extract"]


def extract(data: bytes, media_type: str = "", name: str = "") -> LegalText:
    """The marked text of a document, of whatever type its bytes are.

    `media_type` and `name` are hints; the bytes decide. Raises UnreadableText with the reason.
    """
    kind = detect(data, media_type, name)
    if kind is Kind.PDF:
        from regtrack.runner.extraction.pdf import read_pdf

        text = read_pdf(data)
    elif kind is Kind.HTML:
        from regtrack.runner.extraction.html import read_html

        text = read_html(decode(data, media_type))
    elif kind is Kind.XML:
        from regtrack.runner.extraction.xml import read_xml

        text = read_xml(decode(data, media_type))
    else:
        from regtrack.runner.extraction.plain import read_plain

        text = read_plain(decode(data, media_type))
    # A paper that only strikes is words too.
    check_words("".join(run.text for run in text.runs))
    return text
