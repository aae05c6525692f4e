"""The day it is in a place: its time zone, that of most of its people where it has several."""

from __future__ import annotations

import datetime as dt
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

_EASTERN, _CENTRAL = "America/New_York", "America/Chicago"
_MOUNTAIN, _PACIFIC = "America/Denver", "America/Los_Angeles"
# fmt: off
_EAST = (
    "ct", "dc", "de", "fl", "ga", "in", "ky", "ma", "md", "me", "mi",
    "nc", "nh", "nj", "ny", "oh", "pa", "ri", "sc", "va", "vt", "wv",
)
_MIDDLE = (
    "al", "ar", "ia", "il", "ks", "la", "mn", "mo", "ms", "nd", "ne", "ok", "sd", "tn", "tx", "wi",
)
# fmt: on
_STATES: dict[str, str] = {
    **dict.fromkeys(_EAST, _EASTERN),
    **dict.fromkeys(_MIDDLE, _CENTRAL),
    **dict.fromkeys(("co", "mt", "nm", "ut", "wy"), _MOUNTAIN),
    **dict.fromkeys(("ca", "nv", "or", "wa"), _PACIFIC),
    "ak": "America/Anchorage",
    "az": "America/Phoenix",
    "hi": "Pacific/Honolulu",
    "id": "America/Boise",
    "as": "Pacific/Pago_Pago",
    "gu": "Pacific/Guam",
    "mp": "Pacific/Saipan",
    "pr": "America/Puerto_Rico",
    "vi": "America/St_Thomas",
}
_COUNTRIES: dict[str, str] = {
    "au": "Australia/Sydney",
    "ca": "America/Toronto",
    "de": "Europe/Berlin",
    "fr": "Europe/Paris",
    "gb": "Europe/London",
    "id": "Asia/Jakarta",
    "jp": "Asia/Tokyo",
    "my": "Asia/Kuala_Lumpur",
    "nz": "Pacific/Auckland",
    "th": "Asia/Bangkok",
    "us": _EASTERN,
}


@cache
def _all() -> frozenset[ZoneInfo]:
    names = {"UTC", *_STATES.values(), *_COUNTRIES.values()}
    return frozenset(ZoneInfo(name) for name in names)


def day_began(since: dt.datetime, until: dt.datetime) -> bool:
    """Whether in any zone on record a day began after one instant and up to the other."""
    return any(since.astimezone(z).date() < until.astimezone(z).date() for z in _all())


@lru_cache(maxsize=65_536)
def zone(division: str) -> ZoneInfo:
    """The time zone of a division; UTC where none is on record."""
    parts = dict(p.split(":", 1) for p in division.split("/")[1:] if ":" in p)
    country = parts.get("country", "")
    state = parts.get("state") or parts.get("district") or parts.get("territory")
    if country == "us" and state in _STATES:
        return ZoneInfo(_STATES[state])
    return ZoneInfo(_COUNTRIES.get(country, "UTC"))


def local_date(division: str, instant: dt.datetime) -> dt.date:
    """The date in a division at an instant."""
    return instant.astimezone(zone(division)).date()
