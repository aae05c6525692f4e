"""The registry: every rule by its id. docs/reading.md tells how one is added."""

from __future__ import annotations

from regtrack.reading.effects import ban, other, product, restrict, schedule
from regtrack.reading.effects.base import Rule

RULES: tuple[Rule, ...] = (
    *schedule.RULES,
    *ban.RULES,
    *restrict.RULES,
    *product.RULES,
    *other.RULES,
)
BY_ID: dict[str, Rule] = {rule.id: rule for rule in RULES}
