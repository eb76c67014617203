"""Screens of votes."""
