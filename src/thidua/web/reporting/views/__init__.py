"""Screens of reporting: start, entry grid, cells, evidence, activities and counts, periods, comparison."""
