"""The crawl: spiders that store every body first and say what their parsers make of it."""
