"""`python -m regtrack.replay FOLDER [--port N] [--day N] [--captures FOLDER]`."""

from __future__ import annotations

import argparse
import sys
import threading
from pathlib import Path

from regtrack.replay.server import ReplayServer


def main() -> int:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="regtrack.replay", description=__doc__)
    parser.add_argument("folder", type=Path, help="recordings: dayN/<name>/meta.json")
    parser.add_argument("--captures", type=Path, help="captured Open States records")
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--day", type=int, default=1)
    given = parser.parse_args()
    server = ReplayServer(given.folder, captures=given.captures, port=given.port, day=given.day)
    with server:
        sys.stderr.write(f"REGTRACK_REPLAY={server.base}\n")
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
