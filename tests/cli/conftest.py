"""A home with the baseline in it, made once and copied; commands run in this process."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from openstates_folder import write_bill
from regtrack.bootstrap import App
from regtrack.cli.main import main


@dataclass
class Ran:
    """How a command went: its exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def body(self) -> dict[str, Any]:
        """The one JSON object on stdout."""
        found: dict[str, Any] = json.loads(self.out)
        return found


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("furnished") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REGTRACK_HOME", str(home))
        patch.setenv("REGTRACK_NOW", "2026-06-01T12:00:00+00:00")
        patch.delenv("REGTRACK_DATABASE_URL", raising=False)
        with App() as app:
            app.ensure_baseline()
    return home


@pytest.fixture
def home(furnished: Path, regtrack_home: Path) -> Path:
    shutil.copytree(furnished, regtrack_home)
    return regtrack_home


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command in the home."""

    def run_it(*argv: str) -> Ran:
        capsys.readouterr()
        try:
            code = main(argv)
        except SystemExit as stopped:  # argparse
            code = stopped.code if isinstance(stopped.code, int) else 1
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run_it


@pytest.fixture
def bills_folder(tmp_path: Path) -> Path:
    """Two made-up bills of Wyoming, one of them law, and a broken record."""
    root = tmp_path / "bills"
    write_bill(root / "2026_HB1", "HB 1", law=True)
    write_bill(root / "2026_SF2", "SF 2", law=False)
    (root / "2026_HB3").mkdir()
    (root / "2026_HB3" / "metadata.json").write_text('{"identifier": ')
    return root
