"""Screens of conferences, by screen."""
