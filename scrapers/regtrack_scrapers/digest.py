"""What a watched page says, without what changes at every request."""

from __future__ import annotations

import hashlib

from selectolax.lexbor import LexborHTMLParser

from regtrack.contract import without_noise

#: Scripts, hidden form values and the frame around a page's words.
_NOISE = "head, script, style, noscript, template, iframe, svg, nav, footer, input, select"
#: What no reader sees, ways to other pages, advertisements and consent to cookies.
_ASIDE = (
    "[hidden], [aria-hidden=true], [role=navigation], [role=search], [role=contentinfo], "
    "ins.adsbygoogle, [id^=google_ads], [id^=div-gpt-ad], [id*=cookie-consent], "
    "[class*=cookie-consent], [class*=cookie-banner], [class*=breadcrumb]"
)
#: Above this a page is compared by its bytes: parsing hostile nesting is not linear.
MAX_BYTES = 4 * 1024 * 1024


def page_digest(body: bytes, media_type: str) -> str:
    """SHA-256 of an HTML page's words in order, of the bytes of anything else."""
    if "html" not in media_type or len(body) > MAX_BYTES:
        return hashlib.sha256(body).hexdigest()
    return hashlib.sha256(page_words(body).encode()).hexdigest()


def page_words(body: bytes) -> str:
    """An HTML page's words in order, one space between two, without what differs each time."""
    tree = LexborHTMLParser(body)
    tree.strip_tags(_NOISE.split(", "))
    root = tree.body
    if root is None:
        return ""
    for part in root.css(_ASIDE):
        part.decompose()
    return without_noise(root.text(separator=" "))
