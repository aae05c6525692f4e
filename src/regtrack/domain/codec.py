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
from collections.abc import Mapping
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
    hints = _hints(cls)
    return cls(**{name: _value(hints[name], v) for name, v in body.items()})


@functools.cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _value(hint: Any, value: Any) -> Any:
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        inner = [a for a in typing.get_args(hint) if a is not type(None)]
        return None if value is None else _value(inner[0], value)
    if origin is tuple:
        if not isinstance(value, (list, tuple)):
            raise TypeError(f"not a list: {value!r}")
        return tuple(_value(typing.get_args(hint)[0], v) for v in value)
    if hint is PartialDate:
        return PartialDate(value)
    if hint is dt.datetime:
        return aware_utc(value)
    if hint is dt.date:
        return dt.date.fromisoformat(value)
    if dataclasses.is_dataclass(hint):
        return build(typing.cast(type, hint), value)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return hint(value)
    if hint in _SCALARS and type(value) not in _SCALARS[hint]:
        raise TypeError(f"not of type {hint.__name__}: {value!r}")
    return value
