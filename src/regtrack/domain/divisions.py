"""Division ids: what can be told from an Open Civic Data id alone."""

from __future__ import annotations

import re
from enum import StrEnum

NATION = "ocd-division/country:us"
_ID = re.compile(r"^ocd-division/country:[a-z]{2}(?:/[a-z_]+:[a-z0-9._~\-\u00b7-\u1fff]+)*$")
_TOP = {
    "state": "state",
    "province": "state",
    "region": "state",
    "district": "district",
    "territory": "territory",
}
_COUNTY = frozenset({"county", "parish", "borough", "census_area", "municipio"})


class Kind(StrEnum):
    """What sort of place a division is."""

    COUNTRY = "country"
    STATE = "state"
    DISTRICT = "district"
    TERRITORY = "territory"
    COUNTY = "county"
    PLACE = "place"


def is_division(text: str) -> bool:
    """Whether this has the form of a division id."""
    return _ID.match(text) is not None


def kind_of(division: str) -> Kind:
    """The sort of place; parishes, boroughs, census areas and municipios are counties.

    Raises ValueError for what is no division id of a place.
    """
    word = division.rpartition("/")[2].partition(":")[0]
    if word == "country":
        return Kind.COUNTRY
    if word in _TOP:
        return Kind(_TOP[word])
    if word in _COUNTY:
        return Kind.COUNTY
    if word == "place":
        return Kind.PLACE
    raise ValueError(f"not the id of a place: {division!r}")


def path_parents(division: str) -> tuple[str, ...]:
    """The divisions above this one by path alone, the nation first: never a place's county, which
    no place id carries, except where a township's id does."""
    parts = division.split("/")
    return tuple("/".join(parts[:n]) for n in range(2, len(parts)))


def country_of(division: str) -> str:
    """The nation a division lies in."""
    return "/".join(division.split("/")[:2])


def state_of(division: str) -> str | None:
    """The state, district or territory a division lies in or is; None for a nation."""
    parts = division.split("/")
    return "/".join(parts[:3]) if len(parts) > 2 else None


def leaf_of(division: str) -> str:
    """The last word of an id: `mobile` of `.../place:mobile`."""
    return division.rpartition(":")[2]
