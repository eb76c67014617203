"""Screens of articles: what the public reads, and the desk of the editors."""
