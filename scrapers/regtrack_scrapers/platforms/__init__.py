"""What many publishers share: each platform parses stored bytes by a pure function."""
