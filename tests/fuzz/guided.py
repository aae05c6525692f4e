"""Fuzzing led by coverage: `python -m fuzz.guided CORPUS [options of libFuzzer]`.

Needs atheris (`pip install atheris`). The first byte of an input chooses what is tried; a text is
made of the drafting pieces that the next bytes name. Ends with the options' `-max_total_time`;
whatever breaks an invariant is kept as a file and ends the run with exit 77."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from pathlib import Path

import atheris  # type: ignore[import-not-found]  # only where the fuzz run is made

with atheris.instrument_imports(include=["regtrack", "regtrack_scrapers"]):
    from fuzz import invariants, pieces
    from regtrack.reading.text import LegalText, Mark, Run

_MARKS = (Mark.PLAIN, Mark.ADDED, Mark.STRUCK)
_PIECES = pieces.PIECES


def text_of(data: bytes) -> LegalText:
    """A byte under the number of pieces is that piece, 253 to 255 begin a new run of a mark, any
    other is a character."""
    runs: list[Run] = []
    mark, words = Mark.PLAIN, ""
    for byte in data:
        if byte > 252:
            runs.append(Run(words, mark))
            mark, words = _MARKS[byte - 253], ""
        else:
            words += _PIECES[byte] if byte < len(_PIECES) else chr(byte)
    return LegalText((*runs, Run(words, mark)), "fuzz@1")


def _record(data: bytes) -> None:
    try:
        body = json.loads(data)
    except ValueError:
        return
    if isinstance(body, dict):
        invariants.check_record(body)


def _dates(data: bytes) -> None:
    invariants.check_dates(data.decode("utf-8", "replace"))


def _title(data: bytes) -> None:
    live = text_of(data).live
    invariants.check_title(live[: len(live) // 2], live[len(live) // 2 :])


#: The last one is tried for every first byte that names no other.
TARGETS: tuple[Callable[[bytes], None], ...] = (
    _record,
    _dates,
    _title,
    lambda data: invariants.check_reading(text_of(data)),
    lambda data: invariants.check_reading(text_of(data)),
    invariants.check_extraction,
)


def one_input(data: bytes) -> None:
    """Try one input."""
    if data:
        TARGETS[min(data[0], len(TARGETS) - 1)](data[1:])


def sow(folder: Path) -> None:
    """Write the first inputs: a bill in every format, as a text, as a record."""
    text = LegalText(
        (
            Run("Be it enacted: Section 1. A person may "),
            Run("not", Mark.ADDED),
            Run(" sell kratom "),
            Run("or tea ", Mark.STRUCK),
            Run(
                "to a person under 21 years of age.\nSection 2. This act takes effect July 1, 2026."
            ),
        ),
        "fuzz@1",
    )
    for number, form in enumerate(pieces.FORMATS):
        (folder / f"document-{number}").write_bytes(b"\x05" + form(text))
    (folder / "text").write_bytes(b"\x03" + bytes(range(len(_PIECES))))
    rows = [{"description": row, "date": "2026-01-05"} for row in pieces.ROWS]
    record = {
        "identifier": "HB 12", "session": "2026", "title": "An Act concerning kratom",
        "jurisdiction": "ocd-jurisdiction/country:us/state:ks/government", "actions": rows,
    }  # fmt: skip
    (folder / "record").write_bytes(b"\x00" + json.dumps(record).encode())
    (folder / "dates").write_bytes(b"\x01" + " ".join(pieces.DATES).encode())


def main() -> None:
    logging.disable(logging.CRITICAL)
    sow(Path(sys.argv[1]))
    atheris.Setup([sys.argv[0], *sys.argv[1:]], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
