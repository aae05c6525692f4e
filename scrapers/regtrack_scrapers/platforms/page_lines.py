"""The words of a web page in lines as a reader sees them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

_HIDDEN = ("script", "style", "noscript", "template", "svg", "head")
_FRAME = ("nav", "header", "footer", "aside")
_BLOCKS = frozenset(
    {
        "address", "article", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figure",
        "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "main", "ol", "p", "pre", "section",
        "table", "tbody", "td", "th", "thead", "tr", "ul",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageWords:
    """A page: its first heading, else its title, and its lines."""

    heading: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)


def page_words(body: bytes) -> PageWords:
    """The words of a page without its frame. A body that is no page has one line or none."""
    tree = LexborHTMLParser(body.decode("utf-8", "replace"))
    named = tree.css_first("h1") or tree.css_first("title")
    heading = _folded(named) if named is not None else ""
    tree.strip_tags([*_HIDDEN, *_FRAME])
    root = tree.body or tree.root
    pieces = "".join(_pieces(root)) if root is not None else ""
    lines = tuple(folded for line in pieces.split("\n") if (folded := " ".join(line.split())))
    return PageWords(heading, lines)


def missing_words(words: PageWords, expected: str | Sequence[str]) -> str | None:
    """The first of the expected words that the page has not, in any case; None where it has all."""
    wanted = (expected,) if isinstance(expected, str) else expected
    text = " ".join((words.heading, *words.lines)).casefold()
    return next((w for w in wanted if " ".join(w.split()).casefold() not in text), None)


def anchors(body: bytes) -> Iterator[tuple[str, str]]:
    """Each link of a page with the words of the row, list item or paragraph that it stands in."""
    tree = LexborHTMLParser(body.decode("utf-8", "replace"))
    for node in tree.css("a[href]"):
        around: LexborNode = node
        while around.parent is not None and around.tag not in ("tr", "li", "p", "article", "dd"):
            around = around.parent
        words = node if around.tag in ("html", "body", "-undef", "#document") else around
        yield node.attributes.get("href") or "", _folded(words)


def _folded(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())


def _pieces(node: LexborNode) -> Iterator[str]:
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield " ".join((child.text_content or "").split("\n"))
        elif child.tag in _BLOCKS:
            yield "\n"
            yield from _pieces(child)
            yield "\n"
        else:
            yield from _pieces(child)
