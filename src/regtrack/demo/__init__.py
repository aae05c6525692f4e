"""Things to try regtrack with, offline: receivers on this machine that keep a ledger."""
