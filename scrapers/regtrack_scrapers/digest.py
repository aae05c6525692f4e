"""What a watched page says, without what changes at every request."""

from __future__ import annotations

import hashlib

from selectolax.lexbor import LexborHTMLParser

#: Scripts, hidden form values and the frame around a page's words.
_NOISE = "head, script, style, noscript, template, iframe, svg, nav, footer, input, select"
#: Above this a page is compared by its bytes: parsing hostile nesting is not linear.
MAX_BYTES = 4 * 1024 * 1024


def page_digest(body: bytes, media_type: str) -> str:
    """SHA-256 of an HTML page's words in order, of the bytes of anything else."""
    if "html" not in media_type or len(body) > MAX_BYTES:
        return hashlib.sha256(body).hexdigest()
    return hashlib.sha256(page_words(body).encode()).hexdigest()


def page_words(body: bytes) -> str:
    """An HTML page's words in order, one space between two."""
    tree = LexborHTMLParser(body)
    tree.strip_tags(_NOISE.split(", "))
    root = tree.body
    return " ".join((root.text(separator=" ") if root is not None else "").split())
