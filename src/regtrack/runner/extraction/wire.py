"""What parent and child say to each other: a length, a JSON object, and bytes after a request.

Both lengths are 8 bytes, big-endian. A request is `{"media_type", "name", "size"}` followed by
`size` raw bytes; a reply is `{"runs": [[mark, text]], "extractor", "page_count", "last"}` or
`{"error", "last"}`. `last` says that the child ends after this reply.
"""

from __future__ import annotations

import json
import struct
from typing import Any

from regtrack.reading.text import LegalText, Mark, Run

LENGTH = struct.Struct(">Q")


def packed(message: dict[str, Any]) -> bytes:
    """A message with its length before it."""
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
    raw = body.encode("utf-8", "surrogatepass")
    return LENGTH.pack(len(raw)) + raw


def unpacked(body: bytes | bytearray) -> dict[str, Any]:
    """The message without its length. Raises ValueError for what is no JSON object."""
    message = json.loads(body.decode("utf-8", "surrogatepass"))
    if not isinstance(message, dict):
        raise ValueError("not a message")
    return message


def as_message(text: LegalText) -> dict[str, Any]:
    """A text as the reply that carries it."""
    return {
        "runs": [[run.mark.value, run.text] for run in text.runs],
        "extractor": text.extractor,
        "page_count": text.page_count,
    }


def as_text(message: dict[str, Any]) -> LegalText:
    """The text that a reply carries."""
    runs = tuple(Run(text, Mark(mark)) for mark, text in message["runs"])
    return LegalText(runs, message["extractor"], message["page_count"])
