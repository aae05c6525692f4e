"""The next page of a feed: an address in the answer, a page number or an offset in ours."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl, urljoin, urlsplit

from regtrack_scrapers.hosts import may_redirect
from regtrack_scrapers.keys import with_parameter, without_parameter
from regtrack_scrapers.platforms.feed_options import FeedOptions
from regtrack_scrapers.platforms.feed_page import FeedFault, Page
from regtrack_scrapers.platforms.feed_paths import Path, words

_NARROW = "narrow the search or raise max_pages"


def next_page(page: Page, url: str, options: FeedOptions, secret: str | None) -> str | None:
    """The address of the page after this one; None for the last. `secret` is the parameter of the
    key, which some publishers repeat in their links. Raises FeedFault for another owner's address
    or too many pages."""
    if not page.rows:
        return None
    if "next" in options.paths:
        return _linked(page, url, options.paths["next"], secret)
    if options.page_param:
        return _numbered(page, url, options)
    if options.offset_param:
        return _offset(page, url, options)
    return None


def _linked(page: Page, url: str, path: Path, secret: str | None) -> str | None:
    given = _one(path.find(page.root))
    if not given:
        return None
    try:
        following = urljoin(url, given)
        # Some publishers write http into the links of a page that was asked over https.
        if url.startswith("https://") and following.startswith("http://"):
            following = "https://" + following.removeprefix("http://")
        if not may_redirect(url, following):
            raise FeedFault(f"next page elsewhere: {following[:200]}")
    except ValueError as error:
        raise FeedFault(f"the next page has no address: {given[:200]!r}") from error
    return without_parameter(following, secret) if secret else following


def _numbered(page: Page, url: str, options: FeedOptions) -> str | None:
    assert options.page_param is not None
    number = _parameter(url, options.page_param, options.page_first)
    seen = number - options.page_first + 1
    if not _goes_on(page, seen, None, options):
        return None
    if seen >= options.max_pages:
        raise FeedFault(f"more than {options.max_pages} pages: {_NARROW}")
    return with_parameter(url, (options.page_param, str(number + 1)))


def _offset(page: Page, url: str, options: FeedOptions) -> str | None:
    assert options.offset_param is not None
    following = _parameter(url, options.offset_param, 0) + len(page.rows)
    if not _goes_on(page, None, following, options):
        return None
    if following >= options.max_pages * max(len(page.rows), 1):
        raise FeedFault(f"more than {options.max_pages} pages: {_NARROW}")
    return with_parameter(url, (options.offset_param, str(following)))


def _goes_on(page: Page, seen: int | None, rows: int | None, options: FeedOptions) -> bool:
    """Whether the answer says that there is more; a feed that never says so ends with an empty
    page."""
    if "more" in options.paths:
        return _one(options.paths["more"].find(page.root)).casefold() in ("true", "1", "yes")
    if "pages" in options.paths and seen is not None:
        return seen < _number(options.paths["pages"], page)
    if "total" in options.paths:
        before = rows if rows is not None else (seen or 1) * len(page.rows)
        return before < _number(options.paths["total"], page)
    return True


def _number(path: Path, page: Page) -> int:
    given = _one(path.find(page.root))
    if not given.isdigit():
        raise FeedFault(f"a count of pages or rows is {given[:40]!r}")
    return int(given)


def _one(found: Sequence[object]) -> str:
    return next((w for w in map(words, found) if w), "")


def _parameter(url: str, name: str, default: int) -> int:
    given = dict(parse_qsl(urlsplit(url).query)).get(name, "")
    return int(given) if given.isdigit() else default
