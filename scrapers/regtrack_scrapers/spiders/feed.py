"""Only the sources of the platform `feed`, to run by hand."""

from __future__ import annotations

from regtrack_scrapers.base import SourceSpider


class FeedSpider(SourceSpider):
    """Sources of one platform."""

    name = "feed"
    only = "feed"
