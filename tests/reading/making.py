"""Legal texts for tests, written by us: `+added+` and `~struck~` become marks."""

from __future__ import annotations

import re

from regtrack.reading.text import LegalText, Mark, Run

_MARKED = re.compile(r"\+(?P<add>[^+]+)\+|~(?P<strike>[^~]+)~")
STATE = "ocd-division/country:us/state:xx"


def text(words: str) -> LegalText:
    """A document of these words."""
    runs: list[Run] = []
    at = 0
    for match in _MARKED.finditer(words):
        if match.start() > at:
            runs.append(Run(words[at : match.start()]))
        if match["add"] is not None:
            runs.append(Run(match["add"], Mark.ADDED))
        else:
            runs.append(Run(match["strike"], Mark.STRUCK))
        at = match.end()
    runs.append(Run(words[at:]))
    return LegalText(tuple(runs), "test@1")


def bill(*sections: str, title: str = "An act relating to kratom.") -> LegalText:
    """A bill with a long title, enacting words and numbered sections."""
    body = "\n".join(f"Section {i}. {s}" for i, s in enumerate(sections, 1))
    return text(f"{title}\nBe it enacted by the Legislature:\n{body}")
