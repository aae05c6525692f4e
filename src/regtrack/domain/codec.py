"""Frozen dataclasses to plain JSON values and back: one codec for spool lines and stored claims.

None and empty tuples are left out where they are the default; dates are ISO text; instants are
aware and in UTC; enums are their values.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import functools
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any

from regtrack.domain.dates import PartialDate, aware_utc

_SCALARS: dict[Any, tuple[type, ...]] = {
    str: (str,),
    int: (int,),
    bool: (bool,),
    float: (float, int),
}


def plain(value: Any) -> Any:
    """The JSON value of a dataclass, an enum, a date or a plain value."""
    if isinstance(value, PartialDate):
        return value.text
    if dataclasses.is_dataclass(value):
        pairs = ((f, getattr(value, f.name)) for f in dataclasses.fields(value))
        return {f.name: plain(v) for f, v in pairs if not _left_out(f, v)}
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, (dt.datetime, dt.date)):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [plain(v) for v in value]
    return dict(value) if isinstance(value, Mapping) else value


def _left_out(field: dataclasses.Field[Any], value: Any) -> bool:
    return (value is None and field.default is None) or (value == () and field.default == ())


def build(cls: type, body: Mapping[str, Any]) -> Any:
    """The dataclass of a JSON object; TypeError, ValueError or KeyError for anything else."""
    readers = _readers(cls)
    return cls(**{name: readers[name](v) for name, v in body.items()})


Reader = Callable[[Any], Any]


@functools.cache
def _readers(cls: type) -> dict[str, Reader]:
    """How each field is read, worked out once: an answer builds hundreds of claims."""
    return {name: _reader(hint) for name, hint in typing.get_type_hints(cls).items()}


def _reader(hint: Any) -> Reader:
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        inner = _reader(next(a for a in typing.get_args(hint) if a is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        return functools.partial(_items, _reader(typing.get_args(hint)[0]))
    if hint is PartialDate:
        return PartialDate
    if hint is dt.datetime:
        return aware_utc
    if hint is dt.date:
        return dt.date.fromisoformat
    if dataclasses.is_dataclass(hint):
        return functools.partial(build, typing.cast(type, hint))
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return functools.partial(_member, hint, {m.value: m for m in hint})
    if hint in _SCALARS:
        return functools.partial(_scalar, hint)
    return lambda value: value


def _items(reader: Reader, value: Any) -> tuple[Any, ...]:
    if not isinstance(value, (list, tuple)):
        raise TypeError(f"not a list: {value!r}")
    return tuple(reader(v) for v in value)


def _member(kind: type[enum.Enum], members: Mapping[Any, enum.Enum], value: Any) -> enum.Enum:
    found = members.get(value) if isinstance(value, str) else None
    return kind(value) if found is None else found


def _scalar(hint: type, value: Any) -> Any:
    if type(value) not in _SCALARS[hint]:
        raise TypeError(f"not of type {hint.__name__}: {value!r}")
    return value
