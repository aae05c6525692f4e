"""Answers as Markdown tables, for pasting. Every cell is escaped: pages cannot write markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from regtrack.cli.output import put, safe

_MARKUP = str.maketrans({c: f"\\{c}" for c in "\\`*_[]<>|#~!"})


def escaped(text: object) -> str:
    """One line of text that Markdown shows as it is."""
    return " ".join(safe(str(text)).split()).translate(_MARKUP)


def put_table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A Markdown table on stdout."""
    put("| " + " | ".join(escaped(h) for h in heads) + " |")
    put("|" + "---|" * len(heads))
    for row in rows:
        put("| " + " | ".join(escaped("" if c is None else c) for c in row) + " |")
