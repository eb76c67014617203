"""Screens of clusters, by what they are about."""
