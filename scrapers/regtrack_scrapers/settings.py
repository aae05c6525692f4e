"""How we crawl: under our own name, slowly, within bounds. Environment `REGTRACK_*` overrides.

Scrapy's defaults that are not ours: robots ignored, certificates unchecked, 1 GiB bodies, 180 s,
20 redirects to anywhere, cookies, no memory limit."""

from __future__ import annotations

import os

BOT_NAME = "regtrack"
SPIDER_MODULES = ["regtrack_scrapers.spiders"]
NEWSPIDER_MODULE = "regtrack_scrapers.spiders"

_CONTACT = os.environ.get("REGTRACK_CONTACT", "")
USER_AGENT = os.environ.get("REGTRACK_USER_AGENT") or (
    f"regtrack (kratom law tracker{'; ' + _CONTACT if _CONTACT else ''})"
)
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "regtrack"
COOKIES_ENABLED = False
REFERER_ENABLED = False
METAREFRESH_ENABLED = False
HTTPERROR_ALLOW_ALL = True
DEFAULT_REQUEST_HEADERS = {"Accept": "*/*", "Accept-Language": "en"}

# What one answer gives is written in its order; a hundred workers for it would only cost time.
CONCURRENT_ITEMS = 1

# One request in flight per host, the hosts side by side.
CONCURRENT_REQUESTS = 128
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = float(os.environ.get("REGTRACK_DELAY", "1.0"))
DOWNLOAD_DELAY_JITTER = 0.0
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = DOWNLOAD_DELAY
AUTOTHROTTLE_MAX_DELAY = 60.0

DOWNLOAD_TIMEOUT = float(os.environ.get("REGTRACK_TIMEOUT", "60"))
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
# A body that breaks off is kept and told as a fault.
DOWNLOAD_FAIL_ON_DATALOSS = False
DOWNLOAD_VERIFY_CERTIFICATES = True
DNS_TIMEOUT = 20
DNS_RESOLVER = "regtrack_scrapers.resolver.PublicResolver"

# 429 is not retried: the publisher said when, and the timetable obeys.
RETRY_TIMES = 1
RETRY_HTTP_CODES = [500, 502, 503, 504, 522, 524, 408]
REDIRECT_MAX_TIMES = 5
DEPTH_LIMIT = 500
MEMUSAGE_LIMIT_MB = 512
MEMUSAGE_CHECK_INTERVAL_SECONDS = 5.0
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
WARN_ON_GENERATOR_RETURN_VALUE = False
LOG_LEVEL = os.environ.get("REGTRACK_CRAWL_LOG", "WARNING")
STATS_DUMP = False

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "regtrack_scrapers.middlewares.HostGate": 90,
    "regtrack_scrapers.middlewares.ObeyRobots": 100,
    "regtrack_scrapers.middlewares.Retry": 550,
    "regtrack_scrapers.middlewares.OwnHostRedirect": 600,
}
EXTENSIONS = {
    "scrapy.extensions.throttle.AutoThrottle": None,
    "regtrack_scrapers.middlewares.Throttle": 0,
}
ITEM_PIPELINES = {"regtrack_scrapers.spool.Spool": 300}

# A replay server answers for every real address; nothing leaves this machine.
REPLAY = os.environ.get("REGTRACK_REPLAY", "")
HTTPPROXY_ENABLED = not REPLAY
DOWNLOAD_HANDLERS = {
    "http": "regtrack_scrapers.handler.Handler",
    "https": "regtrack_scrapers.handler.Handler",
    "ftp": None,
    "file": None,
    "s3": None,
    "data": None,
}
