"""Content as 72-column text and as HTML for mail clients. The only place where either is made."""

from __future__ import annotations

import html
import textwrap

from regtrack.notify.content import Block, Content, Part, Section

COLUMNS = 72
_FONT = "font-family:Helvetica,Arial,sans-serif;color:#1a1a1a;line-height:1.5"
_HEADING = "font-size:15px;margin:24px 0 6px 0;color:#1a1a1a"
_QUOTE = "margin:8px 0;padding:4px 12px;border-left:3px solid #8a8a8a;color:#333333"
_CODE = "font-family:Consolas,Menlo,monospace;background:#f0f0f0;padding:1px 4px"
_SMALL = "font-size:13px;color:#555555;margin:4px 0"
_PARAGRAPH = "font-size:15px;margin:4px 0"


def as_text(content: Content) -> str:
    """Plain text, lines of at most 72 columns but for links and commands, which stay whole."""
    blocks = [_wrap(content.headline)]
    blocks += [_section_text(section) for section in content.sections]
    blocks.append("-- \n" + "\n".join(_wrap(line) for line in content.footer))
    return "\n\n".join(blocks) + "\n"


def _section_text(section: Section) -> str:
    heading = f"{section.heading}\n{'-' * len(section.heading)}"
    return "\n".join([heading, *(_part_text(part) for part in section.parts)])


def _part_text(part: Part) -> str:
    match part.block:
        case Block.QUOTE:
            return _wrap(f'"{part.text}"', "> ", "> ")
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
    """One HTML page: inline styles only; no image, script, style sheet or remote thing."""
    title = html.escape(content.headline)
    body = "\n".join(_section_html(section) for section in content.sections)
    footer = "\n".join(f'<p style="{_SMALL}">{html.escape(t)}</p>' for t in content.footer)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body style="margin:0;padding:16px;background:#ffffff;{_FONT}">
<div style="max-width:600px;margin:0 auto">
<h1 style="font-size:20px;margin:0 0 12px 0;color:#1a1a1a">{title}</h1>
{body}
<hr style="border:0;border-top:1px solid #cccccc;margin:24px 0 8px 0">
{footer}
</div>
</body>
</html>
"""


def _section_html(section: Section) -> str:
    heading = f'<h2 style="{_HEADING}">{html.escape(section.heading)}</h2>'
    return "\n".join([heading, *(_part_html(part) for part in section.parts)])


def _part_html(part: Part) -> str:
    text, label = html.escape(part.text), html.escape(part.label)
    match part.block:
        case Block.QUOTE:
            return f'<blockquote dir="auto" style="{_QUOTE}">{text}</blockquote>'
        case Block.LINK:
            link = f'<a href="{text}" rel="noreferrer noopener">{text}</a>'
            style = f"{_PARAGRAPH};word-break:break-all"
            return f'<p style="{style}">{label}: {link}</p>'
        case Block.CODE:
            return f'<p style="{_PARAGRAPH}">{label}: <code style="{_CODE}">{text}</code></p>'
        case Block.FACT:
            return f'<p style="{_PARAGRAPH}"><strong>{label}:</strong> <bdi>{text}</bdi></p>'
        case Block.PARAGRAPH:
            return f'<p style="{_PARAGRAPH}">{text}</p>'
