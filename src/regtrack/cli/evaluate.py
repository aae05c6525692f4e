"""`regtrack evaluate`: the reader against bills that people coded."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from regtrack import home
from regtrack.cli.output import put, put_json, wrapped
from regtrack.contract import DocumentRecord
from regtrack.domain.errors import ConfigError, InvalidDocument, UnreadableText
from regtrack.reading.counting import is_effect
from regtrack.reading.model import Reading
from regtrack.reading.reader import read_text, read_title
from regtrack.reading.stages import codebook_stage, is_law, stage_events
from regtrack.reading.text import LegalText, find_quote, fold
from regtrack.runner.extraction import BoundedExtractor
from regtrack.services.evaluating import (
    EXACT,
    Coding,
    Floors,
    Pair,
    Read,
    Report,
    coding,
    report_json,
    score,
)
from regtrack.services.newest import as_read
from regtrack_scrapers.platforms.openstates_bill import bill_record, texts_from_folder

_BELOW = ("", "openstates-govbot")


def run(arguments: argparse.Namespace) -> int:
    """Score the reader; 0 above the floors, 1 below one of them, 2 for a labels file that is none.

    A coded bill without a folder is told and left out."""
    codings = [c for c in _codings(Path(arguments.labels)) if _wanted(c, arguments)]
    floors = Floors(
        arguments.floor_effects,
        arguments.floor_titles,
        arguments.floor_each,
        arguments.floor_exact,
        arguments.floor_effective,
    )
    today = home.now().date()
    with BoundedExtractor() as extractor:
        report = score(_read_all(codings, Path(arguments.captures), extractor, today))
    broken = floors.broken(report)
    if not report.bills:
        broken = ["no coded bill was read"]
    if arguments.json:
        put_json(report_json(report, broken))
    else:
        _print(report, broken)
    return 1 if broken else 0


def _codings(path: Path) -> list[Coding]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [coding(json.loads(line)) for line in lines if line.strip()]
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError(f"{path} is no labels file (one JSON object a line): {error}") from error


def _wanted(coded: Coding, arguments: argparse.Namespace) -> bool:
    if arguments.state and coded.division not in arguments.state:
        return False
    return coded.division not in arguments.not_state


def _read_all(
    codings: Iterable[Coding], root: Path, extractor: BoundedExtractor, today: dt.date
) -> Iterator[tuple[Coding, Read | str]]:
    for coded in codings:
        folder = _folder(root, coded.id)
        if folder is None:
            yield coded, "no folder with a metadata.json"
            continue
        try:
            body = json.loads((folder / "metadata.json").read_bytes())
            if not isinstance(body, dict):
                raise InvalidDocument("not a bill record: expected a JSON object")
            record = bill_record(body, source="evaluate")
            yield coded, _read(coded, record, folder / "files", extractor, today)
        except (InvalidDocument, ValueError, RecursionError, OSError) as error:
            yield coded, f"the record cannot be read: {error}"


def _folder(root: Path, name: str) -> Path | None:
    parts = Path(name).parts
    if ".." in parts or Path(name).is_absolute():
        return None
    folders = [root.joinpath(below, *parts) for below in _BELOW]
    return next((f for f in folders if (f / "metadata.json").is_file()), None)


def _read(
    coded: Coding,
    record: DocumentRecord,
    folder: Path,
    extractor: BoundedExtractor,
    today: dt.date,
) -> Read:
    text, name, notes = _newest(record, folder, extractor)
    if text is not None and coded.from_title:
        notes.append(f"coded from the title; {name} is readable here")
    if text is None or coded.from_title:
        reading = read_title(record.title, record.abstract or "", division=record.division)
        live, name = fold(f"{record.title} {record.abstract or ''}"), None
    else:
        title, abstract = record.title, record.abstract or ""
        reading = read_text(text, division=record.division, title=title, abstract=abstract)
        live = text.live
    quotes = [p.quote.text for p in reading.provisions]
    quotes += [reading.effective.quote.text] if reading.effective.quote else []
    return Read(
        effects=_effects(reading),
        answers=_answers(reading, record, today),
        quotes=len(quotes),
        lost=tuple(q for q in quotes if find_quote(live, q) is None),
        text_file=name,
        note="; ".join(notes) or None,
    )


def _newest(
    record: DocumentRecord, folder: Path, extractor: BoundedExtractor
) -> tuple[LegalText | None, str | None, list[str]]:
    """The newest readable text of a bill, as `regtrack bills` tells it, and its file."""
    notes: list[str] = []
    paths = {text.key: (text, path) for text, path in texts_from_folder(record.texts, folder)}
    for text in as_read(text for text, _ in paths.values()):
        path = paths[text.key][1]
        try:
            name = text.url or text.key
            return extractor.extract(path.read_bytes(), text.media_type, name), path.name, notes
        except (UnreadableText, OSError) as error:
            notes.append(f"{path.name}: {error}")
    return None, None, notes


def _effects(reading: Reading) -> dict[Pair, dict[str, Any]]:
    found: dict[Pair, dict[str, Any]] = {}
    for read in reading.provisions:
        provision = read.provision
        if is_effect(provision):
            found[provision.substance.value, provision.effect.value] = {
                "schedule": provision.schedule,
                "min_age": provision.min_age,
                "quote": read.quote.text,
                "rule": read.rule,
            }
    return found


def _answers(reading: Reading, record: DocumentRecord, today: dt.date) -> dict[str, Any]:
    events = stage_events(record)
    stage, stage_on = codebook_stage(events, today)
    effective = reading.effective
    date = effective.date.isoformat() if effective.date else None
    return {
        "effective": (effective.kind.value, date),
        "stage": stage if record.actions else None,
        "stage_date": stage_on.text if stage_on else None,
        "law": is_law(events, today),
        "relevance": reading.relevance.value,
    }


def _print(report: Report, broken: list[str]) -> None:
    put(f"{report.bills} bills read, {len(report.absent)} not")
    put(f"{'effects':<24}{'labels':>7}{'precision':>11}{'recall':>8}{'F1':>7}")
    rows = [("of texts", report.text), ("from titles", report.titles)]
    rows += [(effect, report.of_type(effect)) for effect in sorted(report.types)]
    for name, tally in rows:
        coded = tally.hits + tally.missed
        put(f"{name:<24}{coded:>7}{tally.precision:>11.3f}{tally.recall:>8.3f}{tally.f1:>7.3f}")
    for name in EXACT:
        put(f"{name:<24}{report.right[name]:>3} of {report.asked[name]:<4}{report.share(name):.3f}")
    put(f"quotes found {report.quotes - len(report.lost)} of {report.quotes}")
    put(f"wrongly read as law: {', '.join(report.wrong_law) or 'none'}")
    for row in report.confusion:
        put(f"{row['bill']}: {row['what']} {row['substance']} {row['effect']}"
            f" [{row['rule'] or row['text_file'] or 'title'}]")  # fmt: skip
        put(wrapped(f'"{row["quote"]}"', 6))
    for answer in report.answers:
        put(f"{answer['bill']}: {answer['question']} read {answer['read']},"
            f" coded {' or '.join(answer['coded'])}")  # fmt: skip
    for absent in report.absent:
        put(f"{absent['bill']}: not read: {absent['why']}")
    for line in broken:
        put(f"below the floor: {line}")
