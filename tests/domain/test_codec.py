"""One codec for claims and spool lines: what goes in comes out."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.builders import Story, absence, effect
from regtrack.contract import ActionRecord
from regtrack.domain.codec import build, plain
from regtrack.domain.dates import PartialDate
from regtrack.domain.instruments import How, Link, Stage, VersionRole
from regtrack.domain.observations import (
    Absence,
    Evidence,
    InForce,
    Retraction,
    StageEvent,
    TextRead,
)
from regtrack.domain.provisions import Limit, Polarity, Provision, StartKind, StartRule, Territory
from regtrack.domain.substances import Substance

partials = st.sampled_from(["2026", "2026-05", "2026-05-10"]).map(PartialDate)
instants = st.datetimes(timezones=st.just(dt.UTC))
text = st.text(max_size=8)
limits = st.builds(
    Limit, text, text, st.none() | text, text, st.none() | st.sampled_from(Substance)
)
claims = st.one_of(
    st.builds(
        Provision,
        st.sampled_from(Substance),
        st.sampled_from([effect(e).effect for e in ("schedule", "tax")]),
        acts=st.lists(text, max_size=2).map(tuple),
        polarity=st.sampled_from(Polarity),
        territory=st.sampled_from(Territory),
        limits=st.lists(limits, max_size=2).map(tuple),
        start=st.none() | partials,
        attested_on=st.none() | st.dates(),
        min_age=st.none() | st.integers(0, 99),
        composed=st.booleans(),
        starts=st.none()
        | st.builds(StartRule, st.sampled_from(StartKind), st.none() | st.integers(), text),
    ),
    st.builds(StageEvent, st.sampled_from(Stage), text, st.none() | partials, st.none() | partials,
              st.none() | st.sampled_from(How), order=st.integers(-5, 5)),
    st.builds(TextRead, text, st.sampled_from(VersionRole), text, st.booleans(),
              effective_on=st.none() | st.dates()),
    st.builds(InForce, st.none() | partials, st.none() | partials),
    st.builds(Absence, st.none() | partials, attested_on=st.none() | st.dates()),
    st.builds(Retraction, text, text),
    st.builds(Evidence, text, retrieved_at=st.none() | instants, start=st.none() | st.integers()),
)  # fmt: skip


@given(claims)
def test_what_goes_in_comes_out(claim: Any) -> None:
    line = json.dumps(plain(claim))
    assert build(type(claim), json.loads(line)) == claim


def test_defaults_are_left_out_and_nothing_else() -> None:
    assert plain(absence("2026-05")) == {"start": "2026-05"}
    body = plain(effect("schedule", start="2026-05-10", min_age=0))
    assert body["min_age"] == 0
    assert "end" not in body
    assert "acts" not in body


@dataclass(frozen=True)
class Sample:
    """Values whose absence is not the default."""

    on: PartialDate | None
    names: tuple[str, ...] = ("a",)
    note: str | None = "b"
    number: float = 1.0


def test_a_none_that_is_not_the_default_survives() -> None:
    for sample in (Sample(None), Sample(None, (), None), Sample(PartialDate("2026"))):
        assert build(Sample, json.loads(json.dumps(plain(sample)))) == sample
    undated = ActionRecord("Read", None)
    assert build(ActionRecord, plain(undated)) == undated


def test_instants_come_out_in_utc_and_naive_ones_are_refused() -> None:
    made = build(Evidence, {"retrieved_at": "2026-05-10T08:00:00-04:00"})
    assert made.retrieved_at == dt.datetime(2026, 5, 10, 12, tzinfo=dt.UTC)
    assert made.retrieved_at.tzinfo is dt.UTC
    with pytest.raises(ValueError):
        build(Evidence, {"retrieved_at": "2026-05-10T08:00:00"})


@pytest.mark.parametrize(
    "body",
    [
        {"unknown": 1},
        {"substance": "kratom"},
        {"substance": "tea", "effect": "schedule"},
        {"substance": "kratom", "effect": "schedule", "acts": "sale"},
        {"substance": "kratom", "effect": "schedule", "acts": [1]},
        {"substance": "kratom", "effect": "schedule", "start": "10 May"},
        {"substance": "kratom", "effect": "schedule", "start": 2026},
        {"substance": "kratom", "effect": "schedule", "min_age": "21"},
        {"substance": "kratom", "effect": "schedule", "composed": 1},
        {"substance": "kratom", "effect": "schedule", "min_age": True},
        {"substance": "kratom", "effect": "schedule", "attested_on": "2026"},
        {"substance": "kratom", "effect": "schedule", "starts": "soon"},
    ],
)
def test_anything_else_is_refused(body: dict[str, Any]) -> None:
    with pytest.raises((TypeError, ValueError, KeyError, AttributeError)):
        build(Provision, body)


def test_a_whole_number_is_a_number() -> None:
    assert build(Sample, {"on": None, "number": 2}).number == 2


def test_when_a_link_was_learnt_does_not_tell_links_apart() -> None:
    story = Story()
    first = story.link("a", "repeals", "b", at="2026-01-01")
    assert first == story.link("a", "repeals", "b", at="2026-02-01")
    assert "recorded_at" in {f.name for f in fields(Link)}
