"""`regtrack read`: what one legal text does, with its proof."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from regtrack.cli.output import put, put_json, put_quote, wrapped
from regtrack.cli.places import gazetteer, one_division
from regtrack.domain.errors import ConfigError, UnreadableText
from regtrack.reading.counting import is_effect
from regtrack.reading.model import Reading, ReadProvision
from regtrack.reading.reader import read_text
from regtrack.runner.extraction import BoundedExtractor


def run(arguments: argparse.Namespace) -> int:
    """Read one file; UnreadableText is told as such and ends with 1."""
    path = Path(arguments.file)
    division = one_division(arguments.division, gazetteer())
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
    try:
        with BoundedExtractor() as extractor:
            text = extractor.extract(data, "", path.name)
    except UnreadableText as error:
        if arguments.json:
            put_json({**reading_json(Reading(), path.name), "fault": str(error)})
        raise
    body = reading_json(read_text(text, division=division, title=arguments.title), path.name)
    if arguments.json:
        put_json(body)
    else:
        _print(body)
    return 0


def reading_json(reading: Reading, text_file: str | None) -> dict[str, Any]:
    """A reading in the words of the codebook."""
    effective = reading.effective
    return {
        "relevance": reading.relevance.value,
        "effects": [_effect(p) for p in reading.provisions if is_effect(p.provision)],
        "conditional": reading.conditional,
        "effective": {
            "kind": effective.kind.value,
            "date": effective.date.isoformat() if effective.date else None,
            "days": effective.days,
            "time": effective.time,
            "zone": effective.zone,
            "quote": effective.quote.text if effective.quote else None,
        },
        "expires": reading.expires.isoformat() if reading.expires else None,
        "text_file": text_file,
        "notes": list(reading.notes),
    }


def _effect(found: ReadProvision) -> dict[str, Any]:
    provision = found.provision
    return {
        "substance": provision.substance.value,
        "effect": provision.effect.value,
        "schedule": provision.schedule,
        "scope": list(provision.acts),
        "min_age": provision.min_age,
        "limits": "; ".join(str(limit) for limit in provision.limits) or None,
        "quote": found.quote.text,
        "rule": found.rule,
        "sure": found.sure,
    }


def _print(body: dict[str, Any]) -> None:
    put(f"{body['text_file']}: {body['relevance']}")
    for effect in body["effects"]:
        detail = effect["schedule"] or effect["min_age"] or effect["limits"] or ""
        held = "" if effect["sure"] else " (unsure: held for review)"
        put(f"  {effect['substance']}: {effect['effect']} {detail}{held}".rstrip())
        put_quote(effect["quote"], 6)
    effective = body["effective"]
    when = effective["date"] or (f"{effective['days']} days" if effective["days"] else "")
    hour = " ".join(filter(None, (effective["time"], effective["zone"])))
    put(f"  effective: {effective['kind']} {when} {hour}".rstrip())
    if effective["quote"]:
        put_quote(effective["quote"], 6)
    if body["expires"]:
        put(f"  expires: {body['expires']}")
    for note in body["notes"]:
        put(wrapped(f"note: {note}"))
