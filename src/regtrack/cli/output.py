"""What goes to the terminal: one JSON object on stdout, or text that no page can harm."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Iterable

TYPE_CHECKING = False  # `typing` and `textwrap` are not on the path of an answer
if TYPE_CHECKING:
    from typing import Any

WIDTH = 80
NOT_ADVICE = "Information, not legal advice. Check the address before you act."
_STANDS_OUT, _AS_BEFORE = "\x1b[1;33m", "\x1b[0m"


def put_json(body: dict[str, Any]) -> None:
    """One JSON object on stdout. JSON is UTF-8: other encodings, letters that are none (bytes of an
    argument in another encoding) and what could harm a terminal get escapes, and nothing is
    lost."""
    text = json.dumps(body, ensure_ascii=not _is_utf8(), indent=2, default=str)
    for char in set(text):
        if char != "\n" and unicodedata.category(char) in _HARMFUL:
            text = text.replace(char, json.dumps(char)[1:-1] if char != "\x7f" else "\\u007f")
    sys.stdout.write(text + "\n")


def _is_utf8() -> bool:
    name = getattr(sys.stdout, "encoding", None) or "utf-8"
    return name.lower().replace("-", "").replace("_", "") == "utf8"


def put(text: str = "") -> None:
    """A line on stdout, without control characters."""
    sys.stdout.write(safe(text) + "\n")


def put_quote(quote: str, indent: int) -> None:
    """The words of a law on stdout, standing out on a terminal that takes colour."""
    text = wrapped(safe(f'"{quote}"'), indent)
    plain = not sys.stdout.isatty() or "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    sys.stdout.write(f"{text}\n" if plain else f"{_STANDS_OUT}{text}{_AS_BEFORE}\n")


def tell(text: str) -> None:
    """A line on stderr: progress and messages."""
    sys.stderr.write(safe(text) + "\n")
    sys.stderr.flush()


def safe(text: str) -> str:
    """Text that comes from anywhere, fit for a terminal: no control or direction characters."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _HARMFUL)


_HARMFUL = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def wrapped(text: str, indent: int = 2) -> str:
    """A paragraph in 80 columns. No word is broken, so that an address stays one."""
    pad = " " * indent
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= WIDTH:
            lines[-1] += f" {word}"
        else:
            lines.append(pad + word)
    return "\n".join(lines)


def cited(name: object, citation: object) -> str:
    """An act as it is named to people, with its citation where there is one."""
    return f"{name} ({citation})" if citation else f"{name}"


def shortened(text: str, most: int) -> str:
    """Its first words, ` ...` after them where some are left out, `most` signs at most."""
    kept = " ".join(text.split())
    if len(kept) <= most:
        return kept
    return kept[: most - 3].rpartition(" ")[0] + " ..."


def table(rows: Iterable[Iterable[object]], heads: Iterable[str]) -> str:
    """Columns with their heads, as wide as their words."""
    lines = [[str(h) for h in heads], *([safe(str(c)) for c in row] for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
