"""Self-scoring, verification, explanation, consolidation, the scoreboard and published rankings.

Used by officers (self-score), leaders (approve), the secretariat (verify, consolidate, publish) and
everyone who opens a point. A sheet goes draft -> submitted -> approved -> verified; its marks stand
in columns by stage that never overwrite each other. Points come from `thidua.rules` alone. Must
always hold: a published ranking recomputes to the same digest; every changed mark has its reason.
"""
