"""What a watched page says, without what changes at every request."""

from __future__ import annotations

import hashlib

from selectolax.lexbor import LexborHTMLParser

from regtrack.contract import without_noise

#: Scripts, hidden form values and the frame around a page's words: what no text is read from.
_NOISE = (
    "head, script, style, noscript, template, iframe, object, svg, canvas, audio, video, nav, "
    "footer, input, select, textarea, button, dialog"
)
#: What no reader sees, ways to other pages, advertisements and consent to cookies. Whole names
#: where a piece of one could stand in another: `ad` in `heading`, `load`.
_ASIDE = (
    "[hidden], [aria-hidden=true], [style*='display:none' i], [style*='display: none' i], "
    "[style*='visibility:hidden' i], [style*='visibility: hidden' i], "
    "[role=navigation], [role=menu], [role=menubar], [role=search], [role=contentinfo], "
    "[role=dialog], .navbar, .nav-menu, .main-menu, .site-nav, .skip-link, .skip-nav, #skip-nav, "
    "[class*=breadcrumb], "
    "ins.adsbygoogle, .ad, .ads, .advert, .advertisement, .ad-banner, .ad-slot, .ad-container, "
    "[class*=sponsored-], [id^=ad-slot], [id^=google_ads], [id^=div-gpt-ad], "
    "[id*=cookie-consent], [id*=cookieconsent i], [class*=cookie-consent], [class*=cookie-banner], "
    "[class*=cookie-notice], [class*=cookie-bar], [class*=gdpr-], .cc-window, [id^=onetrust], "
    "[id^=CybotCookiebot]"
)
#: A part with one of these, or with half of a page's words, is no frame whatever it is called: the
#: outermost element often says that a page has a banner.
_BODY = "h1, main, article"
_MOST_ASIDES = 500
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
    # A node that several selectors match is given several times; it must be taken out once.
    parts = list({part.mem_id: part for part in root.css(_ASIDE)}.values())[:_MOST_ASIDES]
    half = len(root.text()) / 2 if parts else 0
    for part in reversed(parts):  # those within others first
        if part.css_first(_BODY) is None and len(part.text()) < half:
            part.decompose()
    return without_noise(root.text(separator=" "))
