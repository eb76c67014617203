"""Clusters, member units and their lineage, the yearly cycle, and who acts for which unit.

Used by everyone: the secretariat runs the year, a unit's administrator assigns its officers.
A unit lives from a dated event to a dated event; a cluster's head changes every year; a person may
act for a unit only while assigned. States of a year and who moves them: `year.py`.
Must always hold: one running year per cluster; at most one head at a time; no assignment outside
its dates opens anything.
"""
