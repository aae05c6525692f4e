"""The command line: argparse in front, everything else imported by the command that needs it."""
