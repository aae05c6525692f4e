"""`regtrack check --orders FILE`: a verdict for every row of a CSV of orders."""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import io
import sys
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from regtrack.cli.check import EXITS, verdict_for
from regtrack.cli.output import put_json, safe, tell
from regtrack.cli.places import gazetteer
from regtrack.cli.reading import open_view
from regtrack.cli.values import a_figure, an_age
from regtrack.domain.errors import ConfigError
from regtrack.domain.inquiries import Act, Inquiry, Product, Verdict

ADDED = ("verdict", "reason", "missing", "division")
_NEEDED = ("place", "product")
_FIGURES = ("percent_7oh", "mg_7oh", "ppm_7oh", "percent_alkaloids")
_BOOLEANS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def run(arguments: argparse.Namespace) -> int:
    """Print the file with its verdict columns; 0 when all are allowed, 10 when one is not, else
    11. A row that cannot be read is `unknown` and says why: no row is dropped."""
    rows, heads = read_orders(Path(arguments.orders))
    places = gazetteer()
    with open_view(arguments.known_at) as view:
        judged = [row | _judged(view, places, row, arguments) for row in rows]
    verdicts = {row["verdict"] for row in judged}
    if arguments.json:
        put_json({"orders": judged})
    else:
        _write(judged, [*heads, *ADDED])
    tell(", ".join(f"{sum(r['verdict'] == v for r in judged)} {v}" for v in EXITS))
    if Verdict.NOT_ALLOWED.value in verdicts:
        return EXITS[Verdict.NOT_ALLOWED.value]
    return EXITS[Verdict.UNKNOWN.value] if Verdict.UNKNOWN.value in verdicts else 0


def read_orders(file: Path) -> tuple[list[dict[str, str]], list[str]]:
    """The rows and the heads of a CSV. Raises ConfigError where the file is no such CSV."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"cannot read {file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file} is not UTF-8: save it as CSV UTF-8") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        heads = [h.strip() for h in reader.fieldnames or ()]
        reader.fieldnames = heads
        said = {_plain(h) for h in heads}
        if set(_NEEDED) - said or len(said) < len(heads) or said & set(ADDED):
            raise ConfigError(
                f"{file}: the first line must name the columns place and product, each once, and "
                f"none of {', '.join(ADDED)}; it has {', '.join(heads) or 'none'}"
            )
        rows = [_row(file, reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise ConfigError(f"{file}, line {reader.line_num}: {error}") from error
    return rows, heads


def _plain(head: str) -> str:
    return head.lower().replace("-", "_").replace(" ", "_")


def _row(file: Path, line: int, row: dict[Any, Any]) -> dict[str, str]:
    if None in row:
        raise ConfigError(f"{file}, line {line}: more cells than heads; quote a place with a comma")
    return {head: value or "" for head, value in row.items()}


def _judged(
    view: Any, places: Any, row: dict[str, str], asked: argparse.Namespace
) -> dict[str, str]:
    # Heads are read as people write them: `Percent-7OH` is percent_7oh.
    cells = {_plain(head): value.strip() for head, value in row.items()}
    try:
        inquiry = _inquiry(cells, asked)
        day = dt.date.fromisoformat(cells["on"]) if cells.get("on") else asked.on
        own = argparse.Namespace(on=day)
    except ValueError as error:
        return _told(Verdict.UNKNOWN.value, f"the row cannot be read: {error}")
    body, _ = verdict_for(view, places, cells["place"], inquiry, own)
    if body["division"] is None:
        names = "; ".join(c["name"] for c in body["candidates"][:5])
        why = "the place means several" if body["candidates"] else "the place is not known"
        return _told(Verdict.UNKNOWN.value, f"{why}{': ' + names if names else ''}")
    first = body["reasons"][0] if body["reasons"] else None
    reason = f"{first['name'] or first['division']}: {first['why']}" if first else ""
    if first and first["instrument"]:
        reason += f" ({first['instrument']})"
    missing = " ".join(item["fact"] for item in body["missing"])
    return _told(body["verdict"], reason, missing, body["division"])


def _inquiry(cells: dict[str, str], asked: argparse.Namespace) -> Inquiry:
    figures = {
        name: _figure(cells[name], name) if cells.get(name) else getattr(asked, name)
        for name in _FIGURES
    }
    synthetic = cells.get("synthetic", "").lower()
    if synthetic and synthetic not in _BOOLEANS:
        raise ValueError(f"synthetic {synthetic!r} is not yes or no")
    return Inquiry(
        product=_one_of(Product, cells["product"], "product"),
        act=_one_of(Act, cells["act"], "act") if cells.get("act") else asked.act,
        age=_age(cells["age"]) if cells.get("age") else asked.age,
        synthetic=_BOOLEANS[synthetic] if synthetic else asked.synthetic,
        sold_as=cells.get("sold_as") or asked.sold_as,
        **figures,
    )


def _one_of(kind: Any, word: str, head: str) -> Any:
    try:
        return kind(word.lower())
    except ValueError:
        raise ValueError(f"{head} {word!r} is not one of {', '.join(kind)}") from None


def _age(text: str) -> int:
    try:
        return an_age(text)
    except argparse.ArgumentTypeError as error:
        raise ValueError(str(error)) from None


def _figure(text: str, head: str) -> Decimal:
    try:
        return a_figure(text)
    except argparse.ArgumentTypeError as error:
        raise ValueError(f"{head}: {error}") from None


def _told(verdict: str, reason: str, missing: str = "", division: str = "") -> dict[str, str]:
    values = (verdict, safe(reason), missing, division)
    return dict(zip(ADDED, values, strict=True))


def _write(rows: Iterable[dict[str, str]], heads: list[str]) -> None:
    writer = csv.DictWriter(sys.stdout, heads, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
