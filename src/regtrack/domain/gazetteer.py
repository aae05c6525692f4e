"""What is known about places, and the chain of divisions whose law binds there."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from regtrack.domain.divisions import Kind, path_parents, state_of
from regtrack.domain.record import Record

TYPE_CHECKING = False  # the port needs `typing`, which is not on the path of an answer
if TYPE_CHECKING:
    from regtrack.domain.gazetteer_port import Gazetteer

_WORDS = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}
_DROPPED = frozenset("'’‘`~.·")
_ASCII = {
    n: None if chr(n) in _DROPPED else chr(n) if chr(n).isalnum() else " " for n in range(128)
}


class Place(Record):
    """A division with its name for people (`Mobile, AL`; `Mobile County, AL`).

    `independent` places lie in no county; `township` marks a minor civil division; `population`
    is a rough count, 0 where none is known.
    """

    division: str
    kind: Kind
    name: str
    population: int = 0
    independent: bool = False
    township: bool = False


class Zip(Record):
    """A US ZIP: its state, its post office name, the incorporated places of its names, and the
    counties that postal and census data give, which prove nothing; some lie in another state.
    `whole` where one of the places bears the post office's own name; else the places are but parts
    of the area, whose own town has no council."""

    code: str
    state: str
    city: str
    whole: bool
    places: tuple[Place, ...]
    counties: tuple[Place, ...]


class PartKind(StrEnum):
    """What a name that is no division's stands for."""

    LAND = "land"  # a town without a council, under its county's law
    PERHAPS = "perhaps"  # a town that may as well be a part of a city, or of a township
    ABROAD = "abroad"  # a large city or a part of another nation


class Part(Record):
    """A name of what is no division, with the county or the nation that holds it."""

    name: str
    kind: PartKind
    holder: Place


def plain(text: str) -> str:
    """In ordinary letters and without invisible signs; any space is one space."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split()).strip(" ,;")
    shown = "".join(
        " " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c
        for c in unicodedata.normalize("NFKC", text)
        if unicodedata.category(c) != "Cf"
    )
    return " ".join(shown.split()).strip(" ,;")


@lru_cache(maxsize=1024)  # one question folds the same words several times
def fold(name: str) -> str:
    """A name for comparing: no case, accents or punctuation; Saint, Fort and Mount are short."""
    letters = unicodedata.normalize("NFKD", name).casefold().replace("&", " and ")
    kept = letters.translate(_ASCII) if letters.isascii() else _spelled(letters)
    words = [_WORDS.get(word, word) for word in kept.split()]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


def _spelled(letters: str) -> str:
    return "".join(
        c if c.isalnum() or (unicodedata.category(c)[0] == "M" and not c.isascii()) else " "
        for c in letters
        if c not in _DROPPED and not ("\u0300" <= c <= "\u036f")
    )


def chain(division: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The divisions whose law may bind there, widest first: nation, state, counties, place.

    A city in several counties has them all; an independent city has none. For a place whose
    county is not known, see `county_unknown`.
    """
    above = path_parents(division)
    extra = tuple(
        county.division for county in gazetteer.counties(division) if county.division not in above
    )
    return (*above, *extra, division)


def county_unknown(division: str, gazetteer: Gazetteer) -> bool:
    """Whether the place lies in a county that the gazetteer does not know."""
    place = gazetteer.get(division)
    if place is None or place.kind is not Kind.PLACE or place.independent:
        return False
    return not any(d != state_of(division) for d in chain(division, gazetteer)[1:-1])


def by_id(places: Iterable[Place]) -> tuple[Place, ...]:
    """Without doubles, in the order of the ids."""
    return tuple(sorted({p.division: p for p in places}.values(), key=lambda p: p.division))
