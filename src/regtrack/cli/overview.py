"""Many places side by side: `regtrack status --all` and `regtrack compare`."""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import sys
from collections.abc import Sequence
from typing import Any

from regtrack import home
from regtrack.cli.markdown import escaped, put_table
from regtrack.cli.output import NOT_ADVICE, cited, put, put_json, table, tell, wrapped
from regtrack.cli.places import candidates, county_notes, explain, gazetteer, names_of, read_place
from regtrack.cli.reading import open_view
from regtrack.cli.status import Asked, answers_in, when
from regtrack.domain.divisions import NATION
from regtrack.domain.substances import LABEL, Substance
from regtrack.domain.zones import local_date
from regtrack.services.answering import Question, answers

_LONGEST_NAME = 20
_COLUMNS = (
    "division", "name", "substance", "status", "label", "since", "next_status", "next_on",
    "instrument", "citation", "url", "as_of", "stale", "confidence",
)  # fmt: skip


def run_all(arguments: argparse.Namespace) -> int:
    """Every state, district and territory of the United States, and the nation; 0 always."""
    now = home.now()
    wanted = (arguments.substance,) if arguments.substance else tuple(Substance)
    places = gazetteer()
    listed = [NATION, *(p.division for p in places.states())]
    bodies: list[dict[str, Any]] = []
    with open_view(arguments.known_at) as view:
        for division in listed:
            on = arguments.on or local_date(division, now)
            chain = tuple(dict.fromkeys((NATION, division)))
            names = names_of(chain, places)
            made = answers(view, Question(division, chain, now, on, wanted), names)
            bodies.append({"division": division, "name": names.get(division, division),
                           "on": on.isoformat(), "answers": made})  # fmt: skip
    if arguments.json:
        put_json({"known_at": (arguments.known_at or now).isoformat(), "places": bodies})
    elif arguments.csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows(_flat(body, answer) for body in bodies for answer in body["answers"])
    else:
        _put_states(bodies, wanted, markdown=arguments.markdown)
    return 0


def _flat(body: dict[str, Any], answer: dict[str, Any]) -> list[Any]:
    decided = answer["decided_by"] or {}
    coming = answer["next"] or {}
    return [
        body["division"], body["name"], answer["substance"], answer["status"], answer["label"],
        answer["since"], coming.get("status"), coming.get("on"), decided.get("instrument"),
        decided.get("citation"), decided.get("url"), answer["as_of"], answer["stale"],
        answer["confidence"],
    ]  # fmt: skip


def _put_states(
    bodies: Sequence[dict[str, Any]], wanted: Sequence[Substance], *, markdown: bool
) -> None:
    heads = ["place", *(s.value for s in wanted), "doubt"]
    rows = []
    for body in bodies:
        stale = any(a["stale"] for a in body["answers"])
        weak = any(a["confidence"] == "low" for a in body["answers"])
        doubt = "both" if stale and weak else "stale" if stale else "low" if weak else ""
        name = body["name"] if markdown else _short(body["name"])
        rows.append([name, *(_cell(a) for a in body["answers"]), doubt])
    if markdown:
        put_table(heads, rows)
    else:
        put(table(rows, heads))
        put("\n* changes on a day that is known: see `regtrack status PLACE`")
    put("\ndoubt: stale (nobody has confirmed it for long), low (confidence) or both")
    put(f"\n{NOT_ADVICE}")


def _short(name: str) -> str:
    """A long name with its first word shortened, so that the table keeps to 80 columns."""
    return name if len(name) <= _LONGEST_NAME else f"{name[0]}. {name.partition(' ')[2]}"


def _cell(answer: dict[str, Any]) -> str:
    return f"{answer['status']}{'*' if answer['next'] else ''}"


def run_compare(arguments: argparse.Namespace) -> int:
    """Two or more places; 0 answered, 3 one is ambiguous, 4 one is not found."""
    places = gazetteer()
    now = home.now()
    if len(arguments.places) < 2:
        tell("regtrack compare needs two places or more: 'Mobile, AL' Tennessee")
        return 2
    results = [read_place(words, places) for words in arguments.places]
    missed = next((r for r in results if r.found is None), None)
    if missed is not None:
        if arguments.json:
            body = {"places": [], "query": missed.query, "candidates": candidates(missed)}
            put_json(body)
        explain(missed)
        return missed.exit_code
    wanted = (arguments.substance,) if arguments.substance else tuple(Substance)
    bodies: list[dict[str, Any]] = []
    with open_view(arguments.known_at) as view:
        for result in results:
            division = str(result.found)
            notes = county_notes(result, places)
            on = arguments.on or local_date(division, now)
            made = answers_in(view, result, places, Asked(now, on, wanted))
            bodies.append({"query": result.query, "division": division, "name": result.name,
                           "on": on.isoformat(), "answers": made,
                           "notes": [*result.notes, *notes]})  # fmt: skip
    if arguments.json:
        put_json({"known_at": (arguments.known_at or now).isoformat(), "places": bodies})
    else:
        _put_side_by_side(bodies, wanted, markdown=arguments.markdown)
    return 0


def _put_side_by_side(
    bodies: Sequence[dict[str, Any]], wanted: Sequence[Substance], *, markdown: bool
) -> None:
    for number, substance in enumerate(wanted):
        asked = [body["answers"][number] for body in bodies]
        same = len({a["status"] for a in asked}) == 1
        put(f"{LABEL[substance]}: {'the same status' if same else 'DIFFERENT'}")
        if markdown:
            put()
            heads = ("place", "status", "since", "next", "decided by", "as of")
            rows = [_row(b, a) for b, a in zip(bodies, asked, strict=True)]
            put_table(heads, rows)
        for body, answer in zip(bodies, asked, strict=True) if not markdown else ():
            name, status, since, coming, decided, as_of = _row(body, answer)
            put(wrapped(f"{name}: {status}" + (f", since {since}" if since else "")))
            for told in (f"next: {coming}" if coming else "", f"by {decided}" if decided else "",
                         f"as of {as_of or 'no date'}"):  # fmt: skip
                if told:
                    put(wrapped(told, 4))
        put()
    for body in bodies:
        for note in body["notes"]:
            tell(f"{body['name']}: {note}")
    put(NOT_ADVICE)


def put_markdown(body: dict[str, Any]) -> None:
    """One place's answers as Markdown."""
    put(f"**{escaped(body['name'])}** on {body['on']}")
    put()
    heads = ("substance", "status", "since", "next", "decided by", "as of", "address")
    rows = []
    for answer in body["answers"]:
        url = (answer["decided_by"] or {}).get("url") or ""
        rows.append((answer["substance"], *_row(body, answer)[1:], url))
    put_table(heads, rows)
    for note in body["notes"]:
        put(f"\n{escaped(note)}")
    put(f"\n{NOT_ADVICE}")


def _row(body: dict[str, Any], answer: dict[str, Any]) -> tuple[str, ...]:
    decided = answer["decided_by"] or {}
    coming = answer["next"]
    on = dt.date.fromisoformat(body["on"])
    stale = "; STALE" if answer["stale"] else ""
    act = decided.get("instrument")
    by = cited(act, decided["citation"]) if act else ""
    return (
        str(body["name"]),
        answer["label"],
        answer["since"] or "",
        f"{coming['status']} {when(coming['on'], on)}" if coming else "",
        by,
        f"{answer['as_of'] or ''}{stale}",
    )
