"""Agreements: what the units of a cluster promise one another for a year, and how each promise fares.

Drafted from the rulebook in force and its targets, read and amended by every member, adopted by a recorded
decision, frozen as an official document and signed by all. A supplement replaces a signed one; a signed one
is never edited. Each clause has a light per unit and quarter. Must always hold: the clauses of an adopted
agreement do not change; drafts are the secretariat's alone; lights of a unit are a secret of the season.
"""
