"""The words and rules of regtrack: pure, stdlib only, no I/O and no clock."""
