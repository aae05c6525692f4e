"""`regtrack subscriptions`: from options and from a file, with an audit and without secrets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from daemon.operator import HOOK, NOW, command, news, printed, secret, settle
from regtrack.bootstrap import App
from regtrack.domain.alerts import DeliveryState
from regtrack.store import deliveries

Said = pytest.CaptureFixture[str]
SECRET = secret()
FILE = """owner = "compliance"

[[subscription]]
name = "ops-mail"
place = "ocd-division/country:us/state:ut"
email = "ops@example.org"
digest = "weekly"
at = "07:30"
weekday = "fri"
importance = "notice"

[[subscription]]
name = "shop"
webhook = "{hook}"
secret_env = "REGTRACK_SHOP_SECRET"
quiet = "22:00-07:00"
until = 2026-12-31
"""


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    monkeypatch.setenv("REGTRACK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("REGTRACK_NOW", NOW.isoformat())
    monkeypatch.setenv("REGTRACK_SHOP_SECRET", SECRET)
    monkeypatch.setattr(App, "ensure_baseline", lambda self: None)  # no subscription needs it
    with App() as app:
        yield app


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "subscriptions.toml"
    found.write_text(FILE.format(hook=HOOK))
    return found


def states(app: App) -> list[DeliveryState]:
    with app.engine.connect() as connection:
        return [d.state for d in deliveries.listed(connection)]


def test_options_become_terms(app: App, capsys: Said) -> None:
    code, made = command(
        capsys, "subscriptions", "add", "--place", "Utah", "--email", "a@example.org",
        "--digest", "daily", "--at", "09:15", "--zone", "America/Chicago",
        "--quiet", "22:00-07:00", "--ahead", "7,1", "--importance", "urgent",
        "--until", "2026-12-31", "--no-below", "--by", "the desk",
    )  # fmt: skip
    assert code == 0
    code, shown = command(capsys, "subscriptions", "show", made["id"])
    assert shown == made
    told = ("digest", "at", "quiet", "zone", "ahead", "importance", "until", "below", "paused")
    assert [made[name] for name in told] == [
        "daily", "09:15", "22:00-07:00", "America/Chicago", [7, 1], "urgent", "2026-12-31",
        False, False,
    ]  # fmt: skip
    (event,) = command(capsys, "subscriptions", "history", made["id"])[1]["events"]
    assert (event["who"], event["what"]) == ("the desk", "added")
    assert event["fields"]["importance"] == [None, "urgent"]


def test_who_did_it_is_one_line(app: App, capsys: Said) -> None:
    add = ("subscriptions", "add", "--email", "a@example.org")
    assert printed(capsys, *add, "--by", "me\n2026-07-01 12:00 chief removed s-1")[0] == 0
    code, said = printed(capsys, "subscriptions", "history")
    assert (code, len(said.splitlines())) == (0, 2)


def test_an_error_brings_no_control_character_to_the_terminal(app: App, capsys: Said) -> None:
    code, said = printed(capsys, "deliveries", "retry", "\x1b[31mmsg")
    assert code == 2
    assert "no such delivery: [31mmsg" in said


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--zone", "Mars/Base"), "time zone"),
        (("--at", "08:00"), "belongs to a digest"),
        (("--digest", "daily", "--at", "8"), "08:00"),
        (("--digest", "daily", "--at", "23:00", "--quiet", "22:00-07:00"), "among the `quiet`"),
        (("--quiet", "22:00"), "22:00-07:00"),
        (("--quiet", "22:00-22:00"), "differ"),
        (("--quiet-all",), "belongs to quiet hours"),
        (("--ahead", "soon"), "30,7,1,0"),
        (("--ahead", "999"), "0 to 365"),
        (("--place", "Atlantys"), "not one place"),
        (("--email", "nobody"), "name@host"),
        (("--until", "2026-06-30"), "--until 2026-06-30 is over"),
    ],
)
def test_wrong_options_say_what_to_write(
    app: App, capsys: Said, options: tuple[str, ...], words: str
) -> None:
    given = options if "--email" in options else ("--email", "a@example.org", *options)
    code, said = printed(capsys, "subscriptions", "add", *given)
    assert code == 2
    assert words in said


def test_what_waits_through_a_pause_comes_after_it(app: App, capsys: Said) -> None:
    _, made = command(capsys, "subscriptions", "add", "--email", "a@example.org")
    assert command(capsys, "subscriptions", "pause", made["id"])[1]["paused"] is True
    assert printed(capsys, "subscriptions", "test", made["id"])[0] == 2
    news(app, 1)
    news(app, 2)
    import asyncio

    asyncio.run(app.deliver())
    assert states(app) == [DeliveryState.DUE] * 2  # untried: mail is not set up here
    with app.engine.connect() as connection:
        assert {d.tries for d in deliveries.listed(connection)} == {0}
    command(capsys, "subscriptions", "resume", made["id"])
    asyncio.run(app.deliver())
    with app.engine.connect() as connection:
        assert [d.tries for d in deliveries.listed(connection)] == [0, 1]  # the second waits
    command(capsys, "subscriptions", "pause", made["id"])
    command(capsys, "subscriptions", "resume", made["id"], "--drop")
    assert states(app) == [DeliveryState.CANCELLED] * 2
    told = [e["what"] for e in command(capsys, "subscriptions", "history")[1]["events"]]
    assert told == ["added", "paused", "resumed", "paused", "resumed"]


def test_a_file_adds_changes_and_ends_what_it_owns(app: App, capsys: Said, file: Path) -> None:
    command(capsys, "subscriptions", "add", "--email", "other@example.org")
    apply = ("subscriptions", "apply", str(file), "--by", "review 12")
    dry = command(capsys, *apply, "--dry-run")[1]
    assert [s["name"] for s in dry["added"]] == ["ops-mail", "shop"]
    assert len(command(capsys, "subscriptions", "list")[1]["subscriptions"]) == 1
    assert command(capsys, *apply)[1]["added"] == dry["added"]
    again = command(capsys, *apply)[1]
    assert (again["added"], again["changed"], again["ended"], again["unchanged"]) == ([], [], [], 2)

    ops, _, shop = FILE.format(hook=HOOK).partition('[[subscription]]\nname = "shop"')
    assert shop
    file.write_text(ops.replace("07:30", "08:00"))
    done = command(capsys, *apply)[1]
    assert [c["fields"] for c in done["changed"]] == [{"at": ["07:30", "08:00"]}]
    assert [s["name"] for s in done["ended"]] == ["shop"]
    living = command(capsys, "subscriptions", "list")[1]["subscriptions"]
    assert {s["email"] for s in living} == {"other@example.org", "ops@example.org"}

    file.write_text(FILE.format(hook=HOOK))
    back = command(capsys, *apply)[1]
    assert [s["id"] for s in back["added"]] == [s["id"] for s in done["ended"]]
    audit = printed(capsys, "subscriptions", "history")[1]
    assert "review 12 changed" in audit
    assert "at: 07:30 -> 08:00" in audit
    assert SECRET not in audit
    assert "s3cret-path" not in audit


def test_what_waits_goes_to_the_new_address_and_none_to_the_old(
    app: App, capsys: Said, file: Path
) -> None:
    apply = ("subscriptions", "apply", str(file))
    command(capsys, *apply)
    news(app, 1)
    moved = FILE.format(hook=HOOK).replace(HOOK, HOOK + "-new")
    file.write_text(moved.replace("ops@example.org", "new@example.org"))
    command(capsys, *apply)
    news(app, 2)
    found = command(capsys, "deliveries", "list")[1]["deliveries"]
    mails = [d for d in found if d["channel"] == "email"]
    assert {d["to"] for d in mails} == {"new@example.org"}
    assert len({d["digest"] for d in mails}) == 1
    assert len({d["to"] for d in found}) == 2  # one mailbox, one webhook
    settle(app, {})  # each was tried once, and is due again in an hour
    file.write_text(FILE.format(hook=HOOK))
    command(capsys, *apply)
    found = command(capsys, "deliveries", "list")[1]["deliveries"]
    assert {d["due_at"][:19] for d in found} == {"2026-07-01T12:00:00"}  # a new address: at once
    file.write_text(moved.partition('[[subscription]]\nname = "shop"')[0])
    command(capsys, *apply)
    found = command(capsys, "deliveries", "list")[1]["deliveries"]
    assert {d["state"] for d in found if d["channel"] == "webhook"} == {"cancelled"}


def test_another_secret_is_a_change_and_never_shown(
    app: App, capsys: Said, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command(capsys, "subscriptions", "apply", str(file))
    other = secret()
    monkeypatch.setenv("REGTRACK_SHOP_SECRET", other)
    code, said = printed(capsys, "subscriptions", "apply", str(file))
    assert code == 0
    assert "~ shop" in said
    for shown in (said, printed(capsys, "subscriptions", "history")[1],
                  printed(capsys, "subscriptions", "export")[1]):  # fmt: skip
        assert other not in shown
        assert SECRET not in shown


def test_what_is_exported_can_be_applied(app: App, capsys: Said, file: Path) -> None:
    command(capsys, "subscriptions", "apply", str(file))
    code, said = printed(capsys, "subscriptions", "export", "--owner", "compliance")
    assert code == 0
    file.write_text(said)
    done = command(capsys, "subscriptions", "apply", str(file))[1]
    assert (done["unchanged"], done["added"], done["changed"]) == (2, [], [])


def test_a_chat_comes_from_a_variable_and_is_never_shown(
    app: App, capsys: Said, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = "json://user:s3cret-token@hooks.example.org/room"
    monkeypatch.setenv("REGTRACK_ROOM_CHAT", chat)
    row = '[[subscription]]\nname = "room"\napprise_env = "REGTRACK_ROOM_CHAT"\n'
    file.write_text('owner = "compliance"\n' + row)
    apply = ("subscriptions", "apply", str(file))
    assert command(capsys, *apply)[0] == 0
    with app.unit() as (repository, _):
        assert [s.apprise for s in repository.subscriptions()] == [chat]
    code, said = printed(capsys, "subscriptions", "export", "--owner", "compliance")
    assert (code, said.strip()) == (0, file.read_text().strip().replace('e"\n[', 'e"\n\n['))
    file.write_text(said)
    assert command(capsys, *apply)[1]["unchanged"] == 1
    monkeypatch.setenv("REGTRACK_ROOM_CHAT", chat + "2")
    code, said = printed(capsys, *apply)
    assert "~ room" in said
    seen = [said, printed(capsys, "subscriptions", "show", "room")[1],
            printed(capsys, "subscriptions", "history")[1]]  # fmt: skip
    assert not [text for text in seen if "s3cret" in text]
    monkeypatch.delenv("REGTRACK_ROOM_CHAT")
    code, said = printed(capsys, *apply)
    assert (code, "REGTRACK_ROOM_CHAT" in said) == (2, True)


def test_a_chat_added_by_hand_is_exported_as_a_variable(app: App, capsys: Said) -> None:
    chat = "json://user:s3cret-token@hooks.example.org/room"
    _, made = command(capsys, "subscriptions", "add", "--apprise", chat)
    code, said = printed(capsys, "subscriptions", "export")
    word = made["id"].upper().replace("-", "_")
    assert (code, f'apprise_env = "REGTRACK_CHAT_{word}"' in said) == (0, True)
    assert "s3cret" not in said + str(command(capsys, "subscriptions", "export")[1])


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('digest = "weekly"', 'digest = "hourly"', "[[subscription]] 1 (ops-mail): `digest`"),
        ('name = "shop"', 'name = "ops-mail"', "taken by a row above"),
        ('name = "shop"', "", "(without a name): `name`"),
        ('secret_env = "REGTRACK_SHOP_SECRET"', "", "2 (shop): a webhook needs `secret_env`"),
        ('"REGTRACK_SHOP_SECRET"', '"NOT_SET_ANYWHERE"', "NOT_SET_ANYWHERE"),
        ("until = 2026-12-31", "until = 7", "write the last day"),
        ('importance = "notice"', 'colour = "red"', "`colour` is not known"),
        ('email = "ops@example.org"', "", "say where to"),
        ('weekday = "fri"', "weekday = 5", '`weekday` 5 is wrong; write weekday = "..."'),
        ('owner = "compliance"', "owner = ", "not TOML"),
        ('owner = "compliance"', 'owner = "a\\nb"', "`owner` is wrong"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_written(
    app: App, capsys: Said, file: Path, old: str, new: str, words: str
) -> None:
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))
    code, said = printed(capsys, "subscriptions", "apply", str(file))
    assert code == 2
    assert words in said
    assert command(capsys, "subscriptions", "list")[1] == {"subscriptions": []}


def test_a_digest_is_one_message_shown_and_made_due_whole(app: App, capsys: Said) -> None:
    command(capsys, "subscriptions", "add", "--email", "a@example.org", "--digest", "daily")
    for number in range(3):
        news(app, number)
    found = command(capsys, "deliveries", "list")[1]["deliveries"]
    (digest,) = {d["digest"] for d in found}
    assert {d["due_at"] for d in found} == {"2026-07-02T08:00:00.000000Z"}
    for key in (digest, found[1]["id"]):
        shown = command(capsys, "deliveries", "show", key)[1]["deliveries"]
        assert [d["id"] for d in shown] == [d["id"] for d in reversed(found)]
    assert len(command(capsys, "deliveries", "retry", found[1]["id"])[1]["due"]) == 3
    assert printed(capsys, "deliveries", "show", "msg_nothing")[0] == 2
    assert digest in printed(capsys, "deliveries", "show", digest)[1]


def test_an_expired_subscription_is_told_nothing(
    app: App, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = ("subscriptions", "add", "--email", "a@example.org", "--until", "2026-07-01")
    command(capsys, *add)
    news(app, 1)
    monkeypatch.setenv("REGTRACK_NOW", (NOW + dt.timedelta(hours=12)).isoformat())
    news(app, 2)
    assert len(states(app)) == 1
