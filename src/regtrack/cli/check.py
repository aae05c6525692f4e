"""`regtrack check`: whether an act with a product is allowed in a place on a day."""

from __future__ import annotations

import argparse
import functools
from typing import Any

from regtrack import home
from regtrack.cli.output import NOT_ADVICE, cited, put, put_json, put_quote, tell, wrapped
from regtrack.cli.places import candidates, county_notes, explain, gazetteer, names_of, read_place
from regtrack.cli.reading import open_view
from regtrack.domain.gazetteer import chain
from regtrack.domain.gazetteer_port import Gazetteer
from regtrack.domain.inquiries import Inquiry, Verdict
from regtrack.domain.zones import local_date
from regtrack.services.answering import Question
from regtrack.services.checking import check
from regtrack.services.law_view import LawView

EXITS = {Verdict.ALLOWED.value: 0, Verdict.NOT_ALLOWED.value: 10, Verdict.UNKNOWN.value: 11}
_WORDS = {
    Verdict.ALLOWED.value: "ALLOWED",
    Verdict.NOT_ALLOWED.value: "NOT ALLOWED",
    Verdict.UNKNOWN.value: "UNKNOWN: do not take it for allowed",
}
_MOST_REASONS = 4


def run(arguments: argparse.Namespace) -> int:
    """Give the verdict; 0 allowed, 10 not_allowed, 11 unknown, 3 ambiguous, 4 not found."""
    if arguments.orders:
        from regtrack.cli.orders import run as run_orders

        return run_orders(arguments)
    if not arguments.place or arguments.product is None:
        tell("regtrack check needs a place and --product (or --orders FILE)")
        return 2
    places = gazetteer()
    with open_view(arguments.known_at) as view:
        body, code = verdict_for(view, places, arguments.place, inquiry_of(arguments), arguments)
    if arguments.json:
        put_json(body)
    elif body["division"] is None:
        explain(read_place(arguments.place, places))
    else:
        _print(body)
    return code


def inquiry_of(arguments: argparse.Namespace) -> Inquiry:
    """What the options ask."""
    return Inquiry(
        product=arguments.product,
        act=arguments.act,
        age=arguments.age,
        percent_7oh=arguments.percent_7oh,
        mg_7oh=arguments.mg_7oh,
        ppm_7oh=arguments.ppm_7oh,
        percent_alkaloids=arguments.percent_alkaloids,
        synthetic=arguments.synthetic,
        sold_as=arguments.sold_as,
    )


def verdict_for(
    view: LawView,
    places: Gazetteer,
    words: list[str] | str,
    inquiry: Inquiry,
    asked: argparse.Namespace,
) -> tuple[dict[str, Any], int]:
    """The verdict for one place as JSON, and the exit code. A ZIP in several places takes the
    strictest of them."""
    result = read_place(words, places)
    now = home.now()
    body: dict[str, Any] = {
        "query": result.query,
        "division": result.found,
        "name": result.name,
        "on": None,
        "product": inquiry.product.value,
        "act": inquiry.act.value,
        "verdict": None,
        "reasons": [],
        "missing": [],
        "candidates": candidates(result),
        "notes": list(result.notes),
    }
    if result.found is None:
        return body, result.exit_code
    on = asked.on or local_date(result.found, now)
    verdicts = []
    for division in result.divisions:
        divisions = chain(division, places)
        question = Question(division, divisions, now, on)
        verdicts.append(check(view, question, inquiry, names_of(divisions, places)))
    made = functools.reduce(_together, verdicts)
    made["notes"] = [*result.notes, *county_notes(result, places), *made["notes"]]
    return body | {"on": on.isoformat()} | made, EXITS[made["verdict"]]


def _together(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """The stricter of two places of a ZIP; of equals the reasons and what is missing of both."""
    ranks = [_STRICT.index(m["verdict"]) for m in (one, other)]
    if ranks[0] != ranks[1]:
        return one if ranks[0] < ranks[1] else other
    both = {
        key: [*one[key], *(row for row in other[key] if row not in one[key])]
        for key in ("reasons", "missing", "notes")
    }
    both["reasons"].sort(key=lambda r: _STRICT.index(r["verdict"]))
    return {"verdict": one["verdict"]} | both


_STRICT = [Verdict.NOT_ALLOWED.value, Verdict.UNKNOWN.value, Verdict.ALLOWED.value]


def _print(body: dict[str, Any]) -> None:
    put(f"{body['act']} {body['product']} in {body['name']} on {body['on']}")
    put(wrapped(_WORDS[body["verdict"]]))
    decisive = [r for r in body["reasons"] if r["verdict"] == body["verdict"]]
    for reason in decisive[:_MOST_REASONS]:
        put()
        put(wrapped(f"{reason['name'] or reason['division']}: {reason['why']}"))
        if reason["instrument"]:
            put(wrapped(f"by {cited(reason['instrument'], reason['citation'])}"))
        if reason["url"]:
            put(f"  {reason['url']}")
        if reason["quote"]:
            put_quote(reason["quote"], 2)
    if len(decisive) > _MOST_REASONS:
        put(f"  and {len(decisive) - _MOST_REASONS} more reasons: --json")
    if body["missing"]:
        put()
        put("What would decide it:")
        for item in body["missing"]:
            put(wrapped(item["ask"]))
    for note in body["notes"]:
        put()
        put(wrapped(note, 0))
    put()
    put(NOT_ADVICE)
