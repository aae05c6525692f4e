"""One command's parser says what the whole command line says."""

from __future__ import annotations

import pytest

from regtrack import home
from regtrack.cli.arguments import COMMANDS, Command, parser, read
from regtrack.cli.output import WIDTH, shortened, wrapped


def _leaves(commands: tuple[Command, ...], *above: str) -> list[tuple[str, ...]]:
    found = []
    for command in commands:
        path = (*above, command.name)
        found += _leaves(command.children, *path) if command.children else [path]
    return found


LEAVES = _leaves(COMMANDS)


def _said(argv: list[str], capsys: pytest.CaptureFixture[str]) -> list[object]:
    """What both make of a line: code, output and complaints of each."""
    made: list[object] = []
    for parse in (lambda: read(argv), lambda: parser().parse_args(argv)):
        try:
            made.append(vars(parse()))
        except SystemExit as left:
            out = capsys.readouterr()
            made.append((left.code, out.out, out.err))
    return made


@pytest.mark.parametrize("path", LEAVES, ids=" ".join)
@pytest.mark.parametrize("given", [["--help"], ["--nonsense"], ["--json"], []], ids=str)
def test_alone_and_whole_say_the_same(
    path: tuple[str, ...], given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    alone, whole = _said([*path, *given], capsys)
    assert alone == whole


@pytest.mark.parametrize(
    "argv",
    [
        [], ["--help"], ["--version"], ["nonsense"], ["import"], ["import", "nonsense"],
        ["sources", "--help"], ["status", "Mobile,", "AL", "--on", "soon"], ["statu"],
        ["status", "--on", "2026-07-01", "Alabama", "--json", "--substance", "7-oh"],
        ["status", "Alabama", "--", "--all"], ["check", "AL", "--product", "leaf", "--age", "20"],
        ["check", "AL", "--product", "tea"], ["subscriptions", "add", "--kind", "stage"],
        ["changes", "--since", "2026-07-01", "stray"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_lines_right_and_wrong_read_the_same(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    alone, whole = _said(argv, capsys)
    assert alone == whole


def test_only_the_parser_asked_for_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("regtrack.cli.arguments.parser", lambda: pytest.fail("the whole"))
    assert read(["status", "Alabama"]).place == ["Alabama"]
    assert read(["sources", "show", "k"]).handler == "sources:show"


def test_a_paragraph_breaks_between_words_only() -> None:
    address = "https://law.example/" + "a-very-long-path/" * 6
    lines = wrapped(f"some words before {address} and " + "some after " * 12, 4).split("\n")
    assert f"    {address}" in lines
    assert all(len(line) <= WIDTH for line in lines if address not in line)
    assert all(line.startswith("    ") for line in lines)
    assert wrapped("") == ""


def test_a_text_is_cut_after_a_word() -> None:
    assert shortened("one  two\nthree", 13) == "one two three"
    assert shortened("one two three", 12) == "one two ..."
    assert shortened("onetwothree four", 12) == " ..."


def test_the_home_is_where_platformdirs_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import platformdirs

    monkeypatch.delenv("REGTRACK_HOME", raising=False)
    for shared in (None, "", "/srv/data"):
        monkeypatch.delenv("XDG_DATA_HOME", raising=False)
        if shared is not None:
            monkeypatch.setenv("XDG_DATA_HOME", shared)
        assert str(home.home()) == platformdirs.user_data_dir("regtrack", appauthor=False)
