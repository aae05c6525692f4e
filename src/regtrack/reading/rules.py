"""The registry: every rule by its id. docs/reading.md tells how one is added."""

from __future__ import annotations

from regtrack.reading.effects import (
    ages,
    ban,
    localities,
    other,
    product,
    restrict,
    schedule,
    spanish,
)
from regtrack.reading.effects.base import Rule

RULES: tuple[Rule, ...] = (
    *schedule.RULES,
    *ban.RULES,
    *restrict.RULES,
    *product.RULES,
    *ages.RULES,
    *other.RULES,
    *localities.RULES,
    *spanish.RULES,
)
BY_ID: dict[str, Rule] = {rule.id: rule for rule in RULES}
