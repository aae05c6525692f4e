"""The options of `subscriptions` and `deliveries`: read only when one of these is asked for."""

from __future__ import annotations

import argparse

from regtrack.cli.values import a_beginning, a_date, a_kind, a_substance, an_instant
from regtrack.domain.importance import Importance
from regtrack.domain.timing import Every, Weekday


def subscribe(parser: argparse.ArgumentParser) -> None:
    """What `subscriptions add` takes."""
    parser.add_argument("--place", help="this place, all below it and what binds there from above")
    parser.add_argument("--exact", action="store_true", help="nothing from the places above")
    parser.add_argument("--no-below", action="store_true", help="nothing from the places below")
    parser.add_argument("--substance", type=a_substance, action="append", default=[])
    parser.add_argument("--kind", type=a_kind, action="append", default=[], help="kinds of change")
    parser.add_argument("--importance", choices=[str(i) for i in Importance],
                        help="nothing less than this; info if not given")  # fmt: skip
    parser.add_argument("--ahead", metavar="DAYS", help="days before a start on which to be "
                        "reminded: 30,7,1,0 if not given, none for no reminders")  # fmt: skip
    parser.add_argument("--email", help="where to send mail")
    parser.add_argument("--webhook", metavar="URL", help="where to post signed events")
    parser.add_argument("--apprise", metavar="URL", help="a chat, by its Apprise address")
    parser.add_argument("--secret", help="the webhook's whsec_ secret; one is made if not given")
    parser.add_argument("--digest", choices=[str(e) for e in Every], help="all in one message")
    parser.add_argument("--at", metavar="HH:MM", help="the digest's local hour; 08:00 if not given")
    parser.add_argument("--weekday", choices=[str(d) for d in Weekday],
                        help="the weekly digest's day; mon if not given")  # fmt: skip
    parser.add_argument("--quiet", metavar="FROM-TO", help="local hours in which nothing is sent "
                        "that is not urgent: 22:00-07:00")  # fmt: skip
    parser.add_argument("--quiet-all", action="store_true", help="nothing urgent either")
    parser.add_argument("--zone", help="the time zone of these hours, America/Chicago; the "
                        "place's if not given")  # fmt: skip
    parser.add_argument("--until", type=a_date, help="the last day")
    parser.add_argument("--operator", action="store_true", help="also faults of the sources")
    _by(parser)


def _by(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", metavar="NAME", help="who does this, for the audit; the user of "
                        "this system if not given")  # fmt: skip


def subscription(parser: argparse.ArgumentParser) -> None:
    """One subscription, changed by somebody."""
    show(parser)
    _by(parser)


def show(parser: argparse.ArgumentParser) -> None:
    """One subscription."""
    parser.add_argument("id", help="the id of a subscription, or its name in a file")


def resume(parser: argparse.ArgumentParser) -> None:
    """What `subscriptions resume` takes."""
    subscription(parser)
    parser.add_argument("--drop", action="store_true", help="cancel what waited meanwhile")


def history(parser: argparse.ArgumentParser) -> None:
    """What `subscriptions history` takes."""
    parser.add_argument("id", nargs="?", help="one subscription, ended ones too; all if not given")


def apply(parser: argparse.ArgumentParser) -> None:
    """What `subscriptions apply` takes."""
    parser.add_argument("file", help="a TOML file of [[subscription]] rows")
    parser.add_argument("--dry-run", action="store_true", help="only tell what would change")
    _by(parser)


def export(parser: argparse.ArgumentParser) -> None:
    """What `subscriptions export` takes."""
    parser.add_argument("--owner", help="only those of this file; all if not given")


def deliveries(parser: argparse.ArgumentParser) -> None:
    """What `deliveries list` takes."""
    parser.add_argument("--state", help="due, sending, done, dead or cancelled")
    parser.add_argument("--subscription", help="only this one's")


def delivery(parser: argparse.ArgumentParser) -> None:
    """One delivery."""
    parser.add_argument("id", help="the id of a delivery or of a digest")


def retry(parser: argparse.ArgumentParser) -> None:
    """What `deliveries retry` takes."""
    parser.add_argument("id", nargs="?", help="one delivery; all that are dead if not given")


def replay(parser: argparse.ArgumentParser) -> None:
    """What `deliveries replay` takes."""
    parser.add_argument("--since", type=a_beginning, required=True)
    parser.add_argument("--until", type=an_instant)
    parser.add_argument("--subscription", help="only this one's")
