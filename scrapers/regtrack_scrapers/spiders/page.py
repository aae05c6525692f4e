"""Only the sources of the platform `page`, to run by hand."""

from __future__ import annotations

from regtrack_scrapers.base import SourceSpider


class PageSpider(SourceSpider):
    """Sources of one platform."""

    name = "page"
    only = "page"
