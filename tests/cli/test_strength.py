"""How sure and how old an answer is: a ban by its own source, all else by the weakest layer."""

from __future__ import annotations

from typing import Any

from cli.conftest import Run


def answer(run: Run, *words: str) -> dict[str, Any]:
    made: dict[str, Any] = run("status", *words, "--substance", "kratom", "--json").body
    (first,) = made["answers"]
    return dict(first)


def test_that_nothing_bans_it_is_no_surer_and_no_fresher_than_the_weakest_layer(run: Run) -> None:
    nation = answer(run, "country:us", "--on", "2026-11-22")
    state = answer(run, "Delaware", "--on", "2026-11-22")
    assert (nation["confidence"], nation["as_of"]) == ("high", "2026-10-10")
    assert (state["status"], state["confidence"]) == ("no_specific_law", "low")
    assert state["as_of"] == "2026-06-21"


def test_it_is_stale_when_one_layer_is(run: Run) -> None:
    assert answer(run, "Montana", "--on", "2026-05-31")["stale"] is False
    assert answer(run, "Nevada", "--on", "2026-05-31")["stale"] is True


def test_a_ban_is_as_sure_as_its_own_source(run: Run) -> None:
    made = answer(run, "Alabama", "--on", "2026-11-22")
    assert (made["confidence"], made["as_of"]) == ("high", "2026-06-07")


def test_the_oldest_of_two_acts_that_give_the_same_is_named(run: Run) -> None:
    decided = answer(run, "Thailand", "--on", "2026-05-01")["decided_by"]
    assert decided["citation"] == "Kratom Plant Act B.E. 2565 (2022)"


def test_an_act_is_cited_by_all_its_sections(run: Run) -> None:
    cited = answer(run, "Texas", "--on", "2026-05-01")["decided_by"]["citation"]
    assert "444.001" in cited
    assert "444.003" in cited
