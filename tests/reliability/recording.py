"""A small recording of our own: five watched pages over two days, written by us in plain words."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

DIVISIONS = {
    "city": "ocd-division/country:us/state:ms/county:rankin",
    "rule": "ocd-division/country:us/state:nd",
    "order": "ocd-division/country:us/state:oh",
    "still": "ocd-division/country:us/state:ut",
    "broken": "ocd-division/country:us/state:ks",
}
_SOURCE = """
[[source]]
key = "{key}"
platform = "page"
url = "{url}"
division = "{division}"
publisher = "The publisher of {key}"
cadence = "6h"
kind = "{kind}"
title = "{title}"
how = "adopted"
role = "current"
effective_on = {effective}
"""
_PAGE = """<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1>
{paragraphs}</body></html>"""
_BAN = (
    "Section 1. It is unlawful for any person to sell, offer for sale, deliver, possess or use "
    "kratom, mitragynine or 7-hydroxymitragynine.",
    "Section 2. A person who violates this section is guilty of a misdemeanor.",
)
_AGE = (
    "Section 1. It is unlawful for any person to sell or deliver any kratom product to a person "
    "who is under twenty-one (21) years of age.",
)


def address(key: str) -> str:
    """The real address of a page."""
    return f"https://{key}.example/law.html"


def write(folder: Path, today: dt.date) -> Path:
    """Write the recording and its sources file below `folder`; the sources file.

    Day 1: a ban in force, a ban that starts on the next day, an age limit, a page that never
    changes, and one that is not there. Day 2: the first ban has become an age limit, the age limit
    a ban."""
    tomorrow = today + dt.timedelta(days=1)
    pages = {
        ("city", 1): ("An ordinance on kratom", _BAN),
        ("rule", 1): ("A rule on kratom", _BAN),
        ("order", 1): ("A rule on the age of buyers of kratom", _AGE),
        ("still", 1): ("A rule on kratom for adults", _AGE),
        ("city", 2): ("An ordinance on kratom", _AGE),
        ("order", 2): ("A rule on the age of buyers of kratom", (*_AGE, *_BAN)),
    }
    for (key, day), (title, paragraphs) in pages.items():
        _page(folder / f"day{day}" / key, key, title, paragraphs)
    starts = {"rule": tomorrow}
    rows = [
        _SOURCE.format(
            key=key,
            url=address(key),
            division=division,
            kind="ordinance" if key == "city" else "rule",
            title=pages.get((key, 1), (f"The page of {key}",))[0],
            effective=starts.get(key, today - dt.timedelta(days=10)).isoformat(),
        )
        for key, division in DIVISIONS.items()
    ]
    file = folder / "sources.toml"
    file.write_text("".join(rows), encoding="utf-8")
    return file


def _page(folder: Path, key: str, title: str, paragraphs: tuple[str, ...]) -> None:
    folder.mkdir(parents=True)
    body = _PAGE.format(title=title, paragraphs="\n".join(f"<p>{p}</p>" for p in paragraphs))
    (folder / "body.html").write_text(body, encoding="utf-8")
    meta = {
        "url": address(key),
        "media_type": "text/html",
        "body": "body.html",
        "written": "by the authors of regtrack for the tests of its reliability",
    }
    (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
