"""Quotes stand out on a terminal, and are plain text anywhere else."""

from __future__ import annotations

import io
import sys

import pytest

from regtrack.cli.output import put_quote


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "no_color", "coloured"),
    [(Terminal(), None, True), (Terminal(), "1", False), (io.StringIO(), None, False)],
)
def test_a_quote_stands_out_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, no_color: str | None, *, coloured: bool
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color:
        monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setattr(sys, "stdout", stream)
    put_quote("kratom is banned\x1b[2J", 4)
    told = stream.getvalue()
    assert '"kratom is banned[2J"' in told
    assert told.startswith("\x1b[1;33m") is coloured
    assert told.count("\x1b") == (2 if coloured else 0)
