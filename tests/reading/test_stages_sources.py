"""Phrases of the legislatures, and the codes and status words of other publishers."""

from __future__ import annotations

import pytest

from regtrack.domain.instruments import How, LinkKind, Stage
from regtrack.reading.stages_moves import Move, move_of
from regtrack.reading.stages_sources import (
    congress_classes,
    federal_register_stage,
    legiscan_stage,
    legistar_move,
    legistar_stage,
)

# The phrases of legislatures, in the words of their records: (place, classes, words, move).
PHRASES = (
    ("ak", "", "CHAPTER 12 SLA 26", Move.CHAPTERED),
    ("al", "became-law", "Enacted", Move.BECAME_LAW),
    ("ar", "became-law", "Notification that HB1234 is now Act 123", Move.CHAPTERED),
    ("ca", "", "Chaptered by Secretary of State. Chapter 123, Statutes of 2025.", Move.CHAPTERED),
    ("ca", "", "Consideration of Governor's veto pending.", Move.NOTHING),
    ("co", "became-law", "Governor Became Law", Move.UNSIGNED),
    ("ct", "", "Public Act 26-12", Move.BOTH),
    ("fl", "", "Signed by Officers and presented to Governor", Move.TO_GOVERNOR),
    ("ga", "executive-signature", "House Date Signed by Governor", Move.SIGNED),
    ("hi", "", "Act 123, on 06/30/2026 (Gov. Msg. No. 1223).", Move.CHAPTERED),
    ("ia", "", "Sent to Governor.", Move.TO_GOVERNOR),
    ("id", "", "Reported Signed by Governor on March 20, 2026 Session Law Chapter 60", Move.SIGNED),
    ("il", "became-law", "Public Act . . . . . . . . . 104-0123", Move.CHAPTERED),
    ("il", "executive-veto", "Total Veto Stands - No Positive Action Taken", Move.NOTHING),
    ("in", "", "Public Law 23", Move.CHAPTERED),
    ("ks", "", "Motion to override veto prevailed; Yea 88, Nay 36", Move.OVERRIDDEN),
    ("ky", "", "became law without Governor's Signature (Acts Ch. 45)", Move.UNSIGNED),
    ("la", "", "Signed by the Governor. Becomes Act No. 45.", Move.SIGNED),
    ("ma", "", "Enacted and laid before the Governor", Move.TO_GOVERNOR),
    ("ma", "", "Enacted", Move.NOTHING),
    ("md", "", "Enacted under Article II, Section 17(b) of the Constitution", Move.UNSIGNED),
    ("me", "", "PASSED TO BE ENACTED, in concurrence.", Move.PASSED),
    ("mi", "", "approved by the Governor 07/08/2026 10:20 AM", Move.SIGNED),
    ("mi", "became-law", "assigned PA 23'26 with immediate effect", Move.CHAPTERED),
    ("mi", "passage", "passed; given immediate effect Roll Call # 12 Yeas 100", Move.PASSED),
    ("mn", "", "Secretary of State Chapter 63 05/05/26", Move.CHAPTERED),
    ("mo", "", "Truly Agreed To and Finally Passed (H)", Move.BOTH),
    ("ms", "", "Law Without Governor's Signature", Move.UNSIGNED),
    ("nc", "", "Pres. To Gov. 6/20/2026", Move.TO_GOVERNOR),
    ("nc", "", "Ch. SL 2026-10", Move.CHAPTERED),
    ("nd", "", "Filed with Secretary Of State 04/02", Move.NOTHING),
    ("ne", "passage", "Passed on Final Reading with Emergency Clause 49-0-0", Move.PASSED),
    ("ne", "", "Advanced to Enrollment and Review Initial", Move.NOTHING),
    ("nh", "", "Inexpedient to Legislate: MF RC 150-190 03/06/2026", Move.NOTHING),
    ("nj", "", "Approved P.L.2026, c.12.", Move.SIGNED),
    ("nj", "", "Conditional Veto, Received in the Assembly", Move.VETOED),
    ("nm", "", "SGND BY GOV (Mar.21) Ch.34.", Move.SIGNED),
    ("nv", "", "Enrolled and delivered to Governor.", Move.TO_GOVERNOR),
    ("ny", "", "SIGNED CHAP.12", Move.SIGNED),
    ("ny", "", "ENACTING CLAUSE STRICKEN", Move.FAILED),
    ("oh", "became-law", "Effective 4/9/26", Move.EFFECTIVE),
    ("ok", "", "Enacting clause stricken", Move.NOTHING),  # there a device of the chamber
    ("or", "", "Chapter 123, (2025 Laws): Effective date January 1, 2026.", Move.CHAPTERED),
    ("pa", "", "Act No. 12 of 2026, July 1, 2026", Move.CHAPTERED),
    ("sc", "", "Read third time and sent to Senate", Move.PASSED),
    ("sd", "passage", "Do Pass Amended, Passed, YEAS 55, NAYS 12.", Move.PASSED),
    ("tn", "", "Companion House Bill substituted", Move.FAILED),
    ("tx", "", "Filed without the Governor's signature", Move.UNSIGNED),
    ("us", "became-law", "Became Public Law No: 119-12.", Move.CHAPTERED),
    ("us", "", "Signed by President.", Move.SIGNED),
    ("zz", "", "Signed by President.", Move.BOTH),  # of the senate
    ("va", "", "Approved by Governor-Chapter 123 (effective 7/1/2026)", Move.SIGNED),
    ("va", "", "Governor: Action deadline 11:59 p.m., April 13, 2026", Move.NOTHING),
    ("vt", "", "Read third time and passed", Move.PASSED),
    ("wa", "", "C 45 L 26", Move.CHAPTERED),
    ("wa", "executive-veto-line-item", "Governor partially vetoed.", Move.LINE_VETO),
    ("wi", "", "Report approved by the Governor on 3-27-2026. 2025 Wisconsin Act 1", Move.SIGNED),
    ("wv", "", "Completed legislative action", Move.BOTH),
    ("wy", "", "Assigned Chapter Number 68", Move.CHAPTERED),
)


@pytest.mark.parametrize(("place", "classes", "words", "move"), PHRASES)
def test_phrases(place: str, classes: str, words: str, move: Move) -> None:
    assert move_of(words, tuple(c for c in classes.split(",") if c), place) is move


@pytest.mark.parametrize(
    ("kind", "action", "stage", "how"),
    [
        ("Notice", "Notice of intent.", Stage.PROPOSED, None),
        ("Proposed Rule", "Notice of intent.", Stage.PROPOSED, None),
        ("Proposed Rule", "Proposed rule.", Stage.PROPOSED, None),
        ("Proposed Rule", "Proposed rule; extension of comment period.", None, None),
        ("Rule", "Temporary amendment; temporary scheduling order.", Stage.ENACTED, How.ORDERED),
        ("Rule", "Final rule.", Stage.ENACTED, How.ADOPTED),
        ("Rule", "Final order.", Stage.ENACTED, How.ORDERED),
        ("Rule", "Final rule; correction.", None, None),
        ("Notice", "Request for information.", None, None),
        ("Proposed Rule", "Withdrawal of notice of intent.", None, None),
    ],
)
def test_federal_register(kind: str, action: str, stage: Stage | None, how: How | None) -> None:
    standing = federal_register_stage(kind, action)
    assert (standing.stage, standing.how) == (stage, how)


def test_a_federal_withdrawal_ends_its_target_and_a_correction_nothing() -> None:
    withdrawal = federal_register_stage("Proposed Rule", "Withdrawal of notice of intent.")
    assert (withdrawal.bears, withdrawal.target) == (LinkKind.WITHDRAWS, Stage.WITHDRAWN)
    correction = federal_register_stage("Rule", "Final rule", correction_of="2026-17429")
    assert (correction.bears, correction.target) == (LinkKind.CORRECTS, None)


@pytest.mark.parametrize(
    ("status", "progress", "history", "stage", "how"),
    [
        (1, (1, 9), (), Stage.IN_COMMITTEE, None),
        (2, (1, 9, 2), (), Stage.PASSED_ONE_CHAMBER, None),
        (4, (1, 2, 3, 4), (), Stage.PASSED_BOTH, None),
        (4, (1, 2, 3, 4), ("Delivered to Governor",), Stage.TO_GOVERNOR, None),
        (4, (1, 2, 3, 4, 8), ("Signed by Governor",), Stage.ENACTED, How.SIGNED),
        (4, (1, 4), ("Became law without Governor's signature",), Stage.ENACTED, How.UNSIGNED),
        (5, (1, 4, 5), (), Stage.VETOED, None),
        (5, (1, 4, 5, 7, 8), (), Stage.ENACTED, How.OVERRIDE),
        (6, (1, 6), (), Stage.FAILED, None),
        (0, (), (), None, None),
    ],
)
def test_legiscan(
    status: int, progress: tuple[int, ...], history: tuple[str, ...], stage: Stage, how: How
) -> None:
    standing = legiscan_stage(status, progress, history)
    assert (standing.stage, standing.how) == (stage, how)


@pytest.mark.parametrize(
    ("status", "enacted", "passed", "stage"),
    [
        ("Adopted", True, None, Stage.ENACTED),
        ("Passed", False, True, Stage.PASSED_BOTH),
        ("Passed", False, False, Stage.FAILED),
        ("Enacted (Mayor's Desk for Signature)", False, None, Stage.TO_GOVERNOR),
        ("Vetoed by Mayor", False, None, Stage.VETOED),
        ("Filed (End of Session)", False, None, Stage.FAILED),
        ("Withdrawn", True, None, Stage.WITHDRAWN),
        ("Referred to Committee", False, True, Stage.IN_COMMITTEE),
        ("Agenda Ready", False, None, Stage.INTRODUCED),
        ("Unheard of", False, None, None),
        ("Passed to Second Reading", False, True, Stage.INTRODUCED),
        ("Recommended for Approval", False, True, Stage.IN_COMMITTEE),
        ("Approved as to Form", False, None, None),
        ("Returned Unsigned", False, None, Stage.ENACTED),
        ("Signed by Council President", False, None, Stage.PASSED_BOTH),
        ("Signed by Mayor", False, None, Stage.ENACTED),
    ],
)
def test_legistar(status: str, enacted: bool, passed: bool | None, stage: Stage | None) -> None:
    assert legistar_stage(status, enacted=enacted, passed=passed).stage is stage


@pytest.mark.parametrize(
    ("words", "filed", "move"),
    [
        ("Adopted", "legistar:council:pass", Move.PASSED),
        ("Adopted", "legistar:committee:pass", Move.COMMITTEE),
        ("Failed", "legistar:committee:fail", Move.COMMITTEE),
        ("Failed", "legistar:council:fail", Move.FAILED),
        ("Adopted", "legistar:council:fail", Move.FAILED),
        ("Adopted", "legistar:enacted:", Move.BECAME_LAW),
        ("Withdrawn", "legistar:enacted:", Move.WITHDRAWN),
        ("Returned Unsigned", "legistar:council:", Move.UNSIGNED),
        ("Discussed", "legistar:council:", Move.NOTHING),
        ("Passed Senate", "passage", None),
    ],
)
def test_a_row_of_a_local_matter_by_who_acted(words: str, filed: str, move: Move | None) -> None:
    assert legistar_move(words, (filed,)) is move


def test_congress_codes_give_classes() -> None:
    assert congress_classes("BecameLaw", "36000") == ("became-law",)
    assert congress_classes("President", "E20000") == ("executive-receipt",)
    assert congress_classes("Floor", None) == ()
