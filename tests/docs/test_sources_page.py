"""docs/sources.md: made from the catalogue, up to date, and complete."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

from regtrack.runner.catalogue import Sureness, catalogue

DOCS = Path(__file__).resolve().parents[2] / "docs"


def make_sources() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_sources", DOCS / "make_sources.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_what_the_rows_say() -> None:
    page = (DOCS / "sources.md").read_text(encoding="utf-8")
    assert page == make_sources().page(), "run `python docs/make_sources.py`"
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    for entry in catalogue():
        (row,) = (line for line in rows if line.startswith(f"| `{entry.spec.key}` |"))
        assert row.endswith(f"| {entry.sureness} |")
        assert entry.spec.url in row
    for word in Sureness:
        number = sum(e.sureness is word for e in catalogue())
        assert f"| {word} | {number} |" in page
