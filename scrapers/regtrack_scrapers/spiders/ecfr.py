"""Only the sources of the platform `ecfr`, to run by hand."""

from __future__ import annotations

from regtrack_scrapers.base import SourceSpider


class EcfrSpider(SourceSpider):
    """Sources of one platform."""

    name = "ecfr"
    only = "ecfr"
