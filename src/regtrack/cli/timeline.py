"""`regtrack timeline`: all periods of a place."""

from __future__ import annotations

import argparse
from typing import Any

from regtrack import home
from regtrack.cli.output import put, put_json, wrapped
from regtrack.cli.places import candidates, chain_of, explain, gazetteer, names_of, read_place
from regtrack.cli.reading import open_view
from regtrack.domain.substances import LABEL, Substance
from regtrack.domain.timeline import Timeline
from regtrack.services.listing import timeline_periods


def run(arguments: argparse.Namespace) -> int:
    """Print every layer's periods; 0 answered, 3 ambiguous, 4 not found."""
    places = gazetteer()
    result = read_place(arguments.place, places)
    body: dict[str, Any] = {
        "query": result.query,
        "division": result.found,
        "name": result.name,
        "known_at": (arguments.known_at or home.now()).isoformat(),
        "timelines": [],
        "candidates": candidates(result),
        "notes": list(result.notes),
    }
    if result.found is not None:
        divisions, notes = chain_of(result, places)
        body["notes"] += notes
        wanted = (arguments.substance,) if arguments.substance else tuple(Substance)
        with open_view(arguments.known_at) as view:
            found = view.timelines(divisions)
            names = {**names_of(divisions, places), **view.names(divisions)}
            body["timelines"] = [
                {
                    "division": division,
                    "name": names.get(division, division),
                    "substance": substance.value,
                    "periods": timeline_periods(
                        view, found.get(division, {}).get(substance, Timeline())
                    ),
                }
                for substance in wanted
                for division in divisions
            ]
    if arguments.json:
        put_json(body)
    elif result.found is None:
        explain(result)
    else:
        _print(body)
    return result.exit_code


def _print(body: dict[str, Any]) -> None:
    put(str(body["name"]))
    for line in body["timelines"]:
        if not line["periods"]:
            continue
        put()
        put(f"{line['name']}: {LABEL[Substance(line['substance'])]}")
        for period in line["periods"]:
            until = period["to"] or "open"
            put(f"  {period['from']} to {until}: {period['status']}")
            for instrument in period["instruments"]:
                cited = f" ({instrument['citation']})" if instrument["citation"] else ""
                put(wrapped(f"{instrument['title']}{cited}", 6))
            for note in period["notes"]:
                put(wrapped(f"note: {note}", 6))
    for note in body["notes"]:
        put(wrapped(f"note: {note}", 0))
