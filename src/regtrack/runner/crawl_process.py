"""Scrapy at work on one batch, in the child process that `crawl_child` has bounded."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from typing import Any

from scrapy.crawler import CrawlerProcess
from scrapy.utils.project import get_project_settings

from regtrack.contract import SourceSpec
from regtrack_scrapers.keys import hide_in_logs
from regtrack_scrapers.platforms.registry import key_of
from regtrack_scrapers.spiders.batch import BatchSpider


def crawl(job: Mapping[str, Any], most_megabytes: int) -> None:
    """Crawl the job's sources into its spool; returns when the reactor has ended by itself."""
    settings = get_project_settings()
    settings.set("SPOOL", job["spool"], priority="cmdline")
    settings.set("SNAPSHOTS", job["store"], priority="cmdline")
    settings.set("ROBOTS_KNOWN", job["robots"], priority="cmdline")
    settings.set("DOWNLOAD_MAXSIZE", job["max_body"], priority="cmdline")
    settings.set("MEMUSAGE_LIMIT_MB", most_megabytes, priority="cmdline")
    specs = [SourceSpec.from_json(body) for body in job["specs"]]
    named = {key.variable for spec in specs if (key := key_of(spec)) is not None}
    hide_in_logs(value for name in named if (value := os.environ.get(name)))
    process = CrawlerProcess(settings)
    # Its root lets every line through to a handler that drops it: eight lines a page.
    for name in ("scrapy", "twisted"):
        logging.getLogger(name).setLevel(settings["LOG_LEVEL"])
    process.crawl(BatchSpider, specs=specs, store=job["store"])
    process.start()
