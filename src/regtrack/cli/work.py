"""`regtrack worker`: share the work on one PostgreSQL with other workers."""

from __future__ import annotations

import argparse

from regtrack import home
from regtrack.bootstrap import App
from regtrack.cli.serve import prepared
from regtrack.domain.errors import ConfigError
from regtrack.log_lines import to_stderr
from regtrack.services.spreading import cron
from regtrack.worker import Worker


def run(arguments: argparse.Namespace) -> int:
    """Run a worker; 0 when it was stopped. Refuses SQLite, which one machine has to itself."""
    if not home.database_url().startswith("postgresql"):
        raise ConfigError(
            "workers share one PostgreSQL: set REGTRACK_DATABASE_URL=postgresql://user@host/name "
            "(`regtrack db backup` and `restore` move a home there), or run `regtrack daemon`"
        )
    try:
        from regtrack.store.job_queue import ProcrastinateQueue, install
    except ModuleNotFoundError as error:
        raise ConfigError(
            f"{error.name} is not installed; install regtrack with its workers: "
            "pip install 'regtrack[workers]'"
        ) from error
    with App() as app:
        to_stderr(app.settings)
        prepared(app, arguments.sources)
        install(app.engine)
        timetable = cron(app.settings.tick_seconds)
        jobs = ProcrastinateQueue(app.engine, timetable, app.settings.worker_patience, app.owner)
        return Worker(app, jobs).run()
