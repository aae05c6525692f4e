"""The programs that are measured beside each other, each with the same pages and a webhook."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from cycle.measured import HERE, Server, Took, cpu_of, peak_of, run

HOSTS = 50
_SPIDER = """
import sys
import scrapy

class Plain(scrapy.Spider):
    name = "plain"
    custom_settings = {"LOG_ENABLED": False, "CONCURRENT_REQUESTS": 32,
                       "CONCURRENT_REQUESTS_PER_DOMAIN": 32, "TELNETCONSOLE_ENABLED": False,
                       "ROBOTSTXT_OBEY": False}

    async def start(self):
        for number in range(int(sys.argv[2])):
            yield scrapy.Request(f"{sys.argv[1]}/{sys.argv[3]}/{number}")

    def parse(self, response):
        return {"url": response.url, "size": len(response.body)}

from scrapy.crawler import CrawlerProcess
process = CrawlerProcess()
process.crawl(Plain)
process.start()
"""


class Scrapy:
    """A spider that fetches the pages and keeps nothing: the floor of a first fetch."""

    name = "plain Scrapy"

    def __init__(self, folder: Path, server: Server, pages: int, kind: str) -> None:
        self.folder, self.server = folder, server
        (folder / "spider.py").write_text(_SPIDER, encoding="utf-8")
        self.argv = [sys.executable, "spider.py", server.base, str(pages), kind]

    def cycle(self) -> Took:
        """Fetch every page."""
        return run(self.argv, self.server, os.environ, self.folder, self.folder / "log.txt")

    def close(self) -> None:
        """Nothing runs."""


class Regtrack:
    """regtrack with every page a source of its own, on 50 hosts, its database and its outbox."""

    name = "regtrack"

    def __init__(self, folder: Path, server: Server, pages: int, kind: str) -> None:
        self.folder, self.server = folder, server
        rows = (
            f'[[source]]\nkey = "{kind}-{n}"\nplatform = "page"\ncadence = "7d"\n'
            f'url = "http://h{n % HOSTS}.example.org/{kind}/{n}"\npublisher = "Bench"\n'
            f'division = "ocd-division/country:us/state:oh/place:bench_{n}"\n'
            for n in range(pages)
        )
        self.file = folder / "sources.toml"
        self.file.write_text("\n".join(rows), encoding="utf-8")
        self.env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        self.env |= {
            "REGTRACK_HOME": str(folder / "home"),
            "REGTRACK_REPLAY": server.base,
            "REGTRACK_DELAY": "0",
            "REGTRACK_ALERT_NETWORKS": "127.0.0.1/32",
        }
        self._command("status", "Ohio")  # the baseline is not what is measured
        hook = f"{server.base}/hook"
        self._command("subscriptions", "add", "--webhook", hook, "--place", "Ohio")

    def _command(self, *words: str) -> None:
        argv = [sys.executable, "-m", "regtrack", *words]
        subprocess.run(argv, env=self.env, check=True, stdout=subprocess.DEVNULL)

    def cycle(self) -> Took:
        """Look at every page, import what changed, tell it."""
        argv = [sys.executable, "-m", "regtrack", "watch", "--once", "--sources", str(self.file)]
        return run(argv, self.server, self.env, self.folder, self.folder / "log.txt")

    def close(self) -> None:
        """Nothing runs."""


class RegtrackFetch(Regtrack):
    """What regtrack fetches and keeps of the pages, without reading and importing them."""

    name = "regtrack, fetch"

    def cycle(self) -> Took:
        """Fetch every page and keep it."""
        argv = [sys.executable, str(HERE / "fetching.py"), str(self.file)]
        return run(argv, self.server, self.env, self.folder, self.folder / "log.txt")


class Urlwatch:
    """urlwatch with its usual filter and its webhook."""

    name = "urlwatch"

    def __init__(self, folder: Path, server: Server, pages: int, kind: str, program: str) -> None:
        self.folder, self.server, self.program = folder, server, program
        jobs = "---\n".join(
            f"name: page {n}\nurl: {server.base}/{kind}/{n}\nfilter:\n  - html2text\n"
            for n in range(pages)
        )
        (folder / "urls.yaml").write_text(jobs, encoding="utf-8")
        config = {
            "display": {"new": False, "error": True, "unchanged": False},
            "report": {
                "text": {"line_length": 75, "details": True, "footer": False},
                "stdout": {"enabled": False},
                "slack": {"enabled": True, "webhook_url": f"{server.base}/hook"},
            },
            "job_defaults": {"all": {}, "url": {}, "shell": {}, "browser": {}},
        }
        (folder / "urlwatch.yaml").write_text(json.dumps(config), encoding="utf-8")

    def cycle(self) -> Took:
        """Look at every page once."""
        argv = [self.program, "--urls", "urls.yaml", "--config", "urlwatch.yaml",
                "--hooks", "hooks.py", "--cache", "cache.db"]  # fmt: skip
        return run(argv, self.server, os.environ, self.folder, self.folder / "log.txt")

    def close(self) -> None:
        """Nothing runs."""


class ChangeDetection:
    """changedetection.io: a daemon whose checks are triggered over its API."""

    name = "changedetection"

    def __init__(self, folder: Path, server: Server, pages: int, kind: str, program: str) -> None:
        self.folder, self.server, self.pages, self.kind = folder, server, pages, kind
        self.data = folder / "data"
        self.data.mkdir()
        port = 20_000 + os.getpid() % 20_000
        self.base = f"http://127.0.0.1:{port}"
        env = {
            **os.environ,
            "FETCH_WORKERS": "16",
            "MINIMUM_SECONDS_RECHECK_TIME": "0",
            "ALLOW_IANA_RESTRICTED_ADDRESSES": "true",
            "DISABLE_VERSION_CHECK": "true",
        }
        with (folder / "log.txt").open("ab") as log:
            self.daemon = subprocess.Popen(
                [program, "-d", str(self.data), "-p", str(port), "-h", "127.0.0.1"],
                env=env, stdout=log, stderr=log, cwd=folder,
            )  # fmt: skip
        self.key = self._key()
        self.first = True

    def _key(self) -> str:
        """The API's key, once the daemon has written its settings."""
        for _ in range(300):
            time.sleep(0.2)
            for file in self.data.glob("*.json"):
                try:
                    body = json.loads(file.read_text(encoding="utf-8"))
                    key = body["settings"]["application"]["api_access_token"]
                    self._call("/api/v1/systeminfo", key)
                except (OSError, ValueError, KeyError, TypeError):
                    continue
                return str(key)
        sys.exit("changedetection.io did not start")

    def _call(self, path: str, key: str, body: bytes | None = None) -> bytes:
        headers = {"x-api-key": key, "Content-Type": "text/plain"}
        request = urllib.request.Request(self.base + path, body, headers)
        with urllib.request.urlopen(request, timeout=300) as answer:
            found: bytes = answer.read()
        return found

    def cycle(self) -> Took:
        """Trigger a check of every page and wait for the last."""
        self.server.counts()
        cpu, started, at = cpu_of(self.daemon.pid), time.perf_counter(), time.time()
        if self.first:
            urls = "\n".join(f"{self.server.base}/{self.kind}/{n}" for n in range(self.pages))
            self._call("/api/v1/import", self.key, urls.encode())
        else:
            self._call("/api/v1/watch?recheck_all=1", self.key)
        self.first = False
        seen, counts = 0, {}
        quiet = time.perf_counter()
        while seen < self.pages or time.perf_counter() - quiet < 3:
            time.sleep(0.25)
            told = self.server.counts()
            seen += told["requests"]
            if told["requests"]:
                quiet = time.perf_counter()
                counts["last"] = told["last"]
            for name in ("requests", "not_modified", "bytes", "connections"):
                counts[name] = counts.get(name, 0) + told[name]
            if time.perf_counter() - started > 400:
                break
        wall = counts.get("last", time.time()) - at
        return Took(wall, cpu_of(self.daemon.pid) - cpu, peak_of(self.daemon.pid), counts)

    def close(self) -> None:
        """End the daemon."""
        self.daemon.kill()
        self.daemon.wait()
