"""What goes to the terminal: one JSON object on stdout, or text that no page can harm."""

from __future__ import annotations

import json
import sys
import textwrap
import unicodedata
from collections.abc import Iterable
from typing import Any

WIDTH = 80


def put_json(body: dict[str, Any]) -> None:
    """One JSON object on stdout. JSON is UTF-8: other encodings, and letters that are none (bytes
    of an argument in another encoding), get escapes."""
    text = json.dumps(body, ensure_ascii=not _is_utf8(), indent=2, default=str)
    if not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text):
        text = json.dumps(body, indent=2, default=str)
    sys.stdout.write(text + "\n")


def _is_utf8() -> bool:
    name = getattr(sys.stdout, "encoding", None) or "utf-8"
    return name.lower().replace("-", "").replace("_", "") == "utf8"


def put(text: str = "") -> None:
    """A line on stdout, without control characters."""
    sys.stdout.write(safe(text) + "\n")


def tell(text: str) -> None:
    """A line on stderr: progress and messages."""
    sys.stderr.write(safe(text) + "\n")
    sys.stderr.flush()


def safe(text: str) -> str:
    """Text that comes from anywhere, fit for a terminal: no control or direction characters."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _HARMFUL)


_HARMFUL = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def wrapped(text: str, indent: int = 2) -> str:
    """A paragraph in 80 columns."""
    pad = " " * indent
    return textwrap.fill(text, WIDTH, initial_indent=pad, subsequent_indent=pad)


def table(rows: Iterable[Iterable[object]], heads: Iterable[str]) -> str:
    """Columns with their heads, as wide as their words."""
    lines = [[str(h) for h in heads], *([safe(str(c)) for c in row] for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
