"""From a legal text to what it does: deterministic rules over marked text; no I/O, no clock."""
