"""What reading a place name gives: one division, several, or none with look-alikes."""

from __future__ import annotations

from collections.abc import Iterable

from regtrack.domain.gazetteer import Part, PartKind, Place, by_id, county_unknown
from regtrack.domain.record import Record

TYPE_CHECKING = False  # the port needs `typing`, which is not on the path of an answer
if TYPE_CHECKING:
    from regtrack.domain.gazetteer_port import Gazetteer

FOUND, AMBIGUOUS, NOT_FOUND = 0, 3, 4
_NEAR = 5
_MANY = 50


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

    @property
    def divisions(self) -> tuple[str, ...]:
        """The one that was found, then the others in which a ZIP lies; none where none is."""
        if self.found is None:
            return ()
        return tuple(dict.fromkeys((self.found, *(p.division for p in self.candidates))))

    def asked_as(self, query: str, *notes: str) -> PlaceResult:
        """The same under the whole query, with more notes."""
        found = (self.found, self.name, self.candidates, self.near)
        return PlaceResult(query, *found, (*self.notes, *notes))


def found(query: str, place: Place, gazetteer: Gazetteer, *notes: str) -> PlaceResult:
    """This place, with what is not known about it among the notes."""
    said = [note for note in notes if note]
    if county_unknown(place.division, gazetteer):
        said.append(f"the county of {place.name} is not known here: its law is not in the answer")
    return PlaceResult(query, place.division, place.name, notes=tuple(said))


def one_of(query: str, places: Iterable[Place], gazetteer: Gazetteer, *notes: str) -> PlaceResult:
    """The place where there is one; several are candidates, the largest first."""
    distinct = by_id(places)
    if len(distinct) == 1:
        return found(query, distinct[0], gazetteer, *notes)
    first = sorted(distinct, key=lambda p: (-p.population, p.division))[:_MANY]
    said = f"{len(distinct)} places bear this name; add the state, or write the division id"
    return PlaceResult(query, candidates=tuple(first), notes=(said, *notes))


def missed(
    query: str,
    gazetteer: Gazetteer,
    name: str | None = None,
    state: Place | None = None,
    *notes: str,
) -> PlaceResult:
    """No place of this name, in a state or anywhere; what holds a part of this name comes first."""
    inside = state.division if state else None
    asked = name or query
    near = gazetteer.near(asked, inside, _NEAR) if query else ()
    where = f" in {state.name}" if state else ""
    said = [f"no nation, state, county or incorporated place is called {asked!r}{where}", *notes]
    parts = [p for p in gazetteer.parts(asked) if within(p, state)]
    mail = gazetteer.mail_counties(name, state.division) if name and state and not parts else ()
    said += [part_note(part) for part in parts]
    if mail:
        counties = ", ".join(p.name for p in mail)
        said[0] += f"; as a post office it lies in {counties}: land outside incorporated places is "
        said[0] += "under its county's law"
    first = (*(p.holder for p in parts), *mail)
    return PlaceResult(query, near=_without_doubles((*first, *near)), notes=tuple(said))


def within(part: Part, state: Place | None) -> bool:
    """Whether the part lies in this state; each lies somewhere."""
    return state is None or part.holder.division.startswith(state.division + "/")


def part_note(part: Part) -> str:
    """What a name that is no division's stands for."""
    if part.kind is PartKind.ABROAD:
        return f"{part.name} lies in {part.holder.name}: only the law of the nation is held"
    if part.kind is PartKind.LAND:
        return (
            f"{part.name} is no incorporated place in the lists held here: it lies in "
            f"{part.holder.name}, whose law applies; rules of a township or of a later city are "
            "not in the answer"
        )
    return (
        f"{part.name} lies in {part.holder.name}; it may be a part of a city or a township with "
        "rules of its own: ask for that one"
    )


def _without_doubles(places: tuple[Place, ...]) -> tuple[Place, ...]:
    return tuple({p.division: p for p in places}.values())
