"""What the papers point at exists: files, headings, functions, modules and commands."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from regtrack.cli.arguments import parser
from regtrack.cli.reference import leaves

ROOT = Path(__file__).resolve().parents[2]
PAPERS = sorted(
    p
    for p in (*ROOT.glob("docs/**/*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md")
    if p.is_file()
)
PACKAGES = (ROOT / "src" / "regtrack", ROOT / "scrapers" / "regtrack_scrapers")
#: What a reader of the papers may also find named as `regtrack.something`: files that are no code,
#: and types of events.
FILES = ("regtrack.toml", "regtrack.db", "regtrack.change.v1", "regtrack.digest.v1")
_FENCE = re.compile(r"^```.*?^```", re.M | re.S)
_CODE = re.compile(r"`[^`\n]+`")
_LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
_DEFINED = re.compile(r"^\[([^\]\n]+)\]: (\S+)$", re.M)
_USED = re.compile(r"\]\[([^\]\n]+)\]")
_NAMED = re.compile(r"\b([\w./-]+\.py):([A-Za-z_][\w.]*)")
_DOTTED = re.compile(r"\b(regtrack(?:_scrapers)?(?:\.\w+)+)(?!\w|\.\w|-)")
_COMMAND = re.compile(r"^(?:\$ )?regtrack((?: [a-z]+)+)", re.M)


def prose(text: str) -> str:
    """The text without its code: a link inside code is an example."""
    return _CODE.sub("", _FENCE.sub("", text))


def code(text: str) -> str:
    """Every piece of code, one a line."""
    fences = [f.partition("\n")[2] for f in _FENCE.findall(text)]
    indented = re.findall(r"^ {4,}(\S.*)$", text, re.M)
    return "\n".join([*fences, *indented, *(c[1:-1] for c in _CODE.findall(_FENCE.sub("", text)))])


def anchor(heading: str) -> str:
    """The anchor of a heading, as forges make it."""
    kept = re.sub(r"[^\w\- ]", "", heading.replace("`", "").strip().lower())
    return kept.replace(" ", "-")


@cache
def anchors(file: Path) -> frozenset[str]:
    text = _FENCE.sub("", file.read_text(encoding="utf-8"))
    return frozenset(anchor(h) for h in re.findall(r"^#+ (.+)$", text, re.M))


@cache
def names_in(file: Path) -> frozenset[str]:
    """What a module defines at its top, and `Class.member`."""
    found: set[str] = set()
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        found |= _defined(node)
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{name}" for inner in node.body for name in _defined(inner)}
    return frozenset(found)


def _defined(node: ast.stmt) -> set[str]:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {node.name}
    if isinstance(node, (ast.ImportFrom, ast.Import)):
        return {alias.asname or alias.name for alias in node.names}
    targets = node.targets if isinstance(node, ast.Assign) else []
    targets = [node.target] if isinstance(node, ast.AnnAssign) else targets
    names = [n for t in targets for n in (t.elts if isinstance(t, ast.Tuple) else [t])]
    return {n.id for n in names if isinstance(n, ast.Name)}


def source_file(path: str) -> Path | None:
    """The file that a paper names: from the root, or from within a package."""
    places = (ROOT, ROOT / "src" / "regtrack", ROOT / "scrapers", *PACKAGES)
    return next((p / path for p in places if (p / path).is_file()), None)


def is_code_name(dotted: str) -> bool:
    """Whether `regtrack.x.y` is a package, a module, or a name in one."""
    first, *rest = dotted.split(".")
    at = PACKAGES[0] if first == "regtrack" else PACKAGES[1]
    while rest and (at / rest[0]).is_dir():
        at /= rest.pop(0)
    if not rest:
        return True
    file = at / f"{rest[0]}.py"
    if file.is_file():
        rest.pop(0)
    else:
        file = at / "__init__.py"
    return not rest or ".".join(rest) in names_in(file)


def broken_links(paper: Path, text: str) -> list[str]:
    words = prose(text)
    defined = dict(_DEFINED.findall(words))
    broken = [f"no such reference: {name}" for name in _USED.findall(words) if name not in defined]
    for target in (*_LINK.findall(words), *defined.values()):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, heading = target.partition("#")
        file = (paper.parent / path).resolve() if path else paper
        if not file.exists() or (file != ROOT and ROOT not in file.parents):
            broken.append(f"no such file: {target}")
        elif heading and heading not in anchors(file):
            broken.append(f"no such heading: {target}")
    return broken


def broken_names(text: str) -> list[str]:
    broken: list[str] = []
    for path, name in _NAMED.findall(text):
        file = source_file(path)
        if file is None:
            broken.append(f"no such file: {path}")
        elif name not in names_in(file):
            broken.append(f"{path} has no {name}")
    dotted = {d for d in _DOTTED.findall(code(text)) if d not in FILES and ".example" not in d}
    return broken + [f"no such module or name: {d}" for d in sorted(dotted) if not is_code_name(d)]


def broken_commands(text: str) -> list[str]:
    known = {leaf.name for leaf in leaves(parser())}
    groups = {name.rpartition(" ")[0] for name in known}
    broken: list[str] = []
    for typed in _COMMAND.findall(code(text)):
        words = typed.split()
        heads = {" ".join(words[: n + 1]) for n in range(len(words))}
        if heads.isdisjoint(known) and " ".join(words) not in groups:
            broken.append(f"no such command: regtrack {' '.join(words)}")
    return broken


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: str(p.relative_to(ROOT)))
def test_what_a_paper_points_at_exists(paper: Path) -> None:
    text = paper.read_text(encoding="utf-8")
    assert broken_links(paper, text) + broken_names(text) + broken_commands(text) == []


def test_there_are_papers() -> None:
    names = {p.name for p in PAPERS}
    assert {"architecture.md", "adding-a-source.md", "cli.md", "reading-the-answer.md"} <= names
    assert len(list((ROOT / "docs" / "adr").glob("[0-9]*.md"))) >= 14


def test_decisions_are_numbered_without_a_gap_and_have_their_parts() -> None:
    files = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
    assert [f.name[:4] for f in files] == [f"{n:04}" for n in range(1, len(files) + 1)]
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert text.startswith(f"# {file.name[:4]}. "), file.name
        assert re.search(r"^Date: 2026-\d\d\. Status: (accepted|superseded)", text, re.M), file.name
        for part in ("## Context", "## Decision", "## Consequence"):
            assert part in text, f"{file.name}: {part}"


@pytest.mark.parametrize(
    "text",
    [
        "[gone](nowhere.md)",
        "[heading](cli.md#no-such-heading)",
        "[reference][nowhere]",
        "[reference][x]\n\n[x]: nowhere.md",
        "`services/importing.py:no_such_function`",
        "`src/regtrack/services/no_such_file.py:run`",
        "`regtrack.services.importing.no_such_function`",
        "`regtrack.no_such_module`",
        "`regtrack nosuchcommand`",
        "`regtrack sources nosuchchild`",
    ],
)
def test_a_broken_pointer_is_seen(text: str) -> None:
    paper = ROOT / "docs" / "cli.md"
    assert broken_links(paper, text) + broken_names(text) + broken_commands(text)


@pytest.mark.parametrize(
    "text",
    [
        "[a page](https://example.org/nowhere.md)",
        "[heading](cli.md#regtrack-status)",
        "[`code`][x]\n\n[x]: ../src/regtrack/home.py",
        "[code](../src/regtrack/services/importing.py)",
        "`services/importing.py:import_document` `store/outbox.py:SqlOutbox.claim`",
        "`regtrack.services.importing.import_document` `regtrack.reading` `regtrack.toml`",
        "`regtrack status Alabama` `regtrack status alabama` `regtrack sources`",
    ],
)
def test_a_good_pointer_is_let_pass(text: str) -> None:
    paper = ROOT / "docs" / "cli.md"
    assert broken_links(paper, text) + broken_names(text) + broken_commands(text) == []
