"""Frozen records: values with named fields, for the types that an answer is made of.

What `@dataclass(frozen=True)` gives, without its price at start: `dataclasses` brings `inspect` and
`ast` along and compiles six methods for every class, which was half of a cold `regtrack status`.
A record has its methods from one base and its fields from its annotations.
"""

from __future__ import annotations

from operator import attrgetter

TYPE_CHECKING = False  # importing `typing` for it would cost more than this module
if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import Field
    from typing import Any, ClassVar, NoReturn, dataclass_transform
else:

    def dataclass_transform(**_):
        """Tell nothing: only type checkers ask."""
        return lambda cls: cls


class _AsDataclass:
    """The fields of a record as `dataclasses` knows them, made when it asks, so that `replace`,
    `fields`, `asdict` and `is_dataclass` take records too."""

    def __get__(self, instance: object, owner: type[Record]) -> dict[str, Field[Any]]:
        import dataclasses

        made = dataclasses.make_dataclass("_", owner._names, namespace=owner._defaults)
        owner.__dataclass_fields__ = {f.name: f for f in dataclasses.fields(made)}
        return owner.__dataclass_fields__


@dataclass_transform(frozen_default=True)
class Record:
    """Base of frozen values. A subclass annotates its fields, those with a default last; those in
    `unequal` do not tell two records apart. Raises TypeError for a field unknown or missing."""

    if TYPE_CHECKING:
        __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    else:
        __dataclass_fields__ = _AsDataclass()
    _names: ClassVar[tuple[str, ...]] = ()
    _all: ClassVar[frozenset[str]] = frozenset()
    _required: ClassVar[frozenset[str]] = frozenset()
    _defaults: ClassVar[dict[str, Any]] = {}
    _compared: ClassVar[Callable[[Any], Any]]

    def __init_subclass__(cls, unequal: tuple[str, ...] = ()) -> None:
        cls._names = (*cls._names, *cls.__annotations__)
        cls._all = frozenset(cls._names)
        cls._defaults = {n: getattr(cls, n) for n in cls._names if hasattr(cls, n)}
        cls._required = cls._all.difference(cls._defaults)
        cls._compared = attrgetter(*(n for n in cls._names if n not in unequal))

    def __init__(self, *args: Any, **given: Any) -> None:
        cls = type(self)
        if args:
            placed = dict(zip(cls._names, args, strict=False))
            if len(placed) < len(args) or not given.keys().isdisjoint(placed):
                raise TypeError(f"{cls.__name__} takes each of {', '.join(cls._names)} once")
            given |= placed
        if not cls._required <= given.keys() <= cls._all:
            wrong = (cls._required - given.keys()) | (given.keys() - cls._all)
            raise TypeError(f"{cls.__name__}: missing or unknown: {', '.join(sorted(wrong))}")
        object.__setattr__(self, "__dict__", cls._defaults | given)
        self.__post_init__()

    def __post_init__(self) -> None:
        """Check what was given; nothing unless a record says so."""

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        compared = type(self)._compared
        return bool(compared(self) == compared(other))

    def __hash__(self) -> int:
        return hash(type(self)._compared(self))

    def __repr__(self) -> str:
        told = ", ".join(f"{n}={getattr(self, n)!r}" for n in self._names)
        return f"{type(self).__qualname__}({told})"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a {type(self).__name__} does not change: {name}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a {type(self).__name__} does not change: {name}")
