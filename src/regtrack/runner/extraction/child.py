"""The child that reads hostile formats: `python -m regtrack.runner.extraction.child`.

Reads requests from standard input and writes replies to standard output until the input ends.
Its address space is bounded, an alarm ends it when a document takes too long, and it ends within
a second of its parent, however that died.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import threading
import time
from typing import Any, BinaryIO

from regtrack.domain.errors import UnreadableText
from regtrack.runner.extraction import extract
from regtrack.runner.extraction.wire import LENGTH, as_message, packed, unpacked

#: A child that once needed so many kilobytes ends itself, so that the next document has all.
_FULL = 256 * 1024
#: Seconds between two looks at whether the parent lives.
_LOOK = 1.0


def main(memory: int, seconds: int) -> int:
    """Serve until the input ends. `memory` in bytes, `seconds` for one document."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = os.getppid()
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Linux hands the size of the parent on to the child; only growth beyond it is the child's own.
    full = max(_FULL, _peak())
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    # Whatever a library prints must not stand between the replies.
    sys.stdout = sys.stderr
    while True:
        size = source.read(LENGTH.size)
        if len(size) < LENGTH.size:
            return 0
        # The parent gives up first; the alarm is for a child whose parent is gone.
        signal.alarm(seconds + 5)
        reply = _serve(source, LENGTH.unpack(size)[0])
        signal.alarm(0)
        last = reply.get("last") or _peak() > full
        sink.write(packed({**reply, "last": bool(last)}))
        sink.flush()
        if last:
            return 0


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _serve(source: BinaryIO, size: int) -> dict[str, Any]:
    try:
        request = unpacked(source.read(size))
        data = source.read(request["size"])
        return as_message(extract(data, request["media_type"], request["name"]))
    except UnreadableText as error:
        return {"error": str(error)}
    except MemoryError:
        return {"error": "no readable text: the document needs too much memory", "last": True}
    except Exception as error:
        # Whatever a reader dies of, the next document must work.
        return {"error": f"no readable text: {type(error).__name__}: {error}", "last": True}


def _watch(parent: int) -> None:
    """End this process when its parent has died: it may be deep in a parser and see no end."""
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
