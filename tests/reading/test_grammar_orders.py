"""The clause grammar by itself: in which order a ban is worded, and what bounds it."""

from __future__ import annotations

import pytest

from regtrack.reading.effects.clause_grammar import Order, bans
from regtrack.reading.effects.clause_grammar_limits import Bound

K = "\ue001\ue001"
S = "\ue002\ue002"

ORDERS: tuple[tuple[Order, str], ...] = (
    (Order.ACTIVE, f"No person shall sell {K}."),
    (Order.ACTIVE, f"It is unlawful for any person to knowingly possess {K}."),
    (Order.ACTIVE, f"A person commits an offense if the person sells {K}."),
    (Order.ACTIVE, f"The sale of the following is prohibited: (2) {K}."),
    (Order.OFFENCE, f"Whoever sells {K} shall be punished by a fine."),
    (Order.OFFENCE, f"A person who possesses {K} is guilty of a Class A misdemeanor."),
    (Order.PASSIVE, f"The sale of {K} is prohibited."),
    (Order.PASSIVE, f"Possession of {K} is punishable as a misdemeanor."),
    (Order.CALLED, f"{K} shall not be sold in this state."),
    (Order.CALLED, f"{K} is declared contraband."),
)
BOUNDS: tuple[tuple[Bound, str], ...] = (
    (Bound.ACTOR, f"An inmate shall not possess {K}."),
    (Bound.AGE, f"No person shall sell {K} to a person under 21 years of age."),
    (Bound.PRODUCT, f"No person shall sell {K} that is contaminated."),
    (Bound.PRODUCT, f"No person shall sell adulterated {K}."),
    (Bound.LICENCE, f"No person shall sell {K} without a license."),
    (Bound.EXCEPTION, f"No person shall sell {K} other than whole leaf."),
    (Bound.FORM, f"No person shall sell {K} gummies."),
    (Bound.VAPES, f"No person shall sell {K} for inhalation."),
    (Bound.PLACE, f"No person shall sell {K} within 500 feet of a school."),
    (Bound.CHANNEL, f"No person shall sell {K} from a vending machine."),
    (Bound.PRESCRIPTION, f"No person shall sell {K} except on prescription."),
)
NEUTRAL: tuple[str, ...] = (
    f"No person shall sell {K} in this state to any person.",
    f"No person shall sell {K} in any form or quantity.",
    f"No person, whether or not licensed, shall sell {K}.",
    f"No person shall sell any product that contains {K}.",
    f"No person shall sell {K} or any product containing {S}.",
    f"No person shall sell {S} that has been concentrated or synthesized.",
    f"Whoever sells {K} shall be fined not more than $500 or imprisoned for not more than 2 years.",
)
NO_BANS: tuple[str, ...] = (
    "No person shall sell tobacco.",
    f"Nothing in this act makes the sale of {K} unlawful.",
    f"The board may prohibit the sale of {K}.",
    f"A county has the right of prohibiting or may by rule end the sale; from prohibiting the sale"
    f" of {K} it is not barred.",
    f"The county shall keep a list of places where the sale of {K} is prohibited.",
)


@pytest.mark.parametrize(("order", "text"), ORDERS)
def test_order(order: Order, text: str) -> None:
    found = bans(text)
    assert [ban.order for ban in found] == [order]
    assert not found[0].bounds
    assert K in found[0].names


@pytest.mark.parametrize(("bound", "text"), BOUNDS)
def test_bound(bound: Bound, text: str) -> None:
    assert all(bound in ban.bounds for ban in bans(text))
    assert bans(text)


@pytest.mark.parametrize("text", NEUTRAL)
def test_words_that_bound_nothing(text: str) -> None:
    assert [ban.bounds for ban in bans(text)] == [frozenset()]


@pytest.mark.parametrize("text", NO_BANS)
def test_no_ban(text: str) -> None:
    assert bans(text) == ()


def test_names_that_only_tell_the_source_are_not_banned() -> None:
    (ban,) = bans(f"No person shall sell {S} derived from {K}.")
    assert ban.names.strip() == S


def test_a_ban_with_exceptions_of_its_own_section_is_hedged() -> None:
    (plain,) = bans(f"No person shall sell {K}.")
    (hedged,) = bans(f"Except as provided in subsection (b), no person shall sell {K}.")
    assert hedged.hedged
    assert not plain.hedged
