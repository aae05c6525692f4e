"""Markup as a stream of events: how lxml's parsers are driven, for HTML and XML alike.

No tree of nodes is built, so nesting of any depth costs one list entry per open element, and a
megabyte takes some 50 ms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from lxml import etree

from regtrack.domain.errors import UnreadableText

__all__ = ["ParserTarget", "run_html", "run_xml"]

T = TypeVar("T")

if TYPE_CHECKING:
    # A name of the stubs only; the library takes any object with these methods.
    from lxml.etree._saxparser import ParserTarget
else:

    class ParserTarget:
        """Stands in for the class that only the stubs know."""

        def __class_getitem__(cls, item: object) -> type:
            return cls


def run_html(text: str, target: ParserTarget[T]) -> T:
    """Hand the events of an HTML page to the target, and give what it makes of them."""
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    try:
        parser.feed(text.encode("utf-8", "replace"))
        return parser.close()
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableText(f"no readable text: broken HTML: {error}") from error


def run_xml(text: str, target: ParserTarget[T]) -> T:
    """Hand the events of an XML document to the target, and give what it makes of them.

    Broken XML is read as far as it can be; nothing is fetched and no DTD is loaded.
    """
    parser = etree.XMLParser(
        target=target,
        encoding="utf-8",
        huge_tree=True,
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    try:
        parser.feed(text.encode("utf-8", "replace"))
        return parser.close()
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableText(f"no readable text: broken XML: {error}") from error
