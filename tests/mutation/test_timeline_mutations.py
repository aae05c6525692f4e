"""A mutation of any rule in the timeline function is caught by the kernel's own tests.

`make test` tries a sample; REGTRACK_MUTANTS=all tries every one (`make soak`)."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

_HERE = Path(__file__).resolve().parent
_ROOT = _HERE.parents[1]
_KERNEL = _ROOT / "src" / "regtrack" / "domain"
_LAW = ("law", "law_claims", "law_dates", "law_links", "law_repeals")
_NAMES = (*_LAW, "claims", "default_starts", "spans", "status", "timeline_cases")
_TESTS = tuple(f"tests/domain/test_{name}.py" for name in _NAMES)
_SAMPLE = 8


@dataclass(frozen=True)
class Mutant:
    """One change of one module."""

    module: str
    number: int
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.module}-{self.number}"

    def apply(self, text: str) -> str:
        return text.replace(self.old, self.new)


def mutants() -> list[Mutant]:
    table = tomllib.loads((_HERE / "mutants.toml").read_text(encoding="utf-8"))
    return [
        Mutant(module, number, old, new)
        for module, body in table.items()
        for number, (old, new) in enumerate(body["mutants"])
    ]


def chosen() -> list[Mutant]:
    """All, or the sample of this seed (REGTRACK_MUTANTS may be another seed)."""
    wish = os.environ.get("REGTRACK_MUTANTS", "1")
    return mutants() if wish == "all" else random.Random(wish).sample(mutants(), _SAMPLE)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package, to be mutated file by file."""
    folder = tmp_path_factory.mktemp("mutated")
    shutil.copytree(
        _ROOT / "src" / "regtrack",
        folder / "regtrack",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    return folder


def kernel_tests(package: Path) -> str:
    """Run the kernel's tests on a package: "passed", "failed", or what else pytest said last. A
    package that cannot be imported is no killed mutant."""
    options = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly")
    ran = subprocess.run(
        [sys.executable, "-B", "-m", "pytest", *options, *_TESTS],
        cwd=_ROOT,
        env={**os.environ, "PYTHONPATH": str(package)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    last = ran.stdout.strip().rpartition("\n")[2]
    if "error" in last:
        return last
    return {0: "passed", 1: "failed"}.get(ran.returncode, last)


def test_the_list_fits_the_source() -> None:
    assert len(mutants()) >= 40
    for mutant in mutants():
        text = (_KERNEL / f"{mutant.module}.py").read_text(encoding="utf-8")
        assert text.count(mutant.old) == 1, mutant
        compile(mutant.apply(text), mutant.module, "exec")


def test_the_untouched_copy_is_the_one_tested_and_passes(copy: Path) -> None:
    assert kernel_tests(copy) == "passed"
    path = copy / "regtrack" / "domain" / "law.py"
    text = path.read_text(encoding="utf-8")
    path.write_text("raise ImportError('the copy is in use')", encoding="utf-8")
    assert "error" in kernel_tests(copy)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("mutant", chosen(), ids=str)
def test_a_mutant_is_killed(mutant: Mutant, copy: Path) -> None:
    path = copy / "regtrack" / "domain" / f"{mutant.module}.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(mutant.apply(text), encoding="utf-8")
    try:
        assert kernel_tests(copy) == "failed", f"survived: {mutant.old!r} -> {mutant.new!r}"
    finally:
        path.write_text(text, encoding="utf-8")
