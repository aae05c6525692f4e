"""The shape of the program: who may import whom, and what the fast path must not load."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HEAVY = ("sqlalchemy", "sqlmodel", "alembic", "pydantic", "scrapy", "twisted", "httpx", "rich",
         "aiohttp", "bs4", "lxml", "zipcodes", "psycopg")  # fmt: skip
_LOADED = """
import sys
from regtrack.cli.main import main
code = main({argv!r})
print("\\nLOADED", *sorted(m for m in {heavy!r} if m in sys.modules))
sys.exit(code)
"""


def _python(*arguments: str, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    given = {k: v for k, v in os.environ.items() if not k.startswith("REGTRACK_")}
    if home is not None:
        given["REGTRACK_HOME"] = os.fspath(home)
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True, text=True, cwd=ROOT, timeout=200, check=False, env=given,
    )  # fmt: skip


@pytest.fixture(scope="module")
def made_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that was used once: the baseline is in it."""
    home = tmp_path_factory.mktemp("made") / "home"
    done = _python("-m", "regtrack", "status", "Alabama", "--json", home=home)
    assert done.returncode == 0, done.stderr
    return home


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["status", "Alabama"], 0),
        (["status", "Mobile,", "AL", "--json"], 0),
        (["status", "35233", "--json"], 0),
        (["status", "Alabama", "--known-at", "2026-01-01T00:00:00Z", "--json"], 0),
        (["status", "Springfield", "--json"], 3),
        (["timeline", "Alabama", "--json"], 0),
    ],
)
def test_the_fast_path_loads_the_standard_library_only(
    made_home: Path, argv: list[str], code: int
) -> None:
    done = _python("-c", _LOADED.format(argv=argv, heavy=HEAVY), home=made_home)
    assert done.returncode == code, done.stderr
    assert done.stdout.splitlines()[-1] == "LOADED"


#: What a cold `regtrack status` imports of ours, each module with its price.
PATH = frozenset({
    "regtrack", "regtrack.baseline_stamp", "regtrack.home", "regtrack.paths",
    "regtrack.cli", "regtrack.cli.arguments", "regtrack.cli.command", "regtrack.cli.main",
    "regtrack.cli.output", "regtrack.cli.places", "regtrack.cli.reading",
    "regtrack.cli.source_arguments", "regtrack.cli.status", "regtrack.cli.values",
    "regtrack.domain", "regtrack.domain.codec", "regtrack.domain.compose", "regtrack.domain.dates",
    "regtrack.domain.default_starts", "regtrack.domain.divisions", "regtrack.domain.errors",
    "regtrack.domain.gazetteer", "regtrack.domain.place_codes", "regtrack.domain.place_results",
    "regtrack.domain.instruments", "regtrack.domain.observations", "regtrack.domain.places",
    "regtrack.domain.provisions", "regtrack.domain.record", "regtrack.domain.status",
    "regtrack.domain.substances", "regtrack.domain.timeline", "regtrack.domain.zones",
    "regtrack.services", "regtrack.services.answer_words", "regtrack.services.answering",
    "regtrack.store", "regtrack.store.answer_rows", "regtrack.store.fastread",
    "regtrack.store.gazetteer", "regtrack.store.sqlite_files",
})  # fmt: skip
#: Parts of the standard library that cost more than all the work of an answer.
DEAR = ("ast", "asyncio", "calendar", "dataclasses", "decimal", "hashlib", "inspect", "pathlib",
        "shutil", "subprocess", "textwrap", "tomllib", "typing", "urllib.parse")  # fmt: skip
#: Modules in all, those of a bare Python with `sqlite3`, `argparse` and `json` among them.
MOST = 105
_IMPORTED = """
import sys
from regtrack.cli.main import main
code = main({argv!r})
print()
print(*sorted(sys.modules))
sys.exit(code)
"""


def _bare() -> set[str]:
    """What a start imports before us: `sitecustomize` and the like are the machine's."""
    return set(_python("-c", "import sys; print(*sys.modules)").stdout.split())


def test_a_cold_status_imports_what_an_answer_needs_and_nothing_else(made_home: Path) -> None:
    script = _IMPORTED.format(argv=["status", "Sarasota County, FL"])
    done = _python("-c", script, home=made_home)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.splitlines()[-1].split())
    ours = {m for m in loaded if m.split(".")[0] in ("regtrack", "regtrack_scrapers")}
    assert ours == PATH
    of_the_path = loaded - _bare()
    assert of_the_path.isdisjoint(DEAR), sorted(of_the_path.intersection(DEAR))
    assert len(of_the_path) < MOST, sorted(of_the_path)


def test_the_fast_path_does_load_it_where_the_home_is_made(tmp_path: Path) -> None:
    """The test above can fail: the first use goes through SQLAlchemy."""
    script = _LOADED.format(argv=["status", "Alabama"], heavy=HEAVY)
    done = _python("-c", script, home=tmp_path / "home")
    assert "sqlalchemy" in done.stdout.splitlines()[-1]


def _tool(name: str) -> str:
    return os.fspath(Path(sys.executable).with_name(name))


def test_imports_go_one_way() -> None:
    done = subprocess.run(
        [_tool("lint-imports"), "--no-cache"],
        capture_output=True, text=True, cwd=ROOT, timeout=200, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_declared_and_used_dependencies_agree() -> None:
    done = subprocess.run(
        [_tool("deptry"), "src", "scrapers"],
        capture_output=True, text=True, cwd=ROOT, timeout=200, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def _modules() -> list[Path]:
    return sorted((ROOT / "src").rglob("*.py")) + sorted((ROOT / "scrapers").rglob("*.py"))


def test_no_module_is_a_drawer_for_everything() -> None:
    assert [p.name for p in _modules() if p.stem in ("utils", "helpers", "common", "misc")] == []


#: The clock that REGTRACK_NOW moves, its twin for spiders, and the ticker, which runs in real time.
_CLOCKS = (
    "src/regtrack/home.py",
    "scrapers/regtrack_scrapers/clock.py",
    "src/regtrack/daemon.py",
)


def test_only_the_clocks_ask_the_system() -> None:
    """Who asks it elsewhere would not notice that REGTRACK_NOW moved the time."""
    asking = []
    for path in _modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ("now", "utcnow", "today"):
                owner = ast.unparse(node.value)
                if owner in ("dt.datetime", "datetime.datetime", "datetime", "dt.date", "date"):
                    asking.append(f"{path.relative_to(ROOT)}: {owner}.{node.attr}")
    assert [a for a in asking if not a.startswith(_CLOCKS)] == []


@pytest.mark.parametrize("name", ["domain", "contract.py"])
def test_the_domain_is_the_standard_library(name: str) -> None:
    top = ROOT / "src" / "regtrack" / name
    paths = sorted(top.rglob("*.py")) if top.is_dir() else [top]
    foreign = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [a.name for a in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            foreign |= {n for n in names if n.split(".")[0] not in sys.stdlib_module_names}
    assert {n for n in foreign if not n.startswith("regtrack.domain")} == set()
