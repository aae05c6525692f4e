"""Whether a row names a watched substance: whole words, since `kratom` stands inside the Czech
`zkratom` (by a short circuit) and the Slovak `demokratom`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

#: Scripts that put spaces between words; in the others a word is looked for as it stands.
_SPACED = re.compile(r"[A-Za-z\u00c0-\u052f\u1e00-\u1fff]")


@dataclass(frozen=True, slots=True)
class Matcher:
    """Words of which a text must have one. `kratom*` takes endings too: kratomem, kratomu."""

    pattern: re.Pattern[str]

    @classmethod
    def read(cls, given: Sequence[str]) -> Matcher:
        """Raises ValueError for no words, or a word of less than two letters."""
        words = [" ".join(w.split()) for w in given]
        if not words or any(len(w.rstrip("*")) < 2 or "*" in w[:-1] for w in words):
            raise ValueError('write words, ["kratom", "mitragyn*"]; a * stands at the end only')
        return cls(re.compile("|".join(_word(w.casefold()) for w in words)))

    def finds(self, text: str) -> bool:
        """Whether the text has one of the words, in any case."""
        return self.pattern.search(" ".join(text.split()).casefold()) is not None


def _word(word: str) -> str:
    stem = word.rstrip("*")
    escaped = re.escape(stem)
    if not _SPACED.search(stem):
        return escaped
    return rf"(?<!\w){escaped}" + ("" if word.endswith("*") else r"(?!\w)")
