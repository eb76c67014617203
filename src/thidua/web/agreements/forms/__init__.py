"""Forms of agreements."""
