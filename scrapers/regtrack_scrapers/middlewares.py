"""Downloader middlewares: robots rules, redirects that stay at home, retries with manners."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.extensions.throttle import AutoThrottle
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred

from regtrack_scrapers.hosts import host_of, is_private, may_redirect
from regtrack_scrapers.keys import NO_SECRET, secret_of
from regtrack_scrapers.resolver import private_allowed
from regtrack_scrapers.robots import RobotsRules, rules_from

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.core.downloader import Slot
    from scrapy.crawler import Crawler
    from scrapy.http import Response


class Refused(IgnoreRequest):
    """We do not send this request; the message says whose rule that is."""


class Spent(Refused):
    """The key has no request left until `seconds` have passed."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class HostGate:
    """Sends nothing more to a host that blocked us in this crawl, nor into our own network."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> HostGate:
        """Made by Scrapy."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Let a request pass or raise Refused."""
        refuse_closed_host(self._crawler, request)
        host = host_of(request.url)
        if is_private(host) and not private_allowed(host):
            raise Refused(f"{host} is not a public address")


def refuse_closed_host(crawler: Crawler, request: Request) -> None:
    """Raise Refused for a host that blocked us in this crawl."""
    host = host_of(request.url)
    if host in getattr(crawler.spider, "closed_hosts", ()):
        raise Refused(f"{host} blocked us earlier in this crawl")


class _Rules:
    """Our robots rules in the shape that Scrapy's middleware asks."""

    def __init__(self, rules: RobotsRules) -> None:
        self.rules = rules

    def allowed(self, url: str, user_agent: str | bytes) -> bool:
        """Whether a crawler of this name may fetch the address."""
        name = user_agent.decode() if isinstance(user_agent, bytes) else user_agent
        return self.rules.allows(url, name)


class ObeyRobots(RobotsTxtMiddleware):
    """Robots rules per host; those that the probe has read are not asked for again."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._agent = self._robotstxt_useragent or "regtrack"
        known: Mapping[str, Mapping[str, str]] = crawler.settings.getdict("ROBOTS_KNOWN")
        for netloc, rules in known.items():
            self._parsers[netloc] = _Rules(RobotsRules(**rules))  # type: ignore[assignment]  # duck

    def process_request_2(self, rp: Any, request: Request) -> None:
        """Raise Refused where the rules say no."""
        if not isinstance(rp, _Rules):
            return
        if not rp.allowed(request.url, self._agent):
            self._stats.inc_value("robotstxt/forbidden")
            raise Refused(f"{rp.rules.why} does not allow this address")
        self._keep_delay(rp.rules.delay(self._agent), request)

    def _keep_delay(self, delay: float, request: Request) -> None:
        """Let a host's own crawl delay stand against AutoThrottle's."""
        engine = self.crawler.engine
        if not delay or engine is None:
            return
        request.meta["autothrottle_dont_adjust_delay"] = True
        slot = engine.downloader.slots.get(urlparse_cached(request).hostname or "")
        if slot is not None:
            slot.delay = max(slot.delay, min(delay, 60.0))

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        self._settle(netloc, rules_from(response.status, response.body))

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        self._settle(netloc, rules_from(None))

    def _settle(self, netloc: str, rules: RobotsRules) -> None:
        waiting = self._parsers[netloc]
        settled = _Rules(rules)
        self._parsers[netloc] = settled  # type: ignore[assignment]  # duck-typed RobotParser
        if isinstance(waiting, Deferred):
            waiting.callback(settled)  # type: ignore[arg-type]  # duck-typed RobotParser


class OwnHostRedirect(RedirectMiddleware):
    """Follows a redirect only to the same owner, never from https to http."""

    def _redirect(self, redirected: Request, request: Request, reason: Any) -> Request:
        if not may_redirect(request.url, redirected.url):
            raise Refused(f"sent on to another owner: {redirected.url}")
        if urlparse_cached(redirected).hostname != urlparse_cached(request).hostname:
            for name in secret_of(request).headers:
                redirected.headers.pop(name, None)
            redirected.meta["secret"] = NO_SECRET
            redirected.meta["metered"] = None
        return super()._redirect(redirected, request, reason)

    def handle_referer(self, request: Request, response: Response) -> None:
        """We send none."""
        request.headers.pop("Referer", None)


class Throttle(AutoThrottle):
    """AutoThrottle that takes a 304 for the good answer it is: by default only a 200 may make the
    next request come sooner, and a cycle without changes would crawl at its slowest moment."""

    def _adjust_delay(self, slot: Slot, latency: float, response: Response) -> None:
        good = response.replace(status=200) if response.status == 304 else response
        super()._adjust_delay(slot, latency, good)


class Retry(RetryMiddleware):
    """Tries a failed request once more, but not where the server says when to come back."""

    def process_response(  # type: ignore[override]  # the spider argument is deprecated
        self, request: Request, response: Response
    ) -> Request | Response:
        """The response, or the request again."""
        if "Retry-After" in response.headers:
            return response
        if "dataloss" in response.flags and not request.meta.get("dont_retry"):
            return self._retry(request, "the body broke off") or response
        again: Request | Response = super().process_response(request, response)
        return again
