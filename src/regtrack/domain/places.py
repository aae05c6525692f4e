"""Which division a person means: the fixed order in which a place name is read.

Division id; ZIP; two letters as a US postal code; `country:al`, ISO alpha-3 and alpha-2; ISO
3166-2; `X County, ST`; `City, ST`; a bare name. What is borne by several places is told, never
chosen; names that only look alike are offered, never chosen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from regtrack.domain.divisions import NATION, Kind, is_division, path_parents, state_of
from regtrack.domain.gazetteer import Place, by_id, county_unknown, fold
from regtrack.domain.record import Record

TYPE_CHECKING = False  # the port needs `typing`, which is not on the path of an answer
if TYPE_CHECKING:
    from regtrack.domain.gazetteer_port import Gazetteer

FOUND, AMBIGUOUS, NOT_FOUND = 0, 3, 4
#: A place this large shares a bare name with a nation or a state on equal terms.
LARGE = 250_000
_NEAR = 5
_MANY = 50
_LONGEST = 120
_ZIP = re.compile(r"^(\d{5})(?:-\d{4})?$")
_ISO2 = re.compile(r"^([A-Za-z]{2})-([A-Za-z0-9]{1,3})$")
_COUNTRY = re.compile(r"^country:([A-Za-z]{2})((?:/\S+)?)$")
_COUNTY_WORDS = (
    "city and borough",
    "census area",
    "municipality",
    "borough",
    "county",
    "parish",
    "municipio",
)
_PLACE_OF = re.compile(r"^(?:city|town|village|borough|township) of ")
_PLACE_WORD = re.compile(r" (?:city|town|village|township)$")
_TOP = frozenset({Kind.COUNTRY, Kind.STATE, Kind.DISTRICT, Kind.TERRITORY})


class PlaceResult(Record):
    """What a query means. `found` is None unless it is one place, or one ZIP; `candidates` are the
    places it could mean, or those a ZIP lies in; `near` are look-alikes."""

    query: str
    found: str | None = None
    name: str | None = None
    candidates: tuple[Place, ...] = ()
    near: tuple[Place, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 found, 3 ambiguous, 4 not found."""
        if self.found is not None:
            return FOUND
        return AMBIGUOUS if self.candidates else NOT_FOUND


def resolve(query: str, gazetteer: Gazetteer) -> PlaceResult:
    """Read a place name in the fixed order."""
    text = " ".join(query.replace("\u00a0", " ").split()).strip(" ,;")
    steps: tuple[Callable[[str, Gazetteer], PlaceResult | None], ...] = (
        _by_id,
        _by_zip,
        _by_postal_code,
        _by_country_code,
        _by_iso,
        _by_qualified_name,
        _by_bare_name,
        _by_trailing_state,
        _by_lower_code,
    )
    if len(text) > _LONGEST:
        return PlaceResult(text, notes=(f"a place name has at most {_LONGEST} characters",))
    for step in steps if text else ():
        result = step(text, gazetteer)
        if result is not None:
            return result
    return _missed(text, gazetteer)


def _found(query: str, place: Place, gazetteer: Gazetteer, *notes: str) -> PlaceResult:
    said = list(notes)
    if county_unknown(place.division, gazetteer):
        said.append(f"the county of {place.name} is not known here: its law is not in the answer")
    return PlaceResult(query, place.division, place.name, notes=tuple(said))


def _by_id(text: str, gazetteer: Gazetteer) -> PlaceResult | None:
    lower = text.lower()
    if not lower.startswith("ocd-division/"):
        return None
    place = gazetteer.get(lower)
    if place is not None:
        return _found(text, place, gazetteer)
    known = (
        [p for d in path_parents(lower) if (p := gazetteer.get(d))] if is_division(lower) else []
    )
    note = f"no such division: {text}" + (f"; {known[-1].name} is known" if known else "")
    return PlaceResult(text, near=tuple(known[-1:]), notes=(note,))


def _by_zip(text: str, gazetteer: Gazetteer) -> PlaceResult | None:
    match = _ZIP.match(text)
    if match is None:
        return None
    entry = gazetteer.zip_code(match.group(1))
    if entry is None:
        return PlaceResult(text, notes=(f"ZIP {match.group(1)} is not known",))
    area = f"ZIP {entry.code} is mail for {entry.city}; it may reach beyond one place"
    if len(entry.places) == 1:
        return _found(text, entry.places[0], gazetteer, area)
    if entry.places:
        held = _smallest(entry.places, gazetteer)
        return PlaceResult(text, held.division, held.name, entry.places, notes=(area,))
    state = gazetteer.get(entry.state)
    assert state is not None
    if state.kind is not Kind.STATE and entry.county is None:
        return _found(text, state, gazetteer, area)
    if entry.county is None:
        return _found(text, state, gazetteer, area, "no incorporated place bears its name")
    says = f"postal data put it in {entry.county.name}, which does not prove the county"
    note = f"{area}; no incorporated place bears its name; {says}"
    return PlaceResult(text, state.division, state.name, (entry.county,), notes=(note,))


def _smallest(places: tuple[Place, ...], gazetteer: Gazetteer) -> Place:
    """The smallest division that holds all of these."""
    above = [
        {*path_parents(p.division)} | {c.division for c in gazetteer.counties(p.division)}
        for p in places
    ]
    shared = set.intersection(*above)
    best = max(shared, key=lambda d: (d.count("/"), d))
    place = gazetteer.get(best)
    assert place is not None
    return place


def _by_postal_code(text: str, gazetteer: Gazetteer) -> PlaceResult | None:
    if len(text) != 2 or not text.isascii() or not text.isalpha():
        return None
    place = gazetteer.coded("postal", text.upper())
    country = gazetteer.coded("alpha2", text.lower())
    if place is None:
        return None if country is None else _found(text, country, gazetteer)
    if country is None or country.division == place.division:
        return _found(text, place, gazetteer)
    note = f"{text.upper()} is read as {place.name}; write country:{text.lower()} or {country.name}"
    return _found(text, place, gazetteer, f"{note} for the country")


def _by_country_code(text: str, gazetteer: Gazetteer) -> PlaceResult | None:
    match = _COUNTRY.match(text)
    if match is not None:
        return _by_id(f"ocd-division/{text.lower()}", gazetteer)
    if len(text) == 3 and text.isascii() and text.isupper():
        country = gazetteer.coded("alpha3", text)
        return None if country is None else _found(text, country, gazetteer)
    return None


def _by_iso(text: str, gazetteer: Gazetteer) -> PlaceResult | None:
    match = _ISO2.match(text)
    place = gazetteer.coded("iso", text.upper()) if match else None
    if place is None:
        return None
    if place.kind is Kind.COUNTRY:
        note = f"{text.upper()} is a part of {place.name}; only the law of the nation is held"
        return _found(text, place, gazetteer, note)
    return _found(text, place, gazetteer)


def _by_lower_code(text: str, gazetteer: Gazetteer) -> PlaceResult | None:
    """An alpha-3 code in small letters, which loses to every name."""
    return _by_country_code(text.upper(), gazetteer) if len(text) == 3 else None


def _by_qualified_name(text: str, gazetteer: Gazetteer) -> PlaceResult | None:
    """`X County, ST` and `City, ST`, also with the state's or the nation's name."""
    head, comma, tail = text.rpartition(",")
    if not comma or not head.strip():
        return None
    if fold(tail) in ("usa", "us", "united states", "united states of america"):
        return resolve(head, gazetteer)
    whole = [p for p in gazetteer.named(text) if p.kind in _TOP]
    if len(whole) == 1:
        return _found(text, whole[0], gazetteer)
    within = _state_named(tail.strip(), gazetteer)
    if within is None:
        return None
    if within.kind is Kind.COUNTRY:
        note = f"no place of {within.name} is held, only its national law"
        return PlaceResult(text, near=(within,), notes=(note,))
    return _in_state(text, head.strip(), within, gazetteer)


def _state_named(tail: str, gazetteer: Gazetteer) -> Place | None:
    if len(tail.replace(".", "")) == 2:
        place = gazetteer.coded("postal", tail.replace(".", "").upper())
        if place is not None:
            return place
    tops = [p for p in gazetteer.named(tail) if p.kind in _TOP]
    american = [p for p in tops if p.division.startswith(NATION + "/")]
    best = american or tops
    return best[0] if len(best) == 1 else None


def _in_state(query: str, head: str, state: Place, gazetteer: Gazetteer) -> PlaceResult | None:
    """A county or a place of one state. A name with a county word is the county."""
    name = fold(head)
    borne = [
        p for p in _spellings(name, gazetteer) if state_of(p.division) == state.division
        and p.division != state.division
    ]  # fmt: skip
    if state.kind is Kind.DISTRICT and not borne:
        return _found(query, state, gazetteer)
    counties = [p for p in borne if p.kind is Kind.COUNTY]
    if _says_county(name) and counties:
        counties = [p for p in gazetteer.named(name) if p in counties] or counties
        return _one_of(query, counties, gazetteer)
    places = [p for p in borne if p.kind is Kind.PLACE and not p.township]
    if places:
        notes = [f"{c.name} is another division" for c in counties if c.kind is Kind.COUNTY]
        return _one_of(query, places, gazetteer, *notes)
    townships = [p for p in borne if p.township]
    if counties and not townships:
        note = "" if _says_county(name) else f"no incorporated place: read as {counties[0].name}"
        return _one_of(query, counties, gazetteer, *([note] if note else []))
    if townships:
        return _one_of(query, [*townships, *counties], gazetteer)
    return _missed(query, gazetteer, head, state)


def _spellings(name: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Places of this folded name, else of the name without `City of` or a legal word."""
    for spelled in (name, _PLACE_OF.sub("", name), _PLACE_WORD.sub("", name)):
        places = gazetteer.named(spelled)
        if places:
            return places
    return ()


def _says_county(name: str) -> bool:
    return any(name.endswith(" " + word) for word in _COUNTY_WORDS)


def _by_bare_name(text: str, gazetteer: Gazetteer) -> PlaceResult | None:
    borne = _spellings(fold(text), gazetteer)
    tops = [p for p in borne if p.kind in _TOP]
    others = [p for p in borne if p.kind not in _TOP and not p.township]
    if tops:
        rivals = tops + [p for p in others if p.population >= LARGE]
        return _one_of(text, rivals, gazetteer)
    return _one_of(text, others or borne, gazetteer) if borne else None


def _by_trailing_state(text: str, gazetteer: Gazetteer) -> PlaceResult | None:
    """`Mobile AL` and `Mobile Alabama`, without the comma."""
    words = text.split(" ")
    for n in range(1, min(4, len(words))):
        head, tail = " ".join(words[:-n]), " ".join(words[-n:])
        state = _state_named(tail, gazetteer)
        if state is None or state.kind is Kind.COUNTRY:
            continue
        result = _in_state(text, head, state, gazetteer)
        if result is not None and result.exit_code != NOT_FOUND:
            return result
    return None


def _one_of(query: str, places: Iterable[Place], gazetteer: Gazetteer, *notes: str) -> PlaceResult:
    distinct = by_id(places)
    if len(distinct) == 1:
        return _found(query, distinct[0], gazetteer, *notes)
    first = sorted(distinct, key=lambda p: (-p.population, p.division))[:_MANY]
    said = f"{len(distinct)} places bear this name; add the state, or write the division id"
    return PlaceResult(query, candidates=tuple(first), notes=(said,))


def _missed(
    query: str, gazetteer: Gazetteer, name: str | None = None, state: Place | None = None
) -> PlaceResult:
    inside = state.division if state else None
    near = gazetteer.near(name or query, inside, _NEAR) if query else ()
    where = f" in {state.name}" if state else ""
    says = f"no nation, state, county or incorporated place is called {name or query!r}{where}"
    mail = gazetteer.mail_counties(name, state.division) if name and state else ()
    if mail:
        counties = ", ".join(p.name for p in mail)
        says += f"; as a post office it lies in {counties}: land outside incorporated places is "
        says += "under its county's law"
    return PlaceResult(query, near=by_id_first(mail, near), notes=(says,))


def by_id_first(first: tuple[Place, ...], rest: tuple[Place, ...]) -> tuple[Place, ...]:
    """Both, the first ones first, without doubles."""
    return tuple({p.division: p for p in (*first, *rest)}.values())
