"""The commands and their options. Imports nothing heavy: this is on the path of every command."""

from __future__ import annotations

import argparse
import functools
import sys
from collections.abc import Callable, Sequence

import regtrack
from regtrack.cli.command import Command
from regtrack.cli.source_arguments import SOURCES
from regtrack.cli.values import (
    a_beginning,
    a_date,
    a_figure,
    a_span,
    a_substance,
    an_age,
    an_instant,
    yes_or_no,
)

EXIT_CODES = """\
exit codes: 0 done, 1 unexpected error, 2 wrong usage or settings, 3 the place is ambiguous,
4 the place is not known; of check 10 not allowed, 11 unknown. What regtrack says is
information, not legal advice."""


def _place(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("place", nargs="+", help="a state, county, city, ZIP, country or id")


def _substance(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--substance", type=a_substance, help="kratom, 7-oh or analogues")


def _known_at(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--known-at", type=an_instant, help="what regtrack said at this time")


def _on(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", type=a_date, help="the day asked for; today there if not given")


def _status(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("place", nargs="*", help="a state, county, city, ZIP, country or id")
    _on(parser)
    _known_at(parser)
    _substance(parser)
    parser.add_argument("--all", action="store_true", help="every state and territory in a table")
    parser.add_argument("--csv", action="store_true", help="with --all: a line per place and "
                        "substance as CSV")  # fmt: skip
    _markdown(parser)


def _compare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "places",
        nargs="+",
        help="two places or more, each one argument: 'Mobile, AL' Tennessee",
    )
    _on(parser)
    _known_at(parser)
    _substance(parser)
    _markdown(parser)


def _markdown(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--markdown", action="store_true", help="Markdown, for pasting")


def _timeline(parser: argparse.ArgumentParser) -> None:
    _place(parser)
    _known_at(parser)
    _substance(parser)
    _markdown(parser)


def _check(parser: argparse.ArgumentParser) -> None:
    from regtrack.domain.inquiries import Act, Product

    parser.add_argument("place", nargs="*", help="a state, county, city, ZIP, country or id")
    parser.add_argument("--product", type=Product, choices=list(Product), help="what it is")
    parser.add_argument(
        "--percent-7oh",
        type=a_figure,
        metavar="X",
        help="7-OH as a share of its alkaloids, in percent",
    )
    parser.add_argument(
        "--mg-7oh",
        type=a_figure,
        metavar="X",
        help="milligrams of 7-OH per unit, serving or container",
    )
    parser.add_argument(
        "--ppm-7oh",
        type=a_figure,
        metavar="X",
        help="7-OH in parts per million of the product by weight (mg/kg)",
    )
    parser.add_argument(
        "--percent-alkaloids",
        type=a_figure,
        metavar="X",
        help="all alkaloids in percent of the product",
    )
    parser.add_argument(
        "--synthetic", type=yes_or_no, metavar="YES|NO", help="whether it holds synthetic alkaloids"
    )
    parser.add_argument("--sold-as", metavar="WORD", help="food, medicine, supplement ...")
    parser.add_argument("--age", type=an_age, metavar="N", help="age of the buyer or holder")
    parser.add_argument(
        "--act",
        type=Act,
        choices=list(Act),
        default=Act.SELL,
        help="what is done with it; sell if not given",
    )
    parser.add_argument("--on", type=a_date, help="the day asked for; today there if not given")
    _known_at(parser)
    parser.add_argument("--orders", metavar="FILE",
                        help="a CSV with the columns place and product, and any of act, age, on, "
                        "percent_7oh, mg_7oh, ppm_7oh, percent_alkaloids, synthetic, sold_as: "
                        "each row gets a verdict")  # fmt: skip


def _bills(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("place", nargs="*", help="only instruments of this place")
    parser.add_argument("--stage", help="only this stage, in the words of the record")
    parser.add_argument("--since", type=a_date, help="only those that moved on or after this day")


def _schema(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("event", choices=("change", "digest"), help="one change, or several")


def _changes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--since", type=a_beginning, help="recorded at or after this time")
    parser.add_argument("--place", help="only changes there, above and below")
    parser.add_argument("--on", type=a_date, help="only changes of the law on this day")
    _known_at(parser)


def _read(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="a legal text: HTML, XML, PDF or plain text")
    parser.add_argument("--division", required=True, help="whose text it is (division id or name)")
    parser.add_argument("--title", default="", help="its title, where the text has none")


def _import_path(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", help="the folder to read")


def _data_set(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", help="a data set: its folder, its zip, or the getDataset answer")


def _watch(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="one cycle, then stop (the default)")
    parser.add_argument(
        "--source", action="append", default=[], metavar="KEY", help="only this source, due or not"
    )
    parser.add_argument(
        "--sources", action="append", default=[], metavar="FILE", help="a TOML file"
    )
    parser.add_argument("--no-deliver", action="store_true", help="leave the outbox for later")


def _daemon(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--sources", action="append", default=[], metavar="FILE", help="a TOML file"
    )


def _telling(name: str) -> Callable[[argparse.ArgumentParser], None]:
    """Options of `subscriptions` and `deliveries`, which no answer needs."""

    def options(parser: argparse.ArgumentParser) -> None:
        from regtrack.cli import telling_options

        getattr(telling_options, name)(parser)

    return options


def _rotate(parser: argparse.ArgumentParser) -> None:
    _telling("subscription")(parser)
    parser.add_argument(
        "--grace",
        type=a_span,
        default="7d",
        metavar="SPAN",
        help="how long the secret of before signs too: 12h; 7d if not given",
    )


def _feeds(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", help="where to write; made if it is not there")
    parser.add_argument("--place", action="append", default=[], help="only this place's")
    parser.add_argument("--substance", type=a_substance, action="append", default=[])


def _verify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--strict", action="store_true", help="fail on facts without stored bytes")


def _review(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", help="the id of a held observation")
    parser.add_argument("--why", default="", help="the reason, kept with the decision")


def _folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", nargs="?", help="the baseline that ships if not given")


def _backup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="the file to make; it must not be there yet")
    parser.add_argument("--without-snapshots", action="store_true",
                        help="leave out the received bytes, in which `verify` looks")  # fmt: skip


def _restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="a backup")
    parser.add_argument("--replace", action="store_true", help="drop what the database holds")


def _evaluate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--labels", required=True, metavar="FILE", help="coded bills, JSON lines")
    parser.add_argument(
        "--captures", required=True, metavar="FOLDER", help="<st>/<session>_<bill>/ below it"
    )
    parser.add_argument("--state", action="append", default=[], help="only bills of this state")
    parser.add_argument("--not-state", action="append", default=[], help="no bills of this state")
    floors = (("effects", 0.97, "F1 of the effects of texts"), ("titles", 0.90, "F1 from titles"),
              ("each", 0.85, "F1 of each effect with 5 labels or more"),
              ("exact", 0.98, "minimum age, schedule, stage and law"),
              ("effective", 0.95, "effective dates"))  # fmt: skip
    for name, default, told in floors:
        parser.add_argument(
            f"--floor-{name}", type=float, default=default, metavar="F", help=f"least {told}"
        )


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--home", help="where the demonstration keeps its database")


IMPORTS = (
    Command("openstates", "bill records of Open States in folders", "imports:openstates",
            _import_path),
    Command("legiscan", "bill records of a LegiScan data set", "imports:legiscan", _data_set),
    Command("baseline", "curated facts in TOML files", "imports:baseline", _import_path),
)  # fmt: skip
COMMANDS: tuple[Command, ...] = (
    Command("status", "the legal status in a place", "status:run", _status),
    Command("timeline", "all periods of a place with their instruments", "timeline:run", _timeline),
    Command("check", "whether an act with a product is allowed", "check:run", _check),
    Command("compare", "the status in several places side by side", "overview:run_compare",
            _compare),
    Command("bills", "instruments, where they stand and what they would do", "bills:run", _bills),
    Command("changes", "the change log, oldest first", "changes:run", _changes),
    Command("schema", "the JSON Schema of what a webhook gets", "schema:run", _schema),
    Command("read", "what one legal text does", "read:run", _read),
    Command("import", "bulk back-fill from files", children=IMPORTS),
    Command("watch", "look at what is due once and tell what changed", "watch:run", _watch),
    Command("daemon", "watch and deliver on a timetable until stopped", "serve:run", _daemon),
    Command("worker", "share the work on one PostgreSQL with other workers until stopped",
            "work:run", _daemon),
    Command("sources", "the watched sources", children=SOURCES),
    Command("review", "readings that wait for a person", children=(
        Command("list", "what is held, and why", "review:list_all"),
        Command("accept", "let a held reading count", "review:accept", _review),
        Command("reject", "retract an observation", "review:reject", _review),
    )),
    Command("subscriptions", "who is told of what", children=(
        Command("add", "subscribe an address to changes", "subscriptions:add",
                _telling("subscribe")),
        Command("list", "the living subscriptions", "subscriptions:list_all"),
        Command("show", "one subscription", "subscriptions:show", _telling("show")),
        Command("pause", "send it nothing until it is resumed", "subscriptions:pause",
                _telling("subscription")),
        Command("resume", "send again, first what waited", "subscriptions:resume",
                _telling("resume")),
        Command("remove", "end a subscription", "subscriptions:remove", _telling("subscription")),
        Command("rotate", "a new webhook secret; the old one signs too for a while",
                "endpoints:rotate_secret", _rotate),
        Command("enable", "switch on receivers that were switched off", "endpoints:enable",
                _telling("subscription")),
        Command("test", "send a test message to its addresses", "subscriptions:test",
                _telling("subscription")),
        Command("history", "who changed what, when", "subscriptions:history", _telling("history")),
        Command("apply", "make subscriptions what a file says", "subscription_file:apply",
                _telling("apply")),
        Command("export", "subscriptions as such a file", "subscription_file:export",
                _telling("export")),
    )),
    Command("deliveries", "messages sent and to be sent", children=(
        Command("list", "deliveries, newest first", "deliveries:list_all", _telling("deliveries")),
        Command("show", "one delivery with every try", "deliveries:show", _telling("delivery")),
        Command("retry", "make dead or waiting ones due now", "deliveries:retry",
                _telling("retry")),
        Command("replay", "send again what was sent in a span of time", "deliveries:replay",
                _telling("replay")),
    )),
    Command("feeds", "files for any web server", children=(
        Command("write", "an Atom feed and a calendar per place and substance", "feeds:write",
                _feeds),
    )),
    Command("verify", "find every quote again in its stored bytes", "verify:run", _verify),
    Command("reparse", "read every stored text again with the rules of today", "reparse:run"),
    Command("evaluate", "the reader against bills that people coded", "evaluate:run", _evaluate),
    Command("doctor", "what is wrong and what to do", "doctor:run"),
    Command("db", "the database", children=(
        Command("upgrade", "create it or bring it up to date", "database:upgrade"),
        Command("backup", "all of it and the received bytes in one file", "backup:make", _backup),
        Command("restore", "what a backup holds, into either engine", "backup:restore", _restore),
    )),
    Command("baseline", "the curated facts", children=(
        Command("check", "contradictions and mistakes in the files", "imports:check_baseline_files",
                _folder),
    )),
    Command("config", "the settings", children=(
        Command("show", "every setting, secrets masked", "config:show"),
    )),
    Command("demo", "the main job offline, against recordings", "demo:run", _demo),
)  # fmt: skip


#: Each option is tried on a formatter, which brings `shutil` to measure the terminal unless it is
#: given a width.
_FIXED = functools.partial(argparse.HelpFormatter, width=80)


def read(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of the command asked for (None: those of this process), with its `handler`.

    Exits with words for a mistake or for `--help`, like `parser`, but makes only the parser of
    that command: all of them cost as much as the answer of `status`."""
    given = list(sys.argv[1:] if argv is None else argv)
    path, rest, offered = ["regtrack"], given, COMMANDS
    while offered and rest:
        command = next((c for c in offered if c.name == rest[0]), None)
        if command is None:
            break
        path, rest, offered = [*path, command.name], rest[1:], command.children
        if command.handler:
            alone = argparse.ArgumentParser(
                prog=" ".join(path), description=command.help, formatter_class=_FIXED
            )
            _set_up(alone, command)
            found, unknown = alone.parse_known_args(rest)
            if not unknown:
                return found
    return parser().parse_args(given)


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(
        prog="regtrack",
        description="The legal status of kratom by place, with proof, and alerts when it changes.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"regtrack {regtrack.__version__}")
    _add(top, COMMANDS)
    return top


def _add(parent: argparse.ArgumentParser, commands: tuple[Command, ...]) -> None:
    group = parent.add_subparsers(required=True, metavar="COMMAND")
    for command in commands:
        child = group.add_parser(command.name, help=command.help, description=command.help)
        if command.children:
            _add(child, command.children)
            continue
        _set_up(child, command)


def _set_up(parser: argparse.ArgumentParser, command: Command) -> None:
    command.options(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.set_defaults(handler=command.handler)
    parser.formatter_class = argparse.HelpFormatter
