"""regtrack: the legal status of kratom by place, with proof, and alerts when it changes."""

__version__ = "2026.11.0"
