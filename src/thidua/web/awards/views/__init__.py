"""Screens of the recommendations: the year's list, one unit, achievements, papers."""
