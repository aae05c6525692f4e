"""Plain text to marked lines: margin numbers off, printed lines joined to paragraphs."""

from __future__ import annotations

import re

from regtrack.reading.text import LegalText, Mark
from regtrack.runner.extraction.furniture import drop_page_feet
from regtrack.runner.extraction.lines import Line, strip_margin_numbers
from regtrack.runner.extraction.paragraphs import to_runs
from regtrack.runner.extraction.signs import apply_signs

EXTRACTOR = "plain@3"

#: The head that the bulk captures of Open States texts put before a text they took out.
_CAPTURE_HEAD = re.compile(r"\s*Title:.{0,1000}?\nOfficial Title:.{0,2000}?\n={40,}\n", re.DOTALL)


def read_plain(text: str) -> LegalText:
    """The text of a plain document; `[[ ]]` and marking words are its only marks."""
    head = _CAPTURE_HEAD.match(text)
    text = text[head.end() :] if head else text
    lines: list[Line] = []
    hard = True
    for raw in text.expandtabs().splitlines():
        if not raw.strip():
            hard = True
            continue
        lines.append(Line([(raw, Mark.PLAIN)], hard=hard))
        hard = False
    strip_margin_numbers(lines)
    drop_page_feet(lines)
    apply_signs(lines)
    return LegalText(to_runs(lines), EXTRACTOR)
