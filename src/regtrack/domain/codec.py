"""Records and frozen dataclasses to plain JSON values and back: one codec for spool lines and
stored claims.

None and empty tuples are left out where they are the default; dates are ISO text; instants are
aware and in UTC; enums are their values.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import sys
import types
from collections.abc import Callable, Mapping

from regtrack.domain.dates import PartialDate, aware_utc
from regtrack.domain.record import Record

TYPE_CHECKING = False  # `typing` is not on the path of an answer
if TYPE_CHECKING:
    from dataclasses import Field
    from typing import Any

Reader = Callable[["Any"], "Any"]

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
    if _has_fields(type(value)):
        pairs = ((f, getattr(value, f.name)) for f in type(value).__dataclass_fields__.values())
        return {f.name: plain(v) for f, v in pairs if not _left_out(f, v)}
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, (dt.datetime, dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [plain(v) for v in value]
    return dict(value) if isinstance(value, Mapping) else value


def _left_out(field: Field[Any], value: Any) -> bool:
    return (value is None and field.default is None) or (value == () and field.default == ())


def build(cls: type, body: Mapping[str, Any]) -> Any:
    """The dataclass of a JSON object; TypeError, ValueError or KeyError for anything else."""
    readers = _readers(cls)
    return cls(**{name: readers[name](v) for name, v in body.items()})


@functools.cache
def _readers(cls: type) -> dict[str, Reader]:
    """How each field is read, worked out once: an answer builds hundreds of claims."""
    known = vars(sys.modules[cls.__module__])
    hints = cls.__annotations__.items()
    # What `typing.get_type_hints` does as well; the words are those of our own classes.
    return {name: _reader(eval(hint, known)) for name, hint in hints}  # noqa: S307


def _has_fields(kind: object) -> bool:
    return isinstance(kind, type) and (
        issubclass(kind, Record) or hasattr(kind, "__dataclass_fields__")
    )


def _reader(hint: Any) -> Reader:
    if isinstance(hint, types.UnionType):
        inner = _reader(next(a for a in hint.__args__ if a is not types.NoneType))
        return lambda value: None if value is None else inner(value)
    if isinstance(hint, types.GenericAlias) and hint.__origin__ is tuple:
        return functools.partial(_items, _reader(hint.__args__[0]))
    if hint is PartialDate:
        return PartialDate
    if hint is dt.datetime:
        return aware_utc
    if hint is dt.date:
        return dt.date.fromisoformat
    if hint is dt.time:
        return dt.time.fromisoformat
    if _has_fields(hint):
        return functools.partial(build, hint)
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
