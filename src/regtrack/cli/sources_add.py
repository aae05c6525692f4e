"""`regtrack sources add` and `remove`: which sources of the catalogue are watched."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence

from regtrack.bootstrap import App
from regtrack.cli.output import put, put_json, tell
from regtrack.cli.places import gazetteer, one_division
from regtrack.cli.watch import check_keys, register_specs
from regtrack.domain.errors import ConfigError
from regtrack.runner.catalogue import Entry, Sureness, below, catalogue

_SHOWN = 3


def add(arguments: argparse.Namespace) -> int:
    """Watch sources that ship. Named ones are always taken; of a place or of all, those are left
    out and told whose address nobody has tried, or whose key is not set."""
    chosen = _chosen(arguments)
    with App() as app:
        app.ensure_baseline()  # before the names of places are there: its facts are no news
        named = frozenset(arguments.key)
        keys = {**os.environ, **app.fetch_settings.keys}
        why = {e.spec.key: _why_not(e, named, arguments.unverified, keys) for e in chosen}
        taken = [e for e in chosen if why[e.spec.key] is None]
        register_specs(app, [e.spec for e in taken])
    left = {key: reason for key, reason in why.items() if reason is not None}
    if arguments.json:
        put_json({
            "added": [e.spec.key for e in taken],
            "left_out": [{"key": key, "why": reason} for key, reason in left.items()],
        })  # fmt: skip
        return 0
    put(f"sources watched from now on: {len(taken)}; `regtrack watch` looks at them")
    for reason in sorted(set(left.values())):
        of_it = [key for key, given in left.items() if given == reason]
        more = " ..." if len(of_it) > _SHOWN else ""
        tell(f"{len(of_it)} left out: {reason} ({', '.join(of_it[:_SHOWN])}{more})")
    return 0


def _chosen(arguments: argparse.Namespace) -> Sequence[Entry]:
    if sum(map(bool, (arguments.key, arguments.division, arguments.all))) != 1:
        raise ConfigError("name sources by KEY, or a place with --division, or give --all")
    if arguments.all:
        return catalogue()
    if arguments.division:
        return below(catalogue(), one_division(arguments.division, gazetteer()))
    known = {e.spec.key: e for e in catalogue()}
    unknown = [key for key in arguments.key if key not in known]
    if unknown:
        raise ConfigError(
            f"not in the catalogue: {', '.join(unknown)}; see `regtrack sources list --catalogue`"
        )
    return [known[key] for key in arguments.key]


def _why_not(
    entry: Entry, named: frozenset[str], unverified: bool, keys: Mapping[str, str]
) -> str | None:
    """Why a source is not watched though its place is; None where it is."""
    if entry.spec.key in named:
        return None
    if entry.sureness is Sureness.UNVERIFIED and not unverified:
        return "nobody has tried the address yet; give --unverified, or name the key"
    key = entry.needed_key()
    if key and not keys.get(key) and not keys.get("REGTRACK_REPLAY"):
        return f"a key is needed; set {key}"
    return None


def remove(arguments: argparse.Namespace) -> int:
    """Watch sources no longer. What was learnt from them stays."""
    with App() as app:
        check_keys(app, arguments.key)
        app.sources.put_away(arguments.key)
    if arguments.json:
        put_json({"removed": arguments.key})
    else:
        put(f"watched no longer: {', '.join(arguments.key)}; what they told stays")
    return 0
