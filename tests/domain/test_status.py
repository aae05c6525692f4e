"""From effects to statuses, and which of two is stricter."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from domain.builders import ANALOGUES, KRATOM, SEVEN_OH, Limit, effect
from regtrack.domain.provisions import Audience, Effect, Polarity
from regtrack.domain.status import BANS, LABEL, STRICTNESS, Status, provision_status, strictest

TABLE = {
    "schedule": "scheduled",
    "prohibit": "prohibited",
    "restrict": "restricted",
    "regulate": "regulated",
    "age_limit": "age_restricted",
    "deschedule": "no_specific_law",
    "repeal_regulation": "no_specific_law",
    "tax": None,
    "study": None,
    "penalty": None,
    "preempt": None,
    "allow_local": None,
}


def test_every_effect_is_in_the_table() -> None:
    assert set(TABLE) == {e.value for e in Effect}


@pytest.mark.parametrize(("word", "expected"), TABLE.items())
def test_the_status_of_an_effect(word: str, expected: str | None) -> None:
    assert provision_status(effect(word)) == expected


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        (("sale",), "prohibited"),
        (("possession",), "prohibited"),
        (("manufacture", "sale"), "prohibited"),
        (("manufacture",), "restricted"),
        ((), "restricted"),
    ],
)
def test_a_ban_of_sale_or_possession_is_a_prohibition(acts: tuple[str, ...], expected: str) -> None:
    assert provision_status(effect("prohibit", acts=acts)) == expected


def test_a_ban_of_some_forms_amounts_or_buyers_is_a_restriction() -> None:
    ban = effect("prohibit")
    assert provision_status(replace(ban, forms="vapes")) is Status.RESTRICTED
    assert provision_status(replace(ban, limits=(Limit("2", "%"),))) is Status.RESTRICTED
    assert provision_status(replace(ban, audience=Audience.MINORS)) is Status.RESTRICTED


@pytest.mark.parametrize("word", TABLE)
def test_rules_for_one_audience_and_positions_give_none(word: str) -> None:
    made = effect(word)
    assert provision_status(replace(made, composed=False)) is None
    assert provision_status(replace(made, audience=Audience.ARMED_FORCES)) is None
    assert provision_status(replace(made, audience=Audience.LICENSEES)) is None


def test_leave_is_lawfulness_only_where_it_is_leave_to_sell_or_possess() -> None:
    leave = effect("prohibit", polarity=Polarity.PERMITS)
    assert provision_status(leave) is Status.EXPRESSLY_LAWFUL
    assert provision_status(replace(leave, acts=())) is Status.EXPRESSLY_LAWFUL
    assert provision_status(replace(leave, acts=("export",))) is None
    assert provision_status(effect("regulate", polarity=Polarity.PERMITS)) == "expressly_lawful"


@pytest.mark.parametrize("word", [w for w, s in TABLE.items() if s is None])
def test_an_effect_without_a_status_has_none_as_a_permission_either(word: str) -> None:
    """A county that may make rules is no county in which it is lawful."""
    assert provision_status(effect(word, KRATOM, polarity=Polarity.PERMITS)) is None


def test_strictness_is_the_order_of_the_design() -> None:
    words = "scheduled prohibited restricted regulated age_restricted expressly_lawful"
    assert [s.value for s in STRICTNESS] == [*words.split(), "no_specific_law"]
    for one, other in itertools.combinations(STRICTNESS, 2):
        assert strictest([other, one]) is one


def test_unknown_is_outside() -> None:
    assert strictest([]) is Status.UNKNOWN
    assert strictest([Status.UNKNOWN]) is Status.UNKNOWN
    assert strictest([Status.UNKNOWN, Status.NO_SPECIFIC_LAW]) is Status.NO_SPECIFIC_LAW
    assert Status.UNKNOWN not in STRICTNESS


def test_every_status_has_words_and_two_are_bans() -> None:
    assert set(LABEL) == set(Status)
    assert {Status.SCHEDULED, Status.PROHIBITED} == BANS


def test_a_cap_on_7_oh_and_a_bar_of_synthetics_restrict_them() -> None:
    """A product rule that caps 7-OH, or names analogues at all, leaves only some of it legal."""
    cap = (Limit("2", "%"),)
    assert provision_status(effect("regulate", SEVEN_OH)) is Status.REGULATED
    assert provision_status(effect("regulate", SEVEN_OH, limits=cap)) is Status.RESTRICTED
    assert provision_status(effect("regulate", KRATOM, limits=cap)) is Status.REGULATED
    assert provision_status(effect("regulate", ANALOGUES)) is Status.RESTRICTED
