"""Paths into one answer of a feed: from a row to the words of a field.

JSON has a path language of our own: names between dots, `[0]`, `[*]`, `[name=value]`, `"a.b"` for
a name with dots, `.` for the row itself. It can only walk down, so a path ends in time and memory
that grow with the answer alone; the known libraries bring recursion and evaluated expressions that
no feed needs. XML has the XPath 1.0 of lxml with the namespaces of the source and without its
regular expressions, CSV the names of the columns. Paths come from the operator's file, never from
a publisher."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote

from lxml import etree

MAX_WORDS = 20_000
_STEP = re.compile(
    r'\.?(?:"(?P<quoted>[^"]+)"|(?P<name>[^.\[\]"{}]+))'
    r"|\[(?:(?P<all>\*)|(?P<index>-?\d{1,6})|(?P<left>[^=\[\]]+)=(?P<right>[^\[\]]*))\]"
)
_Step = str | int | tuple[str, str] | None
_PLACE = re.compile(r"\{([^{}]+)\}")


class Path(Protocol):
    """Finds values below a row, in order; () where there are none."""

    def find(self, row: Any) -> Sequence[Any]:
        """The values."""
        ...


Compile = Callable[[str], Path]


@dataclass(frozen=True, slots=True)
class JsonPath:
    """Steps down from a value: a name, a place in a list (None for every place), or a filter."""

    steps: tuple[_Step, ...]

    @classmethod
    def read(cls, text: str) -> JsonPath:
        """Raises ValueError for what is no path."""
        if text.strip() == ".":
            return cls(())
        steps: list[_Step] = []
        at = 0
        while at < len(text):
            match = _STEP.match(text, at)
            is_name = match is not None and bool(match["quoted"] or match["name"])
            if match is None or (is_name and (text[at] == ".") != (at > 0)):
                raise ValueError(f"{text!r} is no path: names between dots, [0], [*], [name=value]")
            steps.append(_step(match))
            at = match.end()
        if not steps:
            raise ValueError("a path is empty")
        return cls(tuple(steps))

    def find(self, row: Any) -> Sequence[Any]:
        """The values that are there; a null is none."""
        found = [row]
        for step in self.steps:
            found = [inner for value in found for inner in _down(value, step)]
        return [value for value in found if value is not None]


def _step(match: re.Match[str]) -> _Step:
    if match["all"]:
        return None
    if match["index"] is not None:
        return int(match["index"])
    if match["left"] is not None:
        return match["left"], match["right"]
    return match["quoted"] or match["name"]


def _down(value: Any, step: _Step) -> Sequence[Any]:
    if isinstance(step, str):
        return [value[step]] if isinstance(value, dict) and step in value else ()
    if not isinstance(value, list):
        # A list of one is written as the thing itself by publishers that convert from XML.
        return [value] if step in (None, 0, -1) and isinstance(value, dict) else ()
    if step is None:
        return value
    if isinstance(step, int):
        return value[step : step + 1 or None]
    name, wanted = step
    return [v for v in value if isinstance(v, dict) and words(v.get(name)) == wanted]


@dataclass(frozen=True, slots=True)
class XmlPath:
    """XPath 1.0 from an element: elements, attributes, text, counts."""

    path: etree.XPath

    @classmethod
    def read(cls, text: str, namespaces: Mapping[str, str]) -> XmlPath:
        """Raises ValueError for what is no XPath or uses a prefix without a namespace."""
        try:
            made = etree.XPath(text, namespaces=dict(namespaces), regexp=False, smart_strings=False)
            made(etree.Element("probe"))
        except etree.XPathError as error:
            raise ValueError(f"{text!r} is no XPath: {error}") from error
        return cls(made)

    def find(self, row: Any) -> Sequence[Any]:
        """The nodes or strings; a number or truth value is a list of one."""
        found = self.path(row)
        return found if isinstance(found, list) else [found]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a CSV file, by its heading."""

    name: str

    def find(self, row: Any) -> Sequence[Any]:
        """The cell."""
        return [row[self.name]] if row.get(self.name) is not None else ()


def words(value: Any) -> str:
    """A value as words: text folded to one line, numbers and truth as JSON writes them, an
    element's whole text, the words of a list one after the other; "" for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, etree._Element):
        value = "".join(value.itertext())
    elif isinstance(value, dict):
        return " ".join(w for w in map(words, value.values()) if w)
    elif isinstance(value, list):
        return " ".join(w for w in map(words, value) if w)
    return " ".join(str(value).split())


@dataclass(frozen=True, slots=True)
class Value:
    """How a field gets its words: paths in order of preference, or patterns such as
    `https://a.gov/{id}` whose places are paths. A pattern with an empty place gives nothing."""

    ways: tuple[tuple[tuple[str, Path | None], ...], ...]

    @classmethod
    def read(cls, given: object, compile_path: Compile) -> Value:
        """From a path, a pattern or a list of them. Raises ValueError."""
        texts: list[Any] = given if isinstance(given, list) else [given]
        if not texts or not all(isinstance(t, str) and t.strip() for t in texts):
            raise ValueError('write a path, such as "data.id", or a list of paths')
        return cls(tuple(_pieces(text.strip(), compile_path) for text in texts))

    def first(self, row: Any) -> str:
        """The words of the first way that gives any, cut at MAX_WORDS; "" where none does."""
        return self._first(row, lambda w: w)

    def address(self, row: Any) -> str:
        """As `first`, with what is filled into a pattern made safe for an address."""
        return self._first(row, lambda w: quote(w, safe="/:@,;=+-._~"))

    def nodes(self, row: Any) -> Sequence[Any]:
        """The values themselves of the first path that gives any; a pattern gives its words."""
        for way in self.ways:
            if len(way) == 1 and way[0][1] is not None:
                found = [v for v in way[0][1].find(row) if words(v)]
            else:
                made = _filled(way, row, lambda w: w)
                found = [made] if made else []
            if found:
                return found
        return ()

    def _first(self, row: Any, safe: Callable[[str], str]) -> str:
        for way in self.ways:
            if made := _filled(way, row, safe)[:MAX_WORDS]:
                return made
        return ""


def _pieces(text: str, compile_path: Compile) -> tuple[tuple[str, Path | None], ...]:
    if "{" not in text:
        return (("", compile_path(text)),)
    pieces: list[tuple[str, Path | None]] = []
    at = 0
    for place in _PLACE.finditer(text):
        pieces += [(text[at : place.start()], None), ("", compile_path(place[1].strip()))]
        at = place.end()
    pieces.append((text[at:], None))
    if any("{" in fixed or "}" in fixed for fixed, _ in pieces) or len(pieces) == 1:
        raise ValueError(f"{text!r} has a brace without its partner")
    return tuple(pieces)


def _filled(way: tuple[tuple[str, Path | None], ...], row: Any, safe: Callable[[str], str]) -> str:
    if len(way) == 1 and way[0][1] is not None:
        return next((w for w in map(words, way[0][1].find(row)) if w), "")
    parts = []
    for fixed, path in way:
        if path is None:
            parts.append(fixed)
            continue
        found = next((w for w in map(words, path.find(row)) if w), "")
        if not found:
            return ""
        parts.append(safe(found))
    return "".join(parts)
