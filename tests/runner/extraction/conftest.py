"""How a marked text is written down in these tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from regtrack.reading.text import LegalText, Mark


@pytest.fixture
def shown() -> Callable[[LegalText], str]:
    """Writes a text with its marks: {+added+} and {-struck-}."""

    def show(text: LegalText) -> str:
        signs = {Mark.PLAIN: "%s", Mark.ADDED: "{+%s+}", Mark.STRUCK: "{-%s-}"}
        return "".join(signs[run.mark] % run.text for run in text.runs)

    return show
