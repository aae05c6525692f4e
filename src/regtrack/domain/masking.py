"""Addresses as they may be shown: in lists, in the audit and in logs."""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit


def masked_url(url: str) -> str:
    """The host of a web address, whose path is often a secret, and a mark made of the whole that
    tells two of one host apart."""
    parts = urlsplit(url)
    mark = hashlib.sha256(url.encode()).hexdigest()[:6]
    return f"{parts.scheme}://{parts.hostname or '?'}/… #{mark}"


def masked_chat(address: str) -> str:
    """The service of a chat's address, and such a mark."""
    mark = hashlib.sha256(address.encode()).hexdigest()[:6]
    return f"{address.partition(':')[0]}://… #{mark}"
