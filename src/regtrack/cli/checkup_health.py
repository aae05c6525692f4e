"""What `doctor` asks the daemon of this machine itself: its health page, where one is set."""

from __future__ import annotations

from collections.abc import Iterator

import httpx

from regtrack.cli.checkup import Checkup, Finding, Level

_SECONDS = 3.0
_MEANS = "while no daemon works, nothing new is learnt and no alert goes out"


def check_health_page(given: Checkup) -> Iterator[Finding]:
    """Whether a daemon answers on the port of the health page, and does its work."""
    settings = given.app.settings
    if not settings.health_port:
        return
    host = settings.health_address
    page = f"http://{f'[{host}]' if ':' in host else host}:{settings.health_port}/readyz"
    try:
        answer = httpx.get(page, timeout=_SECONDS, trust_env=False)
    except httpx.HTTPError as error:
        message = f"no daemon answers on {page}: {error}"
        advice = "start `regtrack daemon`; its unit and its log tell why it ended"
        yield Finding("daemon", Level.NOTE, message, advice, _MEANS)
        return
    words = " ".join(answer.text.split())[:300]
    if answer.status_code == httpx.codes.OK:
        yield Finding("daemon", Level.OK, f"the daemon answers on {page}: {words}")
        return
    message = f"the daemon on {page} is not ready ({answer.status_code}): {words}"
    yield Finding("daemon", Level.PROBLEM, message, "see the last lines of its log", _MEANS)
