"""What may become of a good answer on its way: mutations of its bytes, whatever its format. All are
pure and the same each time; what does not fit the bytes gives none."""

from __future__ import annotations

import contextlib
import itertools
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

CAPTCHA = (
    b"<!DOCTYPE html><html><head><title>Attention Required!</title></head><body><h1>One more step"
    b"</h1><p>Please complete the CAPTCHA to access this site.</p></body></html>"
)
LOGIN = (
    b"<!DOCTYPE html><html><head><title>Sign in</title></head><body><form action='/login'>"
    b"<input name=user><input type=password name=pw></form></body></html>"
)
SOFT_404 = (
    b"<!DOCTYPE html><html><head><title>Page not found</title></head><body><nav>Home About Contact"
    b"</nav><h1>Page not found</h1><p>The page you are looking for does not exist or was moved."
    b" Use the search or go to our home page.</p></body></html>"
)
SHELL = (
    b"<!DOCTYPE html><html><head><title>Laws</title><script src='/app.js'></script></head><body>"
    b"<noscript>You need to enable JavaScript to run this app.</noscript><div id='root'></div>"
    b"</body></html>"
)
ALMOST_EMPTY = (
    b"<!DOCTYPE html><html><head><title>Law</title></head><body><p>Law.</p></body></html>"
)
#: A date that is no part of an address.
_DATE = re.compile(rb"(?<![\w/.-])(19|20)(\d\d)-(\d\d)-(\d\d)(?![\d/])")
_BLOCK = re.compile(
    rb"(?is)<(p|tr|li|h1|h2|h3|dd|section|item|entry|action|title|text|br)\b.*?</\1\s*>"
)
_ROW = re.compile(rb"(?is)<(item|entry)\b.*?</\1>")
_TAG_NAME = re.compile(rb"<([A-Za-z][\w:.-]{3,})[ >/]")
_SKEW = 2  # years
#: So many blocks or elements of one page are taken in turn.
_BLOCKS = 40

Made = Iterator[bytes]


@dataclass(frozen=True)
class Mutation:
    """Altered bytes, and what a server says of them."""

    body: bytes
    media_type: str | None = None  # None: as recorded
    url: str = ""  # where redirects led


Mutate = Callable[[bytes, str, str], Iterator[Mutation]]


def _dicts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value:
        if isinstance(part, dict | list):
            yield from _dicts(part)


def _lists(value: Any) -> Iterator[list[Any]]:
    if isinstance(value, list):
        yield value
    for part in value.values() if isinstance(value, dict) else value:
        if isinstance(part, dict | list):
            yield from _lists(part)


def _marked(media_type: str) -> bool:
    return "html" in media_type or "xml" in media_type


def _each_name(body: bytes, to: str | None) -> Made:
    """The JSON with one name gone everywhere, or changed by a suffix; each name in turn."""
    for name in sorted({name for part in _dicts(json.loads(body)) for name in part}):
        whole = json.loads(body)
        for part in _dicts(whole):
            if name in part:
                value = part.pop(name)
                if to is not None:
                    part[name + to] = value
        yield json.dumps(whole, ensure_ascii=False).encode()


def _each_column(body: bytes, name: bytes | None) -> Made:
    for place in range(len(body.splitlines()[0].split(b","))):
        lines = [line.split(b",") for line in body.splitlines()]
        if name is not None:
            lines[0][place] = name
        else:
            lines = [cells[:place] + cells[place + 1 :] for cells in lines]
        yield b"\r\n".join(b",".join(cells) for cells in lines) + b"\r\n"


def _rows(change: Callable[[list[Any]], None]) -> Callable[[bytes], Made]:
    """The JSON with a change made to every list of rows that is not empty."""

    def made(body: bytes) -> Made:
        whole = json.loads(body)
        for rows in [rows for rows in _lists(whole) if rows]:
            change(rows)
        yield json.dumps(whole, ensure_ascii=False).encode()

    return made


def drop_field(body: bytes, media_type: str) -> Made:
    """A field is gone: a name of JSON, a block of a page, a column of a table; each in turn."""
    if "json" in media_type:
        yield from _each_name(body, None)
    elif "csv" in media_type:
        yield from _each_column(body, None)
    elif _marked(media_type):
        for gone in itertools.islice(_BLOCK.finditer(body), _BLOCKS):
            yield body[: gone.start()] + body[gone.end() :]


def rename_key(body: bytes, media_type: str) -> Made:
    """A name, an element or a column has another name; each in turn."""
    if "json" in media_type:
        yield from _each_name(body, "New")
    elif "csv" in media_type:
        yield from _each_column(body, b"renamed")
    elif _marked(media_type):
        for name in sorted(set(_TAG_NAME.findall(body)))[:_BLOCKS]:
            yield re.sub(rb"(</?)" + re.escape(name) + rb"(?=[ >/])", rb"\1" + name + b"New", body)


def reorder_rows(body: bytes, media_type: str) -> Made:
    """The rows stand the other way round."""
    lines = body.splitlines(keepends=True)
    if "json" in media_type:
        yield from _rows(list.reverse)(body)
    elif "csv" in media_type:
        yield lines[0] + b"".join(reversed(lines[1:]))
    else:
        turned = reversed([m[0] for m in _ROW.finditer(body)])
        yield _ROW.sub(lambda _: next(turned), body)


def swap_dates(body: bytes, media_type: str) -> Made:
    """Dates are written another way: the day before the month, the month after the day."""
    if "pdf" not in media_type:
        yield _DATE.sub(rb"\4/\3/\1\2", body)
        yield _DATE.sub(rb"\1\2.\3.\4", body)


def skew_dates(body: bytes, media_type: str) -> Made:
    """The publisher's clock is two years ahead."""

    def later(match: re.Match[bytes]) -> bytes:
        year = int(match[1] + match[2]) + _SKEW
        return f"{year}-".encode() + match[3] + b"-" + match[4]

    if "pdf" not in media_type:
        yield _DATE.sub(later, body)


def break_encoding(body: bytes, media_type: str) -> Made:
    """Letters that are none in the encoding it says."""
    for place in (len(body) // 3, 2 * len(body) // 3):
        yield body[:place] + b"\xff\xfe\xc3\x28" + body[place:]


def another_encoding(body: bytes, media_type: str) -> Made:
    """Other bytes for the same letters."""
    with contextlib.suppress(UnicodeDecodeError):
        yield body.decode("utf-8").encode("utf-16")


def cut(body: bytes, media_type: str) -> Made:
    """The first part, with a length that says it is all."""
    for share in (0.2, 0.5, 0.8):
        yield body[: int(len(body) * share)]


def empty_list(body: bytes, media_type: str) -> Made:
    """Every list is empty."""
    if "json" in media_type:
        yield from _rows(list.clear)(body)
    elif "csv" in media_type:
        yield body.splitlines(keepends=True)[0]
    else:
        yield _ROW.sub(b"", body)


def twice(body: bytes, media_type: str) -> Made:
    """Every row stands there twice."""
    if "json" in media_type:
        yield from _rows(lambda rows: rows.extend(rows[:]))(body)
    elif "csv" in media_type:
        yield body + b"".join(body.splitlines(keepends=True)[1:])
    else:
        yield _ROW.sub(rb"\g<0>\g<0>", body)


def huge(body: bytes, media_type: str) -> Made:
    """Two megabytes of nothing at its end."""
    yield body + b" \n" * (1 << 20)


def almost_empty(body: bytes, media_type: str) -> Made:
    """The frame of a page with a word in it."""
    if "html" in media_type:
        yield ALMOST_EMPTY


def other_pdf(body: bytes, media_type: str) -> Made:
    """A page under the name of a PDF."""
    if "pdf" in media_type:
        yield SOFT_404


def _page(body: bytes) -> Mutate:
    return lambda was, media_type, url: iter((Mutation(body, "text/html"),))


def _to_login(body: bytes, media_type: str, url: str) -> Iterator[Mutation]:
    yield Mutation(LOGIN, "text/html", f"https://{url.split('/')[2]}/login?next=%2F")


def _of(mutate: Callable[[bytes, str], Made]) -> Mutate:
    def made(body: bytes, media_type: str, url: str) -> Iterator[Mutation]:
        return (Mutation(found) for found in mutate(body, media_type) if found != body)

    return made


#: By name; an older version served again is made by the test, which knows the older ones.
MUTATIONS: dict[str, Mutate] = {
    "drop a field": _of(drop_field),
    "rename a key": _of(rename_key),
    "reorder rows": _of(reorder_rows),
    "swap date format": _of(swap_dates),
    "break encoding": _of(break_encoding),
    "another encoding": _of(another_encoding),
    "cut in the middle": _of(cut),
    "captcha": _page(CAPTCHA),
    "empty list": _of(empty_list),
    "soft 404": _page(SOFT_404),
    "JavaScript shell": _page(SHELL),
    "redirect to a login": _to_login,
    "duplicate rows": _of(twice),
    "clock-skewed dates": _of(skew_dates),
    "huge body": _of(huge),
    "almost empty": _of(almost_empty),
    "a page for a PDF": _of(other_pdf),
}
