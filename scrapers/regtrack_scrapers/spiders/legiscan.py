"""Only the sources of the platform `legiscan`, to run by hand."""

from __future__ import annotations

from regtrack_scrapers.base import SourceSpider


class LegiScanSpider(SourceSpider):
    """Sources of one platform."""

    name = "legiscan"
    only = "legiscan"
