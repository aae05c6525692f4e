"""What deploy/ ships names real commands, settings, files and options."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from regtrack import home
from regtrack.cli.arguments import read
from regtrack.config import Settings
from regtrack.daemon_state import DaemonState
from regtrack.health_page import HealthPage
from regtrack.runner.sources_file import load

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted(p.name for p in DEPLOY.iterdir() if p.suffix in (".service", ".timer"))
SERVICES = [name for name in UNITS if name.endswith(".service")]
BINARY = "/opt/regtrack/bin/regtrack"
FIELDS = {f"REGTRACK_{name.upper()}" for name in Settings.model_fields} | {"REGTRACK_HOME"}
systemd_analyze = shutil.which("systemd-analyze")


def _unit(name: str) -> list[tuple[str, str, str]]:
    """Section, key and value of each line; systemd lets keys repeat."""
    found, section = [], ""
    for line in (DEPLOY / name).read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            section = line.strip("[]")
            continue
        key, equals, value = line.partition("=")
        assert equals and key.isalnum(), line  # noqa: PT018 - one malformed line
        found.append((section, key, value))
    return found


def _values(name: str, key: str) -> list[str]:
    return [v for _, k, v in _unit(name) if k == key]


def _command(words: list[str]) -> str:
    """The handler that a command line of ours reaches; exits where it is wrong."""
    return str(read(words).handler)


@pytest.mark.parametrize("name", SERVICES)
def test_the_command_lines_of_units_are_ours(name: str) -> None:
    (line,) = _values(name, "ExecStart")
    words = shlex.split(line)
    if words[:2] == ["/bin/sh", "-c"]:
        inside = re.sub(r"\$\$\([^)]*\)", "now", words[2]).removeprefix("exec ")
        words = shlex.split(inside)
    assert words[0] == BINARY
    assert _command(words[1:])


@pytest.mark.parametrize("name", SERVICES)
def test_units_set_what_is_a_setting_and_write_to_their_state_only(name: str) -> None:
    given = dict(value.split("=", 1) for value in _values(name, "Environment"))
    assert set(given) <= FIELDS
    states = [f"/var/lib/{word}" for v in _values(name, "StateDirectory") for word in v.split()]
    assert set(given.values()) <= set(states)
    assert _values(name, "ProtectSystem") == ["strict"]
    assert _values(name, "NoNewPrivileges") == ["yes"]
    assert _values(name, "User") == ["regtrack"]
    assert re.search(r"^u regtrack ", (DEPLOY / "regtrack.sysusers").read_text(), re.M)
    # A watchdog that nobody feeds would kill the service.
    assert not _values(name, "WatchdogSec")


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The units with a program that is there, so that only their own mistakes are told."""
    for name in UNITS:
        text = (DEPLOY / name).read_text(encoding="utf-8")
        text = text.replace(BINARY, "/bin/true").replace("User=regtrack", "User=root")
        target = name.replace("@.", "@1.")
        (tmp_path / target).write_text(text.replace("Group=regtrack", "Group=root"))
    return tmp_path


@pytest.mark.skipif(systemd_analyze is None, reason="needs systemd-analyze")
def test_systemd_knows_every_option(installed: Path) -> None:
    assert systemd_analyze is not None
    units = sorted(str(p) for p in installed.iterdir())
    done = subprocess.run(
        [systemd_analyze, "verify", "--man=no", *units], capture_output=True, text=True, timeout=60
    )
    mine = [line for line in done.stderr.splitlines() if str(installed) in line]
    assert mine == []


@pytest.mark.skipif(systemd_analyze is None, reason="needs systemd-analyze")
@pytest.mark.parametrize("name", ["regtrack.service", "regtrack-worker@1.service"])
def test_the_units_are_hardened(installed: Path, name: str) -> None:
    assert systemd_analyze is not None
    done = subprocess.run(
        [systemd_analyze, "security", "--offline=yes", "--threshold=25", str(installed / name)],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    if "Unknown" in done.stderr or "unrecognized" in done.stderr:
        pytest.skip("this systemd-analyze judges no files")
    assert done.returncode == 0, done.stdout[-300:] + done.stderr


# The containers ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    yaml = pytest.importorskip("yaml", reason="reads deploy/compose.yaml")
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    return found


def _ours(compose: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {n: s for n, s in compose["services"].items() if s["image"] == "regtrack"}


def test_the_services_run_commands_that_exist(compose: dict[str, Any]) -> None:
    handlers = {name: _command(s["command"]) for name, s in _ours(compose).items()}
    assert handlers["daemon"] == "serve:run"
    assert handlers["worker-1"] == handlers["worker-2"] == "work:run"
    assert handlers["prepare"] == "database:upgrade"


def test_the_services_name_files_and_volumes_that_are_there(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        assert (DEPLOY / f"{service['env_file']}.example").is_file(), name
        for volume in service.get("volumes", ()):
            source = volume.split(":")[0]
            if source.startswith("."):
                assert (DEPLOY / f"{source}.example").is_file(), name
            else:
                assert source in compose["volumes"], name
        for other in service.get("depends_on", ()):
            assert other in compose["services"], name
    for name, service in _ours(compose).items():
        build = service["build"]
        assert (DEPLOY / build["context"] / build["dockerfile"]).is_file(), name
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"]), name
    # The database and the health page are nobody's business outside.
    assert not [n for n, s in compose["services"].items() if "ports" in s]


def _dockerfile() -> list[tuple[str, str]]:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.split()[0], line.partition(" ")[2].strip()) for line in lines]


def test_the_image_is_made_of_what_is_there_and_runs_as_nobody() -> None:
    lines = _dockerfile()
    sent = {
        line[1:]
        for line in (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
        if line.startswith("!")
    }
    for word, rest in lines:
        if word == "COPY" and not rest.startswith("--from"):
            for source in rest.split()[:-1]:
                assert (ROOT / source).exists(), source
                assert source in sent, source
    given = dict(lines)
    assert given["USER"].split(":")[0] not in ("root", "0")
    words = [*json.loads(given["ENTRYPOINT"]), *json.loads(given["CMD"])]
    assert words[0] == "regtrack"
    assert _command(words[1:]) == "serve:run"
    set_here = set(re.findall(r"\b(REGTRACK_\w+)=", given["ENV"]))
    assert set_here and set_here <= FIELDS  # noqa: PT018 - the second says nothing of none


class Said(DaemonState):
    """A daemon that says that it is well, or not."""

    def __init__(self, well: bool) -> None:
        super().__init__("", 1.0, home.now)
        self.well = well

    def body(self) -> dict[str, Any]:
        return {"ok": self.well}


@pytest.mark.parametrize(("well", "code"), [(True, 0), (False, 1)])
def test_the_health_check_hears_the_health_page(well: bool, code: int) -> None:
    check = dict(_dockerfile())["HEALTHCHECK"].partition("CMD ")[2]
    page = HealthPage(0, Said(well))
    page.start()
    try:
        script = json.loads(check)[2].replace(":8099/", f":{page.port}/")
        assert f":{page.port}/" in script
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60)
    finally:
        page.stop()
    assert done.returncode == code


def _pinned(file: Path) -> dict[str, tuple[str, bool]]:
    """Each package's version, and whether hashes follow."""
    text = file.read_text(encoding="utf-8").replace("\\\n", " ")
    rows = [line for line in text.splitlines() if "==" in line]
    return {
        row.split("==")[0].split("[")[0]: (row.split("==")[1].split()[0], "--hash=sha256:" in row)
        for row in rows
    }


def test_production_runs_what_was_tested() -> None:
    ours, tested = _pinned(DEPLOY / "requirements.lock"), _pinned(ROOT / "requirements.lock")
    assert ours.items() <= tested.items()
    assert all(hashed for _, hashed in ours.values())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["workers"]]
    names = {re.split(r"[\[<>=]", w)[0] for w in wanted}
    assert names <= set(ours)
    assert "pytest" not in ours


# Settings ----------------------------------------------------------------------------------------


def test_the_examples_name_settings_and_sources_that_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (DEPLOY / "regtrack.env.example").read_text(encoding="utf-8")
    names = re.findall(r"^#?([A-Z_]+)=", text, re.M)
    assert len(names) > 5
    assert set(names) <= FIELDS
    monkeypatch.setenv("REGTRACK_HOME", str(tmp_path))
    shutil.copy(DEPLOY / "regtrack.toml.example", tmp_path / "regtrack.toml")
    given = tomllib.loads((tmp_path / "regtrack.toml").read_text(encoding="utf-8"))
    settings = Settings()
    assert {name: getattr(settings, name) for name in given} == given
    assert load(str(DEPLOY / "sources.toml.example"))


def test_the_page_names_files_and_commands_that_exist() -> None:
    page = (DEPLOY / "README.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)", page):
        assert (DEPLOY / target).exists(), target
    fences = "\n".join(re.findall(r"^```sh\n(.*?)^```", page, re.M | re.S))
    commands = re.findall(r"(?:^|/bin/)regtrack ([a-z].*)$", fences, re.M)
    assert len(commands) == 3
    for words in commands:
        assert _command(shlex.split(words)), words
    for name in re.findall(r"\bREGTRACK_\w+", page):
        assert name in FIELDS, name


def test_the_timer_wakes_a_unit() -> None:
    for name in UNITS:
        if name.endswith(".timer"):
            assert name.replace(".timer", ".service") in UNITS
