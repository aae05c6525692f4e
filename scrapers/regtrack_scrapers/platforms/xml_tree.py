"""XML as a tree, hostile bytes refused: nothing is fetched, no entity is expanded."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element


def read_tree(body: bytes) -> Element:
    """The root element. Raises ValueError for broken XML, entities of its own, or a web page.

    Entities are refused, not expanded: a title with a hole would be read as a title."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    if b"<!ENTITY" in body.replace(b"\0", b"")[:65536]:
        raise ValueError("the XML declares entities of its own")
    try:
        root = etree.fromstring(body.removeprefix(b"\xef\xbb\xbf").lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ValueError(f"not XML: {error}") from error
    if local_name(root).lower() == "html":
        raise ValueError("not a list: a web page in its place")
    if next(root.iter(etree.Entity), None) is not None:
        raise ValueError("the XML uses entities of its own")
    return root


def local_name(element: Element) -> str:
    """The name of an element without its namespace; "" for what is no element."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""
