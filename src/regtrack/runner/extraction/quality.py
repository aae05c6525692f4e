"""Whether a text is words at all: scans, damaged files and unreadable text layers are not.

A PDF whose fonts lack their table of characters gives a text layer of wrong letters. It must not
pass for a law that does not name our substances.
"""

from __future__ import annotations

import re

from regtrack.domain.errors import UnreadableText

#: Fewer letters than this are no legal text; an amendment may be one line.
_LEAST_LETTERS = 10
#: So many characters from the beginning, the middle and the end are looked at.
_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]{3,}")
_ASCII_LETTERS = re.compile(r"[A-Za-z]")
#: The eight commonest letters of every language in Latin script, taken together: 60 of 100
#: letters in English law, over 50 elsewhere, under 25 where a font moves the letters.
_COMMON_LETTERS = frozenset("eainotrsEAINOTRS")
_WRONG = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
#: Least share of letters among what is not space; least share of the commonest among
#: Latin letters; most characters that no text holds.
_LEAST_LETTER_SHARE = 0.4
_LEAST_COMMON_SHARE = 0.4
_MOST_WRONG_SHARE = 0.02
#: Below so many words no share is counted.
_FEW_WORDS = 30


def check_words(text: str) -> None:
    """Raise UnreadableText when the text is no words of any language."""
    sample = _sample(text)
    solid = sum(1 for c in sample if not c.isspace())
    letters = sum(map(str.isalpha, sample))
    if letters < _LEAST_LETTERS:
        raise UnreadableText("no readable text: the document holds next to no words")
    if len(_WRONG.findall(sample)) > _MOST_WRONG_SHARE * solid:
        raise UnreadableText("no readable text: garbage characters instead of words")
    words = _WORD.findall(sample)
    if len(words) < _FEW_WORDS:
        return
    if letters < _LEAST_LETTER_SHARE * solid:
        raise UnreadableText("no readable text: garbage, too few letters among the characters")
    latin = _ASCII_LETTERS.findall(sample)
    if len(latin) * 2 < letters:
        return
    if sum(1 for c in latin if c in _COMMON_LETTERS) < _LEAST_COMMON_SHARE * len(latin):
        raise UnreadableText("no readable text: garbage, the letters make no words")


def _sample(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return text[:_SAMPLE] + text[middle : middle + _SAMPLE] + text[-_SAMPLE:]
