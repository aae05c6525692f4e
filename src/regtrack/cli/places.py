"""The place of a command: which division it is, its chain, and what to say when it is unclear."""

from __future__ import annotations

from collections.abc import Sequence

from regtrack.cli.output import put_json, tell
from regtrack.domain.errors import ConfigError
from regtrack.domain.gazetteer import county_unknown
from regtrack.domain.places import PlaceResult, resolve
from regtrack.paths import data_path
from regtrack.store.gazetteer import SqliteGazetteer

TYPE_CHECKING = False  # `typing` is not on the path of an answer
if TYPE_CHECKING:
    from typing import Any

    from regtrack.domain.gazetteer_port import Gazetteer


def gazetteer() -> SqliteGazetteer:
    """The places that ship with the program."""
    return SqliteGazetteer(data_path("gazetteer", "gazetteer.sqlite"))


def read_place(words: Sequence[str] | str, places: Gazetteer) -> PlaceResult:
    """What the words of a command mean."""
    return resolve(words if isinstance(words, str) else " ".join(words), places)


def candidates(result: PlaceResult) -> list[dict[str, Any]]:
    """The candidates as JSON: what it could mean, or what looks like it."""
    shown = result.candidates or result.near
    return [{"division": p.division, "name": p.name} for p in shown]


def county_notes(result: PlaceResult, places: Gazetteer) -> list[str]:
    """What is not known of the divisions whose law may bind in the place that was found."""
    assert result.found is not None
    if county_unknown(result.found, places):
        return ["its county is not known here; a county's law may bind as well"]
    return []


def names_of(divisions: Sequence[str], places: Gazetteer) -> dict[str, str]:
    """The gazetteer's names of these divisions."""
    found = {d: places.get(d) for d in divisions}
    return {d: place.name for d, place in found.items() if place is not None}


def explain(result: PlaceResult) -> None:
    """Say on stderr why a place was not taken, and what could be asked instead."""
    if result.candidates:
        tell(f"{result.query!r} means several places; say which:")
    elif result.near:
        tell(f"{result.query!r} is not a place known here; did you mean:")
    else:
        tell(f"{result.query!r} is not a place known here; write a state, 'City, ST', "
             "'X County, ST', a ZIP or a country")  # fmt: skip
    for row in candidates(result)[:20]:
        tell(f"  {row['name']}  ({row['division']})")


def asked_division(
    words: Sequence[str] | str | None, rows: str, *, as_json: bool
) -> tuple[str | None, int]:
    """The division that a list is narrowed to (None: all) and 0; where the words mean no one
    place, the reason is told, with an empty list under `rows` as JSON, and the code is 3 or 4."""
    if not words:
        return None, 0
    result = read_place(words, gazetteer())
    if result.found is None:
        if as_json:
            put_json({rows: [], "candidates": candidates(result)})
        explain(result)
    return result.found, result.exit_code


def one_division(text: str, places: Gazetteer) -> str:
    """The division that an option names. Raises ConfigError with the candidates."""
    result = resolve(text, places)
    if result.found is not None:
        return result.found
    names = "; ".join(f"{row['name']} = {row['division']}" for row in candidates(result)[:8])
    hint = f": {names}" if names else ""
    raise ConfigError(f"{text!r} is not one place{hint}")
