"""Only the sources of the platform `federal_register`, to run by hand."""

from __future__ import annotations

from regtrack_scrapers.base import SourceSpider


class FederalRegisterSpider(SourceSpider):
    """Sources of one platform."""

    name = "federal_register"
    only = "federal_register"
