"""Screens of rulebooks, by what they are for."""
