"""A record is what a frozen dataclass is, to everybody who may ask."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import re

import pytest

from regtrack.domain.dates import PartialDate
from regtrack.domain.instruments import Link, LinkKind
from regtrack.domain.record import Record


class Point(Record, unequal=("seen",)):
    """A record of each sort of field."""

    x: int
    name: str = "o"
    seen: int | None = None


@dataclasses.dataclass(frozen=True)
class Twin:
    """The same as a dataclass."""

    x: int
    name: str = "o"
    seen: int | None = dataclasses.field(default=None, compare=False)


def test_fields_are_given_by_place_by_name_or_not_at_all() -> None:
    point = Point(1, seen=3)
    assert (point.x, point.name, point.seen) == (1, "o", 3)


def test_equal_is_who_agrees_in_all_fields_that_tell() -> None:
    assert Point(1) == Point(x=1, name="o", seen=2)
    assert hash(Point(1)) == hash(Point(1, seen=2))
    assert Point(1) != Point(2)
    assert Point(1) != Twin(1)  # type: ignore[comparison-overlap] # what is asked here


@pytest.mark.parametrize(
    ("args", "given"),
    [((), {}), ((1, "a", 2, 3), {}), ((1,), {"x": 2}), ((1,), {"y": 2}), ((), {"name": "n"})],
)
def test_a_field_missing_unknown_or_given_twice_is_refused(
    args: tuple[int, ...], given: dict[str, int]
) -> None:
    with pytest.raises(TypeError):
        Twin(*args, **given)  # type: ignore[arg-type] # what is asked here
    with pytest.raises(TypeError, match="Point"):
        Point(*args, **given)  # type: ignore[arg-type] # what is asked here


def test_it_does_not_change() -> None:
    point = Point(1)
    with pytest.raises(AttributeError, match="x"):
        point.x = 2  # type: ignore[misc] # what is asked here
    with pytest.raises(AttributeError, match="x"):
        del point.x
    assert point.x == 1


def test_it_is_shown_with_its_fields() -> None:
    assert repr(Point(1, "p")) == "Point(x=1, name='p', seen=None)"


def test_dataclasses_takes_it() -> None:
    assert dataclasses.is_dataclass(Point)
    assert dataclasses.replace(Point(1, "p"), x=2) == Point(2, "p")
    assert dataclasses.asdict(Point(1)) == dataclasses.asdict(Twin(1))
    told = [(f.name, f.default) for f in dataclasses.fields(Point)]
    assert told == [(f.name, f.default) for f in dataclasses.fields(Twin)]
    assert [f.name for f in dataclasses.fields(Link)][:3] == ["source", "kind", "target"]


def test_it_can_be_copied_and_sent() -> None:
    link = Link("a", LinkKind.REPEALS, "b", PartialDate("2026-05"))
    assert copy.deepcopy(link) == link
    assert pickle.loads(pickle.dumps(link)) == link


def test_what_it_checks_is_checked_when_it_is_replaced() -> None:
    with pytest.raises(ValueError, match=re.escape("not a date: 'soon'")):
        dataclasses.replace(PartialDate("2026"), text="soon")
