"""The command line as a Markdown page: what docs/cli.md is made of."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_HEAD = """\
# Commands

<!-- Made by docs/make_cli.py from src/regtrack/cli/arguments.py: change that and run it again. -->

{description}

{epilog}

With `--json` a command prints one JSON object on stdout, also when it ends with 3 or 4; messages
go to stderr. Every command creates or upgrades its home on first use. PLACE is a state, county,
city, ZIP, country or division id; how it is read is told in
[architecture.md](architecture.md#reading-a-place), what the answers mean in
[reading-the-answer.md](reading-the-answer.md).
"""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A command that runs: `name` as it is typed after `regtrack`, and its own parser."""

    name: str
    parser: argparse.ArgumentParser

    @property
    def handler(self) -> str:
        """`module:function` below `regtrack.cli`."""
        return str(self.parser.get_default("handler") or "")

    @property
    def help(self) -> str:
        """What it does, in a line."""
        return self.parser.description or ""


def leaves(top: argparse.ArgumentParser, name: str = "") -> Iterator[Leaf]:
    """Every command that runs, in the order in which they were added."""
    groups = [a for a in top._actions if isinstance(a, argparse._SubParsersAction)]
    if not groups:
        yield Leaf(name, top)
    for group in groups:
        for word, child in group.choices.items():
            yield from leaves(child, f"{name} {word}".strip())


def markdown(top: argparse.ArgumentParser, notes: Mapping[str, str]) -> str:
    """The whole page. `notes` gives, by handler, what more there is to say: its exit codes."""
    commands = list(leaves(top))
    parts = [
        _HEAD.format(description=top.description or "", epilog=_sentence(top.epilog or "")),
        _table(("command", "does"), ((f"[`{c.name}`](#{_anchor(c)})", c.help) for c in commands)),
        *(_section(top.prog, command, notes.get(command.handler, "")) for command in commands),
    ]
    return "\n".join(parts)


def _section(prog: str, command: Leaf, note: str) -> str:
    arguments = [a for a in command.parser._actions if not isinstance(a, argparse._HelpAction)]
    usage = " ".join((prog, command.name, *(_usage(a) for a in arguments)))
    lines = [f"## {prog} {command.name}\n", f"{_sentence(command.help)}\n", f"    {usage}\n"]
    if note:
        lines.append(f"{note}\n")
    rows = ((f"`{_name(a)}`", _takes(a), a.help or "") for a in arguments)
    return "\n".join((*lines, _table(("argument", "takes", "meaning"), rows)))


def _anchor(command: Leaf) -> str:
    return f"regtrack-{command.name.replace(' ', '-')}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""


def _name(action: argparse.Action) -> str:
    return ", ".join(action.option_strings) or _word(action)


def _word(action: argparse.Action) -> str:
    given = action.metavar if isinstance(action.metavar, str) else action.dest
    return given.upper()


def _usage(action: argparse.Action) -> str:
    if not action.option_strings:
        word = _word(action)
        return {"+": f"{word}...", "*": f"[{word}...]", "?": f"[{word}]"}.get(
            str(action.nargs), word
        )
    option = action.option_strings[-1]
    text = option if action.nargs == 0 else f"{option} {_word(action)}"
    if action.required:
        return text
    return f"[{text}]..." if _repeats(action) else f"[{text}]"


def _repeats(action: argparse.Action) -> bool:
    return isinstance(action, argparse._AppendAction)


def _takes(action: argparse.Action) -> str:
    """What a value must be: the first words of the function that reads it."""
    if action.nargs == 0:
        return "nothing: it is a switch"
    doc = getattr(action.type, "__doc__", None) if action.type is not None else None
    text = " ".join(doc.split()).rstrip(".") if doc else "text"
    text = f"{text[:1].lower()}{text[1:]}"
    return f"{text}; may be given again" if _repeats(action) else text


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    lines += [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    return "\n".join(lines) + "\n"
