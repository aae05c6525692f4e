"""The arguments of `regtrack sources`."""

from __future__ import annotations

import argparse

from regtrack.cli.command import Command


def _sources_list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--catalogue", action="store_true", help="also those that are not watched")
    parser.add_argument("--place", help="only of this place and of all in it")
    parser.add_argument("--platform", help="only of this platform")


def _sources_add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", nargs="*", help="the key of a source of the catalogue")
    parser.add_argument("--division", help="all of this place and of all in it (id or name)")
    parser.add_argument("--all", action="store_true", help="all of the catalogue")
    parser.add_argument(
        "--unverified", action="store_true", help="also those whose address nobody has tried yet"
    )


def _sources_new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", help="its name for good: small letters, digits, - and _")
    parser.add_argument("--platform", required=True, help="the parser: page, feed, openstates ...")
    parser.add_argument("--url", required=True, help="the page, or the API's address")
    parser.add_argument("--division", required=True, help="whose law it is (id or name)")
    parser.add_argument("--publisher", required=True, help="who speaks there")
    parser.add_argument("--expect", action="append", default=[], metavar="WORDS",
                        help="words that the page always has")  # fmt: skip
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE",
                        help="another option of the source, its value as in TOML")  # fmt: skip
    parser.add_argument("--file", help="the sources file to write or append to; KEY.toml")


def _source_keys(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", nargs="+", help="the key of a source")


def _source_key(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", help="the key of a source")


def _sources_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", help="a sources file; the known sources if not given")


SOURCES = (
    Command("list", "every source with its health", "sources:list_all", _sources_list),
    Command("add", "watch sources of the catalogue", "sources_add:add", _sources_add),
    Command("remove", "watch sources no longer", "sources_add:remove", _source_keys),
    Command("new", "write a source's row and record its page once", "sources_new:run",
            _sources_new),
    Command("show", "one source and its last runs", "sources:show", _source_key),
    Command("check", "check a sources file, or look at every source", "sources:check",
            _sources_check),
)  # fmt: skip
