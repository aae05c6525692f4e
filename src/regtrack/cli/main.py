"""The entry point: parse, import the command, run it, turn errors into words and exit codes."""

from __future__ import annotations

import gc
import importlib
import io
import os
import sys
from collections.abc import Callable, Sequence

from regtrack.cli.arguments import read
from regtrack.cli.output import tell
from regtrack.domain.errors import ConfigError, RegtrackError

UNEXPECTED, USAGE = 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    arguments = read(argv)
    module, function = arguments.handler.split(":")
    _bear_any_output()
    try:
        code = _handler(module, function, own_process=argv is None)(arguments)
        sys.stdout.flush()
        return code
    except ConfigError as error:
        tell(f"regtrack: {error}")
        return USAGE
    except RegtrackError as error:
        tell(f"regtrack: {error}")
        return UNEXPECTED
    except BrokenPipeError:
        # The reader went away (`| head`); the interpreter must not complain while it closes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNEXPECTED
    except KeyboardInterrupt:
        return 130


def _handler(module: str, function: str, *, own_process: bool) -> Callable[..., int]:
    """The function that runs a command.

    What modules make while they load stays: to look for garbage in it doubles the time."""
    gc.disable()
    try:
        found: Callable[..., int] = getattr(
            importlib.import_module(f"regtrack.cli.{module}"), function
        )
        if own_process:
            gc.freeze()
        return found
    finally:
        gc.enable()


def _bear_any_output() -> None:
    """A terminal without the letters of a name shows `?`; a closed stdout is an empty one."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - to the end
    elif isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
