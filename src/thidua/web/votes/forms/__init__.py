"""Forms of votes."""
