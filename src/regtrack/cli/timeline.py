"""`regtrack timeline`: all periods of a place."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from regtrack import home
from regtrack.cli.band import Stretch, band, legend, ruler
from regtrack.cli.markdown import escaped, put_table
from regtrack.cli.output import cited, put, put_json, wrapped
from regtrack.cli.places import candidates, county_notes, explain, gazetteer, names_of, read_place
from regtrack.cli.reading import open_view
from regtrack.domain.compose import composed_stretches
from regtrack.domain.gazetteer import chain
from regtrack.domain.gazetteer_port import Gazetteer
from regtrack.domain.status import Status
from regtrack.domain.substances import LABEL, Substance
from regtrack.domain.timeline import Timeline
from regtrack.domain.zones import local_date
from regtrack.services.law_view import LawView
from regtrack.services.listing import timeline_periods


def run(arguments: argparse.Namespace) -> int:
    """Print every layer's periods; 0 answered, 3 ambiguous, 4 not found."""
    places = gazetteer()
    result = read_place(arguments.place, places)
    now = home.now()
    body: dict[str, Any] = {
        "query": result.query,
        "division": result.found,
        "name": result.name,
        "known_at": (arguments.known_at or now).isoformat(),
        "composed": [],
        "timelines": [],
        "candidates": candidates(result),
        "notes": list(result.notes),
    }
    if result.found is not None:
        body["notes"] += county_notes(result, places)
        if result.candidates:
            names_there = "; ".join(p.name for p in result.candidates)
            body["notes"].append(f"periods of {result.name} only; the places there may have more "
                                 f"law, ask for each: {names_there}")  # fmt: skip
        wanted = (arguments.substance,) if arguments.substance else tuple(Substance)
        with open_view(arguments.known_at) as view:
            body |= _timelines(view, result.found, places, wanted)
    if arguments.json:
        put_json(body)
    elif result.found is None:
        explain(result)
    elif arguments.markdown:
        _markdown(body)
    else:
        _print(body, local_date(result.found, now))
    return result.exit_code


def _timelines(
    view: LawView, asked: str, places: Gazetteer, wanted: Sequence[Substance]
) -> dict[str, Any]:
    """The periods of every layer, and what they give together."""
    divisions = chain(asked, places)
    found = view.timelines(divisions)
    names = {**names_of(divisions, places), **view.names(divisions)}
    return {
        "composed": [
            {"substance": s.value, "periods": _composed(divisions, asked, found, s)} for s in wanted
        ],
        "timelines": [
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
        ],
    }


def _composed(
    divisions: Sequence[str],
    asked: str,
    found: Mapping[str, Mapping[Substance, Timeline]],
    substance: Substance,
) -> list[dict[str, Any]]:
    """The composed status over time, as `status` would give it day by day."""
    chain = [(d, found.get(d, {}).get(substance, Timeline())) for d in divisions]
    return [
        {
            "status": status.value,
            "from": start.isoformat(),
            "to": until.isoformat() if until else None,
        }
        for start, until, status in composed_stretches(chain, asked)
    ]


def _print(body: dict[str, Any], today: dt.date) -> None:
    put(str(body["name"]))
    _print_bands(body["composed"], today)
    for line in body["timelines"]:
        if not line["periods"]:
            continue
        put()
        put(wrapped(f"{line['name']}: {LABEL[Substance(line['substance'])]}", 0))
        for period in line["periods"]:
            until = period["to"] or "open"
            put(f"  {period['from']} to {until}: {period['status']}")
            for instrument in period["instruments"]:
                put(wrapped(cited(instrument["title"], instrument["citation"]), 6))
            for note in period["notes"]:
                put(wrapped(f"note: {note}", 6))
    for note in body["notes"]:
        put(wrapped(f"note: {note}", 0))


def _print_bands(composed: Sequence[Mapping[str, Any]], today: dt.date) -> None:
    """A band per substance: what all layers give together, as far as it is known."""
    drawn = {row["substance"]: _stretches(row["periods"]) for row in composed if row["periods"]}
    days = [d for s in drawn.values() for start, until, _ in s for d in (start, until) if d]
    if not days:
        return
    first = min(min(days), today).replace(month=1, day=1)
    last = max(max(days), today) + dt.timedelta(days=90)
    for substance, stretches in drawn.items():
        put()
        put(wrapped(f"{LABEL[Substance(substance)]}, all layers", 0))
        put(f"  {band(stretches, first, last)}")
    for line in ruler(first, last, today):
        put(f"  {line}")
    put(wrapped(legend([s for stretches in drawn.values() for _, _, s in stretches])))


def _stretches(periods: Sequence[Mapping[str, Any]]) -> list[Stretch]:
    return [
        (
            dt.date.fromisoformat(p["from"]),
            dt.date.fromisoformat(p["to"]) if p["to"] else None,
            Status(p["status"]),
        )
        for p in periods
    ]


def _markdown(body: dict[str, Any]) -> None:
    put(f"**{escaped(body['name'])}**")
    put()
    heads = ("layer", "substance", "from", "to", "status", "by")
    put_table(
        heads,
        (
            (line["name"], line["substance"], p["from"], p["to"] or "open", p["status"],
             "; ".join(str(i["title"]) for i in p["instruments"]))
            for line in body["timelines"]
            for p in line["periods"]
        ),
    )  # fmt: skip
    for note in body["notes"]:
        put(f"\n{escaped(note)}")
