"""The probe: light conditional requests that tell most sources apart as unchanged.

Many hosts at once, one request in flight per host. What it cannot tell as unchanged is crawled;
what is broken or closed is a fault with the body kept, and is not asked a second time."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

import aiohttp

from regtrack.contract import (
    FaultKind,
    SourceSpec,
    Validators,
)
from regtrack.runner.fetch_settings import FetchSettings
from regtrack.runner.http_client import HttpClient
from regtrack.runner.pacing import HostPacer
from regtrack.runner.probe_result import ProbeResult, SourceProbe, Verdict
from regtrack.runner.snapshots import SnapshotStore
from regtrack_scrapers.clock import now
from regtrack_scrapers.drift import says_the_same
from regtrack_scrapers.faults import Answer, Fault, find_fault
from regtrack_scrapers.hosts import host_of, is_private, may_redirect
from regtrack_scrapers.kept import keep, last_good
from regtrack_scrapers.keys import NO_SECRET, KeyUse, Secret, hide, secret_for, without_parameter
from regtrack_scrapers.platforms.model import Follow
from regtrack_scrapers.platforms.registry import PLATFORMS, judge_body, key_of, quota_of
from regtrack_scrapers.robots import RobotsRules, rules_from

__all__ = ["ProbeResult", "Prober", "SourceProbe", "Verdict", "probe_all", "probe_many"]

_REDIRECTS = 5
_UNKNOWN = Validators()


class _SentAwayError(ValueError):
    """A redirect to another owner, which we do not follow."""


_ERRORS = (aiohttp.ClientError, TimeoutError, OSError, ValueError)


class Prober:
    """Asks addresses whether they changed since what is known of them."""

    def __init__(
        self,
        client: HttpClient,
        settings: FetchSettings,
        pacer: HostPacer,
        store: SnapshotStore | None = None,
    ) -> None:
        self._client = client
        self._settings = settings
        self._pacer = pacer
        self._store = store
        self._learning: dict[str, asyncio.Lock] = {}

    async def source(self, spec: SourceSpec) -> SourceProbe:
        """Ask a source's first addresses in turn, until one is not as it was."""
        results: list[ProbeResult] = []
        for follow in PLATFORMS[spec.platform].start(spec):
            known = spec.validators.get(follow.url, _UNKNOWN)
            if known.sha256 is None or not self._kept(known.sha256):
                return SourceProbe(spec, Verdict.CHANGED, tuple(results))
            results.append(await self._keyed(spec, follow, known))
            if results[-1].verdict is not Verdict.UNCHANGED:
                return SourceProbe(spec, results[-1].verdict, tuple(results))
        return SourceProbe(spec, Verdict.UNCHANGED, tuple(results))

    async def _keyed(self, spec: SourceSpec, follow: Follow, known: Validators) -> ProbeResult:
        """One address of a source, under its key as far as that has requests left."""
        key = key_of(spec)
        secret = secret_for(key, follow, self._settings.keys)
        if key is not None and secret.values and self._settings.key_use:
            spent = KeyUse(self._settings.key_use).spend(key, quota_of(spec))
            if spent is not None:
                fault = Fault(FaultKind.QUOTA_SPENT, *spent)
                return self._result(follow.url, Verdict.FAULT, fault=fault)
        return await self.probe(follow, known, secret, spec.platform)

    async def probe(
        self,
        follow: Follow,
        known: Validators,
        secret: Secret = NO_SECRET,
        platform: str | None = None,
    ) -> ProbeResult:
        """One address. Never raises for what a server may do: that is a fault."""
        url = follow.url
        held = self._pacer.held(url)
        if held > 0:
            fault = Fault(FaultKind.BLOCKED, f"asked to be left alone for {held:.0f} s", held)
            return self._result(url, Verdict.FAULT, fault=fault)
        try:
            refused = await self._refused(url)
            if refused is not None:
                return self._result(url, Verdict.FAULT, fault=refused)
            async with self._pacer.turn(url):
                answer, requests = await self._ask(url, known, secret)
        except _ERRORS as error:
            keys = (*secret.values, *self._settings.keys.values())
            fault = _failure(error, hide(str(error), keys))
            return self._result(url, Verdict.FAULT, fault=fault, requests=1)
        return self._judged(follow, known, answer, requests, platform)

    def _judged(
        self,
        follow: Follow,
        known: Validators,
        answer: Answer,
        requests: int,
        platform: str | None,
    ) -> ProbeResult:
        base = self._result(
            follow.url,
            Verdict.UNCHANGED,
            status=answer.status,
            received=len(answer.body),
            requests=requests,
        )
        if answer.status == 304:
            return base
        fault = find_fault(answer, follow.accept, base.at, follow.nothing)
        if fault is None and platform is not None:
            fault = judge_body(platform, answer.body, follow)
        if fault is not None:
            if fault.retry_after:
                self._pacer.hold(follow.url, fault.retry_after)
            kept = None
            if self._store is not None and answer.body:
                kept = keep(self._store, answer, follow, base.at, "", fault)
            return replace(base, verdict=Verdict.FAULT, fault=fault, snapshot=kept)
        old = None if self._store is None else last_good(self._store, known)
        if old is not None and says_the_same(old, answer, exact=follow.exact):
            return base
        return replace(base, verdict=Verdict.CHANGED, answer=answer)

    def _result(
        self,
        url: str,
        verdict: Verdict,
        *,
        fault: Fault | None = None,
        status: int | None = None,
        received: int = 0,
        requests: int = 0,
    ) -> ProbeResult:
        return ProbeResult(url, verdict, now(), status, received, requests, fault)

    async def _refused(self, url: str) -> Fault | None:
        """Why we do not ask this address: its robots rules, or that it is inside our network."""
        given = self._settings
        free = given.allow_private or given.replay or host_of(url) in given.own_hosts
        if is_private(host_of(url)) and not free:
            return Fault(FaultKind.BLOCKED, f"{host_of(url)} is not a public address")
        parts = urlsplit(url)
        async with self._learning.setdefault(parts.netloc, asyncio.Lock()):
            rules = self._pacer.rules(parts.netloc)
            if rules is None:
                rules = await self._robots(f"{parts.scheme}://{parts.netloc}/robots.txt")
        if rules.allows(url, "regtrack"):
            return None
        return Fault(FaultKind.BLOCKED, f"{rules.why} does not allow this address")

    async def _robots(self, url: str) -> RobotsRules:
        """Ask a host for its rules and keep them."""
        status, body = None, b""
        with contextlib.suppress(*_ERRORS):
            async with self._pacer.turn(url):
                answer, _ = await self._ask(url, _UNKNOWN, NO_SECRET)
            status, body = answer.status, answer.body
        rules = rules_from(status, body)
        failed = status is None or status >= 500 or status == 429
        self._pacer.learn(urlsplit(url).netloc, rules, "regtrack", failed=failed)
        return rules

    async def _ask(self, url: str, known: Validators, secret: Secret) -> tuple[Answer, int]:
        """The answer after redirects within the owner's hosts, and how many requests it took."""
        sent = dict(secret.headers)
        if known.etag:
            sent["If-None-Match"] = known.etag
        if known.last_modified:
            sent["If-Modified-Since"] = known.last_modified
        asked = url
        async with asyncio.timeout(self._settings.timeout):
            for requests in range(1, _REDIRECTS + 2):
                answer, location = await self._once(asked, url, sent, secret)
                if location is None:
                    return replace(answer, asked=asked), requests
                if not may_redirect(url, location):
                    raise _SentAwayError(f"sent on to another owner: {location}")
                if host_of(location) != host_of(url):
                    sent = {k: v for k, v in sent.items() if k not in secret.headers}
                    secret = NO_SECRET
                url = location
        raise ValueError(f"more than {_REDIRECTS} redirects")

    async def _once(
        self, asked: str, url: str, headers: dict[str, str], secret: Secret
    ) -> tuple[Answer, str | None]:
        async with self._client.get(url, headers, secret.parameter) as response:
            location = response.headers.get("location")
            if response.status in (301, 302, 303, 307, 308) and location is not None:
                location = urljoin(url, location)
                if secret.parameter is not None:  # a server may send us our key back
                    location = without_parameter(location, secret.parameter[0])
                return Answer(asked, url, response.status, {}, b""), location
            body, broken = await self._body(response.content)
            fields = {name.lower(): value for name, value in response.headers.items()}
            return Answer(asked, url, response.status, fields, body, broken), None

    async def _body(self, content: aiohttp.StreamReader) -> tuple[bytes, bool]:
        """The decoded body, and whether it broke off. Raises ValueError past the size limit."""
        parts: list[bytes] = []
        size = 0
        try:
            async for part in content.iter_any():
                size += len(part)
                if size > self._settings.max_body:
                    raise ValueError(f"a body of more than {self._settings.max_body} bytes")
                parts.append(part)
        except (aiohttp.ClientPayloadError, aiohttp.ClientConnectionError):
            return b"".join(parts), True
        return b"".join(parts), False

    def _kept(self, sha256: str) -> bool:
        """Whether the bytes that a 304 would stand for are still there."""
        return self._store is None or self._store.has(sha256)


def _failure(error: Exception, words: str) -> Fault:
    if isinstance(error, _SentAwayError):
        return Fault(FaultKind.BLOCKED, words[:300])
    return Fault(FaultKind.FETCH_FAILED, f"{type(error).__name__}: {words}"[:300])


async def probe_many(
    specs: Iterable[SourceSpec],
    settings: FetchSettings,
    pacer: HostPacer,
    store: SnapshotStore | None = None,
) -> list[SourceProbe]:
    """Probe these sources, all hosts side by side; results in the order given."""
    async with HttpClient(settings) as client:
        prober = Prober(client, settings, pacer, store)
        return list(await asyncio.gather(*(prober.source(spec) for spec in specs)))


def probe_all(
    specs: Iterable[SourceSpec],
    settings: FetchSettings,
    pacer: HostPacer | None = None,
    store: SnapshotStore | None = None,
) -> list[SourceProbe]:
    """`probe_many` for callers without an event loop. Give the same pacer to `crawl`."""
    pacer = pacer if pacer is not None else HostPacer(settings.delay)
    return asyncio.run(probe_many(specs, settings, pacer, store))
