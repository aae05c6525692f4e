"""Where a replay server answers for a real address: `http://127.0.0.1:8090/https/host/path?q`."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit


def replay_url(base: str, url: str) -> str:
    """The address at the replay server `base` that stands for the real address `url`."""
    parts = urlsplit(url)
    path = f"/{parts.scheme}/{parts.netloc}{parts.path or '/'}"
    start = urlsplit(base)
    return urlunsplit((start.scheme, start.netloc, path, parts.query, ""))


def real_url(raw_path: str) -> str | None:
    """The real address behind a request path (with its query) of a replay server."""
    parts = raw_path.removeprefix("/").split("/", 2)
    if len(parts) < 2 or parts[0] not in ("http", "https") or not parts[1]:
        return None
    rest = parts[2] if len(parts) == 3 else ""
    return f"{parts[0]}://{parts[1]}/{rest}"
