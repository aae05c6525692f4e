"""A new source: its row in a sources file, and its page kept as a recording beside that file."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from string import Template
from typing import Any

import regtrack_scrapers
from regtrack.contract import SnapshotRecord, SourceSpec
from regtrack.runner.snapshots import SnapshotStore
from regtrack.runner.sources_file import rows_of

_TEMPLATE = Path(regtrack_scrapers.__file__).parent / "templates" / "source.toml.tmpl"
_REMARKS = {
    "kind": "the law itself: rule, emergency_rule, statute, ordinance, executive_order ...",
    "expect": "words that the page always has: without them its layout has changed",
}
_PAGE_REMARKS = (
    'expect = [""]          # ' + _REMARKS["expect"],
    'role = "current"       # current: the text in force; final: adopted once; proposal',
    'citation = ""          # as people cite it',
    'alias = "rule:1-2"     # a natural key, where another source has the same act',
)
_CITED = re.compile(
    r"\b(?:Chapter|Title|Section|Rule|Article|Part|Ordinance|Order)\s+(?:No\.\s*)?[\w.:§-]*\d[\w.:-]*\w"
)
_SUFFIXES = {"text/html": ".html", "application/pdf": ".pdf", "application/json": ".json",
             "text/csv": ".csv", "text/plain": ".txt"}  # fmt: skip
_MOST_WORDS = 5


def read_value(text: str) -> Any:
    """The value of an option as it would stand in TOML; words without quotes are words."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def row_text(spec: SourceSpec, *, answered: bool = True) -> str:
    """The row of a source, with remarks on what is still to be filled in. `answered`: whether its
    address gave what was asked for."""
    given = [_option(name, value) for name, value in spec.options.items()]
    if spec.platform == "page":
        open_ones = (line for line in _PAGE_REMARKS if line.split()[0] not in spec.options)
        given += [f"# {line}" for line in open_ones]
    text = Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        publisher=" ".join(spec.publisher.split()),
        publisher_text=_toml(spec.publisher),
        key=_toml(spec.key),
        platform=_toml(spec.platform),
        url=_toml(spec.url),
        division=_toml(spec.division),
        options="\n".join(given),
        address="recorded" if answered else "unverified",
    )
    return "\n".join(line for line in text.splitlines() if line.strip()) + "\n"


def _option(name: str, value: Any) -> str:
    remark = _REMARKS.get(name)
    line = f"{name} = {_toml(value)}"
    return f"{line:<26} # {remark}" if remark else line


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_toml(k)} = {_toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value).lower()


def with_row(file: Path, row: str) -> str:
    """The text of a sources file with one row more. Raises ConfigError where the row is wrong, or
    its key is taken in this file."""
    before = file.read_text(encoding="utf-8").rstrip() + "\n\n" if file.is_file() else ""
    text = before + row
    rows_of(text, file)
    return text


def checked(row: str) -> SourceSpec:
    """The source that a row declares. Raises ConfigError for a wrong one."""
    ((spec, _),) = rows_of(row, "the new row")
    return spec


def keep(
    snapshots: Iterable[SnapshotRecord], store: SnapshotStore, folder: Path, key: str
) -> list[Path]:
    """Keep what was received as recordings `dayN/KEY...` of the replay format, N the first day on
    which there are none of this key; the folders."""
    day = next(n for n in range(1, 10_000) if not (folder / f"day{n}" / key).exists())
    kept: list[Path] = []
    for number, snapshot in enumerate(snapshots):
        place = folder / f"day{day}" / (key if number == 0 else f"{key}-{number + 1}")
        place.mkdir(parents=True)
        body = f"body{_SUFFIXES.get(snapshot.media_type, '.xml')}"
        (place / body).write_bytes(store.get(snapshot.sha256))
        meta = {
            "url": snapshot.url,
            "status": snapshot.status,
            "media_type": snapshot.media_type,
            "last_modified": snapshot.last_modified,
            "validators": bool(snapshot.etag or snapshot.last_modified),
            "body": body,
            "written": f"as received on {snapshot.retrieved_at.date()} by `regtrack sources new`",
        }
        kept_meta = {name: value for name, value in meta.items() if value is not None}
        text = json.dumps(kept_meta, indent=2, ensure_ascii=False) + "\n"
        (place / "meta.json").write_text(text, encoding="utf-8")
        kept.append(place)
    return kept


def proposals(title: str, text: str) -> Sequence[str]:
    """Words that a page probably always has: its heading, and how it cites itself."""
    heading = " ".join(title.split())
    found = dict.fromkeys([heading] if heading and heading in " ".join(text.split()) else [])
    found |= dict.fromkeys(" ".join(m.group(0).split()) for m in _CITED.finditer(text[:5000]))
    return list(found)[:_MOST_WORDS]


def with_expect(spec: SourceSpec, words: Sequence[str]) -> SourceSpec:
    """The source with these expected words; without any it is as it was."""
    return replace(spec, options={**spec.options, "expect": list(words)}) if words else spec
