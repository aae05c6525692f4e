"""Which division a person means: the fixed order in which a place name is read.

Division id; ZIP; two letters as a US postal code; `country:al` and ISO alpha-3; ISO 3166-2; FIPS;
`X County, ST`; `City, ST`; a bare name. What is borne by several places is told, never chosen;
names that only look alike are offered, never chosen. A town without a council is its county.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from regtrack.domain.divisions import NATION, Kind, state_of
from regtrack.domain.gazetteer import Part, PartKind, Place, fold, plain
from regtrack.domain.place_codes import (
    read_country_code,
    read_fips,
    read_id,
    read_iso,
    read_postal_code,
    read_small_code,
    read_zip,
)
from regtrack.domain.place_results import (
    AMBIGUOUS,
    FOUND,
    NOT_FOUND,
    PlaceResult,
    found,
    missed,
    one_of,
    part_note,
    within,
)

__all__ = ["AMBIGUOUS", "FOUND", "NOT_FOUND", "PlaceResult", "resolve"]

TYPE_CHECKING = False  # the port needs `typing`, which is not on the path of an answer
if TYPE_CHECKING:
    from regtrack.domain.gazetteer_port import Gazetteer

#: A place this large shares a bare name with a nation or a state on equal terms.
LARGE = 250_000
_LONGEST = 120
_COUNTY_WORDS = (
    "city and borough",
    "census area",
    "municipality",
    "borough",
    "county",
    "parish",
    "municipio",
)
_PLACE_OF = re.compile(r"^(?:city|town|village|borough|municipality) of (?:the )?")
_COUNTY_OF = re.compile(r"^(county|parish|municipality) of (.+)$")
_PLACE_WORD = re.compile(r" (?:city|town|village)$")
_TOWNSHIP = re.compile(r"^(?:charter )?(?:township|twp) of | (?:charter )?(?:township|twp)$")
#: Where a town is a part of a county, beside cities and villages of the same name.
_TOWN = re.compile(r"^town of | town$")
_TOWN_STATES = frozenset({f"{NATION}/state:ny", f"{NATION}/state:wi"})
_AMERICA = frozenset({"usa", "us", "united states", "united states of america"})
_TAIL_ZIP = re.compile(r"^(.*[^\W\d].*?),? +([0-9]{5})(?:-[0-9]{4})?$")
_TOP = frozenset({Kind.COUNTRY, Kind.STATE, Kind.DISTRICT, Kind.TERRITORY})


def resolve(query: str, gazetteer: Gazetteer) -> PlaceResult:
    """Read a place name in the fixed order."""
    if len(query) > _LONGEST * 4:
        query = query.strip()[: _LONGEST + 1]
    text = plain(query)
    if len(text) > _LONGEST:
        short = text[:_LONGEST]
        return PlaceResult(short, notes=(f"a place name has at most {_LONGEST} characters",))
    steps: tuple[Callable[[str, Gazetteer], PlaceResult | None], ...] = (
        read_id,
        read_zip,
        read_postal_code,
        read_country_code,
        read_iso,
        read_fips,
        _by_qualified_name,
        _by_bare_name,
        _by_trailing_state,
        _by_trailing_zip,
        read_small_code,
    )
    for step in steps if text else ():
        result = step(text, gazetteer)
        if result is not None:
            return result
    return missed(text, gazetteer)


def _by_qualified_name(text: str, gazetteer: Gazetteer) -> PlaceResult | None:
    """`X County, ST` and `City, ST`, also with the state's or the nation's name."""
    head, comma, tail = text.rpartition(",")
    if not comma or not head.strip():
        return None
    head, tail = head.strip(" ,"), tail.strip()
    if fold(tail) in _AMERICA:
        return _in_america(head, gazetteer).asked_as(text)
    state = _state_named(tail, gazetteer)
    if state is None or state.kind is not Kind.STATE:
        whole = [p for p in gazetteer.named(text) if p.kind in _TOP]
        if len(whole) == 1:
            return found(text, whole[0], gazetteer)
    if state is None:
        return None
    if state.kind is Kind.COUNTRY:
        note = f"no place of {state.name} is held, only its national law"
        return PlaceResult(text, near=(state,), notes=(note,))
    return _in_state(text, head, state, gazetteer)


def _in_america(head: str, gazetteer: Gazetteer) -> PlaceResult:
    """A name that is said to lie in the United States: no other nation bears it."""
    result = resolve(head, gazetteer)
    named = result.found or ""
    if named.startswith(NATION):
        return result
    ours = [p for p in _spellings(fold(head), gazetteer) if p.division.startswith(NATION + "/")]
    if not ours:
        return result if not result.found else missed(head, gazetteer)
    return _bare(head, ours, [], gazetteer) or missed(head, gazetteer)


def _state_named(tail: str, gazetteer: Gazetteer) -> Place | None:
    if len(tail.replace(".", "")) == 2:
        place = gazetteer.coded("postal", tail.replace(".", "").upper())
        if place is not None:
            return place
    tops = [p for p in gazetteer.named(tail) if p.kind in _TOP]
    american = [p for p in tops if p.division.startswith(NATION + "/")]
    best = american or tops
    return best[0] if len(best) == 1 else None


def _in_state(query: str, head: str, state: Place, gazetteer: Gazetteer) -> PlaceResult:
    """A county or a place of one state. A name with a county word is the county."""
    inner, comma, county = head.rpartition(",")
    if comma and _says_county(fold(county)):
        return _in_county(query, inner.strip(), county.strip(), state, gazetteer)
    name = fold(head)
    if _TOWNSHIP.search(name) or (_TOWN.search(name) and state.division in _TOWN_STATES):
        return _township(query, head, state, gazetteer)
    borne = _borne(name, state, gazetteer)
    if state.kind is Kind.DISTRICT and not borne:
        return found(query, state, gazetteer, f"{head} is read as a part of {state.name}")
    counties = [p for p in borne if p.kind is Kind.COUNTY]
    if _says_county(name) and counties:
        counties = [p for p in gazetteer.named(name, state.division) if p in counties] or counties
        return one_of(query, counties, gazetteer)
    places = [p for p in borne if p.kind is Kind.PLACE and not p.township]
    townships = [p for p in borne if p.township]
    if places:
        notes = [f"{c.name} is another division" for c in (*counties, *townships[:5])]
        return one_of(query, places, gazetteer, *notes)
    if townships:
        return one_of(query, [*townships, *counties], gazetteer)
    parts = [p for p in gazetteer.parts(head) if within(p, state)]
    return _county_of(query, head, (counties, parts), state, gazetteer)


def _county_of(
    query: str,
    head: str,
    borne: tuple[list[Place], list[Part]],
    state: Place,
    gazetteer: Gazetteer,
) -> PlaceResult:
    """What is no incorporated place: the county of that name, or the county it surely lies in."""
    counties, parts = borne
    if counties:
        towns = {p.holder for p in parts}
        if fold(counties[0].name).startswith(fold(head) + " "):
            towns |= {*gazetteer.mail_counties(head, state.division)}
        # `Boise` may be the county of that name, or Boise City.
        named = gazetteer.named(f"{fold(head)} city", state.division)
        towns |= {p for p in named if p.kind is Kind.PLACE and not p.township}
        note = f"no incorporated place: read as {counties[0].name}"
        if len({*counties, *towns}) > 1:
            note = f"no incorporated place: {head} may be a town, or the county of that name"
        return one_of(query, [*counties, *towns], gazetteer, note)
    if parts and all(p.kind is PartKind.LAND for p in parts):
        return one_of(query, [p.holder for p in parts], gazetteer, *map(part_note, parts))
    return missed(query, gazetteer, head, state)


def _in_county(
    query: str, head: str, county: str, state: Place, gazetteer: Gazetteer
) -> PlaceResult:
    """`City, X County, ST`: the place of that county, never one that is known to lie elsewhere."""
    seats = {p.division for p in _borne(fold(county), state, gazetteer)}
    inside = [
        p for p in _borne(_TOWNSHIP.sub("", fold(head)), state, gazetteer)
        if p.kind is Kind.PLACE
        and (
            seats & {c.division for c in gazetteer.counties(p.division)}
            or p.division.rpartition("/")[0] in seats
        )
    ]  # fmt: skip
    if inside:
        return one_of(query, [p for p in inside if not p.township] or inside, gazetteer)
    parts = [p for p in gazetteer.parts(head) if p.holder.division in seats]
    if parts and parts[0].kind is PartKind.LAND:
        return found(query, parts[0].holder, gazetteer, part_note(parts[0]))
    return missed(query, gazetteer, head, state, f"none is known to lie in {county}")


def _township(query: str, head: str, state: Place, gazetteer: Gazetteer) -> PlaceResult:
    """A township, which may bear the name of a city beside it."""
    name = _TOWN.sub("", _TOWNSHIP.sub("", fold(head)))
    townships = [p for p in gazetteer.named(name, state.division) if p.township]
    if townships:
        return one_of(query, townships, gazetteer)
    result = missed(query, gazetteer, name, state)
    note = "not every township is held: its county's law is to be asked for"
    return result.asked_as(result.query, note)


def _borne(name: str, state: Place, gazetteer: Gazetteer) -> list[Place]:
    return list(_spellings(name, gazetteer, state.division))


def _spellings(name: str, gazetteer: Gazetteer, inside: str | None = None) -> tuple[Place, ...]:
    """Places of this folded name, else of the name without `City of` or a legal word."""
    turned = _COUNTY_OF.sub(r"\2 \1", name)
    for spelled in (name, turned, _PLACE_OF.sub("", name), _PLACE_WORD.sub("", name)):
        places = gazetteer.named(spelled, inside)
        if places:
            if spelled in {name, turned}:
                return places
            return tuple(p for p in places if p.kind is Kind.PLACE) or places
    return ()


def _says_county(name: str) -> bool:
    return any(name.endswith(" " + word) for word in _COUNTY_WORDS)


def _by_bare_name(text: str, gazetteer: Gazetteer) -> PlaceResult | None:
    name = fold(text)
    borne = list(_spellings(name, gazetteer))
    if _TOWNSHIP.search(name):
        borne = [p for p in gazetteer.named(_TOWNSHIP.sub("", name)) if p.township]
    return _bare(text, borne, list(gazetteer.parts(name)), gazetteer)


def _bare(
    text: str, borne: list[Place], parts: list[Part], gazetteer: Gazetteer
) -> PlaceResult | None:
    """A nation or a state goes before smaller places; else all that bear the name are told."""
    tops = [p for p in borne if p.kind in _TOP]
    others = [p for p in borne if p.kind not in _TOP and not p.township]
    if tops:
        return one_of(text, tops + [p for p in others if p.population >= LARGE], gazetteer)
    others = others or borne
    notes = [part_note(part) for part in parts if part.holder not in others]
    if others:
        return one_of(text, [*others, *(p.holder for p in parts)], gazetteer, *notes[:5])
    if any(part.kind is PartKind.LAND for part in parts):
        return one_of(text, [p.holder for p in parts], gazetteer, *notes[:5])
    return missed(text, gazetteer) if parts else None


def _by_trailing_state(text: str, gazetteer: Gazetteer) -> PlaceResult | None:
    """`Mobile AL` and `Mobile Alabama`, without the comma."""
    words = text.split(" ")
    for n in range(1, min(4, len(words))):
        head, tail = " ".join(words[:-n]).rstrip(" ,"), " ".join(words[-n:])
        if fold(tail) in _AMERICA:
            return _in_america(head, gazetteer).asked_as(text)
        state = _state_named(tail, gazetteer)
        if state is None or state.kind is Kind.COUNTRY:
            continue
        result = _in_state(text, head, state, gazetteer)
        if result.exit_code != NOT_FOUND:
            return result
    return None


def _by_trailing_zip(text: str, gazetteer: Gazetteer) -> PlaceResult | None:
    """`Mobile, AL 36602`: the name counts, and the ZIP is only looked at for its state."""
    match = _TAIL_ZIP.match(text)
    if match is None:
        return None
    result = resolve(match.group(1), gazetteer)
    entry = gazetteer.zip_code(match.group(2))
    if result.found and (entry is None or entry.state != state_of(result.found)):
        note = f"ZIP {match.group(2)} is not known to lie in {result.name}"
        place = gazetteer.get(result.found)
        return PlaceResult(text, near=(place,) if place else (), notes=(note,))
    return result.asked_as(text)
