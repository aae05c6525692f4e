"""Reading of a whole folder of recordings on two processes, by the real bounded extraction.

Run: python bench/read_captures.py [FOLDER] [processes]. Every document (HTML, XML, PDF, plain
text) goes through the child that reads hostile bytes, then through the reader; of a JSON record
each text that it carries is read as it stands, and packed files are opened first.
"""

from __future__ import annotations

import gzip
import json
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from regtrack.domain.errors import UnreadableText
from regtrack.reading.reader import read_text, read_title
from regtrack.runner.extraction import BoundedExtractor

DIVISION = "ocd-division/country:us"
#: A string of a record that is this long, or a page, is a text and no field.
LONG = 400
SKIPPED = {".tsv", ".md", ".yml", ".yaml"}


@dataclass
class Told:
    """What one file gave."""

    name: str
    size: int
    seconds: float
    texts: int
    hits: int
    faults: tuple[str, ...]


_extractor = BoundedExtractor()


def strings(body: object) -> Iterator[str]:
    if isinstance(body, str):
        if len(body) >= LONG:
            yield body
    elif isinstance(body, dict):
        for value in body.values():
            yield from strings(value)
    elif isinstance(body, list):
        for value in body:
            yield from strings(value)


def documents(path: Path) -> Iterator[tuple[bytes, str]]:
    data = path.read_bytes()
    name = path.name
    if name.endswith(".gz"):
        data, name = gzip.decompress(data), name[:-3]
    if name.endswith(".json"):
        for text in strings(json.loads(data)):
            yield text.encode("utf-8", "replace"), ""
    else:
        yield data, name


def one(path: str) -> Told:
    started = time.perf_counter()
    texts = hits = size = 0
    faults: list[str] = []
    try:
        for data, name in documents(Path(path)):
            texts += 1
            size += len(data)
            try:
                reading = read_text(_extractor.extract(data, "", name), division=DIVISION)
                hits += bool(reading.mentions)
            except UnreadableText as error:
                faults.append(str(error)[:70])
                read_title(data[:500].decode("utf-8", "replace"), division=DIVISION)
    except (ValueError, OSError, EOFError) as error:
        faults.append(f"no record: {type(error).__name__}")
    return Told(path, size, time.perf_counter() - started, texts, hits, tuple(faults))


def main() -> None:
    beside = Path(__file__).resolve().parents[2] / "shared" / "captures"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else beside
    processes = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    if not folder.is_dir():
        print(f"nothing to measure: {folder} is not a folder; give one with recordings")
        return
    paths = sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix not in SKIPPED)
    paths.sort(key=lambda p: -p.stat().st_size)
    on_disk = sum(p.stat().st_size for p in paths) / 1e6
    started = time.perf_counter()
    with multiprocessing.Pool(processes) as pool:
        told = pool.map(one, map(str, paths), chunksize=1)
    seconds = time.perf_counter() - started
    report(told, folder, on_disk, seconds)
    print(f"{len(told)} files, {on_disk:.1f} MB, in {seconds:.1f} s on {processes} processes")


def report(told: list[Told], folder: Path, on_disk: float, seconds: float) -> None:
    faults = Counter(fault for t in told for fault in t.faults)
    print(f"{sum(t.texts for t in told)} texts, {sum(t.size for t in told) / 1e6:.1f} MB of them;"
          f" {sum(t.hits for t in told)} name a substance")  # fmt: skip
    print(f"{sum(faults.values())} faults")
    for fault, count in faults.most_common():
        print(f"  {count:4} {fault}")
    print("slowest:")
    for each in sorted(told, key=lambda t: -t.seconds)[:10]:
        name = Path(each.name).relative_to(folder)
        print(f"  {each.seconds:6.2f} s {each.size / 1e6:7.2f} MB  {name}")


if __name__ == "__main__":
    main()
