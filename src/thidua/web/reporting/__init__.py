"""Reported values with both counts, evidence, activities and yearly classification counts.

Used by a unit's officers; read by the secretariat. A value is a number with numerator and
denominator where it is a ratio, an estimate or final, with its date, source and history; missing,
zero, not applicable and not assigned are four things. Must always hold: a value's version counts
its changes and each change is kept; evidence points at content by SHA-256.
"""
