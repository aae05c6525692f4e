"""Text from pages made safe to show: one line, no control characters, honest links."""

from __future__ import annotations

import ipaddress
import unicodedata
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

#: Format characters some scripts need between letters; all others (bidi overrides, invisible
#: marks, tags) can make a line read as something else than it is.
_JOINERS = frozenset("\u200c\u200d")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SPACES = frozenset({"Zl", "Zp", "Zs"})
_URL_SAFE = "/?:@!$&'()*+,;=-._~%#[]"
_MAX_URL = 2000


def line(text: str, limit: int = 300) -> str:
    """`text` as one line of at most `limit` characters.

    White space and control characters (line feeds, C0, C1, escape sequences' ESC) become one
    space, hidden format characters and lone surrogates disappear, a cut is shown by an ellipsis.
    """
    # What is printable holds nothing of what _keep looks for; most words are.
    kept = text if text.isprintable() else "".join(_keep(c) for c in text)
    folded = " ".join(kept.split())
    if len(folded) <= limit:
        return folded
    return folded[: limit - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"


def _keep(char: str) -> str:
    category = unicodedata.category(char)
    if category in _SPACES or category == "Cc":
        return " "
    if category in _HIDDEN and char not in _JOINERS:
        return ""
    return char


def address(url: str | None) -> str | None:
    """A web address that may be shown and linked, or None.

    Only http and https, without user name or password (`https://ohio.gov@example.net` is not
    Ohio), the host in ASCII so that look-alike letters show, everything else percent-encoded.
    """
    if not url or len(url) > _MAX_URL:
        return None
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    name = ascii_host(host)
    if name is None:
        return None
    return urlunsplit(_encoded(parts, name if port is None else f"{name}:{port}"))


def ascii_host(host: str) -> str | None:
    """A host name in its ASCII form (IDNA), an IPv6 address in brackets; None if it is neither."""
    if ":" in host:
        try:
            return f"[{ipaddress.IPv6Address(host)}]"
        except ValueError:
            return None
    try:
        name = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    return name if name and all(c.isalnum() or c in "-._" for c in name) else None


def _encoded(parts: SplitResult, netloc: str) -> tuple[str, str, str, str, str]:
    path, query, fragment = (
        quote(piece.encode("utf-8", "replace"), safe=_URL_SAFE)
        for piece in (parts.path, parts.query, parts.fragment)
    )
    return parts.scheme, netloc, path, query, fragment
