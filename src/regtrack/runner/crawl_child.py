"""The child process of one batch: `python -m regtrack.runner.crawl_child JOB`.

Scrapy's reactor starts once per process, and hostile bytes are met here: so the batch has its own
process, limited in memory, which dies with its parent."""

from __future__ import annotations

import ctypes
import gc
import json
import os
import resource
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

from regtrack.runner.hold import LOOKS_EVERY, is_lost

_PR_SET_PDEATHSIG = 1
_LEASES_LOST = 3


def main(argv: list[str]) -> int:
    """Crawl the job's sources into its spool. Exit 0 when the reactor ended by itself."""
    job: dict[str, Any] = json.loads(Path(argv[1]).read_text(encoding="utf-8"))
    die_with_parent(job["parent"])
    end_with(job["hold"])
    limit_memory(job["memory_mb"])
    gc.disable()  # what modules make while they load stays
    from regtrack.runner.crawl_process import crawl

    gc.freeze()
    gc.enable()
    crawl(job, inherited_megabytes() + min(512, job["memory_mb"]))
    return 0


def die_with_parent(parent: int) -> None:
    """Ask the kernel to kill us when the parent ends; leave at once if it has (Linux)."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit("the parent is gone")


def end_with(hold: int) -> None:
    """End by ourselves when the leases run out: a frozen parent neither renews them nor kills us,
    and another process crawls these sources by then."""

    def watch() -> None:
        while not is_lost(hold):
            time.sleep(LOOKS_EVERY)
        os._exit(_LEASES_LOST)

    threading.Thread(target=watch, name="hold", daemon=True).start()


def inherited_megabytes() -> int:
    """The peak memory that the kernel already counts as ours: a child starts with its parent's
    peak, and Scrapy would take a large parent for a crawl that grew too large."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def limit_memory(megabytes: int) -> None:
    """Bound our address space: past it an allocation fails and the process ends."""
    size = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


if __name__ == "__main__":
    sys.exit(main(sys.argv))
