"""For how long a batch may be crawled: until its leases run out.

The crawl's child goes on while its parent is frozen, and then crawls what another process has taken
over. So it reads from an open file without a name until when (on the system's monotonic clock) its
parent held the leases at last, and ends by itself after that."""

from __future__ import annotations

import os
import struct
import tempfile
import time
import weakref

_INSTANT = struct.Struct("d")
#: A child looks every half second, and is gone before another process takes over.
LOOKS_EVERY, _BEFORE = 0.5, 1.0


class Hold:
    """The end of the leases, for us and our children; without an end until it is told."""

    def __init__(self) -> None:
        with tempfile.TemporaryFile() as file:
            #: The file that a child inherits.
            self.handle = os.dup(file.fileno())
        weakref.finalize(self, os.close, self.handle)
        self._write(float("inf"))

    def keep(self, seconds: float) -> None:
        """The leases hold for so long from now."""
        self._write(time.monotonic() + seconds - _BEFORE)

    @property
    def lost(self) -> bool:
        """Whether they have run out."""
        return is_lost(self.handle)

    def _write(self, until: float) -> None:
        # Eight bytes in place: that works on a full disk too.
        os.pwrite(self.handle, _INSTANT.pack(until), 0)


def is_lost(handle: int) -> bool:
    """Whether the time that stands in this file is over."""
    (until,) = _INSTANT.unpack(os.pread(handle, _INSTANT.size, 0))
    return bool(time.monotonic() > until)
