"""Every rule of the registry matches its example and leaves its counter-example alone."""

from __future__ import annotations

import pytest
from making import text

from regtrack.reading.effects.base import Rule
from regtrack.reading.reader import explain
from regtrack.reading.rules import BY_ID, RULES


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_example_matches(rule: Rule) -> None:
    assert rule.id in {seen for seen, _ in explain(text(rule.example))}


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_counter_example_does_not(rule: Rule) -> None:
    assert rule.id not in {seen for seen, _ in explain(text(rule.counter))}


def test_ids_are_unique_and_reasons_are_given() -> None:
    assert len(BY_ID) == len(RULES)
    assert all(rule.reason.endswith(".") for rule in RULES)
