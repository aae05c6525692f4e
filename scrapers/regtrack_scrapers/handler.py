"""The download handler: the last look before the wire, and the replay server in place of it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler

from regtrack_scrapers.keys import (
    KeyUse,
    Secret,
    hide,
    secret_of,
    with_parameter,
    without_parameter,
)
from regtrack_scrapers.middlewares import Spent, refuse_closed_host
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
        self._count(request)
        secret = secret_of(request)
        url = with_parameter(request.url, secret.parameter) if secret.parameter else request.url
        if self._replay:
            url = replay_url(self._replay, url)
        if url == request.url:
            return await self._http.download_request(request)
        sent = request.replace(url=url)
        try:
            response = await self._http.download_request(sent)
        except Exception as error:
            # Scrapy's own messages and log lines name the address that was asked.
            error.args = tuple(
                hide(a, secret.values) if isinstance(a, str) else a for a in error.args
            )
            raise
        if "download_latency" in sent.meta:
            request.meta["download_latency"] = sent.meta["download_latency"]
        _without_secret(response, secret)
        return response.replace(url=request.url, request=request)

    @staticmethod
    def _count(request: Request) -> None:
        """Count a request that is about to be sent under a key. Raises Spent past its quota."""
        metered = request.meta.get("metered")
        folder = os.environ.get("REGTRACK_KEY_USE")
        if metered is None or not folder:
            return
        spent = KeyUse(folder).spend(*metered)
        if spent is not None:
            raise Spent(*spent)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.close()


def _without_secret(response: Response, secret: Secret) -> None:
    """A redirect repeats the parameters it was asked with: the key is not one of its address."""
    location = response.headers.get("Location")
    if location is not None and secret.parameter is not None:
        response.headers["Location"] = without_parameter(
            location.decode("latin-1"), secret.parameter[0]
        )
