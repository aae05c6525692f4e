"""Adapters that run things: the Scrapy child, the probe, extraction from bytes."""
