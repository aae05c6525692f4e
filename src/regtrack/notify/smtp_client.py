"""SMTP for servers that may be slow: each answer must be there, whole, within the time-out."""

from __future__ import annotations

import io
import smtplib
import socket
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class _Reader(io.RawIOBase):
    """Reads from a socket until an instant (`time.monotonic`)."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock, self.until = sock, 0.0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        self._sock.settimeout(left)
        return self._sock.recv_into(buffer)


class Smtp(smtplib.SMTP):
    """The standard library's client, whose time-out begins anew with every byte, with one for the
    whole answer: a server that sends a byte now and then does not hold up all mail."""

    def getreply(self) -> tuple[int, bytes]:
        """The next answer; SMTPServerDisconnected where it does not come, or not in time."""
        sock = self.sock
        if sock is None:
            return super().getreply()
        if self.file is None:
            self._reader = _Reader(sock)
            self.file = io.BufferedReader(self._reader)
        self._reader.until = time.monotonic() + self.timeout
        try:
            return super().getreply()
        finally:
            if self.sock is not None:
                self.sock.settimeout(self.timeout)


class SmtpTls(Smtp, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""
