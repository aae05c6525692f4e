"""The numbers of items, and the words that lead each item of a list."""

from __future__ import annotations

import re
from itertools import pairwise

_DEEPEST = 6
#: A numbered piece no longer than this is the caption of the item behind it: `(4) LABEL.`
_CAPTION = 60
_NUMERALS = (
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
)
_ROMAN = frozenset(pairwise(_NUMERALS))
_ENUM = re.compile(
    r"^\W{0,2}(?:\d+[A-Z]?(?:[.:-]\d+[A-Za-z]?){1,3}\.?\s{1,8}(?=\(|\d{1,3}\.\s))?"
    r"(?:(?:and|or|AND|OR)\s{1,8})?(?:\((?P<p>[a-zA-Z]{1,4}|\d{1,3})\)|(?P<d>[a-zA-Z]{1,3}"
    r"|\d{1,3})\.(?=\s))"
)


def enumerator(piece: str) -> str | None:
    """The kind of number that a piece begins with: `(1`, `.a`; None where it has none."""
    match = _ENUM.match(piece)
    if match is None:
        return None
    mark = match["p"] or match["d"]
    shape = "(" if match["p"] else "."
    if mark.isdigit():
        return shape + "1"
    if re.fullmatch(r"[ivx]+", mark) and (len(mark) > 1 or mark == "i"):
        return shape + "i"
    if re.fullmatch(r"[IVX]+", mark) and (len(mark) > 1 or mark == "I"):
        return shape + "I"
    return shape + ("a" if mark.islower() else "A")


def _number(piece: str) -> str | None:
    match = _ENUM.match(piece)
    return (match["p"] or match["d"]) if match else None


def _follows(before: str | None, number: str) -> bool:
    """Whether an item's number is the next one of its list."""
    if before is None:
        return False
    if before.isdigit() or number.isdigit():
        return before.isdigit() and number.isdigit() and int(number) == int(before) + 1
    if before[:-1] == number[:-1] and ord(number[-1]) == ord(before[-1]) + 1:
        return True
    return (before.lower(), number.lower()) in _ROMAN


_Lead = tuple[int, int, str | None]


class Outline:
    """The leads under which the pieces of a section stand, as they follow one another."""

    def __init__(self) -> None:
        self.stack: list[_Lead] = []
        self._last: str | None = None  # the number of the item before
        # The leads of a list, and its last number, while an item goes on in further sentences.
        self._held: tuple[list[_Lead], str] | None = None
        # The item that a sentence without a number of its own belongs to.
        self._item: str | None = None
        self._mark: str | None = None

    def take(self, piece: str, start: int, before: str) -> None:
        """A piece that begins at `start`, behind the words `before`."""
        self._mark, number = enumerator(piece), _number(piece)
        if number is None:
            if self.stack and self._last:
                self._held, self._last = (self.stack, self._last), None
        elif self._goes_on(number, start):
            self.stack, self._held = self._held[0] if self._held else [], None
        self._last = number or self._last
        self.stack = _unwind(self.stack, self._mark, start)
        if self._mark is not None:
            captions = len(piece) < _CAPTION and before.rstrip()[-1:] in (".", ":")
            self._item = self._mark if captions else None

    def _goes_on(self, number: str, start: int) -> bool:
        """Whether an item goes on with the list that other sentences have broken off."""
        opens = bool(self.stack) and start - self.stack[-1][1] < 2
        if self._held is None or opens or _follows(self._last, number):
            return False
        return _follows(self._held[1], number)

    def leads(self) -> tuple[tuple[int, int], ...]:
        """Where the leads of the piece taken last stand."""
        return tuple((a, b) for a, b, _ in self.stack)

    def lead(self, start: int, end: int, *, run_in: bool) -> None:
        """Words of the piece taken last lead what follows."""
        self.stack.append((start, end, None if run_in else self._mark or self._item))


def _unwind(stack: list[_Lead], mark: str | None, start: int) -> list[_Lead]:
    if mark is None:
        # A free sentence after a list is not led by it; a heading right after a colon is.
        return [lead for lead in stack if start - lead[1] < 2]
    for depth, lead in enumerate(stack):
        if lead[2] == mark:
            return stack[:depth]
    return [lead for lead in stack if start - lead[1] < 12000][-_DEEPEST:]
