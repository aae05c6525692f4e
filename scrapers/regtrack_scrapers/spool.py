"""The spool: each record is a line, appended and flushed; a crawl that dies keeps the rest."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from regtrack.contract import Record, to_line

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Spool:
    """Writes records to the file named by the setting SPOOL; without one, to nowhere."""

    def __init__(self, path: str | None) -> None:
        self._path = path
        self._file: IO[str] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Spool:
        """Made by Scrapy from its settings."""
        return cls(crawler.settings.get("SPOOL"))

    def open_spider(self) -> None:
        """Open the file for appending."""
        if self._path:
            self._file = Path(self._path).open("a", encoding="utf-8")  # noqa: SIM115 - closed below

    def process_item(self, item: Any) -> Any:
        """Append one record."""
        if self._file is not None:
            append(self._file, item)
        return item

    def close_spider(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()


def append(file: IO[str], record: Record) -> None:
    """One line, handed to the operating system at once."""
    file.write(to_line(record) + "\n")
    file.flush()
