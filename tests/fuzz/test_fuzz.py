"""The fuzz run in short: every property for a few seconds, each time on examples of its own."""

from __future__ import annotations

import pytest

from fuzz import invariants
from fuzz.properties import PROPERTIES, Property
from regtrack.reading import reader
from regtrack.reading.text import LegalText, Run

_SECONDS = 2


@pytest.mark.parametrize("tried", PROPERTIES, ids=[p.name for p in PROPERTIES])
def test_property(tried: Property) -> None:
    tried.run(examples=_SECONDS * tried.a_second, number=20261122)


def test_the_checks_see_a_quote_that_does_not_stand_in_the_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = LegalText((Run("Be it enacted: Section 1. It is unlawful to sell kratom."),), "fuzz@1")
    invariants.check_reading(text)
    other = LegalText((Run("Be it enacted: Section 1.  No. It is unlawful to sell kratom."),), "f")
    wrong = reader.read_text(other, division=invariants.STATE)
    monkeypatch.setattr(invariants, "read_text", lambda *_, **__: wrong)
    with pytest.raises(AssertionError):
        invariants.check_reading(text)


def test_the_checks_see_a_name_that_the_quick_look_hides(monkeypatch: pytest.MonkeyPatch) -> None:
    text = LegalText((Run("Be it enacted: Section 1. It is unlawful to sell kratom."),), "fuzz@1")
    monkeypatch.setattr(invariants, "names_any", lambda _: False)
    with pytest.raises(AssertionError, match="hides a name"):
        invariants.check_reading(text)
