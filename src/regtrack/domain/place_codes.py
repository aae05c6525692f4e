"""Places written as codes: division ids, ZIPs, postal, ISO and FIPS codes."""

from __future__ import annotations

import re

from regtrack.domain.divisions import Kind, is_division, path_parents, state_of
from regtrack.domain.gazetteer import Place, Zip, by_id
from regtrack.domain.place_results import PlaceResult, found

TYPE_CHECKING = False  # the port needs `typing`, which is not on the path of an answer
if TYPE_CHECKING:
    from regtrack.domain.gazetteer_port import Gazetteer

_ZIP = re.compile(r"^(?:zip(?: ?code)?:? ?)?([0-9]{5})(?:-?[0-9]{4})?$", re.IGNORECASE)
#: Post offices of the armed forces, and of embassies: these begin no other ZIP.
_MILITARY = re.compile(r"^(?:09[0-8]|340|96[2-6])")
_ISO2 = re.compile(r"^([A-Za-z]{2})-([A-Za-z0-9]{1,3})$")
_COUNTRY = re.compile(r"^country:([A-Za-z]{2})((?:/\S+)?)$", re.IGNORECASE)
_FIPS = re.compile(
    r"^(?:(?:fips|geoid)(?: ?code)?[: ] ?|0[45]00000US)([0-9]+)$|^([0-9]{2})$", re.IGNORECASE
)


def read_id(text: str, gazetteer: Gazetteer) -> PlaceResult | None:
    """A division id; an unknown one offers the nearest known division above it."""
    lower = text.lower()
    if not lower.startswith("ocd-division/"):
        return None
    place = gazetteer.get(lower)
    if place is not None:
        return found(text, place, gazetteer)
    known = (
        [p for d in path_parents(lower) if (p := gazetteer.get(d))] if is_division(lower) else []
    )
    note = f"no such division: {text}" + (f"; {known[-1].name} is known" if known else "")
    return PlaceResult(text, near=tuple(known[-1:]), notes=(note,))


def read_zip(text: str, gazetteer: Gazetteer) -> PlaceResult | None:
    """A ZIP, also with its four further digits."""
    match = _ZIP.match(text)
    if match is None:
        return None
    code = match.group(1)
    county = gazetteer.coded("fips", code) if text == code else None
    entry = gazetteer.zip_code(code)
    if entry is None:
        note = f"ZIP {code} is not known"
        if _MILITARY.match(code):
            note = f"ZIP {code} is a military or diplomatic post office, which lies in no state"
        says = f"; as a FIPS code it is {county.name}: write fips:{code}" if county else ""
        return PlaceResult(text, near=(county,) if county else (), notes=(note + says,))
    notes = [f"ZIP {entry.code} is mail for {entry.city}; it may reach beyond one place"]
    if county is not None:
        notes.append(f"{code} is also the FIPS code of {county.name}: for that write fips:{code}")
    return _zip_area(text, entry, gazetteer, notes)


def _zip_area(query: str, entry: Zip, gazetteer: Gazetteer, notes: list[str]) -> PlaceResult:
    """The smallest division that holds all that is known of a ZIP's area."""
    state = gazetteer.get(entry.state)
    assert state is not None
    beyond = _states(entry, gazetteer)
    if beyond:
        names = ", ".join(p.name for p in beyond)
        notes.append(f"it crosses the state line into {names}: which law applies is not told by it")
        area = (*(entry.places or (state,)), *beyond)
        return _held(query, area, gazetteer, notes)
    if entry.places and not entry.whole:
        notes.append(f"{entry.city} itself is no incorporated place in the lists held here")
        area = (*entry.places, *(entry.counties or (state,)))
        return _held(query, area, gazetteer, notes)
    if len(entry.places) == 1:
        return found(query, entry.places[0], gazetteer, *notes)
    if entry.places:
        return _held(query, entry.places, gazetteer, notes)
    if state.kind is Kind.STATE or entry.counties:
        notes.append("no incorporated place bears its name")
    if not entry.counties:
        return found(query, state, gazetteer, *notes)
    names = ", ".join(p.name for p in entry.counties)
    notes.append(f"postal and census data put it in {names}, which does not prove the county")
    return PlaceResult(query, state.division, state.name, entry.counties, notes=tuple(notes))


def _states(entry: Zip, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The other states that some list puts a ZIP in."""
    ids = {state_of(county.division) for county in entry.counties} - {entry.state, None}
    return by_id(place for d in ids if d and (place := gazetteer.get(d)))


def _held(
    query: str, places: tuple[Place, ...], gazetteer: Gazetteer, notes: list[str]
) -> PlaceResult:
    """The smallest division that holds all of these."""
    above = [
        {*path_parents(p.division)} | {c.division for c in gazetteer.counties(p.division)}
        for p in places
    ]
    best = max(set.intersection(*above), key=lambda d: (d.count("/"), d))
    place = gazetteer.get(best)
    assert place is not None
    return PlaceResult(query, place.division, place.name, places, notes=tuple(notes))


def read_postal_code(text: str, gazetteer: Gazetteer) -> PlaceResult | None:
    """Two letters: a US postal code, else a nation's; the nation of the same letters is named."""
    if len(text) != 2 or not text.isascii() or not text.isalpha():
        return None
    place = gazetteer.coded("postal", text.upper())
    country = gazetteer.coded("alpha2", text.lower())
    if place is None:
        return None if country is None else found(text, country, gazetteer)
    if country is None or country.division == place.division:
        return found(text, place, gazetteer)
    note = f"{text.upper()} is read as {place.name}; write country:{text.lower()} or {country.name}"
    return found(text, place, gazetteer, f"{note} for the country")


def read_country_code(text: str, gazetteer: Gazetteer) -> PlaceResult | None:
    """`country:al`, also with what follows in an id, and ISO alpha-3."""
    if _COUNTRY.match(text) is not None:
        return read_id(f"ocd-division/{text.lower()}", gazetteer)
    if len(text) == 3 and text.isascii() and text.isupper():
        country = gazetteer.coded("alpha3", text)
        return None if country is None else found(text, country, gazetteer)
    return None


def read_small_code(text: str, gazetteer: Gazetteer) -> PlaceResult | None:
    """An alpha-3 code in small letters and a postal code with dots, which lose to every name."""
    if len(text) == 3:
        return read_country_code(text.upper(), gazetteer)
    return read_postal_code(text.replace(".", ""), gazetteer) if text.count(".") == 2 else None


def read_iso(text: str, gazetteer: Gazetteer) -> PlaceResult | None:
    """ISO 3166-2: a part of a nation, which is the nation where no part's law is held."""
    match = _ISO2.match(text)
    place = gazetteer.coded("iso", text.upper()) if match else None
    if place is None:
        return None
    if place.kind is Kind.COUNTRY:
        note = f"{text.upper()} is a part of {place.name}; only the law of the nation is held"
        return found(text, place, gazetteer, note)
    return found(text, place, gazetteer)


def read_fips(text: str, gazetteer: Gazetteer) -> PlaceResult | None:
    """`fips:01`, `FIPS 01097`, `0500000US01097`, and two digits alone; five alone are a ZIP."""
    match = _FIPS.match(text)
    if match is None:
        return None
    code = match.group(1) or match.group(2)
    place = gazetteer.coded("fips", code)
    if place is None:
        known = gazetteer.coded("fips", code[:2]) if len(code) in {5, 7} else None
        note = f"FIPS code {code} is not known: those of states and counties are held"
        return PlaceResult(text, near=(known,) if known else (), notes=(note,))
    return found(text, place, gazetteer, f"{code} is read as the FIPS code of {place.name}")
