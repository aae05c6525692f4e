"""Only the sources of the platform `openstates`, to run by hand."""

from __future__ import annotations

from regtrack_scrapers.base import SourceSpider


class OpenStatesSpider(SourceSpider):
    """Sources of one platform."""

    name = "openstates"
    only = "openstates"
