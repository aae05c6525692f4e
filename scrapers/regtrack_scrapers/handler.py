"""The download handler: the last look before the wire, and the replay server in place of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler

from regtrack_scrapers.keys import with_parameter
from regtrack_scrapers.middlewares import refuse_closed_host
from regtrack_scrapers.replay_address import replay_url

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response


class Handler(BaseDownloadHandler):
    """Scrapy's HTTP handler. A request that waited in its host's queue while the host blocked us
    is not sent.

    A key that is a parameter of the address is put there now, and no caller sees that address.
    With the setting REPLAY, `https://host/path` is asked for as `REPLAY/https/host/path`: robots
    rules, redirects, pacing, parsers and snapshots see the real addresses; only the wire
    differs."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._replay = str(crawler.settings.get("REPLAY") or "")
        self._http = HTTP11DownloadHandler(crawler)

    async def download_request(self, request: Request) -> Response:
        """The answer, under the real address."""
        refuse_closed_host(self.crawler, request)
        if request.meta.get("metered") is not None:
            self.crawler.spider.use_key(request)  # type: ignore[union-attr]  # a SourceSpider
        parameter = request.meta.get("secret_parameter")
        if not self._replay and parameter is None:
            return await self._http.download_request(request)
        url = request.url if parameter is None else with_parameter(request.url, parameter)
        sent = request.replace(url=replay_url(self._replay, url) if self._replay else url)
        response = await self._http.download_request(sent)
        if "download_latency" in sent.meta:
            request.meta["download_latency"] = sent.meta["download_latency"]
        return response.replace(url=request.url, request=request)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.close()
