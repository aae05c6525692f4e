"""Random histories: the kernel against the naive telling, and what must never matter."""

from __future__ import annotations

import datetime as dt
import os
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.builders import Story, absence, effect, instant
from domain.oracle import status_on
from regtrack.domain.compose import (
    compose,
    composed_status,
    composed_stretches,
    last_turn,
    next_turn,
)
from regtrack.domain.dates import PartialDate
from regtrack.domain.default_starts import Counts, DefaultRule
from regtrack.domain.derivation import derive
from regtrack.domain.instruments import Stage
from regtrack.domain.observations import Authority, Method, Observation
from regtrack.domain.provisions import Audience, Effect, Polarity, Provision, StartKind, StartRule
from regtrack.domain.substances import Substance

_EXAMPLES = int(os.environ.get("REGTRACK_EXAMPLES", "150"))
_settings = settings(
    max_examples=_EXAMPLES,
    deadline=None,
    derandomize="REGTRACK_EXAMPLES" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
_INSTRUMENTS = ("a", "b", "c")
_DATES = (
    "2024", "2024-11", "2025", "2025-03-10", "2025-06", "2025-06-15", "2025-06-20",
    "2025-06-30", "2026", "2026-01", "2026-01-15",
)  # fmt: skip
_RECORDED = ("2025-01-01", "2025-06-16", "2025-12-01", "2026-01-20", "2026-02-01")
_ONE_DAY = dt.timedelta(days=1)
_EDGES = {e for d in map(PartialDate, _DATES) for e in (d.first, d.last)}
_DAYS = sorted({e + n * _ONE_DAY for e in _EDGES for n in (-1, 0, 1)})

_DEFAULTS = (
    None,
    DefaultRule(Counts.ENACTED, "a code", days=90),
    DefaultRule(Counts.SINE_DIE, "a constitution", days=91),
    DefaultRule(Counts.PUBLISHED, "a code", days=1),
    DefaultRule(Counts.FIXED, "a code", month=7, day=1),
)
_EFFECTS = [e for e in Effect for _ in range(3 if e in list(Effect)[:6] else 1)]

dates = st.sampled_from(_DATES)
early = st.sampled_from(["2024", "2024-11", "2025-03-10", "2025-03-10"])
maybe_date = st.none() | dates
recorded = st.sampled_from(_RECORDED)
rarely = st.sampled_from([False] * 9 + [True])
authorities = st.sampled_from([Authority.OFFICIAL] * 4 + list(Authority))
substances = st.sampled_from([Substance.KRATOM, Substance.KRATOM, *Substance])


@st.composite
def provisions(draw: st.DrawFn) -> Provision:
    what = draw(st.sampled_from(_EFFECTS))
    more: dict[str, Any] = {}
    if draw(rarely):
        more["audience"] = draw(st.sampled_from(list(Audience)))
    if draw(rarely):
        more["polarity"] = Polarity.PERMITS
    if draw(rarely):
        more["acts"] = draw(st.sampled_from([("export",), ("sale", "export"), ()]))
    if draw(rarely):
        more["composed"] = False
    if draw(rarely):
        more["condition"] = "only if the DEA schedules it"
    if draw(rarely):
        more["start_time"] = "17:00"
    if draw(rarely):
        more["forms"] = "vapes"
    rules = ["date", "date", "seen", "enactment", "days", "passage", "default", "none"]
    rule = draw(st.sampled_from(rules))
    if rule == "enactment":
        after = draw(st.sampled_from([None, None, "publication", "filing"]))
        more["starts"] = StartRule(StartKind.UPON_ENACTMENT, None, after)
    if rule == "days":
        more["after"] = (5, draw(st.sampled_from(["approval", "adjournment", "publication"])))
    if rule == "default":
        more["starts"] = StartRule(StartKind.DEFAULT, default=draw(st.sampled_from(_DEFAULTS)))
    if rule == "passage":
        more["after"] = (5, "passage")
    start = draw(early | dates) if rule == "date" else None
    seen = draw(st.sampled_from(_DAYS)).isoformat() if rule == "seen" or draw(rarely) else None
    end = draw(dates) if draw(st.integers(0, 3)) == 0 else None
    return effect(what.value, draw(substances), start=start, end=end, seen=seen, **more)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Two to fourteen claims and up to three links about three instruments and none."""
    story = Story()
    for instrument in _INSTRUMENTS[: draw(st.integers(0, 3))]:
        story.stage(instrument, "enacted", draw(st.none() | early), at="2025-01-01")
    for _ in range(draw(st.integers(1, 9))):
        _tell(draw, story)
    for _ in range(draw(st.integers(0, 3))):
        story.link(
            draw(st.sampled_from([*_INSTRUMENTS, "abroad"])),
            draw(st.sampled_from(["repeals", "supersedes", "withdraws", "stays", "stays",
                                  "renews", "extends", "amends"])),
            draw(st.sampled_from(_INSTRUMENTS)),
            on=draw(maybe_date),
            until=draw(maybe_date) if draw(st.booleans()) else None,
            at=draw(st.none() | recorded),
        )  # fmt: skip
    return story


def _tell(draw: st.DrawFn, story: Story) -> None:
    line = draw(st.sampled_from(["stage", "text", "text", "fact", "fact", "other"]))
    instrument, at = draw(st.sampled_from(_INSTRUMENTS)), draw(recorded)
    if line == "stage":
        _tell_stage(draw, story, instrument, at)
    elif line == "text":
        _tell_text(draw, story, instrument, at)
    elif line == "fact":
        claim = draw(provisions() | st.builds(_absence, maybe_date, maybe_date, st.booleans()))
        more: dict[str, Any] = {
            "authority": draw(authorities),
            "conflict": draw(rarely),
            "held": draw(rarely),
        }
        more["method"] = draw(st.sampled_from([Method.CURATED] * 4 + list(Method)))
        story.fact(claim, draw(st.none() | st.just(instrument)), draw(substances), at, **more)
    elif draw(st.booleans()):
        more = {"authority": draw(authorities), "held": draw(rarely)}
        more["adjourned"] = draw(maybe_date)
        more["hastened"] = "emergency clause" if draw(rarely) else None
        start = draw(maybe_date) if draw(st.booleans()) else None
        story.record(instrument, start, draw(maybe_date), at, **more)
    elif story.observations:
        story.retract(draw(st.sampled_from(story.observations)), at, draw(st.sampled_from("xy")))


def _tell_stage(draw: st.DrawFn, story: Story, instrument: str, at: str) -> None:
    words = draw(dates) if draw(rarely) else None
    stages = [Stage.ENACTED] * 4 + [Stage.WITHDRAWN, Stage.SUPERSEDED, Stage.PASSED_BOTH]
    stage = draw(st.sampled_from([*stages, *Stage]))
    more: dict[str, Any] = {
        "key": draw(st.sampled_from([None, "k"])),
        "order": draw(st.integers(0, 2)),
        "how": draw(st.sampled_from([None, None, "published"])),
    }
    more |= {"authority": draw(authorities), "held": draw(rarely)}
    story.stage(instrument, stage.value, draw(maybe_date), words=words, at=at, **more)


def _tell_text(draw: st.DrawFn, story: Story, instrument: str, at: str) -> None:
    found = draw(st.lists(provisions(), min_size=0 if draw(rarely) else 1, max_size=3))
    made = story.text(
        instrument,
        instrument + draw(st.sampled_from("123")),
        draw(st.sampled_from(["proposal", "final", "final", "final", "current", "current"])),
        *found,
        at=at,
        dated=draw(maybe_date),
        mentions=draw(st.none() | st.just(1)),
        readable=not draw(rarely),
        reader=draw(st.sampled_from(["r1", "r1", "r2"])),
        held=draw(rarely),
        authority=draw(authorities),
    )
    for observation in made:
        if draw(rarely):  # held, and perhaps accepted later
            held = replace(observation, held=True, id=observation.id + "h")
            story.observations[story.observations.index(observation)] = held
            if draw(st.booleans()):
                accepted = replace(held, held=False, method=Method.REVIEWER, id=held.id + "ok")
                later = instant(draw(recorded))
                story.observations.append(replace(accepted, recorded_at=later))


def _absence(start: str | None, end: str | None, seen: bool) -> Any:
    return absence(start, end, "2025-06-18" if seen or not start else None)


@_settings
@given(stories(), st.data())
def test_the_kernel_says_what_the_naive_telling_says(story: Story, data: st.DataObject) -> None:
    known_at = data.draw(st.none() | st.sampled_from(_RECORDED).map(instant))
    timelines = derive(story.observations, story.links, known_at)
    days = data.draw(st.lists(st.sampled_from(_DAYS), min_size=4, max_size=4))
    for on in days:
        for substance in Substance:
            expected = status_on(story.observations, story.links, on, substance, known_at)
            assert timelines[substance].status(on) == expected, (on, substance)


@_settings
@given(stories(), st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_matters(story: Story, shuffle: random.Random) -> None:
    first = derive(story.observations, story.links)
    again: list[Observation] = [*story.observations, *story.observations]
    links = [*story.links, *story.links]
    shuffle.shuffle(again)
    shuffle.shuffle(links)
    assert derive(again, links) == first


@_settings
@given(stories(), recorded)
def test_what_is_recorded_later_does_not_matter(story: Story, known_at: str) -> None:
    at = instant(known_at)
    known = [o for o in story.observations if o.recorded_at <= at]
    links = [k for k in story.links if k.recorded_at is None or k.recorded_at <= at]
    assert derive(story.observations, story.links, at) == derive(known, links)


@_settings
@given(stories())
def test_segments_are_in_order_and_leave_no_gap(story: Story) -> None:
    for timeline in derive(story.observations, story.links).values():
        ends = [s.until for s in timeline.segments]
        assert [s.start for s in timeline.segments[1:]] == ends[:-1]
        assert ends[-1:] in ([], [None])
        assert all(s.until is None or s.start < s.until for s in timeline.segments)
        for one, other in zip(timeline.segments, timeline.segments[1:], strict=False):
            assert one.parts != other.parts


@_settings
@given(stories(), st.sampled_from(_DAYS))
def test_a_stretch_is_that_of_the_whole_list(story: Story, on: dt.date) -> None:
    for timeline in derive(story.observations, story.links).values():
        around = [s for s in timeline.stretches if s.start <= on and (not s.until or on < s.until)]
        assert timeline.stretch(on) == next(((s.start, s.until) for s in around), None)


@_settings
@given(stories(), stories(), st.sampled_from(_DAYS))
def test_the_turns_are_where_the_composed_status_turns(a: Story, b: Story, on: dt.date) -> None:
    """`last_turn` and `next_turn` look at few days; here every day on which anything turns."""
    above, below = "ocd-division/country:us/state:al", "ocd-division/country:us/state:al/place:x"
    of_both = [derive(s.observations, s.links)[Substance.KRATOM] for s in (a, b)]
    chain = list(zip((above, below), of_both, strict=True))
    assert composed_status(chain, below, on) == compose(chain, below, on).status
    stretches = composed_stretches(chain, below)
    held = [s for s in stretches if s[0] <= on and (s[1] is None or on < s[1])]
    assert last_turn(chain, below, on) == (held[0][0] if held else None)
    later = [s for s in stretches if s[0] > on]
    if held:
        assert next_turn(chain, below, on) == ((later[0][0], later[0][2]) if later else None)


@_settings
@given(stories())
def test_a_status_rests_on_claims_of_its_own(story: Story) -> None:
    """No status comes from nothing, and none from a proposal or a lead."""
    by_id = {o.id: o for o in story.observations}
    for timeline in derive(story.observations, story.links).values():
        for part in (p for s in timeline.segments for p in s.parts):
            observation = by_id[part.observation]
            assert not observation.held
            lead = observation.authority in (Authority.PRESS, Authority.VENDOR)
            assert not (lead and observation.method is Method.PARSER)


@pytest.mark.parametrize("count", [400])
def test_a_division_of_400_observations_is_quick(count: int) -> None:
    story = Story()
    for n in range(count // 8):
        name = f"act {n}"
        story.stage(name, "introduced", f"20{n % 20 + 10}-01-05")
        story.stage(name, "enacted", f"20{n % 20 + 10}-03-01")
        for version, role in (("1", "proposal"), ("2", "final")):
            story.text(
                name,
                name + version,
                role,
                effect("regulate", after=(n, "approval")),
                effect("schedule", Substance.SEVEN_OH, after=(n, "approval")),
            )
    assert len(story.observations) == count
    begin = dt.datetime.now(dt.UTC)
    derive(story.observations, story.links)
    spent = min((dt.datetime.now(dt.UTC) - begin).total_seconds(), _again(story))
    assert spent < 0.05


def _again(story: Story) -> float:
    """The best of five: a busy machine is not a slow program."""
    spent = []
    for _ in range(5):
        begin = dt.datetime.now(dt.UTC)
        derive(story.observations, story.links)
        spent.append((dt.datetime.now(dt.UTC) - begin).total_seconds())
    return min(spent)
