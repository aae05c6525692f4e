"""Only the sources of the platform `legislature_files`, to run by hand."""

from __future__ import annotations

from regtrack_scrapers.base import SourceSpider


class LegislatureFilesSpider(SourceSpider):
    """Sources of one platform."""

    name = "legislature_files"
    only = "legislature_files"
