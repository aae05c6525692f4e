"""What changed between two texts, as people read it: `it is [-lawful-] {+unlawful+} to sell`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hunk:
    """One place that changed: the words that went, those that came, and both in their context,
    marked `[-gone-]` and `{+new+}`, with `…` for words left out."""

    removed: str
    added: str
    marked: str


@dataclass(frozen=True, slots=True)
class Redline:
    """The places that changed, in order; `more` are left out."""

    hunks: tuple[Hunk, ...] = ()
    more: int = 0

    def notes(self) -> tuple[str, ...]:
        """One line a place."""
        rest = (f"and {self.more} more places",) if self.more else ()
        return (*(hunk.marked for hunk in self.hunks), *rest)
