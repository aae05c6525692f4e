"""Every platform in one crawl, so that one host is never asked twice at a time."""

from __future__ import annotations

from regtrack_scrapers.base import SourceSpider


class BatchSpider(SourceSpider):
    """All sources of a batch."""

    name = "batch"
