"""The wheel and the sdist carry everything: installed outside the checkout, without a network,
the program answers, and its spiders crawl."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytest.importorskip("hatchling", reason="the builder is in the locked environment: make setup")


def quiet(words: list[str], cwd: Path, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        words, cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=240
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def build(target: str, source: Path, out: Path) -> Path:
    quiet([sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(out)], source)
    (made,) = out.iterdir()
    return made


def files_of(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if not name.endswith("/RECORD")}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel alone; its dependencies are lent by this one."""
    folder = tmp_path_factory.mktemp("installed")
    quiet([sys.executable, "-m", "venv", "--without-pip", str(folder / "venv")], folder)
    python = folder / "venv" / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-index"]
    quiet([*pip, "--no-deps", "--quiet", str(wheel)], folder)
    where = quiet([str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
                  folder)  # fmt: skip
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(where.strip(), "lent.pth").write_text("\n".join(sorted(lent)) + "\n", encoding="utf-8")
    return folder


def call(installed: Path, *words: str) -> str:
    home = installed / "empty"
    home.mkdir(exist_ok=True)
    env = {"HOME": str(home), "PATH": os.defpath, "LANG": "C.UTF-8"}
    return quiet([str(installed / "venv" / "bin" / "regtrack"), *words], home, env)


def test_the_wheel_holds_the_data_and_the_spiders(wheel: Path) -> None:
    files = files_of(wheel)
    for needed in (
        "regtrack/_db/gazetteer/gazetteer.sqlite",
        "regtrack/_db/baseline/us.toml",
        "regtrack/_db/migrations/env.py",
        "regtrack/_db/recordings/sources.toml",
        "regtrack/py.typed",
        "regtrack_scrapers/settings.py",
        "regtrack_scrapers/spiders/page.py",
        "regtrack_scrapers/templates/platform.py.tmpl",
    ):
        assert needed in files
    assert {name.split("/")[0].split("-")[0] for name in files} == {"regtrack", "regtrack_scrapers"}
    assert not [name for name in files if "__pycache__" in name or name.startswith("tests")]


def test_it_imports_from_where_it_was_installed(installed: Path) -> None:
    python = str(installed / "venv" / "bin" / "python")
    code = "import regtrack, regtrack_scrapers as s; print(regtrack.__file__); print(s.__file__)"
    lines = quiet([python, "-I", "-c", code], installed).split()
    assert all(Path(line).is_relative_to(installed) for line in lines)


def test_an_installed_wheel_answers(installed: Path) -> None:
    body: dict[str, Any] = json.loads(call(installed, "status", "Alabama", "--json"))
    assert body["division"] == "ocd-division/country:us/state:al"
    status = {answer["substance"]: answer["status"] for answer in body["answers"]}
    assert status["kratom"] == "scheduled"


def test_an_installed_wheel_crawls_and_delivers(installed: Path) -> None:
    body = json.loads(call(installed, "demo", "--home", "played", "--json"))
    assert len(body["days"]) == 3
    assert sum(day["webhooks"] for day in body["days"]) > 0
    first = {source["key"]: source["documents"] for source in body["days"][0]["sources"]}
    assert all(documents > 0 for documents in first.values())


def test_the_sdist_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    sdist = build("sdist", ROOT, tmp_path / "sdist")
    with tarfile.open(sdist) as archive:
        if hasattr(tarfile, "data_filter"):  # not in the first releases of 3.11
            archive.extraction_filter = tarfile.data_filter
        archive.extractall(tmp_path / "unpacked")
    (source,) = (tmp_path / "unpacked").iterdir()
    assert files_of(build("wheel", source, tmp_path / "again")) == files_of(wheel)
