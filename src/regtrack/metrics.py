"""The daemon in numbers for Prometheus, in its text format 0.0.4.

What happened is counted since the start of this process (add the daemons of one database up); how
sources and messages stand is read from the database when it is asked for."""

from __future__ import annotations

import datetime as dt
import platform
from collections.abc import Iterator

import sqlalchemy as sa
from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    Metric,
    SummaryMetricFamily,
)
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

import regtrack
from regtrack.daemon_state import DaemonState
from regtrack.domain.alerts import DeliveryState
from regtrack.runner.quotas import quotas_of_keys
from regtrack.store import health

_COUNTED = (
    ("runs", "reason", "Runs of sources that ended"),
    ("faults", "kind", "Faults of sources"),
    ("changes", "kind", "Changes written"),
    ("deliveries", "outcome", "Tries to deliver a message"),
)
_HEALTH = ("well", "faulty", "never_run")


def exposition(state: DaemonState) -> tuple[str, bytes]:
    """The content type and the page."""
    registry = CollectorRegistry()
    registry.register(_Daemon(state))
    ProcessCollector(registry=registry)
    return CONTENT_TYPE_PLAIN_0_0_4, generate_latest(registry)


class _Daemon(Collector):
    def __init__(self, state: DaemonState) -> None:
        self._state = state

    def collect(self) -> Iterator[Metric]:
        yield _build()
        yield from _counters(self._state)
        yield from _ticks(self._state)
        up = GaugeMetricFamily("regtrack_database_up", "Whether the database answered")
        found: list[Metric] = []
        try:
            with health.reading(self._state.database_url) as connection:
                found = [
                    *_sources(self._state, connection),
                    *_messages(self._state, connection),
                    _quotas(self._state, connection),
                ]
        except sa.exc.SQLAlchemyError:
            up.add_metric((), 0)
        else:
            up.add_metric((), 1)
        yield up
        yield from found


def _build() -> Metric:
    labels = {"version": regtrack.__version__, "python": platform.python_version()}
    found = GaugeMetricFamily("regtrack_build_info", "What runs here", labels=tuple(labels))
    found.add_metric(tuple(labels.values()), 1)
    return found


def _counters(state: DaemonState) -> Iterator[Metric]:
    for what, label, words in _COUNTED:
        family = CounterMetricFamily(f"regtrack_{what}", words, labels=(label,))
        for sort, number in sorted(state.counts(what).items()):
            family.add_metric((sort,), number)
        yield family
    for what, name, words in (
        ("documents", "regtrack_documents", "Documents imported"),
        ("takeovers", "regtrack_lease_takeovers", "Sources taken over from a dead or frozen one"),
    ):
        yield CounterMetricFamily(name, words, value=state.counts(what).get("", 0))


def _ticks(state: DaemonState) -> Iterator[Metric]:
    seconds = SummaryMetricFamily(
        "regtrack_tick_duration_seconds",
        "How long ticks took, those that failed too",
        labels=("job",),
    )
    failed = CounterMetricFamily("regtrack_tick_failures", "Ticks that failed", labels=("job",))
    last = GaugeMetricFamily(
        "regtrack_last_tick_timestamp_seconds", "When a tick last ended well", labels=("job",)
    )
    for job, ticks in state.ticks().items():
        seconds.add_metric((job,), ticks.well + ticks.failed, ticks.seconds)
        failed.add_metric((job,), ticks.failed)
        if ticks.last_at is not None:
            last.add_metric((job,), ticks.last_at.timestamp())
    return iter((seconds, failed, last))


def _sources(state: DaemonState, connection: sa.Connection) -> Iterator[Metric]:
    now, found = state.clock(), health.sources(connection)
    by_health = GaugeMetricFamily("regtrack_sources", "Sources by health", labels=("health",))
    for word in _HEALTH:
        by_health.add_metric((word,), sum(_health(s) == word for s in found))
    age = GaugeMetricFamily(
        "regtrack_source_last_success_age_seconds", "Since the last good look", labels=("source",)
    )
    for source in found:
        if source.last_ok_at is not None:
            age.add_metric((source.key,), _seconds(now - source.last_ok_at))
    overdue = GaugeMetricFamily("regtrack_sources_due", "Sources that are due and nobody runs")
    overdue.add_metric((), sum(s.due(now) for s in found))
    return iter((by_health, overdue, age))


def _health(source: health.SourceHealth) -> str:
    if source.fault:
        return "faulty"
    return "well" if source.last_run_at is not None else "never_run"


def _messages(state: DaemonState, connection: sa.Connection) -> Iterator[Metric]:
    outbox = health.outbox_counts(connection)
    by_state = GaugeMetricFamily("regtrack_messages", "Messages by state", labels=("state",))
    for word in DeliveryState:
        by_state.add_metric((word.value,), outbox[word])
    oldest, now = health.oldest_due_at(connection, state.clock()), state.clock()
    age = 0.0 if oldest is None else _seconds(now - oldest)
    name = "regtrack_message_oldest_due_age_seconds"
    return iter((by_state, GaugeMetricFamily(name, "For how long the oldest is due", value=age)))


def _quotas(state: DaemonState, connection: sa.Connection) -> Metric:
    found = GaugeMetricFamily(
        "regtrack_key_quota_left", "Requests left under a key", labels=("key", "period")
    )
    for quota in quotas_of_keys(health.specs(connection), state.key_use):
        found.add_metric((quota.variable, quota.period), quota.left)
    return found


def _seconds(span: dt.timedelta) -> float:
    return max(span.total_seconds(), 0.0)
