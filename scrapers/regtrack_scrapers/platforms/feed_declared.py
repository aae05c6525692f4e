"""Reading the options of a feed one by one: what each takes, and what is wrong with it."""

from __future__ import annotations

import codecs
import re
import zoneinfo
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from regtrack.contract import How, InstrumentKind, Stage, VersionRole
from regtrack_scrapers.platforms.feed_match import Matcher
from regtrack_scrapers.platforms.feed_paths import Column, Compile, JsonPath, Path, Value, XmlPath

Refuse = Callable[[str, str], None]
#: Which media families an answer of each format may come as.
FAMILIES: dict[str, tuple[str, ...]] = {
    "json": ("json",), "csv": ("text",), "xml": ("xml",), "atom": ("xml",), "rss": ("xml",),
}  # fmt: skip
FIELDS = ("id", "title", "date", "link", "text", "text_link", "summary", "number", "citation",
           "effective", "expires")  # fmt: skip
PATHS = ("next", "more", "total", "pages")
WORDS: dict[str, type[StrEnum]] = {"kind": InstrumentKind, "stage": Stage, "how": How}
TOKEN = re.compile(r"^[A-Za-z0-9_.\[\]$-]{1,60}$")
_ALIAS = re.compile(r"^[a-z][a-z0-9-]{1,30}:.+$", re.S)


@dataclass(frozen=True, slots=True)
class Choice:
    """A word that is the same for every row, or that a field of the row decides by a table.

    `word` gives None for "says nothing"; a field's value that the table does not know and that has
    no `else` raises ValueError: a stage is never guessed."""

    fixed: str | None
    source: Value | None = None
    table: Mapping[str, str] = field(default_factory=dict)
    otherwise: str | None = None

    def word(self, row: Any) -> str | None:
        """The word of this row."""
        if self.source is None:
            return self.fixed
        found = self.source.first(row)
        if found in self.table:
            return self.table[found] or None
        if self.otherwise is None:
            raise ValueError(f"{found[:60]!r} is not among {', '.join(self.table)}")
        return self.otherwise or None


def container_of(items: str) -> str:
    """Where an XML list stands: an answer without it is another page, not an
    empty list. "" where that cannot be told."""
    return items.rpartition("/")[0] if items.startswith("/") and "|" not in items else ""


class Reader:
    """Reads option after option, telling what is wrong."""

    def __init__(self, options: Mapping[str, Any], form: str, refuse: Refuse) -> None:
        self.options = options
        self.form = form
        self.refuse = refuse
        self.columns: list[str] = []

    def compiler(self) -> Compile:
        """How paths of this format are read."""
        if self.form == "json":
            return JsonPath.read
        if self.form == "csv":
            return self._column
        namespaces = self.options["namespaces"]
        return lambda text: XmlPath.read(text, namespaces)

    def _column(self, text: str) -> Path:
        if text not in self.columns:
            self.columns.append(text)
        return Column(text)

    def fields(self) -> Mapping[str, Value]:
        """The declared fields of a row."""
        made = {n: self._value(n, self.options[n]) for n in FIELDS if self.options.get(n)}
        return {n: v for n, v in made.items() if v is not None}

    def _value(self, name: str, given: object) -> Value | None:
        if name in ("title", "summary") and "{" in str(given):
            self.refuse(name, "write paths: words put together stand nowhere in the record")
            return None
        try:
            return Value.read(given, self.compiler())
        except ValueError as error:
            self.refuse(name, str(error))
            return None

    def path(self, name: str) -> Path | None:
        """One path into the answer."""
        text = self.options.get(name)
        if text is None or (self.form == "csv" and name not in FIELDS):
            return None
        try:
            if not isinstance(text, str):
                raise ValueError("write one path in quotes")
            return self.compiler()(text)
        except ValueError as error:
            self.refuse(name, str(error))
            return None

    def root(self) -> Path | None:
        """What every good answer has: as declared, else where an XML list stands."""
        if self.options.get("root") or self.form in ("json", "csv"):
            return self.path("root")
        container = container_of(str(self.options.get("items", "")))
        return self.compiler()(container) if container.strip("/") else None

    def choices(self) -> Mapping[str, Choice]:
        """Kind, stage and how of a row."""
        made = {n: self._choice(n, kind) for n, kind in WORDS.items() if n in self.options}
        return {n: c for n, c in made.items() if c is not None}

    def _choice(self, name: str, kind: type[StrEnum]) -> Choice | None:
        given = self.options[name]
        known = {str(word) for word in kind}
        if isinstance(given, str) and given in known:
            return Choice(given)
        if not isinstance(given, dict) or set(given) - {"from", "is", "else"}:
            advice = f'one of {", ".join(sorted(known))}, or {{ from = "...", is = {{...}} }}'
            self.refuse(name, advice)
            return None
        table, otherwise = given.get("is"), given.get("else")
        source = self._value(name, given.get("from"))
        allowed = known if name == "kind" else known | {""}
        told = list(table.values()) if isinstance(table, dict) else []
        if not told or any(w not in allowed for w in (*told, *([otherwise] if otherwise else ()))):
            self.refuse(name, f'`is` and `else` take {", ".join(sorted(known))}, or "" for none')
            return None
        return Choice(None, source, dict(table or {}), otherwise) if source else None

    def role(self) -> VersionRole | None:
        """Which text of its instrument a row's text is; None for the usual one."""
        given = self.word("role", tuple(VersionRole))
        return VersionRole(given) if given else None

    def aliases(self) -> tuple[tuple[str, Value], ...]:
        """Natural keys: schemes with the way to their values."""
        given = self.options.get("alias", [])
        texts = [given] if isinstance(given, str) else given
        made: list[tuple[str, Value]] = []
        for text in texts if isinstance(texts, list) else [None]:
            if not (isinstance(text, str) and _ALIAS.match(text) and "{" in text):
                self.refuse("alias", 'write "scheme:{path}"')
                continue
            scheme, _, pattern = text.partition(":")
            value = self._value("alias", pattern)
            made += [(scheme, value)] if value else []
        return tuple(made)

    def date_formats(self) -> tuple[str, ...]:
        """How dates are written, tried in order."""
        given = self.words("date_format") or ("iso",)
        for text in given:
            if text not in ("iso", "rfc822") and "%Y" not in text and "%y" not in text:
                self.refuse("date_format", f"{text!r}: write iso, rfc822 or such as %d.%m.%Y")
        return given

    def zone(self) -> zoneinfo.ZoneInfo | None:
        """Whose days the instants of a feed are told in."""
        name = self.text("zone")
        if name is None:
            return None
        try:
            return zoneinfo.ZoneInfo(name)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            self.refuse("zone", "write such as America/New_York")
            return None

    def matcher(self) -> Matcher | None:
        """The words of which a row must have one."""
        if "match" not in self.options:
            return None
        try:
            return Matcher.read(self.words("match"))
        except ValueError as error:
            self.refuse("match", str(error))
            return None

    def families(self) -> tuple[str, ...]:
        """The media families of an answer."""
        given = self.words("accept") or FAMILIES[self.form]
        if set(given) - {"json", "xml", "text", "html"}:
            self.refuse("accept", "a list of json, xml, text, html")
            return FAMILIES[self.form]
        return given

    def words(self, name: str) -> tuple[str, ...]:
        """Words or a list of them."""
        given = self.options.get(name, [])
        found = [given] if isinstance(given, str) else given
        if not isinstance(found, list) or not all(isinstance(w, str) and w.strip() for w in found):
            self.refuse(name, 'write words, ["kratom"]')
            return ()
        return tuple(found)

    def text(self, name: str) -> str | None:
        """Words in quotes."""
        given = self.options.get(name)
        if given is not None and not (isinstance(given, str) and given.strip()):
            self.refuse(name, "write words in quotes")
            return None
        return given

    def token(self, name: str) -> str | None:
        """The name of a parameter or header."""
        given = self.text(name)
        if given is not None and not TOKEN.match(given):
            self.refuse(name, "write the name of a parameter")
        return given

    def word(self, name: str, allowed: tuple[str, ...]) -> str | None:
        """One of these words."""
        given = self.options.get(name)
        if given is not None and given not in allowed:
            self.refuse(name, f"one of {', '.join(allowed)}")
            return None
        return given

    def number(self, name: str, default: int) -> int:
        """A number of 0 to 500."""
        given = self.options.get(name, default)
        if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= 500:
            self.refuse(name, "write a number of 0 to 500")
            return default
        return given

    def truth(self, name: str, *, default: bool) -> bool:
        """True or false."""
        given = self.options.get(name, default)
        if not isinstance(given, bool):
            self.refuse(name, "write true or false")
            return default
        return given

    def delimiter(self) -> str:
        """What stands between two cells."""
        given = self.options.get("delimiter", ",")
        if isinstance(given, str) and len(given) == 1:
            return given
        self.refuse("delimiter", "write one sign")
        return ","

    def encoding(self) -> str:
        """How a CSV file's letters are coded."""
        given = self.text("encoding") or "utf-8"
        try:
            return codecs.lookup(given).name
        except LookupError:
            self.refuse("encoding", "write such as utf-8 or windows-1252")
            return "utf-8"
