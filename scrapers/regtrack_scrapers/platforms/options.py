"""What an option of a source may be. A check tells what to write instead, or None where it fits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from regtrack.contract import How, InstrumentKind, PartialDate, Stage, VersionRole

Check = Callable[[Any], str | None]
Options = Mapping[str, Check]


def declare(**options: Check) -> Options:
    """The options of a platform."""
    return MappingProxyType(options)


def text(value: Any) -> str | None:
    """Words in quotes."""
    return None if isinstance(value, str) else "write text in quotes"


def words(value: Any) -> str | None:
    """A list of words that is not empty."""
    good = isinstance(value, list) and value and all(isinstance(v, str) for v in value)
    return None if good else 'write a list of words, ["kratom"]'


def word_or_words(value: Any) -> str | None:
    """Words, or a list of them."""
    parts = value if isinstance(value, list) else [value]
    return None if all(isinstance(v, str) and v for v in parts) else "write words"


def count(value: Any) -> str | None:
    """A whole number, zero or more."""
    good = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return None if good else "write a number without quotes"


def truth(value: Any) -> str | None:
    """True or false."""
    return None if isinstance(value, bool) else "write true or false"


def date(value: Any) -> str | None:
    """A date of the place, whole or partial."""
    try:
        PartialDate(str(value))
    except ValueError:
        return "write 2026, 2026-05 or 2026-05-10"
    return None


def alias(value: Any) -> str | None:
    """A natural key of an instrument."""
    good = isinstance(value, str) and all(value.partition(":"))
    return None if good else "write scheme:value"


def one_of(kind: type[StrEnum]) -> Check:
    """One of the words of this kind."""
    known = [str(word) for word in kind]

    def check(value: Any) -> str | None:
        return None if value in known else f"one of {', '.join(known)}"

    return check


#: What every source may say, whatever its platform.
COMMON: Options = {"full_every": count}

#: What says what a page holds and where it stands: for platforms that watch one instrument.
INSTRUMENT: Options = {
    "kind": one_of(InstrumentKind),
    "stage": one_of(Stage),
    "how": one_of(How),
    "role": one_of(VersionRole),
    "stage_on": date,
    "effective_on": date,
    "expires_on": date,
    "title": text,
    "citation": text,
    "number": text,
    "alias": alias,
    "note": text,
    "expect": word_or_words,
}
