"""Only the sources of the platform `utah`, to run by hand."""

from __future__ import annotations

from regtrack_scrapers.base import SourceSpider


class UtahSpider(SourceSpider):
    """Sources of one platform."""

    name = "utah"
    only = "utah"
