"""The entry point: parse, import the command, run it, turn errors into words and exit codes."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

from regtrack.cli.arguments import read
from regtrack.domain.errors import ConfigError, RegtrackError

UNEXPECTED, USAGE = 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    arguments = read(argv)
    module, function = arguments.handler.split(":")
    try:
        handler = getattr(importlib.import_module(f"regtrack.cli.{module}"), function)
        code: int = handler(arguments)
        sys.stdout.flush()
        return code
    except ConfigError as error:
        print(f"regtrack: {error}", file=sys.stderr)
        return USAGE
    except RegtrackError as error:
        print(f"regtrack: {error}", file=sys.stderr)
        return UNEXPECTED
    except BrokenPipeError:
        # The reader went away (`| head`); the interpreter must not complain while it closes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNEXPECTED
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
