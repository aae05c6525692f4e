"""What one legislative action does, for all legislatures.

The classification that the record gives (Open States vocabulary) is believed first, except where
the words plainly say something else: `Signed by the Speaker` is filed under passage, a failed
amendment under failure, `Effective 4/9/26` under became-law. `move_of` looks at one action alone;
what it means for the bill is decided by `regtrack.reading.stages`, which knows what came before.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum, auto

from regtrack.reading import stages_words as say
from regtrack.reading import stages_words_votes as votes


class Move(Enum):
    """What one action does, seen by itself."""

    NOTHING = auto()
    INTRODUCED = auto()
    COMMITTEE = auto()  # referred, heard, reported
    PASSED = auto()
    AMENDED = auto()  # the text was changed in a chamber
    CONCURRED = auto()
    DIFFERS = auto()  # a chamber refused the other's changes, or a conference was asked for
    CONFERENCE_ADOPTED = auto()
    BOTH = auto()  # both chambers are done: enrolled, ratified, truly agreed
    TO_GOVERNOR = auto()
    SIGNED = auto()
    UNSIGNED = auto()
    LINE_VETO = auto()
    VETOED = auto()
    OVERRIDDEN = auto()
    CHAPTERED = auto()
    BECAME_LAW = auto()
    EFFECTIVE = auto()
    FAILED = auto()
    WITHDRAWN = auto()
    REVIVED = auto()


_BY_CLASS: tuple[tuple[str, Move], ...] = (
    ("passage", Move.PASSED),
    ("concurrence", Move.CONCURRED),
    ("enrolled", Move.BOTH),
    ("amendment-passage", Move.AMENDED),
    ("substitution", Move.AMENDED),
    ("referral-committee", Move.COMMITTEE),
    ("committee-passage", Move.COMMITTEE),
    ("committee-passage-favorable", Move.COMMITTEE),
    ("committee-passage-unfavorable", Move.COMMITTEE),
    ("reported-out-of-committee", Move.COMMITTEE),
    ("hearing-held", Move.COMMITTEE),
    ("work-session", Move.COMMITTEE),
    ("referral", Move.COMMITTEE),
    ("introduction", Move.INTRODUCED),
    ("reading-1", Move.INTRODUCED),
)


def move_of(words: str, classes: Collection[str], place: str = "") -> Move:
    """What one action does: its words (one line), its classes, and the last part of its division
    (`ok`, `dc`, `us` ...), for the few words that mean opposite things in two places."""
    if say.OTHERS.search(words):
        return Move.NOTHING
    executive = _executive(words, classes, place)
    if executive is not None:
        return executive
    ended = _ended(words, classes, place)
    if ended is not None:
        return ended
    return _legislature(words, classes, place)


def _executive(words: str, classes: Collection[str], place: str) -> Move | None:
    if place == "us" and say.PRESIDENT.search(words):
        words = say.PRESIDENT.sub(lambda m: m.group().split()[0] + " governor", words)
    if "veto-override-failure" in classes or say.OVERRIDE_FAILED.search(words):
        return Move.NOTHING
    if "veto-override-passage" in classes or say.OVERRIDDEN.search(words):
        return Move.OVERRIDDEN
    if "executive-veto-line-item" in classes or say.LINE_VETO.search(words):
        return Move.LINE_VETO
    if "executive-veto" in classes or say.VETOED.search(words):
        return Move.VETOED
    if say.EFFECTIVE.search(words) and not say.SIGNED.search(words):
        return Move.EFFECTIVE
    if say.UNSIGNED.search(words):
        return Move.UNSIGNED
    if (
        say.TO_GOVERNOR.search(words)
        and not say.SIGNED.search(words)
        and not say.LETTERS.search(words)
    ):
        return Move.TO_GOVERNOR
    return _enacting(words, classes, place)


def _enacting(words: str, classes: Collection[str], place: str) -> Move | None:
    if say.SIGNED.search(words) or (
        "executive-signature" in classes and not say.OFFICERS.search(words)
    ):
        return Move.SIGNED
    if say.CHAPTERED.search(words):
        # Connecticut numbers an act when both chambers have passed it, before it is signed.
        return Move.BOTH if place == "ct" else Move.CHAPTERED
    if say.BECAME_LAW.search(words) or "became-law" in classes:
        return Move.BECAME_LAW
    if "executive-receipt" in classes:
        return Move.TO_GOVERNOR
    if say.OFFICERS.search(words):
        return Move.BOTH
    return None


def _ended(words: str, classes: Collection[str], place: str) -> Move | None:
    if say.REVIVED.search(words) and not say.REFERRED.search(words):
        return Move.REVIVED
    if "carried-over" in classes:
        return Move.NOTHING
    withdrawn = "withdrawal" in classes or say.WITHDRAWN.search(words)
    if withdrawn and not say.NOT_WITHDRAWN.search(words):
        return Move.WITHDRAWN
    if say.SUBSTITUTED.search(words):
        return Move.FAILED
    if _failed(words, classes, place):
        return Move.FAILED
    small = {"failure", "amendment-failure", "amendment-withdrawal", "veto-override-failure"}
    minor = say.MINOR.search(words) and say.FAIL_EXACT.search(words) and "passage" not in classes
    if minor or small.intersection(classes):
        return Move.NOTHING
    return None


def _failed(words: str, classes: Collection[str], place: str) -> bool:
    if place == "ok" and "stricken" in words.lower():
        return False
    if place == "va" and votes.LAID_FOR_GOOD.search(words):
        return True
    if (place == "nm" and votes.POSTPONED_BY_INITIALS.search(words)) or _outvoted(words):
        return True
    if "amendment-failure" in classes or say.ALIVE.search(words):
        return bool(say.DEAD_ANYWAY.search(words))
    said = say.FAILED.search(words)
    if said is None:
        if say.MINOR.search(words):
            return False
        return "failure" in classes or "committee-failure" in classes
    if "inexpedient" in said.group().lower():
        return not say.COMMITTEE_ITL.search(words) and not say.MOTION_LOST.search(words)
    if say.NUMBERED_MOTION.search(words):
        return False
    return not say.ABOUT_A_MOTION.search(words)


def _outvoted(words: str) -> bool:
    """Whether a vote on the bill is lost by its numbers, whatever word is put to it."""
    vote = votes.VOTE.search(words)
    if vote is None or int(vote["yes"]) >= int(vote["no"]):
        return False
    lost = votes.ON_THE_BILL.search(words) or say.PASSED.search(words)
    minor = say.MINOR.search(words) or votes.NOT_ALL.search(words)
    return bool(lost and "passed" in words.lower() and not minor)


def _legislature(words: str, classes: Collection[str], place: str) -> Move:
    if say.DIFFERS.search(words):
        return Move.DIFFERS
    if say.CONFERENCE_ADOPTED.search(words) and not say.ABOUT_A_VOTE.search(words):
        return Move.CONFERENCE_ADOPTED
    if say.BOTH_SAID.search(words):
        return Move.BOTH
    if _passed(words, classes, place):
        return Move.PASSED
    if say.CONCURRED.search(words) and not say.NOT_CONCURRED.search(words):
        return Move.CONCURRED
    if say.BOTH.search(words):
        return Move.BOTH
    if say.HANDS_BACK_CHANGED.search(words):
        return Move.AMENDED
    for name, move in _BY_CLASS:
        if name in classes and name not in ("passage", "enrolled"):
            return _guarded(move, words)
    return _by_words(words, classes)


def _guarded(move: Move, words: str) -> Move:
    if say.PLANNED.search(words):
        return Move.INTRODUCED
    if move is Move.INTRODUCED and say.NOT_INTRODUCED.search(words):
        return Move.NOTHING
    return move


def _by_words(words: str, classes: Collection[str]) -> Move:
    if say.AMENDED.search(words):
        return Move.AMENDED
    if say.COMMITTEE.search(words) and not say.NOT_COMMITTEE.search(words):
        return Move.COMMITTEE
    said = say.INTRODUCED.search(words) or "filing" in classes
    if said and not say.NOT_INTRODUCED.search(words):
        return Move.INTRODUCED
    return Move.NOTHING


def _passed(words: str, classes: Collection[str], place: str) -> bool:
    if say.SECOND.search(words):
        return place == "nd"
    if say.NOT_PASSED.search(words) or say.MOTION_ONLY.search(words):
        return False
    if place == "nh" and say.TO_FINANCE.search(words):
        return False
    if "passage" in classes:
        return True
    committee = any(c.startswith("committee-") for c in classes) or "reading-2" in classes
    return bool(say.PASSED.search(words)) and not committee
