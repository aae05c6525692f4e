"""docs/cli.md: made from the parser, up to date, and complete."""

from __future__ import annotations

import argparse
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from regtrack.cli.arguments import COMMANDS, Command, parser
from regtrack.cli.reference import leaves, markdown

ROOT = Path(__file__).resolve().parents[2]
DESIGN = ROOT.parent / "shared" / "design.md"


def make_cli() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_cli", ROOT / "docs" / "make_cli.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def every(commands: tuple[Command, ...], above: str = "") -> Iterator[tuple[str, Command]]:
    for command in commands:
        name = f"{above} {command.name}".strip()
        yield name, command
        yield from every(command.children, name)


EVERY = list(every(COMMANDS))


def test_the_page_is_what_the_parser_says() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert page == make_cli().page(), "run `python docs/make_cli.py`"


@pytest.mark.parametrize(("name", "command"), EVERY, ids=[name for name, _ in EVERY])
def test_every_command_tells_what_it_does(name: str, command: Command) -> None:
    assert len(command.help) > 8, name


def test_every_command_that_runs_has_a_section_with_its_options() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## regtrack (.+?)\n(.*?)(?=^## |\Z)", page, re.M | re.S))
    wanted = {name for name, command in EVERY if not command.children}
    assert set(sections) == wanted
    for leaf in leaves(parser()):
        for action in leaf.parser._actions:
            if action.dest != "help":
                name = action.option_strings[-1] if action.option_strings else action.dest.upper()
                assert f"`{name}`" in sections[leaf.name], f"{leaf.name} {name}"


def test_the_commands_of_the_design_that_exist_have_help() -> None:
    """A command of the design's table that is not there is the plan's matter, not the page's."""
    if not DESIGN.is_file():
        pytest.skip(f"the design is not here: {DESIGN}")
    table = DESIGN.read_text(encoding="utf-8").partition("## 5.")[2].partition("## 6.")[0]
    cells = re.findall(r"^\| (`regtrack .+?) \| ", table, re.M)
    codes = [code.removeprefix("regtrack ") for c in cells for code in re.findall(r"`(.+?)`", c)]
    named = {code.split()[0] for code in codes}
    known = {name: command.help for name, command in EVERY}
    there = named & set(known)
    assert {"status", "timeline", "bills", "watch", "sources", "review", "verify"} <= there
    assert all(known[name] for name in there)


def small() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="regtrack", description="Tells.", epilog="exit codes: 0")
    group = top.add_subparsers()
    run = group.add_parser("run", description="run it")
    run.add_argument("place", nargs="+", help="a place | a ZIP")
    run.add_argument("--day", required=True, type=int, help="which")
    run.add_argument("--more", action="append")
    run.set_defaults(handler="run:run")
    return top


def test_a_parser_becomes_a_page() -> None:
    page = markdown(small(), {"run:run": "0 done."})
    assert "| [`run`](#regtrack-run) | run it |" in page
    assert "    regtrack run PLACE... --day DAY [--more MORE]...\n" in page
    assert "| `PLACE` | text | a place \\| a ZIP |" in page
    assert "\n0 done.\n" in page


def test_check_tells_a_page_that_is_not_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    module = make_cli()
    monkeypatch.setattr(module, "PAGE", tmp_path / "cli.md")
    monkeypatch.setattr("sys.argv", ["make_cli.py", "--check"])
    assert module.main() == 1
    assert "not up to date" in capsys.readouterr().err
    monkeypatch.setattr("sys.argv", ["make_cli.py"])
    assert module.main() == 0
    monkeypatch.setattr("sys.argv", ["make_cli.py", "--check"])
    assert module.main() == 0
