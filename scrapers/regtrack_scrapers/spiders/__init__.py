"""The spiders: one for a batch of sources, and one per platform to run by hand."""
