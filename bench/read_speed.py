"""How fast texts are read: one that names nothing, one dense with rules; beside a plain search.

Run: python bench/read_speed.py [rounds]. The ratio to a plain search of the same text is what
holds on every machine; the milliseconds are this one's. The best of all rounds is told.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable

from regtrack.reading.reader import read_text
from regtrack.reading.text import LegalText, Run

DIVISION = "ocd-division/country:us/state:xx"
TALK = (
    "the board shall keep records of its work and each member pharmacy report department section"
    " under this chapter means any person or controlled substance 21 39-17-402 2025 (a) (1) fee,"
    " license; unless prohibited alcohol Ohio tobacco retailer"
)
BAN = "It is unlawful for any person to sell, possess or distribute kratom in this state. "


def law(size: int) -> str:
    """An act of numbered sections that names no substance of ours."""
    dice = random.Random(1)
    words = TALK.split()
    parts = ["Be it enacted by the General Assembly:\n"]
    length = 0
    while length < size:
        body = " ".join(dice.choices(words, k=110)).capitalize()
        parts.append(f"Section {len(parts)}. {body}.\n")
        length += len(parts[-1])
    return "".join(parts) + f"Section {len(parts)}. This act takes effect July 1, 2026.\n"


def best(act: Callable[[], object], rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        act()
        taken.append(time.perf_counter() - started)
    return min(taken) * 1000


def read(words: str) -> object:
    return read_text(LegalText((Run(words),), "bench@1"), division=DIVISION)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    plain = law(1_000_000)
    quoted = plain.replace("retailer", "\u201cretailer\u201d")
    dense = "Be it enacted: Section 1. " + BAN * (1_000_000 // len(BAN))
    for name, words, times in (
        ("1 MB that names nothing", plain, rounds),
        ("1 MB that names nothing, with curly quotes", quoted, rounds),
        ("1 MB of nothing but bans", dense, min(rounds, 2)),
    ):
        taken = best(lambda: read(words), times)  # noqa: B023
        raw = words.encode()
        counted = best(lambda: raw.count(b"zkratom"), 20)  # noqa: B023
        searched = best(lambda: re.search("zkratom", words), 20)  # noqa: B023
        print(
            f"{name}: {taken:.1f} ms; {taken / counted:.0f} times bytes.count,"
            f" {taken / searched:.0f} times re.search"
        )


if __name__ == "__main__":
    main()
