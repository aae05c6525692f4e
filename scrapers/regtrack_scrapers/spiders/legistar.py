"""Only the sources of the platform `legistar`, to run by hand."""

from __future__ import annotations

from regtrack_scrapers.base import SourceSpider


class LegistarSpider(SourceSpider):
    """Sources of one platform."""

    name = "legistar"
    only = "legistar"
