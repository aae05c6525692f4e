"""Only the sources of the platform `congress`, to run by hand."""

from __future__ import annotations

from regtrack_scrapers.base import SourceSpider


class CongressSpider(SourceSpider):
    """Sources of one platform."""

    name = "congress"
    only = "congress"
