"""`regtrack demo`: the main job offline, from recorded sources to a mail and a signed webhook."""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regtrack import home
from regtrack.bootstrap import App
from regtrack.cli.output import put, put_json, tell
from regtrack.domain.changes import Change
from regtrack.domain.changes_json import change_json
from regtrack.domain.errors import ConfigError
from regtrack.paths import data_folder
from regtrack.runner.sources_file import load
from regtrack.services.turn_of_day import turn_of_day
from regtrack.services.watching import SourceReport

if TYPE_CHECKING:
    from regtrack.demo.stage import Stage

_PLAYED = "demo_day"
_DELIVERY_LATER = dt.timedelta(minutes=1)
_PLACES = (
    ["Ohio", "--substance", "7-oh"],
    ["Minnesota", "--substance", "kratom"],
    ["San Diego, CA", "--substance", "kratom"],
)


@dataclass
class Day:
    """What one look at the sources found and sent."""

    number: int
    now: dt.datetime
    reports: list[SourceReport] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    mails: int = 0
    webhooks: int = 0

    def to_json(self) -> dict[str, Any]:
        """The day as JSON."""
        return {
            "day": self.number,
            "now": self.now.isoformat(),
            "sources": [{"key": r.key, "reason": r.reason, **r.counts()} for r in self.reports],
            "changes": [change_json(c) for c in self.changes if c.news],
            "mails": self.mails,
            "webhooks": self.webhooks,
        }


def run(arguments: argparse.Namespace) -> int:
    """Play the recorded days; a second time in the same home find nothing new. 0 when all that
    was sent arrived."""
    try:
        from regtrack.demo.stage import Stage, only
    except ModuleNotFoundError as error:
        raise ConfigError(
            f"the demonstration needs {error.name}: pip install 'regtrack[demo]'"
        ) from error
    folder = Path(arguments.home) if arguments.home else home.home() / "demo"
    started = time.monotonic()
    with Stage(folder, data_folder() / "recordings") as stage, only(stage.settings()):
        show = _Show(stage, shown=Path(arguments.home or folder), quiet=arguments.json)
        days = show.play()
    seconds = time.monotonic() - started
    if arguments.json:
        put_json({"home": str(folder), "days": [d.to_json() for d in days]})
    else:
        put(f"(This took {seconds:.0f} s.)")
    return 0


class _Show:
    """The demonstration on its stage."""

    def __init__(self, stage: Stage, shown: Path, *, quiet: bool) -> None:
        from regtrack.demo import stage as scenery
        from regtrack.demo import wording

        self.stage = stage
        self.shown = shown
        self.say = tell if quiet else put
        self.quiet = quiet
        self.words = wording
        self.scenery = scenery

    def play(self) -> list[Day]:
        """Play what was not played yet, or look once more at what was."""
        self.scenery.set_clock(self.scenery.DAYS[1])
        with App() as app:
            played = self._open(app)
            if played >= self.stage.last_day:
                days = [self._again(app)]
            else:
                days = [self._day(app, n) for n in range(played + 1, self.stage.last_day + 1)]
                self._received()
        self._status()
        self._go_live()
        return days

    def _open(self, app: App) -> int:
        """Make the home ready; the last day that was played in it."""
        app.ensure_baseline()
        app.sources.register(load(self.stage.sources_file), home.now())
        with app.unit() as (repository, now):
            played = int(repository.setting(_PLAYED) or 0)
            known = {s.id for s in repository.subscriptions()}
            for subscription in self.stage.subscriptions():
                if subscription.id not in known:
                    repository.add_subscription(subscription, now)
        self._introduce()
        return played

    def _introduce(self) -> None:
        last = self.scenery.DAYS[self.stage.last_day].date()
        self._lines(
            [
                "regtrack, offline: from the sources to the people who must know",
                "================================================================",
                *self.words.paragraph(
                    f"Recorded answers play {self.stage.last_day} looks at "
                    f"{len(load(self.stage.sources_file))} sources between "
                    f"{self.scenery.DAYS[1].date()} and {last}. The real spiders fetch them by "
                    "HTTP from 127.0.0.1; a mail server and a webhook receiver on 127.0.0.1 take "
                    "what is sent. No other network is used. The recorded texts are short "
                    "wordings of ours: nothing here is evidence of the law."
                ),
                "",
                f"Home: {self.shown}",
                "  (remove this folder to start anew)",
                "Subscribed:",
                f"  by mail, {self.scenery.READER}: 7-OH in Ohio, and what binds there",
                f"  by webhook, {self.stage.hooks.url}: the United States, all of it",
            ]
        )

    def _day(self, app: App, number: int) -> Day:
        now = self.scenery.DAYS[number]
        first = "first sight" if number == 1 else "looking again"
        self._lines(self.words.heading(f"Day {number}: {now:%Y-%m-%d %H:%M} UTC, {first}"))
        self.stage.replay.set_day(number)
        day = self._look(app, Day(number, now), ())
        with app.unit() as (repository, _):
            repository.put_setting(_PLAYED, str(number))
            names = repository.divisions()
        self._tell_changes(day, names)
        return day

    def _again(self, app: App) -> Day:
        now = self.scenery.AGAIN
        self._lines(self.words.heading(f"Played before; once more on {now:%Y-%m-%d %H:%M} UTC"))
        self.stage.replay.set_day(self.stage.last_day)
        keys = [spec.key for spec in load(self.stage.sources_file)]
        day = self._look(app, Day(self.stage.last_day, now), keys)
        asked, unmodified = self.stage.requests()
        self.say(f"  {asked} requests; {unmodified} were answered 304, not modified, the others")
        self.say("  with the same words as before (these sources send no validators).")
        with app.unit() as (repository, _):
            names = repository.divisions()
        self._tell_changes(day, names)
        return day

    def _look(self, app: App, day: Day, keys: Iterable[str]) -> Day:
        """One cycle as `regtrack watch` runs it: turn the day, fetch, import, deliver."""
        self.scenery.set_clock(day.now)
        mails, hooks = len(self.stage.mail.ledger.taken), len(self.stage.hooks.ledger.taken)
        with app.unit() as (repository, now):
            day.changes += turn_of_day(repository, now)
        app.watcher.told = self._told
        day.reports = app.watcher.cycle(tuple(keys))
        day.changes += [c for report in day.reports for c in report.changes]
        self.scenery.set_clock(day.now + _DELIVERY_LATER)
        asyncio.run(app.deliver())
        day.mails = len(self.stage.mail.ledger.taken) - mails
        day.webhooks = len(self.stage.hooks.ledger.taken) - hooks
        return day

    def _told(self, report: SourceReport) -> None:
        self._lines([self.words.report_line(report), *self.words.fault_lines(report)])

    def _tell_changes(self, day: Day, names: dict[str, str]) -> None:
        news = [c for c in day.changes if c.news]
        history = len(day.changes) - len(news)
        if history:
            self.say(f"  {history} steps of the past were learnt: logged, and told to nobody.")
        self.say("  What changed:" if news else "  Nothing new was found.")
        for change in news:
            self._lines(self.words.change_lines(change, names, day.now))
        sent = f"{day.mails} by mail, {day.webhooks} by webhook"
        self.say(f"  Messages sent and received: {sent}." if news else "  Nothing was sent.")

    def _received(self) -> None:
        """The last message by each channel as it arrived."""
        if mails := self.stage.mail.ledger.taken:
            self._lines(self.words.heading("A mail as it was received"))
            self._lines(self.words.mail_lines(mails[-1]))
        if hooks := self.stage.hooks.ledger.taken:
            self._lines(self.words.heading("A webhook call as it was received"))
            self._lines(self.words.hook_lines(hooks[-1]))

    def _status(self) -> None:
        from regtrack.cli.main import main

        if self.quiet:
            return
        self._lines(self.words.heading("What the law is there now"))
        for words in _PLACES:
            asked = " ".join(f'"{w}"' if " " in w else w for w in words)
            self._lines(["", f"$ regtrack status {asked}"])
            main(["status", *words])

    def _go_live(self) -> None:
        self._lines(self.words.heading("How to go live"))
        self._lines(_LIVE.format(sources=_near(self.stage.sources_file)).splitlines())

    def _lines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.say(line)


def _near(path: Path) -> Path:
    """The path as a reader would type it from here."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


_LIVE = """\
export REGTRACK_CONTACT=you@your.domain     # publishers can write to you
export REGTRACK_OPENSTATES_KEY=...          # free, from open.pluralpolicy.com
export REGTRACK_SMTP_HOST=... REGTRACK_SMTP_SENDER=regtrack@your.domain
export REGTRACK_SMTP_USERNAME=... REGTRACK_SMTP_PASSWORD=...
regtrack subscriptions add --place Ohio --substance 7-oh --email you@your.domain
regtrack watch --sources {sources}    # one look
regtrack daemon --sources {sources}   # for good
regtrack doctor                             # what is missing or broken

In a checkout these commands are in .venv/bin. README.md tells of every setting,
of your own sources and of running it as a service."""
