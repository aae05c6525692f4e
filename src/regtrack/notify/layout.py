"""Content as 72-column text and as HTML for mail clients. The only place where either is made.

The HTML is tables with inline styles, as wide as the window up to 640 pixels. It sets no colour but
greys that can be read on white and on black, so that a client's dark mode may do as it likes, and
what was struck or added shows without colour too. Nothing is fetched, nothing runs.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from regtrack.notify.content import MARKS, Block, Content, Part, Section

COLUMNS = 72
_FONT = "font-family:Helvetica,Arial,sans-serif;font-size:15px;line-height:1.5"
_TITLE = "font-size:20px;line-height:1.3;margin:0 0 12px 0"
_PLACE = "font-size:18px;margin:28px 0 6px 0;border-bottom:1px solid #767676"
_HEADING = "font-size:15px;margin:20px 0 6px 0"
_QUOTE = "margin:8px 0;padding:4px 12px;border-left:3px solid #767676"
_CODE = "font-family:Consolas,Menlo,monospace;border:1px solid #767676;padding:1px 4px"
_SMALL = "font-size:13px;color:#767676;margin:4px 0"
_PARAGRAPH = "margin:4px 0"
_LABEL = "padding:2px 12px 2px 0;font-weight:bold;text-align:left;vertical-align:top;width:160px"
_VALUE = "padding:2px 0;vertical-align:top"
_RULE = "border:0;border-top:1px solid #767676;margin:24px 0 8px 0"


@dataclass(frozen=True, slots=True)
class Group:
    """The messages about one place."""

    place: str
    contents: tuple[Content, ...]


def as_text(content: Content) -> str:
    """Plain text, lines of at most 72 columns but for links and commands, which stay whole."""
    sections = [_section_text(section) for section in content.sections]
    blocks = [_wrap(content.headline), *sections, _footer_text(content.footer)]
    return "\n\n".join(blocks) + "\n"


def digest_text(headline: str, groups: Sequence[Group], footer: Sequence[str]) -> str:
    """Several messages as one text: what is in it, then place by place."""
    numbers = iter(range(1, sum(len(g.contents) for g in groups) + 1))
    listed = [_wrap(f"{n}. {c.headline}", "", "   ") for n, c in _numbered(groups)]
    blocks = [_wrap(headline), "\n".join(["In this message", "---------------", *listed])]
    for group in groups:
        blocks.append(f"{group.place}\n{'=' * len(group.place)}")
        for content in group.contents:
            blocks.append(_wrap(f"{next(numbers)}. {content.headline}"))
            blocks += [_section_text(section) for section in content.sections]
    return "\n\n".join([*blocks, _footer_text(footer)]) + "\n"


def _footer_text(lines: Sequence[str]) -> str:
    return "-- \n" + "\n".join(_wrap(line) for line in lines)


def _section_text(section: Section) -> str:
    heading = f"{section.heading}\n{'-' * len(section.heading)}"
    return "\n".join([heading, *(_part_text(part) for part in section.parts)])


def _part_text(part: Part) -> str:
    match part.block:
        case Block.QUOTE:
            return _wrap(f'"{part.text}"', "> ", "> ")
        case Block.REDLINE:
            return _wrap(part.text, "  ", "  ")
        case Block.LINK | Block.CODE:
            return f"{part.label}:\n  {part.text}"
        case Block.FACT:
            return _wrap(f"{part.label}: {part.text}", "", "  ")
        case Block.PARAGRAPH:
            return _wrap(part.text)


def _wrap(text: str, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        text,
        COLUMNS,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
    )


def as_html(content: Content) -> str:
    """One HTML page."""
    title = f'<h1 style="{_TITLE}">{html.escape(content.headline)}</h1>'
    sections = [_section_html(section, "h2") for section in content.sections]
    return _page(content.headline, [title, *sections], content.footer)


def digest_html(headline: str, groups: Sequence[Group], footer: Sequence[str]) -> str:
    """Several messages as one HTML page: what is in it, then place by place."""
    listed = "\n".join(
        f'<li style="{_PARAGRAPH}"><a href="#c{n}">{html.escape(content.headline)}</a></li>'
        for n, content in _numbered(groups)
    )
    body = [f'<h1 style="{_TITLE}">{html.escape(headline)}</h1>', f"<ol>\n{listed}\n</ol>"]
    numbers = iter(range(1, sum(len(g.contents) for g in groups) + 1))
    for group in groups:
        body.append(f'<h2 style="{_PLACE}">{html.escape(group.place)}</h2>')
        for content in group.contents:
            n, said = next(numbers), html.escape(content.headline)
            body.append(f'<h3 id="c{n}" style="{_HEADING}">{n}. {said}</h3>')
            body += [_section_html(section, "h4") for section in content.sections]
    return _page(headline, body, footer)


def _numbered(groups: Sequence[Group]) -> Iterator[tuple[int, Content]]:
    return enumerate((content for group in groups for content in group.contents), start=1)


def _page(title: str, body: Sequence[str], footer: Sequence[str]) -> str:
    inner = "\n".join(body)
    small = "\n".join(f'<p style="{_SMALL}">{html.escape(t)}</p>' for t in footer)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{html.escape(title)}</title>
</head>
<body style="margin:0;padding:0">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td align="center" style="padding:16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" \
style="max-width:640px">
<tr><td align="left" style="{_FONT}">
{inner}
<hr style="{_RULE}">
{small}
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
"""


def _section_html(section: Section, level: str) -> str:
    lines = [f'<{level} style="{_HEADING}">{html.escape(section.heading)}</{level}>']
    for is_fact, run in groupby(section.parts, key=lambda part: part.block is Block.FACT):
        parts = list(run)
        lines += [_facts_html(parts)] if is_fact else [_part_html(part) for part in parts]
    return "\n".join(lines)


def _facts_html(parts: Sequence[Part]) -> str:
    rows = "\n".join(
        f'<tr><th scope="row" style="{_LABEL}">{html.escape(part.label)}</th>'
        f'<td style="{_VALUE}"><bdi>{html.escape(part.text)}</bdi></td></tr>'
        for part in parts
    )
    return f'<table width="100%" cellpadding="0" cellspacing="0" border="0">\n{rows}\n</table>'


def _part_html(part: Part) -> str:
    text, label = html.escape(part.text), html.escape(part.label)
    match part.block:
        case Block.QUOTE:
            return f'<blockquote dir="auto" style="{_QUOTE}">{text}</blockquote>'
        case Block.REDLINE:
            return f'<p dir="auto" style="{_QUOTE}">{_redline_html(part.text)}</p>'
        case Block.LINK:
            link = f'<a href="{text}" rel="noreferrer noopener">{text}</a>'
            style = f"{_PARAGRAPH};word-break:break-all"
            return f'<p style="{style}">{label}: {link}</p>'
        case Block.CODE:
            return f'<p style="{_PARAGRAPH}">{label}: <code style="{_CODE}">{text}</code></p>'
        case Block.FACT | Block.PARAGRAPH:
            return f'<p style="{_PARAGRAPH}">{text}</p>'


def _redline_html(text: str) -> str:
    parts, at = [], 0
    for mark in MARKS.finditer(text):
        parts.append(html.escape(text[at : mark.start()]))
        if mark["gone"] is not None:
            parts.append(f"<del>{html.escape(mark['gone'])}</del>")
        else:
            parts.append(f"<ins><b>{html.escape(mark['new'])}</b></ins>")
        at = mark.end()
    return "".join([*parts, html.escape(text[at:])])
