"""Use cases: what the program does, one short function each, over ports that adapters fill."""
