"""The live text made ready for rules: same length, one kind of space, quote and dash.

Every rule matches on the surface, so that a match has the offsets of the live text. Words that
printing leaves behind (line numbers of a flat copy, page furniture) are blanked, never removed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache, cached_property

from regtrack.reading.model import Quote
from regtrack.reading.text import LegalText, Mark, fold_spaces

#: The longest quote, in words (codebook).
QUOTE_WORDS = 30

#: What a surface has for each other kind of space, quote and dash.
_ONE_KIND = (
    (" ", "\n\t\xa0\u2002\u2003\u2009\u202f"),
    ("'", "\u2018\u2019"),
    ('"', "\u201c\u201d"),
    ("-", "\u2010\u2011\u2012\u2013\u2014\u2212"),
)
_MARK_WORDS = re.compile(r"(?:new|deleted) text (?:begin|end)", re.I)
_NEW_WORDS = re.compile(r"new text begin(.{0,20000}?)new text end", re.I | re.S)
_OLD_WORDS = re.compile(r"deleted text begin(.{0,20000}?)deleted text end", re.I | re.S)
_ENUMERATOR = re.compile(r"^\W*(?:\b\w{1,4}[).]|\(\w{1,4}\b\)?)*\W*$")
#: A whole sentence: where one is struck beside another, that other one is not changed.
_SENTENCE = re.compile(r"[\W\d]*[A-Z](?=.{20}).*[.;]\W*$", re.DOTALL)
_LINE_NUMBER = re.compile(r"\n\d{1,4} (?=\S)|(?<=\n)\d{1,4}(?=\n)")
# A pattern that begins with a plain character goes through a text five times as fast.
_FLAT_NUMBER = re.compile(r" (?<=[\w,;:.)\"'-] )(\d{1,2}) (?=[\w(\"'])")
_PADDED = re.compile(r"[\n ](0[1-9]|[12]\d|3[0-3]) (?=\S)")
#: Dots that lead from an entry to its code.
_LEADERS = re.compile(r"\.{4,}|\.(?: \.){3,}")
#: Stands for the line feed before an item of a list; patterns take it for a space.
ITEM_BREAK = "\x1f"
_ITEM = re.compile(r"\n(?=\(\w{1,5}\)\s)")
_JACKET = re.compile(
    r"(?:Page \d+ of \d+\s+)?XXXX[^\n]{0,60}Jacketed(?:\s+UNOFFICIAL COPY \d\d RS BR \d+)?"
)
_PAGE_FURNITURE = re.compile(
    r"\n(?:CODING: Words[^\n]*|Page \d+ of \d+[^\n]*|UNOFFICIAL COPY[^\n]{0,24}|LC\d{6}[^\n]*"
    r"|-\d+-[^\n]{0,40}|[hs]b\d+-\d\d-\w+|F ?L ?O ?R ?I ?D ?A(?: [A-Z]){6,}[^\n]*"
    r"|[\w.]{0,24} ?- \d+ -[^\n]{0,40}|- \d+\w\w Session \(\d{4}\))(?=\n|$)"
    r"|\nPage No\. \d+(?: [\d.]{8,20})?"
    r"|\b\d{1,3} (?:HOUSE|SENATE) BILL \d{1,4}\b(?=\s[a-z])"
)


@cache
def rx(pattern: str) -> re.Pattern[str]:
    """A pattern for the surface: case does not count, a space stands for any run of spaces
    (and ` ?` for any run or none), and what follows a stem (`\\w*`, `\\w+`) is as long as a word
    may be, so that letters without end cost no more than words."""
    made = re.sub(r"\[[^\]]*\]|\\w[*+](?![+?])|(?<!\\) \?|(?<!\\) ", _bounded, pattern)
    return re.compile(made, re.IGNORECASE)


def _bounded(match: re.Match[str]) -> str:
    if match[0].startswith("["):
        return match[0].replace(" ", r"\s")
    if match[0].startswith("\\"):
        return r"\w{1,40}" if match[0].endswith("+") else r"\w{0,40}"
    return r"\s*" if match[0].endswith("?") else r"\s+"


@dataclass(frozen=True)
class Surface:
    """A text with what the rules need to know of its characters."""

    source: LegalText
    live: str

    @classmethod
    def of(cls, source: LegalText) -> Surface:
        """The surface of a document."""
        return cls(source, source.live)

    @cached_property
    def text(self) -> str:
        """The characters rules match on; as long as the live text."""
        spans = [m.span() for m in _PAGE_FURNITURE.finditer(self.live)]
        if "XXXX" in self.live:
            spans += [m.span() for m in _JACKET.finditer(self.live)]
        if self._says_marks:
            spans += [m.span() for m in _MARK_WORDS.finditer(self.live)]
        spans += [m.span() for m in _OLD_WORDS.finditer(self.live)] if spans else []
        spans += _line_numbers(self.live)
        chars = self.live
        if "...." in chars or ". . . ." in chars:
            spans += [m.span() for m in _LEADERS.finditer(chars)]
        if spans:
            chars = _blank(chars, spans)
        chars = _ITEM.sub(ITEM_BREAK, chars)
        # One search a sign: thirty times as fast as `str.translate`.
        for kept, others in _ONE_KIND:
            for sign in others:
                chars = chars.replace(sign, kept)
        return chars

    @cached_property
    def _says_marks(self) -> bool:
        low = self.live.encode("utf-8", "surrogatepass").lower()
        return b"new text " in low or b"deleted text " in low

    @cached_property
    def _worded(self) -> tuple[tuple[int, int], ...]:
        """Stretches that a copy without marks says in words are new."""
        if self.source.marked or "new text begin" not in self.live:
            return ()
        return tuple(m.span(1) for m in _NEW_WORDS.finditer(self.live))

    @property
    def marked(self) -> bool:
        """Whether additions or deletions are known for this document."""
        return self.source.marked or bool(self._worded)

    @cached_property
    def adds_in_capitals(self) -> bool:
        """Whether all that is marked as added is set in capitals: how some states print it."""
        added = [r.text for r in self.source.runs if r.mark is Mark.ADDED]
        return bool(added) and in_capitals("".join(added), 0.97)

    @cached_property
    def only_strikes(self) -> bool:
        """Whether this is a flat copy, which keeps brackets but no line under what is added."""
        flat = self.source.extractor.startswith("plain@") and not self._worded
        return flat and all(r.mark is not Mark.ADDED for r in self.source.runs)

    @cached_property
    def strikes(self) -> tuple[tuple[int, str], ...]:
        """Where words are struck: the live offset they stood at, and the words."""
        if self._worded:
            return tuple((m.start(), m[1].strip()) for m in _OLD_WORDS.finditer(self.live))
        return struck(self.source)

    def changed(self, start: int, end: int) -> bool:
        """Whether a word in [start, end) is added or struck; a new enumerator is no change."""
        last = start + len(self.text[start:end].rstrip())
        return self.added(start, end) or any(
            not _ENUMERATOR.match(words)
            and not (at in (start, last, end) and _SENTENCE.match(words))
            for at, words in self._struck_at(start, end)
        )

    def added(self, start: int, end: int) -> bool:
        """Whether a word in [start, end) is added."""
        for match in re.finditer(r"\S+", self.live[start:end]):
            middle = start + (match.start() + match.end()) // 2
            printed = self.text[middle] != " "  # page furniture is blanked
            if printed and self._is_added(middle) and not _ENUMERATOR.match(match[0]):
                return True
        return False

    def added_spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """The stretches of added words in [start, end)."""
        found: list[tuple[int, int]] = []
        joins = False
        for match in re.finditer(r"\S+", self.live[start:end]):
            first, last = start + match.start(), start + match.end()
            if not self._is_added((first + last) // 2):
                joins = False
            elif joins:
                found[-1] = (found[-1][0], last)
            else:
                found.append((first, last))
                joins = True
        return found

    def words_changed(self, start: int, end: int) -> list[str]:
        """The words of [start, end) that are added, and those struck there."""
        added = [
            m[0]
            for m in re.finditer(r"\S+", self.live[start:end])
            if self._is_added(start + (m.start() + m.end()) // 2)
        ]
        return added + self.struck_in(start, end)

    def struck_in(self, start: int, end: int) -> list[str]:
        """The words struck at places in [start, end]."""
        return [words for _, words in self._struck_at(start, end)]

    def _struck_at(self, start: int, end: int) -> tuple[tuple[int, str], ...]:
        places = self.strikes
        first = bisect_left(places, (start, ""))
        return places[first : bisect_left(places, (end + 1, ""))]

    def _is_added(self, offset: int) -> bool:
        if not self._worded:
            return self.source.mark_at(offset) is Mark.ADDED
        index = bisect_right(self._worded, (offset, len(self.live))) - 1
        return index >= 0 and self._worded[index][0] <= offset < self._worded[index][1]

    def quote(self, start: int, end: int, focus: int | None = None) -> Quote:
        """The words of [start, end), at most QUOTE_WORDS of them, around `focus`."""
        words = list(re.finditer(r"\S+", self.live[start:end]))
        if not words:
            return Quote(self.live[start:end].replace("\n", " "), start, end)
        first = 0
        if len(words) > QUOTE_WORDS and focus is not None:
            at = sum(1 for w in words if start + w.end() <= focus)
            first = max(0, min(at - QUOTE_WORDS // 2, len(words) - QUOTE_WORDS))
        last = min(first + QUOTE_WORDS, len(words)) - 1
        begin, stop = start + words[first].start(), start + words[last].end()
        return Quote(self.live[begin:stop].replace("\n", " "), begin, stop)


def in_capitals(text: str, share: float = 0.8) -> bool:
    """Whether a text is set in capitals."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 6 and sum(c.isupper() for c in letters) > share * len(letters)


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if end <= at:
            continue
        parts.append(text[at:start])
        parts.append(" " * (end - max(start, at)))
        at = end
    parts.append(text[at:])
    return "".join(parts)


def _line_numbers(live: str) -> list[tuple[int, int]]:
    lined = [m.span() for m in _LINE_NUMBER.finditer(live)]
    if lined and len(lined) * 2 > live.count("\n"):
        return lined
    padded = _padded_numbers(live)
    if padded:
        return padded
    # A flat copy counts 1, 2, 3 ... to the end of each page, then from 1 again.
    found: list[tuple[int, int]] = []
    expected = 1
    for match in _FLAT_NUMBER.finditer(live):
        number = int(match[1])
        if number == expected or (number == 1 and expected > 5):
            found.append(match.span(1))
            expected = number + 1
    return found if len(found) >= 10 else _few_lines(live)


#: A printed line is so long, in characters.
_LINE = range(50, 121)
_BEGINS = re.compile(r":\s1 (?=[A-Z])")
_EITHER = re.compile(r"[\n ](\d{1,2}) (?=[\w(\"'])")


def _few_lines(live: str) -> list[tuple[int, int]]:
    """The numbers of a short text, some of them at the head of a line and some run into one."""
    first = _BEGINS.search(live)
    if first is None:
        return []
    found: list[tuple[int, int]] = []
    for match in _EITHER.finditer(live, first.start() + 1, first.start() + 3000):
        follows = int(match[1]) == len(found) + 1
        if follows and (not found or match.start(1) - found[-1][0] in _LINE):
            found.append(match.span(1))
    return found if len(found) >= 4 else []


def _padded_numbers(live: str) -> list[tuple[int, int]]:
    """Line numbers that are printed as 01, 02 ... 31, on each page anew."""
    found: list[tuple[int, int]] = []
    last = small = 0
    for match in _PADDED.finditer(live):
        number = int(match[1])
        begins = match[1].startswith("0") and number <= 2 and (last == 0 or last > 5)
        if begins or 0 < number - last <= 2:
            found.append(match.span(1))
            last = number
            small += match[1].startswith("0")
    return found if small >= 5 else []


def struck(source: LegalText) -> tuple[tuple[int, str], ...]:
    """The struck words and where they stood in the live text, by the folding of LegalText.

    Runs between strikes are folded as LegalText does, so the offsets are those of `live`.
    """
    found: list[tuple[int, str]] = []
    if not any(r.mark is Mark.STRUCK for r in source.runs):
        return ()
    length = 0
    last = "\n"
    for run in source.runs:
        if run.mark is Mark.STRUCK:
            found.append((length, " ".join(run.text.split())))
            continue
        text = fold_spaces(run.text)
        if last in " \n":
            text = text.lstrip(" \n" if last == "\n" else " ")
        if not text:
            continue
        if last == " " and text[0] == "\n":
            length -= 1
        length += len(text)
        last = text[-1]
    return tuple(found)
