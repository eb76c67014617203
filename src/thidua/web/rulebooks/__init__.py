"""Editions of a cluster's rulebook: draft, lint, rehearse, adopt; targets per unit.

Used by the secretariat; every member reads. An edition is `draft` until adopted by a recorded
decision; then its text is frozen for good and a year is scored under it. The text is the YAML of
`thidua.rules`; nothing about points is decided here. Must always hold: an adopted edition's digest
is that of its text; a year past `agreed` has exactly one edition in force.
"""
