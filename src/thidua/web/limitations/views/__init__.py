"""Screens of limitations: the year's list, one limitation."""
