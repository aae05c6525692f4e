"""The values that options take, read from words. Nothing heavy: this is on the path of every
command."""

from __future__ import annotations

import argparse
import datetime as dt

from regtrack.domain.dates import aware_utc
from regtrack.domain.substances import Substance

TYPE_CHECKING = False  # what only some commands need is imported where it is used
if TYPE_CHECKING:
    from decimal import Decimal

    from regtrack.domain.changes import ChangeKind


def a_date(text: str) -> dt.date:
    """A day."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"not a day: {text!r}; write 2026-07-01") from None


def an_instant(text: str) -> dt.datetime:
    """An instant; a day alone is its last moment in UTC."""
    try:
        if len(text) == 10:
            return dt.datetime.combine(dt.date.fromisoformat(text), dt.time.max, dt.UTC)
        return aware_utc(text)
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(
            f"not a time: {text!r}; write 2026-07-01 or 2026-07-01T12:00:00Z"
        ) from None


def a_beginning(text: str) -> dt.datetime:
    """An instant; a day alone is its first moment in UTC."""
    instant = an_instant(text)
    return instant if len(text) != 10 else dt.datetime.combine(instant, dt.time(), dt.UTC)


def a_span(text: str) -> dt.timedelta:
    """`30m`, `12h`, `7d`."""
    units = {"m": "minutes", "h": "hours", "d": "days"}
    number, unit = text[:-1], units.get(text[-1:])
    if unit is None or not (number.isascii() and number.isdigit() and len(number) < 5):
        raise argparse.ArgumentTypeError(f"not a span: {text!r}; write 12h or 7d")
    return dt.timedelta(**{unit: int(number)})


def a_substance(text: str) -> Substance:
    """A substance."""
    try:
        return Substance(text.lower())
    except ValueError:
        names = ", ".join(Substance)
        raise argparse.ArgumentTypeError(f"not a substance: {text!r}; take {names}") from None


def a_kind(text: str) -> ChangeKind:
    """A kind of change."""
    from regtrack.domain.changes import ChangeKind

    try:
        return ChangeKind(text)
    except ValueError:
        names = ", ".join(ChangeKind)
        raise argparse.ArgumentTypeError(f"not a kind of change: {text!r}; take {names}") from None


def a_figure(text: str) -> Decimal:
    """A number of 0 or more."""
    from decimal import Decimal, InvalidOperation

    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal(-1)
    if not number.is_finite() or number < 0:
        raise argparse.ArgumentTypeError(f"not a number of 0 or more: {text!r}; write 1.5")
    return number


def an_age(text: str) -> int:
    """Whole years."""
    if not text.isdecimal() or int(text) > 150:
        raise argparse.ArgumentTypeError(f"not an age in years: {text!r}; write 21")
    return int(text)


def yes_or_no(text: str) -> bool:
    """Yes or no."""
    if text.lower() not in ("yes", "no"):
        raise argparse.ArgumentTypeError(f"neither yes nor no: {text!r}")
    return text.lower() == "yes"
