"""What the papers show to be copied works, and their tables leave nothing out."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from regtrack.contract import FaultKind
from regtrack.domain.changes import ChangeKind
from regtrack.domain.errors import IngestError, InvalidDocument, UnreadableText
from regtrack.domain.instruments import InstrumentKind, Stage
from regtrack.domain.status import Status
from regtrack.replay.recordings import Recordings
from regtrack.runner.sources_file import load
from regtrack.store import tables
from regtrack_scrapers.platforms.options import COMMON
from regtrack_scrapers.platforms.registry import PLATFORMS

DOCS = Path(__file__).resolve().parents[2] / "docs"


def paper(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def examples(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", paper(name), re.M | re.S)


def test_the_sources_file_shown_is_one(tmp_path: Path) -> None:
    shown = examples("adding-a-source.md", "toml")
    assert shown
    for number, text in enumerate(shown):
        file = tmp_path / f"{number}.toml"
        file.write_text(text, encoding="utf-8")
        assert load(file)


def test_the_recording_shown_is_one(tmp_path: Path) -> None:
    (text,) = examples("adding-a-source.md", "json")
    folder = tmp_path / "day1" / "shown"
    folder.mkdir(parents=True)
    (folder / "meta.json").write_text(text, encoding="utf-8")
    (folder / "body.html").write_bytes(b"<p>Words.</p>")
    found = Recordings(tmp_path).find(json.loads(text)["url"], 1)
    assert found is not None
    assert found.body == b"<p>Words.</p>"


@pytest.mark.parametrize("platform", sorted(PLATFORMS))
def test_every_option_of_every_platform_is_explained(platform: str) -> None:
    from regtrack.runner import sources_file

    text = paper("adding-a-source.md")
    allowed = sources_file.OWN | set(COMMON) | set(PLATFORMS[platform].options)
    assert f"`{platform}`" in text
    assert [o for o in sorted(allowed) if f"`{o}`" not in text] == []


def test_every_fault_is_explained() -> None:
    kinds = {*FaultKind, InvalidDocument.fault, UnreadableText.fault, IngestError.fault}
    rows = set(re.findall(r"^\| `(\w+)` \|", paper("adding-a-source.md"), re.M))
    assert kinds - {FaultKind.SOURCE_ERROR} <= rows


@pytest.mark.parametrize(
    "words", [Status, Stage, ChangeKind, InstrumentKind], ids=lambda w: w.__name__
)
def test_every_word_of_an_answer_is_explained(words: type[Status]) -> None:
    text = paper("reading-the-answer.md")
    assert [w.value for w in words if f"`{w.value}`" not in text] == []


def test_every_table_is_explained() -> None:
    names = {str(t.name) for t in tables.SQLModel.metadata.sorted_tables}
    rows = re.findall(r"^\| `(\w+)` \|", paper("architecture.md"), re.M)
    assert names <= set(rows)


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((DOCS.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["demo"]]
    text = paper("adr/0008-choosing-a-dependency.md")
    names = [re.split(r"[\[<>=! ]", w)[0] for w in wanted]
    assert [n for n in names if not re.search(rf"\b{re.escape(n)}\b", text)] == []
