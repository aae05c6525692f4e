"""Hosts: which addresses belong together, and which must not be reached at all."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from regtrack.contract import ip_of, is_public

if TYPE_CHECKING:
    from tldextract import TLDExtract


@cache
def _suffixes() -> TLDExtract:
    """The public suffix list that travels with tldextract: no fetch at run time. It takes long to
    load, and only redirects and links ask for it."""
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


def host_of(url: str) -> str:
    """The host of an address, lower-case, without its port; "" where there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def registrable(url: str) -> str:
    """The name its owner registered (`flsenate.gov`); the host itself for an IP address."""
    host = host_of(url)
    return _suffixes()(host).top_domain_under_public_suffix or host


def may_redirect(start: str, target: str) -> bool:
    """Whether a redirect stays with the same owner and does not fall from https to http."""
    old, new = urlsplit(start).scheme, urlsplit(target).scheme
    if new not in ("http", "https") or (old == "https" and new == "http"):
        return False
    return registrable(start) == registrable(target) != ""


def is_private(address: str) -> bool:
    """Whether this is an IP address, however spelled, that is not on the public internet; False
    for names."""
    ip = ip_of(address)
    return ip is not None and not is_public(ip)
