"""The course of a bill: what each move means after those before it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from regtrack.domain.instruments import How, Stage
from regtrack.reading.stages_moves import Move
from regtrack.reading.stages_words import AS_AMENDED, NO_AMENDMENT, STRAIGHT_TO_CALENDAR
from regtrack.reading.stages_words_votes import AMENDED_BY

_RANK = {
    Stage.INTRODUCED: 1,
    Stage.IN_COMMITTEE: 2,
    Stage.PASSED_ONE_CHAMBER: 3,
    Stage.PASSED_BOTH: 4,
    Stage.TO_GOVERNOR: 5,
    Stage.VETOED: 6,
    Stage.ENACTED: 7,
}
_ENDED = frozenset({Stage.FAILED, Stage.WITHDRAWN})
_SAYS_LOWER = re.compile(
    r"^\(h\)|^h\.? |^(?:in )?(?:the )?(?:house|assembly)\b|\bpassed (?:the )?(?:house|assembly)\b"
    r"|\bpassed by (?:the )?(?:house|assembly)|\bin (?:the )?(?:house|assembly)\.?$|\(h\)$"
    r"|\bpassed h\.|\bpassed/h\b",
    re.IGNORECASE,
)
_SAYS_UPPER = re.compile(
    r"^\(s\)|^s\.? |^(?:in )?(?:the )?senate\b|\bpassed (?:the )?senate\b"
    r"|\bpassed by (?:the )?senate"
    r"|\bin (?:the )?senate\.?$|\(s\)$|\bpassed s\.|\bpassed/s\b",
    re.IGNORECASE,
)
_GOES_LOWER = re.compile(
    r"received in (?:the )?(?:house|assembly)|^in (?:the )?(?:house|assembly)"
    r"|received from (?:the )?senate",
    re.IGNORECASE,
)
_GOES_UPPER = re.compile(
    r"received in (?:the )?senate|^in (?:the )?senate|received from (?:the )?(?:house|assembly)",
    re.IGNORECASE,
)
_BOTH_CHAMBERS = re.compile(r"house and senate|senate and house|both (?:houses|chambers)", re.I)
_WHOLE = re.compile(r"\b(?:legislature|general assembly|congress)\b", re.IGNORECASE)
_HOUSES = frozenset({"upper", "lower"})
_CHAMBER_OF = {"house": "lower", "assembly": "lower", "senate": "upper"}


@dataclass(frozen=True, slots=True)
class Step:
    """Where the bill stands after a move, and by what."""

    stage: Stage
    how: How | None = None
    detail: str | None = None
    chamber: str | None = None


@dataclass
class Course:
    """A bill on its way. `take` its moves in true order.

    `review_first`: the executive's signature does not make a law yet (DC: Congress reviews).
    `by_vote`: a law that nobody signed was made by the vote (an ordinance)."""

    unicameral: bool = False
    resolution: bool = False
    review_first: bool = False
    by_vote: bool = False
    stage: Stage | None = None
    how: How | None = None
    _before_end: Stage | None = None
    _ended_on: dt.date | None = None
    _passed: list[str] = field(default_factory=list)
    _amended: set[str] = field(default_factory=set)
    _must_agree: set[str] = field(default_factory=set)
    _overrides: set[str] = field(default_factory=set)
    _override_acts: int = 0
    _at: str | None = None
    _on_calendar: bool = False

    def take(
        self, move: Move, words: str, chamber: str | None, on: dt.date | None = None
    ) -> Step | None:
        """Go on by one move of the day `on`; None for a move that tells no stage."""
        self._travel(words)
        where = self._where(words, chamber)
        if move in (Move.NOTHING, Move.EFFECTIVE) or self._own_report(move, words):
            return None
        if move in (Move.AMENDED, Move.DIFFERS):
            self._change(move, where)
            return None
        if self.stage in _ENDED and self._revives(move, on):
            self.stage = self._before_end
        detail = self._apply(move, words, where)
        if self.stage in _ENDED and move in (Move.FAILED, Move.WITHDRAWN):
            self._ended_on = on
        if self.stage is None:
            return None
        how = self.how if self.stage is Stage.ENACTED else None
        return Step(self.stage, how, detail, chamber if move in _EXECUTIVE else where or chamber)

    def _own_report(self, move: Move, words: str) -> bool:
        """Whether a committee only reports the bill that it wrote itself."""
        if STRAIGHT_TO_CALENDAR.search(words):
            self._on_calendar = True
        report = move is Move.COMMITTEE and words.lower().startswith("committee report")
        return report and self._on_calendar

    def _apply(self, move: Move, words: str, where: str | None) -> str | None:
        if move in LAWFUL:
            return self._enact(move)
        if move in (Move.FAILED, Move.WITHDRAWN):
            self._end(Stage.FAILED if move is Move.FAILED else Stage.WITHDRAWN)
        elif move is Move.PASSED:
            self._pass(words, where)
        elif move in (Move.CONCURRED, Move.CONFERENCE_ADOPTED):
            self._agree(words, where)
        elif move is Move.OVERRIDDEN:
            return self._override(words, where)
        elif move is not Move.REVIVED:
            self._reach(_DIRECT[move])
        return None

    def _revives(self, move: Move, on: dt.date | None) -> bool:
        """Whether a dead bill goes on: a step in committee only on a later day, since the rows of
        one day are not always in order."""
        if move is Move.COMMITTEE:
            return bool(on and self._ended_on and on > self._ended_on)
        return move not in (Move.FAILED, Move.WITHDRAWN, Move.INTRODUCED)

    def _reach(self, stage: Stage) -> None:
        if self.stage in _ENDED:
            return
        if self.stage is None or _RANK[stage] > _RANK[self.stage]:
            self.stage = stage

    def _end(self, stage: Stage) -> None:
        if self.stage in (Stage.ENACTED, Stage.VETOED) or self.stage in _ENDED:
            return
        self._before_end = self.stage or Stage.INTRODUCED
        self.stage = stage

    def _pass(self, words: str, where: str | None) -> None:
        chamber = where or ("lower" if "upper" in self._passed else "upper")
        if self.unicameral:
            self._reach(Stage.PASSED_BOTH)
        elif chamber in self._passed:
            self._settle({chamber})
        elif not self._passed:
            self._passed.append(chamber)
            self._amended.clear()
            self._reach(Stage.PASSED_ONE_CHAMBER)
        else:
            self._passed.append(chamber)
            changed = chamber in self._amended or self._with_changes(words)
            if changed and not NO_AMENDMENT.search(words):
                self._must_agree.add(self._passed[0])
            else:
                self._reach(Stage.PASSED_BOTH)

    def _with_changes(self, words: str) -> bool:
        """Whether the second chamber says that it passes another text than the first one."""
        named = {_CHAMBER_OF[name.lower()] for name in AMENDED_BY.findall(words)}
        if named and named <= {self._passed[0]}:
            return False  # the first chamber's own amendments, that came with the bill
        return AS_AMENDED.search(words) is not None

    def _agree(self, words: str, where: str | None) -> None:
        both = _BOTH_CHAMBERS.search(words) or where not in _HOUSES
        self._settle(set(_HOUSES) if both else {where or ""})

    def _settle(self, chambers: set[str]) -> None:
        if self._must_agree:
            self._must_agree -= chambers
            if not self._must_agree:
                self._reach(Stage.PASSED_BOTH)

    def _change(self, move: Move, where: str | None) -> None:
        if move is Move.DIFFERS and len(self._passed) > 1:
            if self._must_agree:
                self._must_agree = set(self._passed)
        elif where and where not in self._passed:
            self._amended.add(where)

    def _override(self, words: str, where: str | None) -> str | None:
        self._override_acts += 1
        self._overrides.add(where or "any")
        whole = _WHOLE.search(words) or _BOTH_CHAMBERS.search(words) or where not in _HOUSES
        if self.unicameral or whole or len(self._overrides) > 1 or self._override_acts > 1:
            self._reach(Stage.ENACTED)
            self.how = How.OVERRIDE
        elif self.stage is None:
            self.stage = Stage.VETOED
        return None

    def _enact(self, move: Move) -> str | None:
        detail = _DETAIL[move]
        if self.resolution or (self.review_first and move is Move.SIGNED):
            self._reach(Stage.TO_GOVERNOR)
            return detail
        first = self.stage is not Stage.ENACTED
        self._reach(Stage.ENACTED)
        if self._override_acts:
            self.how = How.OVERRIDE
        elif first or self.how is None:
            self.how = _HOW.get(move, How.VOTE if self.by_vote else None)
        return detail

    def _travel(self, words: str) -> None:
        if _GOES_LOWER.search(words):
            self._at = "lower"
        elif _GOES_UPPER.search(words):
            self._at = "upper"

    def _where(self, words: str, chamber: str | None) -> str | None:
        """The chamber that acts: as the words say, as the row says, or where the bill lies when
        the row names a chamber that has passed it already."""
        if self.unicameral:
            return chamber
        if _SAYS_LOWER.search(words) and not _SAYS_UPPER.search(words):
            return "lower"
        if _SAYS_UPPER.search(words) and not _SAYS_LOWER.search(words):
            return "upper"
        if chamber not in _HOUSES or (chamber in self._passed and self._at):
            return self._at or chamber
        return chamber


#: Moves that make a bill law.
LAWFUL = frozenset({Move.SIGNED, Move.UNSIGNED, Move.LINE_VETO, Move.CHAPTERED, Move.BECAME_LAW})
_EXECUTIVE = LAWFUL | {Move.TO_GOVERNOR, Move.VETOED}
_HOW = {
    Move.SIGNED: How.SIGNED,
    Move.UNSIGNED: How.UNSIGNED,
    Move.LINE_VETO: How.SIGNED,
}
_DETAIL: dict[Move, str | None] = {
    Move.SIGNED: "signed",
    Move.UNSIGNED: "became_law_without_signature",
    Move.LINE_VETO: "signed",
    Move.CHAPTERED: "chaptered",
    Move.BECAME_LAW: "chaptered",
}
_DIRECT = {
    Move.INTRODUCED: Stage.INTRODUCED,
    Move.COMMITTEE: Stage.IN_COMMITTEE,
    Move.BOTH: Stage.PASSED_BOTH,
    Move.TO_GOVERNOR: Stage.TO_GOVERNOR,
    Move.VETOED: Stage.VETOED,
}
