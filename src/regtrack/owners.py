"""Who holds a lease: a process of a machine, by the name `host:pid`."""

from __future__ import annotations

import os
import socket
from pathlib import Path


def own_name() -> str:
    """The name of this process."""
    return f"{machine()}:{os.getpid()}"


def machine() -> str:
    """The name of this machine."""
    return socket.gethostname()


def is_dead(owner: str) -> bool:
    """Whether a lease's owner is a process of this machine that is gone. Our own name counts: ask
    this where we have just started and hold nothing."""
    return owner == own_name() or is_gone(owner)


def is_gone(owner: str) -> bool:
    """Whether a lease's owner is another process of this machine that is gone."""
    host, _, pid = owner.rpartition(":")
    return host == machine() and pid.isdigit() and not _alive(int(pid))


def left_behind(folder: Path) -> bool:
    """Whether a folder `crawl-PID-...` was left by a process that is gone, or by one that had our
    number."""
    pid = folder.name.split("-")[1]
    return pid.isdigit() and (int(pid) == os.getpid() or not _alive(int(pid)))


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return not _is_zombie(pid)


def _is_zombie(pid: int) -> bool:
    """Whether it has ended and only its parent has not asked how (Linux; elsewhere no)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0]
    except (OSError, IndexError):
        return False
    return state == b"Z"
