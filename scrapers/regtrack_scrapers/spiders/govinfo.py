"""Only the sources of the platform `govinfo`, to run by hand."""

from __future__ import annotations

from regtrack_scrapers.base import SourceSpider


class GovInfoSpider(SourceSpider):
    """Sources of one platform."""

    name = "govinfo"
    only = "govinfo"
