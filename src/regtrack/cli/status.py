"""`regtrack status`: the answer for a place."""

from __future__ import annotations

import argparse
import datetime as dt

from regtrack import home
from regtrack.cli.output import (
    NOT_ADVICE,
    cited,
    put,
    put_json,
    put_quote,
    shortened,
    tell,
    wrapped,
)
from regtrack.cli.places import candidates, county_notes, explain, gazetteer, names_of, read_place
from regtrack.cli.reading import open_view
from regtrack.domain.gazetteer import chain
from regtrack.domain.places import PlaceResult
from regtrack.domain.record import Record
from regtrack.domain.status import BANS, STRICTNESS, Status
from regtrack.domain.substances import LABEL, Substance
from regtrack.domain.zones import local_date
from regtrack.services.answer_words import AGENCY
from regtrack.services.answering import Question, answers

TYPE_CHECKING = False  # `typing` is not on the path of an answer
if TYPE_CHECKING:
    from typing import Any

    from regtrack.domain.gazetteer_port import Gazetteer
    from regtrack.services.law_view import LawView

_MOST_NOTES, _NOTE_WIDTH = 3, 220


def run(arguments: argparse.Namespace) -> int:
    """Answer; 0 answered, 3 ambiguous, 4 not found."""
    if arguments.all and arguments.place:
        tell("regtrack status takes a place or --all, not both")
        return 2
    if arguments.all:
        from regtrack.cli.overview import run_all

        return run_all(arguments)
    if not arguments.place or arguments.csv:
        tell("regtrack status needs a place, or --all for a table (--csv goes with --all)")
        return 2
    places = gazetteer()
    result = read_place(arguments.place, places)
    now = home.now()
    body: dict[str, Any] = {
        "query": result.query,
        "division": result.found,
        "name": result.name,
        "on": None,
        "known_at": (arguments.known_at or now).isoformat(),
        "answers": [],
        "candidates": candidates(result),
        "notes": list(result.notes),
    }
    if result.found is not None:
        notes = county_notes(result, places)
        on = arguments.on or local_date(result.found, now)
        wanted = (arguments.substance,) if arguments.substance else tuple(Substance)
        with open_view(arguments.known_at) as view:
            made = answers_in(view, result, places, Asked(now, on, wanted))
        body |= {"on": on.isoformat(), "answers": made, "notes": [*result.notes, *notes]}
    if arguments.json:
        put_json(body)
    elif result.found is None:
        explain(result)
    elif arguments.markdown:
        from regtrack.cli.overview import put_markdown

        put_markdown(body)
    else:
        _print(body)
    return result.exit_code


class Asked(Record):
    """What is asked of a place: now, the day, the substances."""

    now: dt.datetime
    on: dt.date
    wanted: tuple[Substance, ...]


def answers_in(
    view: LawView, result: PlaceResult, places: Gazetteer, asked: Asked
) -> list[dict[str, Any]]:
    """The answers for a place that was found; of the places of a ZIP the strictest answer each,
    as of the layers of one place: what is not known in one of them is overcome by a ban only."""
    made: list[dict[str, Any]] = []
    for division in result.divisions:
        divisions = chain(division, places)
        question = Question(division, divisions, asked.now, asked.on, asked.wanted)
        found = answers(view, question, names_of(divisions, places))
        made = _stricter(made, found) if made else found
    return made


def _stricter(first: list[dict[str, Any]], second: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [a if _rank(a) <= _rank(b) else b for a, b in zip(first, second, strict=True)]


def _rank(answer: dict[str, Any]) -> float:
    status = Status(answer["status"])
    if status is Status.UNKNOWN:
        return len(BANS) - 0.5
    return STRICTNESS.index(status)


def _print(body: dict[str, Any]) -> None:
    put(f"{body['name']} on {body['on']}")
    for answer in body["answers"]:
        put()
        _print_answer(answer, dt.date.fromisoformat(body["on"]))
    for note in body["notes"]:
        put()
        put(wrapped(note, 0))
    if body["candidates"]:
        put("Places there: " + "; ".join(c["name"] for c in body["candidates"]))
    put()
    put(NOT_ADVICE)


def when(day: str, on: dt.date) -> str:
    """A coming day with the days to go: `from 2027-01-01 (in 40 days)`."""
    left = (dt.date.fromisoformat(day) - on).days
    return f"from {day} (in {left} day{'' if left == 1 else 's'})"


def _print_answer(answer: dict[str, Any], on: dt.date) -> None:
    put(LABEL[Substance(answer["substance"])])
    since = f", since {answer['since']}" if answer["since"] else ""
    put(wrapped(f"{answer['label'].upper()}{since}"))
    if answer["next"]:
        put(wrapped(f"next: {answer['next']['status']} {when(answer['next']['on'], on)}"))
    _print_decider(answer)
    stale = "; STALE, check it anew" if answer["stale"] else ""
    put(f"  as of {answer['as_of'] or 'no date'}, confidence {answer['confidence']}{stale}")
    layers = [
        f"{layer['name'] or layer['division']} {layer['status']}"
        f"{'' if layer['binds'] else ' (does not bind here)'}"
        for layer in answer["layers"]
    ]
    put(wrapped("layers: " + "; ".join(layers)))
    for pending in answer["pending"]:
        put(wrapped(f"pending: {pending['instrument']}: {pending['why']}"))
    notes = [n for n in answer["notes"] if not n.startswith(AGENCY)][:_MOST_NOTES]
    for note in notes:
        put(wrapped(f"note: {shortened(note, _NOTE_WIDTH)}"))
    more = len(answer["notes"]) - len(notes)
    if more > 0:
        put(f"  and {more} more notes, agencies' positions among them: --json")


def _print_decider(answer: dict[str, Any]) -> None:
    decided = answer["decided_by"]
    if decided and decided["instrument"]:
        put(wrapped(f"by {cited(decided['instrument'], decided['citation'])}"))
        if decided["url"]:
            put(f"  {decided['url']}")
    quote = next((e["quote"] for e in answer["evidence"] if e["quote"]), None)
    if quote:
        put_quote(quote, 2)
